import Foundation
import Pipeline
import Testing

@Suite("Running a pipeline that maps")
struct MapRunTests {
  let archive: TestArchive

  /// 2024-06-15T12:00:00Z.
  let noon = 1_718_452_800.0

  init() throws {
    archive = try TestArchive()
    let path = try archive.writePipeline()
    let map = """
      map: [{variable: sea_surface_temperature, method: optimal_interpolation, length: 200 km,
             signal: 1 kelvin, noise: 1 kelvin, background: 293.15 K},
            {variable: temperature, method: barnes, length: 200 km}],
      """
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("summarise: {", with: "summarise: {" + map)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon, noon + 60],
      latitudes: [30.5, 30.5],
      longitudes: [124.5, 124.5],
      temperatures: [21, 23]
    )
    try archive.writeArgo(
      "c1_argo.nc",
      julianDay: 27_194.5,
      latitude: 30.5,
      longitude: 124.5,
      pressures: [5, 20],
      temperatures: [18, 18]
    )
  }

  func run(jobs: Int) throws {
    let options = RunOptions(root: archive.root, jobs: jobs, now: 1_800_000_000)
    let path = archive.root + "/pipeline.yaml"
    #expect(try PipelineRun(pipelinePath: path, options: options).run().made.count == 1)
  }

  @Test("the analysis and its error are what the formulas say, level by level")
  func values() throws {
    try run(jobs: 2)
    let day = "test_20240615.nc"
    func value(_ name: String, _ place: [Int]) throws -> Double {
      try #require(try archive.value(name, in: day, at: place))
    }
    let analysis = "sea_surface_temperature_analysis"
    // Two values with the mean 22 in row 7, column 7: their error variance is 1/2, so the weight is
    // 1 / (1 + 1/2).
    #expect(abs(try value(analysis, [0, 7, 7]) - (20 + 2 / 1.5)) < 1e-5)
    #expect(abs(try value(analysis + "_error", [0, 7, 7]) - (1 - 1 / 1.5).squareRoot()) < 1e-6)
    // A row further north the covariance is that of a chord of one degree.
    let chord = 2 * 6371 * sin(Double.pi / 360)
    let covariance = exp(-chord * chord / (2 * 200 * 200))
    #expect(abs(try value(analysis, [0, 8, 7]) - (20 + covariance * 2 / 1.5)) < 1e-5)
    #expect(
      abs(
        try value(analysis + "_error", [0, 8, 7]) - (1 - covariance * covariance / 1.5).squareRoot()
      )
        < 1e-6
    )
    // Beyond three lengths there is none.
    #expect(try value(analysis, [0, 15, 7]).isNaN)
    // Both levels have the profile's one value; Barnes tells no error.
    for level in [0, 1] {
      #expect(abs(try value("temperature_analysis", [0, level, 9, 8]) - 18) < 1e-5)
    }
    #expect(try archive.value("temperature_analysis_error", in: day, at: [0, 0, 7, 7]) == nil)
  }

  @Test("the product has the same bytes for 1 and 3 jobs")
  func sameBytes() throws {
    try run(jobs: 1)
    let products = try archive.products()
    archive.reset()
    try run(jobs: 3)
    #expect(try archive.products() == products)
  }
}
