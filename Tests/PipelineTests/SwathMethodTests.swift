import Foundation
import Ledger
import NetCDFFile
import Pipeline
import Resampling
import Testing

/// How a pipeline brings swaths to cells by what lies about them.
@Suite("Methods for swaths in a pipeline")
struct SwathMethodTests {
  func yaml(_ method: String) -> String {
    """
    pipeline: swath
    title: Swath
    read:
      - network: ghrsst-l2p
        files: "Fixtures/archive/ghrsst/**/*.nc"
        variables: [sea_surface_skin_temperature]
    validate:
      - impossible_location:
    resample:
      horizontal: {grid: regular, resolution: 0.1 degree, extent: [117, 23, 131, 41]\(method)}
      time: day
    summarise: {use: [good], statistics: [count, mean]}
    write:
      - netcdf: "products/yellow-sea-daily/yellow_sea_{year}{month}{day}.nc"

    """
  }

  func file(_ method: String) throws -> PipelineFile {
    try PipelineFile(yaml: yaml(method), path: "p.yaml")
  }

  @Test("every method can be asked for, and says so in the canonical form")
  func methods() throws {
    let expected: [(String, HorizontalMethod)] = [
      ("", .bin), (", method: bin", .bin),
      (", method: nearest, radius: 5 km", .neighbours(.nearest(radiusMeters: 5000))),
      (
        ", method: gaussian, sigma: 2 km, radius: 5000 m",
        .neighbours(.gaussian(sigmaMeters: 2000, neighbours: 8, radiusMeters: 5000))
      ),
      (
        ", method: gaussian, sigma: 2 km, radius: 5000 m, neighbours: 32",
        .neighbours(.gaussian(sigmaMeters: 2000, neighbours: 32, radiusMeters: 5000))
      ),
      (
        ", method: inverse_distance, radius: 5 km, neighbours: 4, power: 1.5",
        .neighbours(.inverseDistance(power: 1.5, neighbours: 4, radiusMeters: 5000))
      ),
      (
        ", method: inverse_distance, radius: 5 km",
        .neighbours(.inverseDistance(power: 2, neighbours: 8, radiusMeters: 5000))
      ),
      (", method: bilinear, radius: 5 km", .bilinear(radiusMeters: 5000)),
      (
        ", method: elliptical_weighted_averaging, rows_per_scan: 16",
        .ellipticalWeightedAveraging(rowsPerScan: 16)
      ),
      (", method: footprint", .footprint(rowsPerScan: nil, minimumCoverage: 0.5)),
      (
        ", method: footprint, rows_per_scan: 10, minimum_coverage: 0.25",
        .footprint(rowsPerScan: 10, minimumCoverage: 0.25)
      ),
    ]
    var forms: [HorizontalMethod: String] = [:]
    for (text, method) in expected {
      let pipeline = try file(text)
      #expect(pipeline.resample.method == method, "\(text)")
      let form = pipeline.decodingForm(ofEntry: 0)
      #expect(forms[method] ?? form == form)
      forms[method] = form
    }
    #expect(Set(forms.values).count == forms.count)
  }

  @Test(
    "a method with a key too few, too many or with a faulty value is refused at its place",
    arguments: [
      (", method: §nearst", "unknown word"), (", method: §nearest", "needs 'radius'"),
      (", method: nearest, radius: §5", "with its unit"),
      (", method: nearest, radius: §0 km", "more than 0"),
      (", method: nearest, radius: §30000 km", "at most 20000 km"),
      (", method: nearest, radius: §5 kg", "does not convert"),
      (", method: nearest, radius: 5 km, §neighbours: 8", "not for the method nearest"),
      (", §radius: 5 km", "not for the method bin"),
      (", method: bin, §radius: 5 km", "not for the method bin"),
      (", method: §gaussian, radius: 5 km", "needs 'sigma'"),
      (", method: gaussian, radius: 5 km, sigma: §-1 km", "more than 0"),
      (", method: gaussian, radius: 5 km, sigma: 1 km, neighbours: §33", "from 1 to 32"),
      (", method: gaussian, radius: 5 km, sigma: 1 km, neighbours: §0", "from 1 to 32"),
      (", method: gaussian, radius: 5 km, sigma: 1 km, neighbours: §2.5", "whole number"),
      (", method: inverse_distance, radius: 5 km, power: §0", "more than 0"),
      (", method: inverse_distance, radius: 5 km, power: §two", "expected"),
      (", method: bilinear, radius: 5 km, §sigma: 1 km", "not for the method bilinear"),
      (", method: §elliptical_weighted_averaging", "needs 'rows_per_scan'"),
      (", method: elliptical_weighted_averaging, rows_per_scan: §0", "from 1 to 10000"),
      (", method: footprint, minimum_coverage: §1.5", "at most 1"),
      (", method: footprint, §radius: 5 km", "not for the method footprint"),
    ]
  )
  func slips(marked: String, message: String) throws {
    let text = yaml(marked.replacing("§", with: ""))
    let lines = yaml(marked).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("§") })
    let column = try #require(lines[line].firstIndex(of: "§"))
    do {
      _ = try PipelineFile(yaml: text, path: "p.yaml")
      Issue.record("\(marked) was taken")
    } catch {
      let problem = try #require(error.problems.first)
      #expect(error.problems.count == 1)
      #expect(problem.message.contains(message), "\(problem.message)")
      #expect(problem.line == line + 1)
      #expect(problem.column == lines[line].distance(from: lines[line].startIndex, to: column) + 1)
    }
  }

  @Test(
    "what is said of single values is refused but of bins",
    arguments: [
      "statistics: [count, mean], quality_levels: highest", "statistics: [mean, sses_bias]",
      "statistics: [sses_standard_deviation]",
    ]
  )
  func singleValues(summarise: String) throws {
    func faults(_ method: String) -> [String] {
      let text = yaml(method).replacing("statistics: [count, mean]", with: summarise)
      do {
        _ = try PipelineFile(yaml: text, path: "p.yaml")
        return []
      } catch {
        return error.problems.map(\.message)
      }
    }
    #expect(faults("") == [])
    let found = faults(", method: nearest, radius: 5 km")
    #expect(found.count == 1 && found[0].contains("the method bin alone"), "\(found)")
  }

  @Test("every time of a series of fields counts in its bin")
  func series() throws {
    let archive = try TestArchive()
    let writer = try NetCDFWriter(path: archive.path("a.nc"), format: .classic)
    try writer.putAttribute("Conventions", .text("CF-1.8"))
    for (name, length) in [("time", 3), ("lat", 2), ("lon", 2)] {
      try writer.defineDimension(name, length: length)
    }
    for (name, dimensions, units, standardName) in [
      ("time", ["time"], "seconds since 1970-01-01 00:00:00", "time"),
      ("lat", ["lat"], "degrees_north", "latitude"),
      ("lon", ["lon"], "degrees_east", "longitude"),
      ("sst", ["time", "lat", "lon"], "degree_Celsius", "sea_surface_temperature"),
    ] {
      try writer.defineVariable(name, type: .double, dimensions: dimensions)
      try writer.putAttribute("units", .text(units), of: name)
      try writer.putAttribute("standard_name", .text(standardName), of: name)
    }
    let noon = 1_718_452_800.0
    try writer.write(.double([noon, noon + 3600, noon + 7200]), to: "time")
    try writer.write(.double([30.5, 31.5]), to: "lat")
    try writer.write(.double([124.5, 125.5]), to: "lon")
    try writer.write(.double((0..<12).map { 10 + Double($0 / 4) }), to: "sst")
    try writer.close()
    let text = yaml(", method: nearest, radius: 9 km")
      .replacing("ghrsst-l2p", with: "generic-cf")
      .replacing("Fixtures/archive/ghrsst/**/*.nc", with: "archive/a.nc")
      .replacing("sea_surface_skin_temperature", with: "sea_surface_temperature")
      .replacing("0.1 degree", with: "1 degree")
      .replacing("[good]", with: "[good, not_evaluated]")
      .replacing("products/yellow-sea-daily", with: "products")
    let path = archive.root + "/pipeline.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let options = RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    let report = try PipelineRun(pipelinePath: path, options: options).run()
    #expect(report.accounts.isBalanced && report.accounts.observations.accepted == 12)
    let product = "yellow_sea_20240615.nc"
    func value(_ statistic: String) throws -> Double? {
      try archive.value("sea_surface_temperature_\(statistic)", in: product, at: [0, 7, 7])
    }
    #expect(try value("count") == 3)
    #expect(try value("mean") == 11)
  }

  func run(_ method: String, jobs: Int) throws -> (report: RunReport, product: Data, mean: [Double])
  {
    let archive = try BundledArchive()
    try archive.deliver(["ghrsst/2024/" + Self.granule])
    let path = archive.root + "/pipeline.yaml"
    try yaml(method).write(toFile: path, atomically: true, encoding: .utf8)
    let options = RunOptions(root: archive.root, jobs: jobs, now: 1_800_000_000)
    let report = try PipelineRun(pipelinePath: path, options: options).run()
    let products = try archive.products()
    let product = try #require(products["yellow_sea_20240601.nc"])
    return (report, product, try archive.values("sea_surface_skin_temperature_mean", day: 1))
  }

  static let granule = "20240601171355-SVD-L2P_GHRSST-SSTskin-RADIOMETER_A-N-v02.0-fv01.0.nc"

  @Test(
    "a granule fills cells with temperatures of their bins, and every observation is accounted for",
    arguments: [
      ", method: nearest, radius: 8 km", ", method: gaussian, sigma: 4 km, radius: 12 km",
      ", method: inverse_distance, radius: 12 km, neighbours: 4",
      ", method: bilinear, radius: 12 km",
      ", method: elliptical_weighted_averaging, rows_per_scan: 1",
      ", method: footprint, minimum_coverage: 0.2",
    ]
  )
  func granules(method: String) throws {
    let bins = try run("", jobs: 1)
    let found = try run(method, jobs: 1)
    let again = try run(method, jobs: 2)
    #expect(found.product == again.product)
    #expect(found.report.accounts.isBalanced)
    #expect(found.report.accounts.observations.read == bins.report.accounts.observations.read)
    #expect(found.report.accounts.observations.accepted > 0)
    var (both, difference) = (0, 0.0)
    for (a, b) in zip(bins.mean, found.mean) where !a.isNaN && !b.isNaN {
      both += 1
      difference += (a - b).magnitude
    }
    // Neighbouring cells differ by some tenths of a degree.
    #expect(both > 100)
    #expect(difference / Double(both) < 0.3, "\(method)")
  }
}
