import Foundation
import NetCDFFile
import Seawater
import Testing

/// The published check values of TEOS-10, version 3.06.16: three casts of 45 levels.
struct CheckData {
  /// `$SVERDRUP_REFERENCE/data/teos10/gsw_check_data.nc`; nil where it is not at hand.
  static let path = ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"]
    .map { $0 + "/data/teos10/gsw_check_data.nc" }
    .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }

  /// Skips a test where the file is not at hand.
  static var isAvailable: ConditionTrait {
    .enabled(if: path != nil, "SVERDRUP_REFERENCE is not set or has no data/teos10")
  }

  /// The salinity atlas in the layout of the toolboxes' `gsw_data_v3_0.nc`, which is not part of the
  /// project; `Tests/ConformanceTests/write_salinity_atlas.py` makes it of public sources.
  static let atlasPath = ProcessInfo.processInfo.environment["SVERDRUP_SALINITY_ATLAS"]

  /// Skips a test where the atlas is not at hand.
  static var hasAtlas: ConditionTrait {
    .enabled(if: atlasPath != nil, "SVERDRUP_SALINITY_ATLAS names no file")
  }

  /// An atlas of one of the variables on its grid.
  static func atlas(of name: String) throws -> SalinityAnomalyAtlas {
    let file = try NetCDFFile(path: #require(atlasPath))
    func values(_ name: String) throws -> [Double] {
      guard case .double(let values) = try file.read(#require(file.variable(name))) else {
        return []
      }
      return values
    }
    return try SalinityAnomalyAtlas(
      longitudesDegrees: values("longs_ref"),
      latitudesDegrees: values("lats_ref"),
      pressuresDecibar: values("p_ref"),
      levelsOfWater: values("ndepth_ref").map { $0.isNaN ? 0 : Int($0) },
      values: values(name)
    )
  }

  private let file: NetCDFFile

  init() throws { file = try NetCDFFile(path: #require(Self.path)) }

  /// The values of a variable, `[cast, level]`, flat.
  func values(_ name: String) throws -> [Double] {
    guard case .double(let values) = try file.read(#require(file.variable(name))) else { return [] }
    return values
  }

  /// Holds computed values against the published ones, and prints the worst error in units of the
  /// published tolerance.
  ///
  /// - Parameter compute: The value at a position in the flat arrays; nil to leave it out.
  func check(
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ compute: (Int) -> Double?
  ) throws {
    let expected = try values(name)
    let tolerance = try #require(values(name + "_ca").first)
    var worst = 0.0
    var count = 0
    for (i, value) in expected.enumerated() where value.isFinite && value.magnitude < 1e90 {
      guard let ours = compute(i) else { continue }
      let ratio = (ours - value).magnitude / tolerance
      worst = ratio.isNaN ? .infinity : max(worst, ratio)
      count += 1
    }
    print("TEOS-10 check: \(name), \(count) values, worst error \(worst) of the tolerance")
    #expect(count >= 80, sourceLocation: sourceLocation)
    #expect(worst <= 1, "\(name): \(worst) times the tolerance", sourceLocation: sourceLocation)
  }
}

/// The casts that the check values belong to.
struct CheckCasts {
  let data: CheckData
  let absoluteSalinity: [Double]
  let conservativeTemperature: [Double]
  let practicalSalinity: [Double]
  let temperature: [Double]
  let pressure: [Double]
  let latitude: [Double]
  let longitude: [Double]

  init() throws {
    data = try CheckData()
    absoluteSalinity = try data.values("SA_chck_cast")
    conservativeTemperature = try data.values("CT_chck_cast")
    practicalSalinity = try data.values("SP_chck_cast")
    temperature = try data.values("t_chck_cast")
    pressure = try data.values("p_chck_cast")
    let levels = pressure.count / 3
    latitude = try data.values("lat_chck_cast").flatMap { Array(repeating: $0, count: levels) }
    longitude = try data.values("long_chck_cast").flatMap { Array(repeating: $0, count: levels) }
  }
}
