import Foundation
import NetCDFFile
import Pipeline
import Testing

@Suite("A climatology in a pipeline file")
struct ClimatologyResourceTests {
  private static func write(_ path: String, units: String = "degree_Celsius") throws {
    let writer = try NetCDFWriter(path: path, format: .classic)
    try writer.defineDimension("lat", length: 2)
    try writer.defineDimension("lon", length: 2)
    for (name, unit) in [("lat", "degrees_north"), ("lon", "degrees_east")] {
      try writer.defineVariable(name, type: .double, dimensions: [name])
      try writer.putAttribute("units", .text(unit), of: name)
    }
    for (name, method) in [("t_mn", "mean"), ("t_sd", "standard_deviation")] {
      try writer.defineVariable(name, type: .float, dimensions: ["lat", "lon"])
      try writer.putAttribute("standard_name", .text("sea_water_temperature"), of: name)
      try writer.putAttribute("units", .text(units), of: name)
      try writer.putAttribute("cell_methods", .text("time: \(method)"), of: name)
    }
    try writer.write(.double([0, 1]), to: "lat")
    try writer.write(.double([0, 1]), to: "lon")
    try writer.write(.float([1, 2, 3, 4]), to: "t_mn")
    try writer.write(.float([1, 1, 1, 1]), to: "t_sd")
    try writer.close()
  }

  private static func pipeline(_ test: String) -> String {
    faultlessPipeline.replacingOccurrences(
      of: "  - impossible_date:\n",
      with: "  - impossible_date:\n  - climatology_field: {\(test)}\n"
    )
  }

  @Test("is read with it")
  func read() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("atlas.nc")
    try Self.write(path)
    let keys = "variable: temperature, mean: \(path), deviation: \(path), fail_deviations: 4"
    #expect(problems(of: Self.pipeline(keys)).isEmpty)
    #expect(problems(of: Self.pipeline(keys + ", mean_variable: t_mn")).isEmpty)
  }

  @Test("that cannot be used is a fault of the pipeline file, with the reason")
  func faults() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("atlas.nc")
    try Self.write(path, units: "m")
    let wrong = problems(
      of: Self.pipeline("variable: temperature, mean: \(path), fail: 4, units: kelvin")
    )
    #expect(wrong.count == 1)
    #expect(wrong.first?.message.contains("cannot be converted") == true)
    let missing = problems(
      of: Self.pipeline("variable: salinity, mean: \(path), fail: 4, units: \"1\"")
    )
    #expect(missing.first?.message.contains("sea_water_practical_salinity") == true)
    let none = problems(
      of: Self.pipeline("variable: temperature, mean: \(path)x, fail: 4, units: kelvin")
    )
    #expect(none.count == 1)
  }
}
