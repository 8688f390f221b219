import ObservationModel
import Testing
import Validation

@Suite("The number of vectors of a radar map")
struct RadialCountTestTests {
  /// The rule of `qc_qartod_radial_count` of hfradarpy: fewer than the least fail, more than the
  /// low count pass.
  @Test("is counted map by map, and all vectors of a map share its flag")
  func maps() throws {
    // Maps of 2, 3, 4 and 5 vectors, of which one is missing in the last.
    let values: [Double?] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, nil]
    let batch = try TestBatch.series(values, of: "radial_current", seams: [2, 5, 9])
    let test = RadialCountTest(suspectUpTo: 3, failBelow: 3)
    #expect(test.codes(batch) == [4, 4, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 9])
    #expect(RadialCountTest(suspectUpTo: 4).codes(batch).suffix(5) == [3, 3, 3, 3, 9])
  }

  @Test("leaves out what the provider or an earlier test failed")
  func failed() throws {
    var batch = try TestBatch.series([1, 1, 1, 1, 1], of: "radial_current")
    batch.columns[0].provider = [.good, .bad, .suspect, .notEvaluated, .good]
    let earlier: [UInt8] = [1, 1, 1, 1, 4]
    batch.columns[0].enter(earlier.span, at: 0, test: 0)
    #expect(RadialCountTest(failBelow: 3).codes(batch) == [1, 1, 1, 1, 1])
    #expect(RadialCountTest(failBelow: 4).codes(batch) == [4, 4, 4, 4, 4])
    #expect(RadialCountTest(failBelow: 4).heedsEarlierTests)
  }

  @Test("has nothing to say of nothing")
  func nothing() throws {
    let test = RadialCountTest(failBelow: 1)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([nil])) == [9])
    #expect(throws: TestConfigurationError.self) { try RadialCountTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try RadialCountTest(TestArguments(["suspect": .integer(1), "fail": .integer(2)]))
    }
  }
}
