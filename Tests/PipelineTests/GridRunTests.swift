import Foundation
import Ledger
import NetCDFFile
import Pipeline
import Testing

/// Runs on every kind of grid, with positions at edges and poles.
@Suite("Running on grids")
struct GridRunTests {
  let archive: TestArchive

  init() throws { archive = try TestArchive() }

  /// 2024-06-15T12:00:00Z.
  let noon = 1_718_452_800.0
  let day = "test_20240615.nc"

  /// Latitude and longitude of values of 1, 2, 3 ... degrees, some of which are nowhere.
  let track: [(Double, Double)] = [
    (10, 180), (10, -180), (10, 359.9), (10, -180.0001), (90, 5), (-90, 5), (20, 10),
    (0.3, Double(Float(0.1) * 3)), (10, 640), (.nan, 0), (0, .nan), (90.0001, 5), (0, .infinity),
    (-91, 0), (0, 9.96921e36),
  ]

  private func run(_ horizontal: String) throws -> RunReport {
    _ = try archive.writePipeline(horizontal: horizontal)
    let path = archive.root + "/pipeline.yaml"
    try archive.writeTrajectory(
      "a_drone.nc",
      times: track.indices.map { noon + Double($0) * 60 },
      latitudes: track.map(\.0),
      longitudes: track.map(\.1),
      temperatures: track.indices.map { Float($0 + 1) }
    )
    return try PipelineRun(
      pipelinePath: path,
      options: RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    ).run()
  }

  /// The counts of the product by cell, where there are any.
  private func counts() throws -> [Int: Int32] {
    let file = try NetCDFFile(path: "\(archive.root)/products/\(day)")
    let variable = try #require(file.variable("sea_surface_temperature_count"))
    guard case .int(let counts) = try file.read(variable) else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: counts.enumerated().filter { $0.element > 0 }
        .map { ($0.offset, $0.element) }
    )
  }

  @Test("every position lands where it belongs or is rejected with its reason")
  func regular() throws {
    let report = try run("{grid: regular, resolution: 0.25 degree, extent: global}")
    let account = report.accounts.observations
    #expect(report.accounts.isBalanced)
    #expect(account.read == track.count)
    #expect(account.accepted == 9)
    #expect(account.rejected == ["no_position": 6])
    // 10° N is row 400, 180° and -180° column 0, and 640° is 280° and -80°.
    let row = 400 * 1440
    #expect(
      try counts() == [
        row: 2, row + 719: 1, row + 1439: 1, 719 * 1440 + 740: 1, 740: 1, 440 * 1440 + 760: 1,
        361 * 1440 + 721: 1, row + 400: 1,
      ]
    )
  }

  @Test("a region rejects what is beyond it, and tells that from what has no position")
  func region() throws {
    let report = try run("{grid: regular, resolution: 1 degree, extent: [170, 0, 190, 20]}")
    #expect(report.accounts.isBalanced)
    let account = report.accounts.observations
    #expect(account.accepted == 3)
    #expect(
      account.rejected == ["no_position": 6, "outside_grid": 6]
    )
    #expect(try counts() == [10 * 20 + 10: 2, 10 * 20 + 9: 1])
  }

  @Test("rows and columns of any width are written with their edges")
  func rectilinear() throws {
    let report = try run(
      """
      {grid: rectilinear, latitude_edges: [-90, -30, 5, 15, 90],
          longitude_edges: [0, 100, 180, 200, 360]}
      """
    )
    #expect(report.accounts.isBalanced && report.accounts.observations.accepted == 9)
    #expect(
      try counts() == [2 * 4 + 2: 2, 2 * 4 + 3: 2, 2 * 4 + 1: 1, 3 * 4: 2, 0: 1, 1 * 4: 1]
    )
    let file = try NetCDFFile(path: "\(archive.root)/products/\(day)")
    let bounds = try #require(file.variable("lon_bnds"))
    #expect(try file.read(bounds) == .double([0, 100, 100, 180, 180, 200, 200, 360]))
  }

  @Test("pixels and planes hold what is on them")
  func pixelsAndPlanes() throws {
    let globe = try run("{grid: healpix, nside: 1}")
    #expect(globe.accounts.isBalanced && globe.accounts.observations.accepted == 9)
    // By healpy 1.20.1: 10° N is in the belt at 180°, 0° and 280°, the poles are in 0 and 8, and
    // so are 20° N 10° E and 0.3° N 0.3° E in the belt's pixel 4.
    #expect(try counts() == [6: 3, 4: 3, 7: 1, 0: 1, 8: 1])
    archive.reset()
    let arctic = try run(
      """
      {grid: polar_stereographic, projection: "EPSG:3413", resolution: 100 km,
          extent: [-300000, -200000, 300000, 200000]}
      """
    )
    #expect(arctic.accounts.isBalanced)
    #expect(
      arctic.accounts.observations.rejected == [
        "no_position": 6, "outside_grid": 8,
      ]
    )
    // The pole is the lower left corner of the cell right above it.
    #expect(try counts() == [2 * 6 + 3: 1])
    let file = try NetCDFFile(path: "\(archive.root)/products/\(day)")
    #expect(file.variable("lat_bnds")?.shape == [4, 6, 4])
    archive.reset()
    let again = try run("{grid: healpix, nside: 8, order: ring}")
    #expect(again.accounts.isBalanced && again.accounts.observations.accepted == 9)
  }
}
