import ObservationModel
import Testing
import Validation

@Suite("The mean bearing of a radar map")
struct MeanBearingTestTests {
  private static func codes(
    _ bearings: [Double?],
    reference: Double,
    seams: [Int] = []
  ) throws -> [Int] {
    let batch = try TestBatch.make(
      .trajectory,
      [("radial_current", bearings.map { _ in 1 }), ("radial_bearing", bearings)],
      times: bearings.map { _ in 0 },
      seams: seams
    )
    return MeanBearingTest(
      referenceDegrees: reference,
      suspectFromDegrees: 15,
      failFromDegrees: 30
    ).codes(batch)
  }

  /// `qc_qartod_avg_radial_bearing` of hfradarpy with its reference of 151° and its thresholds.
  @Test("is held against that of the site, map by map")
  func maps() throws {
    // Means 151, 166 and 181.
    let bearings: [Double?] = [141, 161, 156, 176, 171, 191]
    #expect(try Self.codes(bearings, reference: 151, seams: [2, 4]) == [1, 1, 3, 3, 4, 4])
    #expect(try Self.codes([165.9, nil], reference: 151) == [1, 1])
  }

  @Test("may lie across north")
  func north() throws {
    #expect(try Self.codes([350, 20], reference: 5) == [1, 1])
    #expect(try Self.codes([350, 20], reference: 350) == [3, 3])
    #expect(try Self.codes([-10, 380], reference: 335) == [4, 4])
  }

  @Test("is that of vectors that nobody failed")
  func failed() throws {
    var batch = try TestBatch.make(
      .trajectory,
      [("radial_current", [1, 1, 1]), ("radial_bearing", [10, 100, 190])],
      times: [0, 0, 0]
    )
    batch.columns[0].provider = [.good, .good, .bad]
    let test = MeanBearingTest(
      referenceDegrees: 55,
      suspectFromDegrees: 15,
      failFromDegrees: 30
    )
    #expect(test.codes(batch) == [1, 1, 1])
    let earlier: [UInt8] = [4, 1, 1]
    batch.columns[0].enter(earlier.span, at: 0, test: 0)
    #expect(test.codes(batch) == [4, 4, 4])
    #expect(test.heedsEarlierTests)
  }

  @Test("is not told without bearings")
  func nothing() throws {
    #expect(try Self.codes([nil, .infinity], reference: 0) == [2, 2])
    #expect(try Self.codes([], reference: 0) == [])
    let test = MeanBearingTest(
      referenceDegrees: 0,
      suspectFromDegrees: 15,
      failFromDegrees: 30
    )
    #expect(test.codes(try TestBatch.series([1, nil], of: "radial_current")) == [2, 9])
  }
}
