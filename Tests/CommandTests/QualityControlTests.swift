import Foundation
import Testing

@Suite("sverdrup qc")
struct QualityControlTests {
  static let saildrone = ConvertTests.saildrone

  /// A pipeline that fails what is warmer than 25 degrees.
  static let pipeline = """
    pipeline: warm
    read:
      - {network: saildrone, files: "*.nc", variables: [sea_surface_temperature]}
    validate:
      - gross_range: {variable: sea_surface_temperature, fail: [-2, 25], units: degree_Celsius}
    resample:
      horizontal: {grid: regular, resolution: 1 degree, extent: global}
      time: day
    summarise: {use: [good], statistics: [mean]}
    write:
      - netcdf: "{year}{month}{day}.nc"
    """

  @Test("writes flags beside the variables, and its report counts what is in the file")
  func report() throws {
    let directory = try Command.Directory()
    let pipeline = try directory.write("warm.yaml", Data(Self.pipeline.utf8))
    let path = directory.url.appendingPathComponent("out.nc").path
    let result = try Command.run(
      "qc",
      Self.saildrone,
      "--pipeline",
      pipeline,
      "--output",
      path,
      "--json"
    )
    #expect(result.code == 0, "\(result.errors)")
    let report = try InspectTests.object(result.output)
    let quality = try #require(report["quality"] as? [String: Any])
    let variables = try #require(quality["variables"] as? [[String: Any]])
    let temperature = try #require(
      variables.first { $0["variable"] as? String == "sea_surface_temperature" }
    )
    // The table of the same file has the values themselves.
    let table = try Command.run("convert", Self.saildrone, "--to", "csv").output
      .components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    let column = try #require(table[0].firstIndex { $0.contains("(degree_Celsius)") })
    let values = table.dropFirst().compactMap { row in
      row.count > column ? Double(row[column]) : nil
    }
    #expect(temperature["performed"] as? Int == values.count)
    #expect(temperature["fail"] as? Int == values.count { $0 > 25 })
    let written = try Command.run("inspect", "--json", "--variables", path)
    #expect(written.output.contains("temp_ctd_rbr_mean_qc_tests"))
  }

  @Test("runs a suite by its name, over several files into a directory")
  func suite() throws {
    let directory = try Command.Directory()
    let profiles = "Fixtures/archive/argo/2990001/profiles/"
    let output = directory.url.appendingPathComponent("flagged").path
    let result = try Command.run(
      "qc",
      profiles + "D2990001_040.nc",
      profiles + "D2990001_041.nc",
      "--suite",
      "argo-realtime",
      "--scheme",
      "argo",
      "--output",
      output
    )
    #expect(result.code == 0, "\(result.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: output).sorted()
        == ["D2990001_040.nc", "D2990001_041.nc"]
    )
    #expect(result.output.contains("argo temperature: "))
  }

  @Test("goes on after a file that cannot be read, and ends with its code")
  func refused() throws {
    let directory = try Command.Directory()
    let damaged = try directory.write("damaged.nc", Data("CDF\u{1}no".utf8))
    let result = try Command.run("qc", damaged, Self.saildrone, "--suite", "argo-realtime")
    #expect(result.code == 65)
    #expect(result.errors.contains("damaged.nc"))
    #expect(result.output.contains("1427 observations"))
  }

  @Test(
    "refuses what it does not know, before it reads",
    arguments: [
      ["--suite", "argo-real", "64"], ["--suite", "argo-realtime", "--scheme", "wmo", "64"],
      ["64"], ["--suite", "argo-realtime", "--pipeline", "p.yaml", "64"],
      ["--pipeline", "no-such.yaml", "66"],
    ]
  )
  func unknown(words: [String]) throws {
    let result = try Command.run(["qc", Self.saildrone] + words.dropLast())
    #expect("\(result.code)" == words.last)
    #expect(result.output.isEmpty)
  }

  @Test("refuses two files of one name, of which one would replace the other")
  func sameName() throws {
    let directory = try Command.Directory()
    let copy = directory.url.appendingPathComponent("saildrone-gen_5-20240601.nc").path
    let result = try Command.run(
      "qc",
      Self.saildrone,
      copy,
      "--suite",
      "argo-realtime",
      "--output",
      directory.url.path
    )
    #expect(result.code == 64)
  }
}
