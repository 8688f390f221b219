import Foundation
import Ledger
import NetCDFFile
import Pipeline
import Summary
import Testing

@Suite("Errors of networks, from the pipeline file to the product")
struct DeclaredErrorTests {
  private static let drone =
    "{random: 0.2 K, correlated: 100 mK, systematic: 0.05 K, representativity: 0.3 K}"
  private static let float = "{random: 0.01 K, systematic: 0.002 K, representativity: 0.3 K}"

  private func yaml(
    drone: String = drone,
    float: String? = float,
    horizontal: String = "{grid: regular, resolution: 1 degree, extent: [117, 23, 131, 41]}",
    statistics: String = "[count, mean, weighted_mean, weighted_mean_uncertainty, uncertainty, "
      + "uncertainty_random, uncertainty_correlated, uncertainty_systematic, uncertainty_sampling]"
  ) -> String {
    """
    pipeline: test
    title: Test
    read:
      - network: argo
        files: "archive/*_argo.nc"
        variables: [temperature]
        convert: {from: temperature, to: sea_surface_temperature, with: upper_layer, depth: 6 m}
        \(float.map { "error: \($0)" } ?? "")
      - network: saildrone
        files: "archive/*_drone.nc"
        variables: [sea_surface_temperature]
        error: \(drone)
    resample:
      horizontal: \(horizontal)
      time: day
    summarise:
      use: [good, probably_good, not_evaluated]
      statistics: \(statistics)
    write:
      - netcdf: "products/test_{year}{month}{day}.nc"

    """
  }

  /// The faults of a text as a pipeline file.
  private func faults(_ yaml: String) -> [String] {
    do {
      _ = try PipelineFile(yaml: yaml, path: "p.yaml", networks: ["argo", "saildrone"])
      return []
    } catch {
      return error.problems.map(\.message)
    }
  }

  @Test("a cell seen by a float and a vehicle has the mean and the uncertainty of both")
  func product() throws {
    let archive = try TestArchive()
    // 2024-06-15T12:00:00Z, both ways. The float has 20 °C at 5 dbar, and colder water below.
    try archive.writeArgo("a_argo.nc", julianDay: 27_194.5, latitude: 30.5, longitude: 124.5)
    let noon = 1_718_452_800.0
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon, noon + 3600, noon + 86_400],
      latitudes: [30.5, 30.25, 30.5],
      longitudes: [124.5, 124.25, 124.5],
      temperatures: [21, 22, 23]
    )
    try yaml().write(
      toFile: archive.root + "/pipeline.yaml",
      atomically: true,
      encoding: .utf8
    )
    let options = RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    let report = try PipelineRun(
      pipelinePath: archive.root + "/pipeline.yaml",
      options: options
    ).run()
    #expect(report.accounts.observations.accepted == 4)
    #expect(report.accounts.observations.rejected == ["below_upper_layer": 2])
    #expect(report.accounts.isBalanced)

    func value(_ name: String, day: Int = 15) throws -> Double {
      try #require(
        try archive.value(
          "sea_surface_temperature_\(name)",
          in: "test_202406\(day).nc",
          at: [0, 7, 7]
        )
      )
    }
    #expect(try value("count") == 3)
    #expect(try value("mean") == 21)
    // Of the vehicle 21 and 22 °C, its correlated error over the whole cell; of the float 20 °C.
    let drone = 0.04 / 2 + 0.01 + 0.0025 + 0.09
    let float = 1e-4 + 4e-6 + 0.09
    let weighted = (21.5 / drone + 20 / float) / (1 / drone + 1 / float)
    #expect(abs(try value("weighted_mean") - weighted) < 2e-6)
    let expected: [(String, Double)] = [
      ("weighted_mean_uncertainty", 1 / (1 / drone + 1 / float).squareRoot()),
      ("uncertainty_random", (2 * 0.04 + 1e-4).squareRoot() / 3),
      ("uncertainty_correlated", 2 * 0.1 / 3),
      ("uncertainty_systematic", (0.1 * 0.1 + 4e-6).squareRoot() / 3),
      ("uncertainty_sampling", (4 * 0.09 + 0.09).squareRoot() / 3),
      (
        "uncertainty",
        (2 * 0.04 + 1e-4 + 0.04 + 0.01 + 4e-6 + 5 * 0.09).squareRoot() / 3
      ),
    ]
    for (name, number) in expected {
      let found = try value(name)
      #expect(abs(found - number) < 1e-6, "\(name): \(found), by hand \(number)")
    }
    // On the next day the vehicle was alone.
    #expect(try value("weighted_mean", day: 16) == 23)
    #expect(abs(try value("uncertainty_correlated", day: 16) - 0.1) < 1e-7)

    let file = try NetCDFFile(path: archive.root + "/products/test_20240615.nc")
    func attribute(_ name: String, _ attribute: String) -> String? {
      guard
        case .text(let text)? = file.variable("sea_surface_temperature_\(name)")?
          .attribute(attribute)?.content
      else { return nil }
      return text
    }
    #expect(
      attribute("uncertainty", "standard_name") == "sea_surface_temperature standard_error"
    )
    #expect(attribute("weighted_mean", "standard_name") == "sea_surface_temperature")
    #expect(
      attribute("mean", "ancillary_variables")
        == "sea_surface_temperature_uncertainty sea_surface_temperature_count"
    )
    #expect(attribute("uncertainty_random", "units_metadata") == "temperature: difference")
  }

  @Test("without a word on representativity, one observation leaves its sampling open")
  func missing() throws {
    let archive = try TestArchive()
    let noon = 1_718_452_800.0
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon, noon + 60, noon],
      latitudes: [30.5, 30.25, 33.5],
      longitudes: [124.5, 124.25, 124.5],
      temperatures: [21, 22, 23]
    )
    try yaml(drone: "{random: 0.5 K}", float: "{random: 0.5 K}").write(
      toFile: archive.root + "/pipeline.yaml",
      atomically: true,
      encoding: .utf8
    )
    _ = try PipelineRun(
      pipelinePath: archive.root + "/pipeline.yaml",
      options: RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    ).run()
    func value(_ name: String, _ row: Int) throws -> Double {
      try #require(
        try archive.value(
          "sea_surface_temperature_\(name)",
          in: "test_20240615.nc",
          at: [0, row, 7]
        )
      )
    }
    // 21 and 22 °C: s² = 1/2, a half of it for the mean of two.
    #expect(abs(try value("uncertainty_sampling", 7) - 0.5) < 1e-7)
    #expect(abs(try value("uncertainty_random", 10) - 0.5) < 1e-7)
    #expect(try value("uncertainty_sampling", 10).isNaN)
    #expect(try value("uncertainty", 10).isNaN)
    #expect(try value("weighted_mean", 10) == 23)
  }

  @Test(
    "neighbouring errors know the size of the cells of any grid",
    arguments: [
      ("{grid: regular, resolution: 1 degree, extent: [120, 30, 130, 40]}", 95.805, 111.195),
      (
        "{grid: rectilinear, latitude_edges: [30, 31, 33], longitude_edges: [120, 124, 125, 130]}",
        95.805, 111.195
      ),
      (
        "{grid: rectilinear, latitude_edges: [20, 30, 32], longitude_edges: [124, 126, 127]}",
        190.6, 222.39
      ),
      // The scale is (1 + sin 70°) / (1 + sin φ) of that on the ground.
      (
        """
        {grid: polar_stereographic, projection: "EPSG:3413", resolution: 100 km,
          extent: [-8000000, -8000000, 8000000, 8000000]}
        """, 77.9, 77.9
      ),
      ("{grid: healpix, nside: 64}", 101.87, 101.87),
    ]
  )
  func sizes(horizontal: String, eastKilometers: Double, northKilometers: Double) throws {
    let archive = try TestArchive()
    let noon = 1_718_452_800.0
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon, noon + 60],
      latitudes: [30.5, 30.5],
      longitudes: [124.5, 124.5],
      temperatures: [21, 22]
    )
    try yaml(
      drone: "{random: 0.1 K, correlated: 1 K, length: 50 km}",
      horizontal: horizontal.replacing("\n", with: " "),
      statistics: "[count, uncertainty_correlated]"
    ).write(toFile: archive.root + "/pipeline.yaml", atomically: true, encoding: .utf8)
    _ = try PipelineRun(
      pipelinePath: archive.root + "/pipeline.yaml",
      options: RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    ).run()
    let file = try NetCDFFile(path: archive.root + "/products/test_20240615.nc")
    let variable = try #require(
      file.variable("sea_surface_temperature_uncertainty_correlated")
    )
    guard case .float(let values) = try file.read(variable) else {
      Issue.record("expected floats")
      return
    }
    let found = values.filter { !$0.isNaN }
    #expect(found.count == 1)
    let correlation = ErrorModel(correlated: 1, lengthMeters: 50_000).meanCorrelation(
      eastMeters: eastKilometers * 1000,
      northMeters: northKilometers * 1000,
      seconds: 86_400
    )
    let expected = (correlation + (1 - correlation) / 2).squareRoot()
    #expect(abs(Double(found[0]) - expected) < 2e-3, "\(found[0]), by hand \(expected)")
  }

  @Test(
    "errors are checked to the last word",
    arguments: [
      ("{}", "above 0 at least"), ("{random: 0 K}", "above 0 at least"),
      ("{random: -0.1 K}", "0 or more"), ("{random: 0.1}", "with its unit"),
      ("{random: 0.1 m}", "does not convert"), ("{random: salinity}", "unknown word"),
      ("{random: [0.1 K, 0.2 K]}", "a variable first"),
      ("{random: [sses_standard_deviation, 0.1 K, 0.2 K]}", "a value for where it is missing"),
      ("{random: 0.1 K, length: 100 km}", "belongs to 'correlated'"),
      ("{correlated: 0.1 K, length: 0 km}", "more than 0"),
      ("{random: 0.1 K, variable: salinity}", "unknown word"),
      ("{randm: 0.1 K}", "unknown key"), ("0.1 K", "expected a mapping"),
      ("[{random: 0.1 K}, {random: 0.2 K}]", "is there already"),
    ]
  )
  func refused(error: String, word: String) {
    let found = faults(yaml(drone: error))
    #expect(found.contains { $0.contains(word) }, "\(found)")
  }

  @Test("estimates ask for the errors of every network, and other statistics do not")
  func needed() {
    #expect(faults(yaml()) == [])
    #expect(faults(yaml(float: nil)).contains { $0.contains("the entry of argo declares none") })
    #expect(faults(yaml(float: nil, statistics: "[count, mean]")) == [])
    #expect(faults(yaml(statistics: "uncertainty")) == [])
    #expect(faults(yaml(statistics: "[uncertainty, uncertainty]")).count == 1)
    #expect(faults(yaml(statistics: "[uncertainty, meen]")).count == 1)
  }

  @Test("directions have none, and cells that take what lies about them none of single values")
  func directions() {
    let waves = yaml(drone: "{random: 1 degree}", statistics: "[count]")
      .replacing("[sea_surface_temperature]", with: "[wave_from_direction]")
    #expect(faults(waves).contains { $0.contains("is a direction") }, "\(faults(waves))")
    let nearest =
      "{grid: regular, resolution: 1 degree, extent: global, method: nearest, radius: 9 km}"
    let told = "{random: [sses_standard_deviation, 0.1 K]}"
    #expect(faults(yaml(drone: told)) == [])
    #expect(faults(yaml(horizontal: nearest)) == [])
    let found = faults(yaml(drone: told, horizontal: nearest))
    #expect(found.contains { $0.contains("the method bin alone") }, "\(found)")
  }

  @Test("errors in other units are the same errors, and others make other products")
  func canonical() throws {
    func file(_ drone: String) throws -> PipelineFile {
      try PipelineFile(yaml: yaml(drone: drone), path: "p.yaml", networks: ["argo", "saildrone"])
    }
    let kelvin = try file("{random: 0.1 K, correlated: 0.2 K, length: 100 km, time: 1 day}")
    for same in [
      "{random: 100 mK, correlated: 0.2 degree_C, length: 100000 m, time: 24 hours}",
      "{variable: sea_surface_temperature, random: 0.18 degF, correlated: 0.2 K, length: 100 km, time: 86400 s}",
    ] {
      #expect(try file(same).canonicalForm == kelvin.canonicalForm, "\(same)")
      #expect(try file(same).productForm(ofTemplate: 0) == kelvin.productForm(ofTemplate: 0))
    }
    for other in [
      "{random: 0.2 K}", "{random: 0.1 K, correlated: 0.2 K, length: 100 km}",
      "{random: 0.1 K, correlated: 0.2 K, length: 100 km, time: 1 day, footprint: 1 km}",
      "{random: [sses_standard_deviation, 0.1 K]}", "{random: sses_standard_deviation}",
    ] {
      #expect(try file(other).productForm(ofTemplate: 0) != kelvin.productForm(ofTemplate: 0))
    }
    #expect(
      try file("{random: sses_standard_deviation}").read[1].companions.map(\.name)
        == ["sses_standard_deviation"]
    )
  }
}
