import Foundation
import NetCDFFile

/// A directory of small observation files in the layouts of real networks, gone with the test.
final class TestArchive {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "sverdrup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/archive",
      withIntermediateDirectories: true
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { "\(root)/archive/\(name)" }

  /// An Argo profile file with one profile.
  func writeArgo(
    _ name: String,
    platform: String = "2900001",
    cycle: Int32 = 1,
    mode: String = "R",
    julianDay: Double = 27_180.5,
    latitude: Double = 30,
    longitude: Double = 125,
    pressures: [Float] = [5, 10, 20],
    temperatures: [Float] = [20, 19, 18],
    salinities: [Float]? = nil,
    flags: String? = nil,
    updated: String = "20240610000000"
  ) throws {
    let writer = try NetCDFWriter(path: path(name), format: .classic)
    let levels = pressures.count
    for (dimension, length) in [
      ("N_PROF", 1), ("N_PARAM", salinities == nil ? 2 : 3), ("N_LEVELS", levels), ("STRING8", 8),
      ("STRING16", 16),
      ("DATE_TIME", 14),
    ] {
      try writer.defineDimension(dimension, length: length)
    }
    func define(
      _ name: String,
      _ type: StoredType,
      _ dimensions: [String],
      fill: AttributeContent? = nil,
      units: String? = nil
    ) throws {
      try writer.defineVariable(name, type: type, dimensions: dimensions, fill: fill)
      if let units { try writer.putAttribute("units", .text(units), of: name) }
    }
    try define("PLATFORM_NUMBER", .char, ["N_PROF", "STRING8"])
    try define("DATE_UPDATE", .char, ["DATE_TIME"])
    try define("STATION_PARAMETERS", .char, ["N_PROF", "N_PARAM", "STRING16"])
    try define("CYCLE_NUMBER", .int, ["N_PROF"])
    try define("DIRECTION", .char, ["N_PROF"])
    try define("DATA_MODE", .char, ["N_PROF"])
    try define(
      "JULD",
      .double,
      ["N_PROF"],
      fill: .reals([999_999]),
      units: "days since 1950-01-01 00:00:00 UTC"
    )
    try define("LATITUDE", .double, ["N_PROF"], fill: .reals([99_999]), units: "degree_north")
    try define("LONGITUDE", .double, ["N_PROF"], fill: .reals([99_999]), units: "degree_east")
    var parameters = [
      ("PRES", "decibar", pressures), ("TEMP", "degree_Celsius", temperatures),
    ]
    if let salinities { parameters.append(("PSAL", "psu", salinities)) }
    for (parameter, units, _) in parameters {
      for suffix in ["", "_ADJUSTED"] {
        try define(
          parameter + suffix,
          .float,
          ["N_PROF", "N_LEVELS"],
          fill: .reals([99_999]),
          units: units
        )
        try define(parameter + suffix + "_QC", .char, ["N_PROF", "N_LEVELS"])
      }
    }
    func text(_ value: String, _ width: Int) -> StoredValues {
      .char(Array(value.utf8) + Array(repeating: 32, count: width - value.utf8.count))
    }
    try writer.write(text(platform, 8), to: "PLATFORM_NUMBER")
    try writer.write(text(updated, 14), to: "DATE_UPDATE")
    try writer.write(
      text(
        parameters.map { $0.0.padding(toLength: 16, withPad: " ", startingAt: 0) }.joined(),
        16 * parameters.count
      ),
      to: "STATION_PARAMETERS"
    )
    try writer.write(.int([cycle]), to: "CYCLE_NUMBER")
    try writer.write(text("A", 1), to: "DIRECTION")
    try writer.write(text(mode, 1), to: "DATA_MODE")
    try writer.write(.double([julianDay]), to: "JULD")
    try writer.write(.double([latitude]), to: "LATITUDE")
    try writer.write(.double([longitude]), to: "LONGITUDE")
    let good = flags ?? String(repeating: "1", count: levels)
    for (parameter, _, values) in parameters {
      for suffix in ["", "_ADJUSTED"] {
        try writer.write(.float(values), to: parameter + suffix)
        try writer.write(
          text(parameter == "TEMP" ? good : String(repeating: "1", count: levels), levels),
          to: parameter + suffix + "_QC"
        )
      }
    }
    try writer.close()
  }

  /// A contiguous ragged file of one surface trajectory.
  func writeTrajectory(
    _ name: String,
    platform: String = "sd1001",
    times: [Double],
    latitudes: [Double],
    longitudes: [Double],
    temperatures: [Float]
  ) throws {
    let writer = try NetCDFWriter(path: path(name), format: .classic)
    try writer.defineDimension("trajectory", length: 1)
    try writer.defineDimension("trajectory_strlen", length: 8)
    try writer.defineDimension("obs", length: times.count)
    try writer.putAttribute("featureType", .text("trajectory"))
    try writer.putAttribute("Conventions", .text("CF-1.6"))
    try writer.defineVariable(
      "trajectory",
      type: .char,
      dimensions: ["trajectory", "trajectory_strlen"]
    )
    try writer.putAttribute("cf_role", .text("trajectory_id"), of: "trajectory")
    try writer.defineVariable("rowSize", type: .int, dimensions: ["trajectory"])
    try writer.putAttribute("sample_dimension", .text("obs"), of: "rowSize")
    for (variable, type, units) in [
      ("time", StoredType.double, "seconds since 1970-01-01T00:00:00Z"),
      ("latitude", .double, "degrees_north"), ("longitude", .double, "degrees_east"),
      ("temp_ctd_rbr_mean", .float, "degree_C"),
    ] {
      try writer.defineVariable(variable, type: type, dimensions: ["obs"])
      try writer.putAttribute("units", .text(units), of: variable)
    }
    try writer.write(
      .char(Array(platform.utf8) + Array(repeating: 0, count: 8 - platform.utf8.count)),
      to: "trajectory"
    )
    try writer.write(.int([Int32(times.count)]), to: "rowSize")
    try writer.write(.double(times), to: "time")
    try writer.write(.double(latitudes), to: "latitude")
    try writer.write(.double(longitudes), to: "longitude")
    try writer.write(.float(temperatures), to: "temp_ctd_rbr_mean")
    try writer.close()
  }

  /// A pipeline file over everything in the archive.
  func writePipeline(
    validate: String = "",
    horizontal: String = "{grid: regular, resolution: 1 degree, extent: [117, 23, 131, 41]}",
    summarise: String =
      "{use: [good, probably_good], statistics: [count, mean, standard_deviation, minimum, maximum]}"
  ) throws -> String {
    let path = root + "/pipeline.yaml"
    let yaml = """
      pipeline: test
      title: Test
      read:
        - network: argo
          files: "archive/*_argo.nc"
          variables: [temperature]
        - network: saildrone
          files: "archive/*_drone.nc"
          variables: [sea_surface_temperature]
      validate:
        - impossible_location:
      \(validate)
      resample:
        horizontal: \(horizontal)
        vertical: {levels: [10, 15], method: linear}
        time: day
      summarise: \(summarise)
      write:
        - netcdf: "products/test_{year}{month}{day}.nc"

      """
    try yaml.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The bytes of every product, by name.
  func products() throws -> [String: Data] {
    var products: [String: Data] = [:]
    let directory = root + "/products"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
      products[name] = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
    }
    return products
  }

  /// Forgets everything that was taken in and made.
  func reset() {
    for name in ["products", ".sverdrup"] {
      try? FileManager.default.removeItem(atPath: root + "/" + name)
    }
  }

  /// The value of a variable of a product at one cell.
  func value(_ variable: String, in product: String, at index: [Int]) throws -> Double? {
    let file = try NetCDFFile(path: "\(root)/products/\(product)")
    guard let found = file.variable(variable) else { return nil }
    let values = try file.read(
      found,
      region: Region(start: index, count: index.map { _ in 1 })
    )
    switch values {
    case .float(let values): return Double(values[0])
    case .int(let values): return Double(values[0])
    case .double(let values): return values[0]
    default: return nil
    }
  }
}
