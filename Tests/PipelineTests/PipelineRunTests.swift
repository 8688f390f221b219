import Foundation
import Ledger
import Pipeline
import Testing
import Validation

@Suite("Running a pipeline")
struct PipelineRunTests {
  let archive: TestArchive

  init() throws { archive = try TestArchive() }

  /// 2024-06-15T12:00:00Z, on which the test profiles lie too.
  let noon = 1_718_452_800.0

  func run(jobs: Int = 2, now: Double = 1_800_000_000) throws -> RunReport {
    let options = RunOptions(root: archive.root, jobs: jobs, now: now)
    return try PipelineRun(
      pipelinePath: archive.root + "/pipeline.yaml",
      options: options
    ).run()
  }

  func fill() throws {
    _ = try archive.writePipeline()
    // 1950-01-01 + 27194.5 days = 2024-06-15T12:00:00Z.
    for cycle in 1...4 {
      try archive.writeArgo(
        "c\(cycle)_argo.nc",
        cycle: Int32(cycle),
        julianDay: 27_194.5 + Double(cycle / 3),
        longitude: 124.5 + Double(cycle % 2),
        temperatures: [20, 19, Float(15 + cycle)]
      )
    }
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon, noon + 60, noon + 86_400],
      latitudes: [30.5, 30.5, 31.5],
      longitudes: [124.5, 124.5, 125.5],
      temperatures: [21, 23, 25]
    )
  }

  @Test("makes the means of each day, level and cell, and says which network they come from")
  func products() throws {
    try fill()
    let report = try run()
    #expect(report.made.count == 2)
    #expect(report.accounts.isBalanced)
    let day = "test_20240615.nc"
    // Two drone values, 21 and 23, in the cell 30-31 N, 124-125 E: row 7, column 7.
    #expect(try archive.value("sea_surface_temperature_mean", in: day, at: [0, 7, 7]) == 22)
    #expect(try archive.value("sea_surface_temperature_count", in: day, at: [0, 7, 7]) == 2)
    #expect(
      try archive.value("sea_surface_temperature_standard_deviation", in: day, at: [0, 7, 7]) == 1
    )
    #expect(
      try archive.value(
        "sea_surface_temperature_count_by_network",
        in: day,
        at: [1, 0, 7, 7]
      ) == 2
    )
    #expect(
      try archive.value(
        "sea_surface_temperature_count_by_network",
        in: day,
        at: [0, 0, 7, 7]
      ) == 0
    )
    // Cycle 2 (20 dbar: 17) lies at 124.5 E; 10 m lies between 10 dbar (9.93 m) and 20 dbar.
    let mean = try #require(try archive.value("temperature_mean", in: day, at: [0, 0, 7, 7]))
    #expect(abs(mean - (19 - 2 * (10 - 9.931) / (19.86 - 9.931))) < 0.001)
  }

  @Test("tells what quality tests found, in the report and in the status")
  func quality() throws {
    try fill()
    let report = try run()
    let quality = report.quality
    // Every value that was read went by the tests.
    #expect(quality.total.values == report.accounts.observations.read)
    #expect(quality.total.values == 4 * 3 + 3)
    let tests = quality.byQuantity.first { $0.network == "argo" }?.entry.tests
    #expect(tests?["impossible_location"]?.performed == 12)
    let again = try run()
    #expect(again.filesRead == 0 && again.quality == quality)
    let status = try PipelineRun(
      pipelinePath: archive.root + "/pipeline.yaml",
      options: RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    ).status()
    #expect(status.quality == quality)
  }

  @Test("a second run reads nothing and makes nothing")
  func idempotent() throws {
    try fill()
    _ = try run()
    let products = try archive.products()
    let again = try run()
    #expect(again.filesRead == 0)
    #expect(again.made.isEmpty && again.upToDate.count == 2)
    #expect(try archive.products() == products)
  }

  @Test(
    "the same bytes come out for 1 and 3 workers and for deliveries in three parts, in any order"
  )
  func sameBytes() throws {
    try fill()
    _ = try run(jobs: 1)
    let products = try archive.products()
    #expect(products.count == 2)
    archive.reset()
    _ = try run(jobs: 3)
    #expect(try archive.products() == products)
    // Deliveries in three parts, the last first.
    archive.reset()
    let names = try FileManager.default.contentsOfDirectory(atPath: archive.root + "/archive")
      .sorted().reversed()
    let shelf = archive.root + "/shelf"
    try FileManager.default.moveItem(atPath: archive.root + "/archive", toPath: shelf)
    try FileManager.default.createDirectory(
      atPath: archive.root + "/archive",
      withIntermediateDirectories: true
    )
    for (i, name) in names.enumerated() {
      try FileManager.default.moveItem(atPath: shelf + "/" + name, toPath: archive.path(name))
      if i % 2 == 0 { _ = try run() }
    }
    _ = try run()
    #expect(try archive.products() == products)
  }

  @Test("a new file remakes only the day it touches; a withdrawn one leaves no trace")
  func incremental() throws {
    try fill()
    _ = try run()
    let before = try archive.products()
    try archive.writeTrajectory(
      "b_drone.nc",
      platform: "sd1002",
      times: [noon + 5],
      latitudes: [30.5],
      longitudes: [124.5],
      temperatures: [28]
    )
    let report = try run()
    #expect(report.made == [archive.root + "/products/test_20240615.nc"])
    #expect(report.filesRead == 1)
    #expect(try archive.products() != before)
    try FileManager.default.removeItem(atPath: archive.path("b_drone.nc"))
    _ = try run()
    #expect(try archive.products() == before)
  }

  @Test("a day without inputs any more is withdrawn")
  func withdrawn() throws {
    try fill()
    try archive.writeTrajectory(
      "late_drone.nc",
      times: [noon + 10 * 86_400],
      latitudes: [30],
      longitudes: [125],
      temperatures: [20]
    )
    #expect(try run().made.count == 3)
    try FileManager.default.removeItem(atPath: archive.path("late_drone.nc"))
    let report = try run()
    #expect(report.withdrawn.count == 1)
    #expect(try archive.products().count == 2)
  }

  @Test("a bad file is set aside with its reason, and the run goes on")
  func badFiles() throws {
    try fill()
    _ = try run()
    let good = try archive.products()
    try Data().write(to: URL(fileURLWithPath: archive.path("empty_argo.nc")))
    try Data("<html>404</html>".utf8).write(
      to: URL(fileURLWithPath: archive.path("text_argo.nc"))
    )
    let whole = try Data(contentsOf: URL(fileURLWithPath: archive.path("c1_argo.nc")))
    try whole.prefix(whole.count - 40).write(
      to: URL(fileURLWithPath: archive.path("cut_argo.nc"))
    )
    #expect(mkfifo(archive.path("pipe_argo.nc"), 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: archive.path("folder_argo.nc"),
      withIntermediateDirectories: true
    )
    try FileManager.default.createSymbolicLink(
      atPath: archive.path("link_argo.nc"),
      withDestinationPath: "/etc/passwd"
    )
    let report = try run()
    let reasons = Dictionary(
      uniqueKeysWithValues: report.setAside.map {
        (URL(fileURLWithPath: $0.path).lastPathComponent, $0.reason.kind)
      }
    )
    #expect(
      reasons == [
        "empty_argo.nc": "empty", "text_argo.nc": "not_netcdf", "cut_argo.nc": "truncated",
        "pipe_argo.nc": "not_a_regular_file", "link_argo.nc": "not_a_regular_file",
      ]
    )
    #expect(report.accounts.isBalanced)
    #expect(report.accounts.files[.rejected] == 5)
    #expect(try archive.products() == good)
    // Set aside once: not read again while nothing changes.
    #expect(try run().filesRead == 0)
  }

  @Test("a delayed-mode profile replaces the real-time profile of the same cycle")
  func supersedes() throws {
    _ = try archive.writePipeline()
    try archive.writeArgo(
      "r_argo.nc",
      mode: "R",
      julianDay: 27_194.5,
      longitude: 124.5,
      temperatures: [30, 30, 30]
    )
    try archive.writeArgo(
      "d_argo.nc",
      mode: "D",
      julianDay: 27_194.5,
      longitude: 124.5,
      temperatures: [20, 20, 20]
    )
    let report = try run()
    #expect(report.accounts.observations.superseded == 3)
    #expect(report.accounts.observations.accepted == 3)
    #expect(report.accounts.files[.superseded] == 1)
    #expect(report.accounts.isBalanced)
    #expect(
      try archive.value("temperature_mean", in: "test_20240615.nc", at: [0, 0, 7, 7]) == 20
    )
    // Without the delayed-mode file the real-time one counts again.
    try FileManager.default.removeItem(atPath: archive.path("d_argo.nc"))
    _ = try run()
    #expect(
      try archive.value("temperature_mean", in: "test_20240615.nc", at: [0, 0, 7, 7]) == 30
    )
  }

  @Test("a file delivered under two names, and values repeated in another file, count once")
  func duplicates() throws {
    try fill()
    _ = try run()
    let before = try archive.value(
      "sea_surface_temperature_count",
      in: "test_20240615.nc",
      at: [0, 7, 7]
    )
    try FileManager.default.copyItem(
      atPath: archive.path("a_drone.nc"),
      toPath: archive.path("copy_drone.nc")
    )
    try archive.writeTrajectory(
      "again_drone.nc",
      times: [noon],
      latitudes: [30.5],
      longitudes: [124.5],
      temperatures: [21]
    )
    let report = try run()
    // Which of the two files the repeated value counts for is decided by their digests.
    #expect(report.accounts.files[.duplicate] >= 1)
    #expect(report.accounts.observations.duplicate == 4)
    #expect(report.accounts.isBalanced)
    #expect(
      try archive.value("sea_surface_temperature_count", in: "test_20240615.nc", at: [0, 7, 7])
        == before
    )
  }

  @Test("equal values at different depths are no duplicates of each other, without levels too")
  func depthsWithoutLevels() throws {
    let path = try archive.writePipeline()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let flat = text.split(separator: "\n").filter { !$0.contains("vertical:") }
    try flat.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    try archive.writeArgo(
      "a_argo.nc",
      julianDay: 27_194.5,
      longitude: 124.5,
      pressures: [5, 10, 20, 30],
      temperatures: [18, 18, 18, 18]
    )
    let observations = try run().accounts.observations
    #expect(observations.duplicate == 0)
    #expect(observations.accepted == 4)
    #expect(try archive.value("temperature_count", in: "test_20240615.nc", at: [0, 7, 7]) == 4)
  }

  @Test("what the provider flags, what fails a test and what lies off the grid is accounted for")
  func accounts() throws {
    _ = try archive.writePipeline(
      validate: "  - gross_range: {variable: temperature, fail: [-2.5, 40], units: degree_C}"
    )
    try archive.writeArgo(
      "x_argo.nc",
      julianDay: 27_194.5,
      pressures: [5, 10, 20, 30],
      temperatures: [20, 99, 18, 99_999],
      flags: "1141"
    )
    try archive.writeTrajectory(
      "y_drone.nc",
      times: [noon, .nan, noon + 1],
      latitudes: [30.5, 30.5, 95],
      longitudes: [10, 124.5, 124.5],
      temperatures: [20, 21, 22]
    )
    let observations = try run().accounts.observations
    #expect(observations.isBalanced)
    // Of four levels one is missing, one fails the range and one its provider's flag.
    #expect(observations.flagged == 2 + 0)
    #expect(observations.accepted == 1)
    #expect(observations.rejectedCount == 3)
  }

  @Test("a second run at the same time is refused as busy")
  func locked() throws {
    try fill()
    try FileManager.default.createDirectory(
      atPath: archive.root + "/.sverdrup/test",
      withIntermediateDirectories: true
    )
    let lock = try RunLock(path: archive.root + "/.sverdrup/test/lock")
    #expect(throws: RunError.self) { try run() }
    lock.release()
    #expect(try run().made.count == 2)
  }

  @Test("a run without any input is an error that names the patterns")
  func noInput() throws {
    _ = try archive.writePipeline()
    let error = #expect(throws: RunError.self) { try run() }
    #expect("\(try #require(error))".contains("archive/*_argo.nc"))
  }
}
