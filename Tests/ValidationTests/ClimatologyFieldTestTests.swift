import ObservationModel
import Testing
import Validation

@Suite("The test against a gridded climatology")
struct ClimatologyFieldTestTests {
  /// One row of cells along the equator, a degree each, from 0° on.
  private static func cells(_ values: [Float]) throws -> ClimatologyField {
    try ClimatologyField(
      stepOfDay: [Int?](repeating: 0, count: 366),
      latitudes: [0, 1],
      longitudes: values.indices.map { Double($0) },
      values: values + values
    )
  }

  private static func batch(_ values: [Double?]) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("temperature", values)],
      times: values.map { _ in 0 },
      latitudes: values.map { _ in 0 },
      longitudes: values.indices.map { Double($0) }
    )
  }

  private static let values: [Double?] = [10, 14.1, 14, 18.1, 6, nil, 11, 13, 25, 10.4]
  private static let means: [Float] = [10, 10, 10, 10, 10, 10, .nan, 10, 10, 10]
  private static let deviations: [Float] = [2, 2, 2, 2, 2, 2, 2, 0.1, 50, 0.05]

  /// Of `do_climatology_check` of marine_qc 0.4.2 for the same numbers: 0 passes, 1 fails and 2
  /// cannot be tested, which is 9 here where the value is missing.
  @Test("agrees with marine_qc on deviations, their limits and the least anomaly")
  func deviations() throws {
    var test = ClimatologyFieldTest()
    test.mean = try Self.cells(Self.means)
    test.deviation = try Self.cells(Self.deviations)
    test.failAboveDeviations = 2
    let batch = try Self.batch(Self.values)
    // maximum_anomaly=2.0
    #expect(test.codes(batch) == [1, 4, 1, 4, 1, 9, 2, 4, 1, 4])
    // standard_deviation_limits=(1.0, 4.0)
    test.smallestDeviation = 1
    test.largestDeviation = 4
    #expect(test.codes(batch) == [1, 4, 1, 4, 1, 9, 2, 4, 4, 1])
    // lowbar=5
    test.leastAnomaly = 5
    #expect(test.codes(batch) == [1, 1, 1, 4, 1, 9, 2, 1, 4, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("agrees with marine_qc on plain anomalies")
  func anomalies() throws {
    var test = ClimatologyFieldTest()
    test.mean = try Self.cells(Self.means)
    test.failAbove = 4
    let batch = try Self.batch(Self.values)
    // maximum_anomaly=4.0
    #expect(test.codes(batch) == [1, 4, 1, 4, 1, 9, 2, 1, 4, 1])
    test.suspectAbove = 1
    #expect(test.codes(batch) == [1, 4, 3, 4, 3, 9, 2, 3, 4, 1])
  }

  @Test("judges by what can be judged, the worst counting")
  func parts() throws {
    var test = ClimatologyFieldTest()
    test.mean = try Self.cells([10, 10, 10, .nan, .nan])
    test.deviation = try Self.cells([1, 0, .nan, 1, 1])
    test.suspectAboveDeviations = 2
    test.failAboveDeviations = 4
    let batch = try Self.batch([13, 13, 13, 13, 13])
    #expect(test.codes(batch) == [3, 2, 2, 2, 2])
    test.failAbove = 2.5
    #expect(test.codes(batch) == [4, 4, 4, 2, 2])
    test.lowest = try Self.cells([0, 0, 0, 14, 13])
    #expect(test.codes(batch) == [4, 4, 4, 3, 1])
    test.highest = try Self.cells([0, 0, 0, 20, 12])
    #expect(test.codes(batch) == [4, 4, 4, 3, 3])
  }

  @Test("turns pressures into depths")
  func pressure() throws {
    // 1000 dbar at 30°N are 991.8 m (TEOS-10): nearer to 980 m than to 1020 m.
    var test = ClimatologyFieldTest()
    test.mean = try ClimatologyField(
      stepOfDay: [Int?](repeating: 0, count: 366),
      depths: [980, 1020],
      latitudes: [30, 31],
      longitudes: [-41, -40],
      values: [5, 5, 5, 5, 9, 9, 9, 9]
    )
    test.failAbove = 1
    let batch = try TestBatch.profile(
      pressures: [1000, 1030, nil, 900],
      [("temperature", [5, 5, 5, 5])]
    )
    #expect(test.codes(batch) == [1, 4, 2, 2])
  }

  @Test("knows the season of every observation")
  func seasons() throws {
    let january = 0..<31
    var test = ClimatologyFieldTest()
    test.mean = try ClimatologyField(
      stepOfDay: (0..<366).map { january.contains($0) ? 0 : 1 },
      latitudes: [30, 31],
      longitudes: [-41, -40],
      values: [5, 5, 5, 5, 9, 9, 9, 9]
    )
    test.failAbove = 1
    // 1970-01-31T23:59:59, 1970-02-01, 1969-12-31 and 1972-02-29, then no time at all.
    let times: [Double] = [31 * 86_400 - 1, 31 * 86_400, -1, (730 + 59) * 86_400, .nan]
    let batch = try TestBatch.series([5, 5, 5, 9, 5], times: times)
    #expect(test.codes(batch) == [1, 4, 4, 1, 2])
  }

  @Test("judges nothing where there is nothing, and bears hostile values")
  func edges() throws {
    var test = ClimatologyFieldTest()
    test.mean = try Self.cells([10, 10, 10])
    test.deviation = try Self.cells([1, 1, 1])
    test.failAboveDeviations = 3
    #expect(test.codes(try Self.batch([])) == [])
    #expect(test.codes(try Self.batch([nil])) == [9])
    #expect(test.codes(try Self.batch([.infinity, -1e308, 13])) == [4, 4, 1])
    #expect(ClimatologyFieldTest().codes(try Self.batch([1])) == [2])
  }

  @Test("is refused where it could never flag, or is given something for nothing")
  func configuration() throws {
    let field = TestArgument.file(path: "f.nc", digest: "", .field(try Self.cells([1, 2])))
    func fault(_ values: [String: TestArgument]) -> String? {
      do throws(TestConfigurationError) {
        _ = try ClimatologyFieldTest(TestArguments(values))
        return nil
      } catch {
        return error.parameter ?? ""
      }
    }
    #expect(fault([:])?.isEmpty == true)
    #expect(fault(["mean": field]) == "mean")
    #expect(fault(["mean": field, "fail": .number(1)]) == nil)
    #expect(fault(["lowest": field]) == nil)
    #expect(fault(["lowest": field, "fail": .number(1)]) == "fail")
    #expect(fault(["mean": field, "fail_deviations": .number(1)]) == "fail_deviations")
    #expect(fault(["mean": field, "fail": .number(1), "deviation": field]) == "deviation")
    #expect(fault(["mean": field, "deviation": field, "suspect_deviations": .number(2)]) == nil)
    #expect(fault(["mean": field, "suspect": .number(2), "fail": .number(1)]) == "suspect")
    #expect(
      fault([
        "mean": field, "deviation": field, "fail_deviations": .number(2),
        "smallest_deviation": .number(2), "largest_deviation": .number(1),
      ]) == "largest_deviation"
    )
  }
}
