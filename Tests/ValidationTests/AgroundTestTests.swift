import ObservationModel
import Testing
import Validation

@Suite("The aground test")
struct AgroundTestTests {
  static let latitudes = [
    10.01, 10.06, 10.07, 10.09, 10.09, 10.1, 10.16, 10.21, 10.23, 10.24, 10.23, 10.26, 10.28, 10.31,
    10.34, 10.35, 10.38, 10.41, 10.46, 10.47, 10.46, 10.46, 10.47, 10.47, 10.46, 10.46, 10.45,
    10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46, 10.46,
  ]
  static let longitudes = [
    -29.98, -29.96, -29.97, -29.94, -29.9, -29.88, -29.86, -29.83, -29.82, -29.8, -29.78, -29.75,
    -29.74, -29.71, -29.67, -29.65, -29.63, -29.59, -29.59, -29.6, -29.59, -29.59, -29.59, -29.6,
    -29.59, -29.59, -29.59, -29.6, -29.59, -29.59, -29.59, -29.59, -29.59, -29.59, -29.6, -29.59,
    -29.59, -29.59, -29.58, -29.59,
  ]

  static func batch(turnedBy turn: Double = 0, last: Double? = nil) throws -> ObservationBatch {
    var latitudes = latitudes
    if let last { for k in 35..<40 { latitudes[k] = last } }
    return try TestBatch.make(
      .trajectory,
      [("sea_surface_temperature", latitudes.map { _ in nil })],
      times: latitudes.indices.map { Double($0) * 43200 },
      latitudes: latitudes,
      longitudes: longitudes.map { $0 + turn >= 180 ? $0 + turn - 360 : $0 + turn }
    )
  }

  @Test("fails from when on marine_qc 0.4.2 do_aground_check does")
  func peer() throws {
    // smooth_win=5, min_win_period=2, max_win_period=4; and do_new_aground_check(5, 2).
    let expected = codes(ofMarineQC: "0000000000000000001111111111111111111111", failed: 4)
    let bounded = AgroundTest(smoothing: 5, shortestSeconds: 172_800, longestSeconds: 345_600)
    #expect(try bounded.codes(Self.batch()) == expected)
    let open = AgroundTest(smoothing: 5, shortestSeconds: 172_800)
    #expect(try open.codes(Self.batch()) == expected)
    #expect(try bounded.codes(Self.batch(turnedBy: -150.3)) == expected)
    #expect(try bounded.codes(Self.batch(turnedBy: 209.6)) == expected)
  }

  @Test("passes a drifter that moves again, and a record too short to tell")
  func moving() throws {
    let test = AgroundTest(smoothing: 5, shortestSeconds: 172_800)
    #expect(try test.codes(Self.batch(last: 11)).allSatisfy { $0 == 1 })
    let whole = AgroundTest(smoothing: 41)
    #expect(try whole.codes(Self.batch()).allSatisfy { $0 == 1 })
  }
}
