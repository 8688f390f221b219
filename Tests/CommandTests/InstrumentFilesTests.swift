import Foundation
import Testing

/// The tests of instruments on real files, beside what others found in these.
@Suite(
  "Real files of instruments",
  .enabled(
    if: ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"] != nil,
    "SVERDRUP_REFERENCE is not set"
  )
)
struct InstrumentFilesTests {
  /// How many values each test found suspect or failed, by test.
  private static func findings(
    _ name: String,
    network: String,
    variables: String,
    _ tests: [String]
  ) throws -> [String: Int] {
    let reference = try #require(ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"])
    let pipeline = """
      pipeline: instruments
      title: Instruments
      read:
        - {network: \(network), files: "*.nc", variables: [\(variables)]}
      validate:
      \(tests.map { "  - \($0)\n" }.joined())
      resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: day}
      summarise: {use: [good], statistics: [count]}
      write: [{netcdf: "{year}{month}{day}.nc"}]

      """
    let directory = try Command.Directory()
    let path = try directory.write("pipeline.yaml", Data(pipeline.utf8))
    let result = try Command.run(
      "explain",
      reference + "/data/real/" + name,
      "--pipeline",
      path,
      "--flagged",
      "--limit",
      "100000",
      "--json"
    )
    #expect(result.code == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    var counts: [String: Int] = [:]
    for observation in report["observations"] as? [[String: Any]] ?? [] {
      for (test, grade) in observation["tests"] as? [String: String] ?? [:]
      where grade == "fail" || grade == "suspect" {
        counts[test, default: 0] += 1
      }
    }
    return counts
  }

  /// Of the 745 vectors 341 have the vector flag 128. By `nanmedian` of numpy 2.4.6 over a matrix of
  /// range cells and bearings, two cells and 10° on each side as hfradarpy takes them, 16 differ by
  /// more than 30 cm s-1. The mean bearing of the others is 97.70°, and no vector is faster than 100 cm s-1.
  @Test("a radial map")
  func radials() throws {
    let found = try Self.findings(
      "sea_codar_radial_tabular_SEAB.nc",
      network: "hfr-radial",
      variables: "radial_current",
      [
        "flag_bits: {variable: radial_current, fail: solution_beyond_valid_spatial_domain}",
        "radial_maximum_speed: {variable: radial_current, suspect: 100, units: cm s-1}",
        "radial_count: {variable: radial_current, suspect: 403, fail: 75}",
        """
        spatial_median: {variable: radial_current, fail: 30, range: 6.3426 km, angle: 10 degree,
              units: cm s-1}
        """,
        "mean_bearing: {variable: radial_current, reference: 83 degree, suspect: 15 degree}",
      ]
    )
    #expect(found == ["flag_bits": 341, "spatial_median": 16])
    // 404 vectors are left, of which the test counts no more.
    let few = try Self.findings(
      "sea_codar_radial_tabular_SEAB.nc",
      network: "hfr-radial",
      variables: "radial_current",
      [
        "radial_count: {variable: radial_current, suspect: 404}",
        "mean_bearing: {variable: radial_current, reference: 82.6 degree, suspect: 15 degree}",
      ]
    )
    #expect(few == ["radial_count": 745, "mean_bearing": 745])
  }

  /// The toolbox of IMOS passed these cells in its tests of horizontal and vertical velocity and
  /// side lobes, with the thresholds that its log in the file names.
  @Test("a moored current profiler")
  func profiler() throws {
    let found = try Self.findings(
      "sea_imos_anmn_adcp_AETVZ.nc",
      network: "imos-adcp",
      variables: "eastward_current, upward_current",
      [
        "horizontal_velocity: {variable: eastward_current}",
        "vertical_velocity: {variable: upward_current}",
        """
        side_lobe: {variable: eastward_current, beam_angle: 20 degree, bin_size: 2 m,
              instrument_depth: 44 m}
        """,
      ]
    )
    #expect(found.isEmpty)
  }
}
