import Foundation
import Testing

@Suite("sverdrup convert")
struct ConvertTests {
  static let saildrone = "Fixtures/archive/saildrone/saildrone-gen_5-20240601.nc"

  @Test("writes a table with a line for each observation to standard output")
  func csv() throws {
    let result = try Command.run("convert", InspectTests.saildrone, "--to", "csv")
    #expect(result.code == 0)
    // A line of names, and the number of observations that the file's two rows add up to.
    let lines = result.output.components(separatedBy: "\r\n")
    #expect(lines.count == 1427 + 2)
    #expect(lines[0].hasPrefix("platform,feature,time,"))
    #expect(result.errors == "1427 observations written\n")
  }

  @Test("writes a ragged array that reads back as the same observations")
  func ragged() throws {
    let directory = try Command.Directory()
    let path = directory.url.appendingPathComponent("out.nc").path
    let result = try Command.run(
      "convert",
      Self.saildrone,
      "--to",
      "contiguous-ragged",
      "--output",
      path
    )
    #expect(result.code == 0)
    let before = try InspectTests.object(Command.run("inspect", "--json", Self.saildrone).output)
    let after = try InspectTests.object(Command.run("inspect", "--json", path).output)
    for key in [
      "feature_type", "n_features", "n_observations", "time_coverage_start", "time_coverage_end",
      "geospatial_lat_min", "geospatial_lat_max", "geospatial_lon_min", "geospatial_lon_max",
    ] {
      #expect("\(before[key] ?? "")" == "\(after[key] ?? "-")", "\(key)")
    }
  }

  @Test("refuses a netCDF file without a name, before it reads")
  func noOutput() throws {
    let result = try Command.run("convert", Self.saildrone, "--to", "contiguous-ragged")
    #expect(result.code == 64)
    #expect(result.errors.contains("--output"))
  }

  @Test("says why a file cannot be read, and writes nothing")
  func refused() throws {
    let directory = try Command.Directory()
    let path = directory.url.appendingPathComponent("out.nc").path
    let result = try Command.run(
      "convert",
      "Fixtures/archive/buoys/20240621_SVD-YS3.nc",
      "--to",
      "csv",
      "-o",
      path
    )
    #expect(result.code == 65)
    #expect(result.errors.contains("not_netcdf"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
