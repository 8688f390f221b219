import Foundation
import Ledger
import Pipeline
import Testing

@Suite("Statistics of products")
struct StatisticsOfProductsTests {
  /// 2024-06-15T12:00:00Z.
  let noon = 1_718_452_800.0

  @Test("are those of the observations, with names and attributes that say how they were made")
  func values() throws {
    let archive = try TestArchive()
    let statistics = [
      "count", "sum", "sum_of_squares", "mean", "standard_deviation", "variance", "range",
      "median", "percentile_90", "first", "last", "nearest_to_middle",
    ]
    _ = try archive.writePipeline(
      summarise: "{statistics: [\(statistics.joined(separator: ", "))], ddof: 1}"
    )
    try archive.writeTrajectory(
      "a_drone.nc",
      times: [noon - 7200, noon + 60, noon + 3600],
      latitudes: [30.5, 30.5, 30.5],
      longitudes: [124.5, 124.5, 124.5],
      temperatures: [21, 26, 22]
    )
    let options = RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    let report = try PipelineRun(pipelinePath: archive.root + "/pipeline.yaml", options: options)
      .run()
    #expect(report.accounts.isBalanced)
    func value(_ statistic: String) throws -> Double? {
      try archive.value(
        "sea_surface_temperature_\(statistic)",
        in: "test_20240615.nc",
        at: [0, 7, 7]
      )
    }
    // 21, 26, 22: mean 23, squared differences 4, 9, 1 over n - 1 = 2; h = 2 * 0.9 = 1.8 between
    // 22 and 26.
    for (statistic, expected) in [
      "count": 3, "sum": 69, "sum_of_squares": 441 + 676 + 484, "mean": 23, "variance": 7,
      "range": 5, "median": 22, "first": 21, "last": 22, "nearest_to_middle": 26,
    ] as [String: Double] {
      #expect(try value(statistic) == expected, "\(statistic)")
    }
    let root = (7.0 as Double).squareRoot()
    #expect(try value("standard_deviation") == Double(Float(root)))
    #expect(try value("percentile_90") == Double(Float(25.2)))
  }

  /// The statistics that the swaths, series and profiles of the bundled archive have.
  static let pipeline = """
    summarise:
      use: [good, probably_good, not_evaluated]
      statistics: [count, sum, sum_of_squares, mean, standard_deviation, variance, minimum,
        maximum, range, median, percentile_95, first, last, nearest_to_middle, quality_level,
        sses_bias, sses_standard_deviation]
      quality_levels: highest
      memory: MEMORY

    write:
    """

  /// A run over some files of the bundled archive of every network.
  private struct Delivery {
    let archive: BundledArchive
    let files: [String]

    init(memory: String = "1 GiB") throws {
      archive = try BundledArchive()
      let all = try BundledArchive.files()
      files = ["ghrsst", "ascat", "buoys", "ships", "saildrone", "drifters", "argo"].flatMap {
        network in all.filter { $0.hasPrefix(network) }.prefix(network == "argo" ? 4 : 2)
      }
      let text = try String(contentsOfFile: BundledArchive.pipeline, encoding: .utf8)
      let start = try #require(text.range(of: "summarise:"))
      let end = try #require(text.range(of: "write:"))
      let own = text.replacingCharacters(
        in: start.lowerBound..<end.upperBound,
        with: StatisticsOfProductsTests.pipeline.replacing("MEMORY", with: memory)
      )
      // Coarse cells, so that many networks meet in one, and few fields to write.
      try own.replacing("resolution: 0.1 degree", with: "resolution: 1 degree")
        .write(toFile: archive.root + "/p.yaml", atomically: true, encoding: .utf8)
      try FileManager.default.copyItem(
        atPath: BundledArchive.package + "/Pipelines/site.yaml",
        toPath: archive.root + "/site.yaml"
      )
    }

    func run(jobs: Int = 2) throws -> RunReport {
      try archive.run(jobs: jobs, pipeline: archive.root + "/p.yaml")
    }
  }

  static let reference = Result {
    let delivery = try Delivery()
    try delivery.archive.deliver(delivery.files)
    _ = try delivery.run(jobs: 1)
    return try delivery.archive.products()
  }

  @Test("are the same bytes for seven workers and within a kilobyte of memory")
  func workersAndMemory() throws {
    let delivery = try Delivery(memory: "1 KiB")
    try delivery.archive.deliver(delivery.files)
    let report = try delivery.run(jobs: 7)
    #expect(report.accounts.isBalanced)
    let isSame = try delivery.archive.products() == Self.reference.get()
    #expect(isSame)
    let left = try FileManager.default.subpathsOfDirectory(atPath: delivery.archive.root)
    #expect(!left.contains { $0.contains("spill") })
  }

  @Test("are the same bytes for shuffled names, and when files come twice, go and come again")
  func deliveries() throws {
    let delivery = try Delivery()
    var random = SplitMix(state: 11)
    let numbers = delivery.files.indices.shuffled(using: &random)
    try delivery.archive.deliver(delivery.files) { number, name in
      "\(1000 + numbers[number])_\(name)"
    }
    _ = try delivery.run()
    var isSame = try delivery.archive.products() == Self.reference.get()
    #expect(isSame, "names shuffled with seed 11")
    // Every file a second time under another name, then half of all names gone.
    try delivery.archive.deliver(delivery.files) { "\(5000 + $0)_again_\($1)" }
    _ = try delivery.run()
    isSame = try delivery.archive.products() == Self.reference.get()
    #expect(isSame, "delivered twice")
    let folder = delivery.archive.root + "/Fixtures/archive"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".nc") }.sorted()
    for name in names.prefix(names.count / 2) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    _ = try delivery.run()
    for name in names { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
    try delivery.archive.deliver(delivery.files)
    _ = try delivery.run()
    isSame = try delivery.archive.products() == Self.reference.get()
    #expect(isSame, "withdrawn and delivered again")
  }
}
