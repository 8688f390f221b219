import Foundation
import ObservationModel
import Testing
import Validation

/// The cases of ioos_qc 3.0.0 for the tests of positions.
private struct PositionCase: Decodable, CustomTestStringConvertible {
  struct Inputs: Decodable {
    var lon, lat: [Double?]
    var tinp: [Int64]?
  }

  struct Shape: Decodable {
    var polygon: [[Double]]?
    var bbox: [Double]?
  }

  struct Parameters: Decodable {
    var suspectThreshold, failThreshold, rangeMax: Double?
    var rangeMethod, flagArea: String?
    var shape: Shape?
  }

  var id, test: String
  var inputs: Inputs
  var params: Parameters
  var expected: [Int]?
  var disputed: Bool?

  var testDescription: String { id }
}

private let reference = ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"]

/// The cases of one test that have flags and are not disputed; none without the reference.
private func cases(of test: String) -> [PositionCase] {
  struct Name: Decodable {
    var test: String
  }
  struct Cases<Case: Decodable>: Decodable {
    var cases: [Case]
  }
  struct Entry: Decodable {
    var value: PositionCase?

    init(from decoder: any Decoder) throws {
      guard
        try Name(from: decoder).test == "argo.speed_test"
          || Name(from: decoder).test.hasPrefix("qartod.location")
      else { return }
      value = try PositionCase(from: decoder)
    }
  }
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  guard let reference,
    let data = FileManager.default.contents(atPath: reference + "/vectors/qc.json"),
    let decoded = try? decoder.decode(Cases<Entry>.self, from: data)
  else { return [] }
  return decoded.cases.compactMap(\.value).filter {
    $0.test == test && $0.expected != nil && $0.disputed != true
  }
}

@Suite(
  "Cases of ioos_qc for positions",
  .enabled(if: reference != nil, "$SVERDRUP_REFERENCE names no folder with the cases")
)
struct PositionVectorTests {
  private func batch(_ inputs: PositionCase.Inputs) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("temperature", inputs.lon.map { _ in 10 })],
      times: inputs.tinp?.map { Double($0) / 1e9 } ?? inputs.lon.indices.map { Double($0) },
      latitudes: inputs.lat.map { $0 ?? .nan },
      longitudes: inputs.lon.map { $0 ?? .nan }
    )
  }

  @Test("location", arguments: cases(of: "qartod.location_test"))
  private func location(entry: PositionCase) throws {
    let distance: DistanceMeasure = entry.params.rangeMethod == "wgs84" ? .wgs84 : .haversine
    let test = LocationTest(
      maximumDisplacementMeters: entry.params.rangeMax,
      distance: distance,
      suspectsUnknownDisplacement: distance == .haversine
    )
    #expect(test.codes(try batch(entry.inputs)) == entry.expected)
    #expect(rangeLengthsThatMatter(test, try batch(entry.inputs)) == [])
  }

  @Test("location_bounds", arguments: cases(of: "qartod.location_bounds_test"))
  private func bounds(entry: PositionCase) throws {
    let shape = try #require(entry.params.shape)
    let area: GeographicArea
    if let box = shape.bbox {
      area = GeographicArea(west: box[0], south: box[1], east: box[2], north: box[3])
    } else {
      let corners = try #require(shape.polygon).map { (longitude: $0[0], latitude: $0[1]) }
      area = try #require(GeographicArea(corners: corners))
    }
    let test = AreaTest(area, failsInside: entry.params.flagArea == "inside")
    #expect(test.codes(try batch(entry.inputs)) == entry.expected)
  }

  @Test("speed", arguments: cases(of: "argo.speed_test"))
  private func speed(entry: PositionCase) throws {
    let test = ImpossibleSpeedTest(
      suspectAboveMetersPerSecond: try #require(entry.params.suspectThreshold),
      failAboveMetersPerSecond: try #require(entry.params.failThreshold)
    )
    #expect(test.codes(try batch(entry.inputs)) == entry.expected)
  }

  @Test("there are as many cases as there should be")
  func counts() {
    #expect(cases(of: "qartod.location_test").count == 12)
    #expect(cases(of: "qartod.location_bounds_test").count == 7)
    #expect(cases(of: "argo.speed_test").count == 9)
  }
}
