import FixtureSeaState
import Foundation
import Ledger
import Pipeline
import Testing

/// The bundled archive is made from closed formulas, so the product can be held against the truth
/// and not only against another program.
@Suite("The product of the bundled archive")
struct KnownTruthTests {
  static let levels = [5.0, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750]
  static let (rows, columns) = (180, 140)

  /// One run serves all tests; its directory goes with the process.
  static let shared = Result {
    let archive = try BundledArchive()
    removeAtExit(archive.root)
    try archive.deliver(BundledArchive.files())
    return (archive: archive, report: try archive.run())
  }

  let archive: BundledArchive
  let report: RunReport
  let sea: SeaState

  init() throws {
    (archive, report) = try Self.shared.get()
    let truth = BundledArchive.archive + "/truth/sea_state.json"
    sea = try JSONDecoder().decode(
      SeaState.self,
      from: Data(contentsOf: URL(fileURLWithPath: truth))
    )
  }

  /// The middle of a cell at an hour of a day of June.
  func place(_ cell: Int, day: Int, hour: Double) -> SeaState.Place {
    let (row, column) = (cell % (Self.rows * Self.columns) / Self.columns, cell % Self.columns)
    return SeaState.Place(
      lon: 117.05 + 0.1 * Double(column),
      lat: 23.05 + 0.1 * Double(row),
      t: Double(day - 1) + hour / 24
    )
  }

  /// The mean of the truth over the hours of a day.
  func dailyMean(_ cell: Int, day: Int, _ truth: (SeaState.Place) -> Double) -> Double {
    (0..<24).reduce(0.0) { $0 + truth(place(cell, day: day, hour: Double($1) + 0.5)) } / 24
  }

  /// Bias and root mean square of the differences of all cells of all days from the truth.
  func differences(
    _ variable: String,
    where isWanted: (_ cell: Int, _ day: Int) -> Bool = { _, _ in true },
    _ truth: (_ cell: Int, SeaState.Place) -> Double
  ) throws -> (count: Int, bias: Double, rms: Double, largest: Double) {
    var (count, sum, squares, largest) = (0, 0.0, 0.0, 0.0)
    for day in 1...30 {
      for (cell, value) in try archive.values(variable, day: day).enumerated()
      where !value.isNaN && isWanted(cell, day) {
        let d = value - dailyMean(cell, day: day) { truth(cell, $0) }
        count += 1
        sum += d
        squares += d * d
        largest = max(largest, d.magnitude)
      }
    }
    let n = Double(max(count, 1))
    return (count, sum / n, (squares / n).squareRoot(), largest)
  }

  func depth(_ cell: Int) -> Double { Self.levels[cell / (Self.rows * Self.columns)] }

  @Test("accounts for every file and every observation, and sets aside just the damaged files")
  func accounts() throws {
    struct Faults: Decodable {
      struct File: Decodable { let file, kind: String }
      let files: [File]
    }
    let path = BundledArchive.archive + "/truth/faults.json"
    let faults = try JSONDecoder().decode(
      Faults.self,
      from: Data(contentsOf: URL(fileURLWithPath: path))
    )
    #expect(report.accounts.isBalanced)
    #expect(report.accounts.files.read == (try BundledArchive.files().count))
    #expect(report.made.count == 30)
    let expected = Set(faults.files.map { "\($0.file): \($0.kind)" })
    let found = Set(
      report.setAside.map {
        "\($0.path.components(separatedBy: "Fixtures/archive/").last ?? ""): \($0.reason.kind)"
      }
    )
    #expect(found == expected)
    #expect(report.missingFacts.isEmpty)
  }

  @Test("tells the skin temperature within the noise of the radiometer and the hour of the pass")
  func skinTemperature() throws {
    let d = try differences("sea_surface_skin_temperature_mean") { self.sea.skinTemperature($1) }
    // Noise of 0.18 K; a pass at the hottest hour of a calm day is up to 1 K above the day.
    #expect(d.count > 150_000)
    #expect(d.bias.magnitude < 0.15)
    #expect(d.rms < 0.35)
  }

  @Test("tells the bulk temperature, no spike, stuck sensor or wrong unit in it")
  func bulkTemperature() throws {
    let d = try differences("sea_surface_temperature_mean") { self.sea.bulkTemperature($1) }
    #expect(d.count > 4_000)
    #expect(d.bias.magnitude < 0.05)
    #expect(d.rms < 0.15)
    for name in ["minimum", "maximum"] {
      let extreme = try differences("sea_surface_temperature_\(name)") {
        self.sea.bulkTemperature($1)
      }
      // Every spike that was put in is 6 K and more; the tests take all above 2 K.
      #expect(extreme.largest < 3, "\(name)")
    }
  }

  @Test("tells temperature and salinity on standard levels, with the drift of sensors taken out")
  func waterColumn() throws {
    let t = try differences("temperature_mean") { self.sea.temperature($1, depth: self.depth($0)) }
    #expect(t.count > 300)
    #expect(t.bias.magnitude < 0.02)
    #expect(t.rms < 0.08)
    let s = try differences("salinity_mean") { self.sea.salinity($1, depth: self.depth($0)) }
    #expect(s.count > 300)
    #expect(s.bias.magnitude < 0.005)
    // The drift that delayed mode removes is 0.02 and more.
    #expect(s.rms < 0.025)
  }

  @Test("tells the wind at 10 m of buoys whose anemometers stand lower, as components")
  func windOfBuoys() throws {
    var observed: [Int: [Double]] = [:]
    for day in 1...30 {
      let counts = try archive.values("eastward_wind_10m_count_by_network", day: day)
      // The third network of the pipeline is that of the buoys.
      let cells = Self.rows * Self.columns
      observed[day] = Array(counts[(2 * cells)..<(3 * cells)])
    }
    // Cells that a buoy saw nearly every hour, and nothing much else did.
    let isBuoy = { (cell: Int, day: Int) in (observed[day]?[cell] ?? 0) >= 22 }
    let u = try differences("eastward_wind_10m_mean", where: isBuoy) { self.sea.wind($1).u }
    let v = try differences("northward_wind_10m_mean", where: isBuoy) { self.sea.wind($1).v }
    #expect(u.count > 100)
    #expect(u.bias.magnitude < 0.1 && v.bias.magnitude < 0.1)
    #expect(u.rms < 0.3 && v.rms < 0.3)
    let speeds = try differences("wind_speed_10m_maximum", where: isBuoy) {
      self.sea.windSpeed($1)
    }
    // The code 99 m s-1 was put in where nothing was measured.
    #expect(speeds.largest < 30)
  }

  @Test("counts what two networks deliver once, and says which network a value came from")
  func duplicates() throws {
    // One vehicle of 10-day files of about 713 observations comes through two networks.
    #expect(report.accounts.observations.duplicate > 2_000)
    for day in [3, 14, 27] {
      let total = try archive.values("sea_surface_temperature_count", day: day)
      let byNetwork = try archive.values("sea_surface_temperature_count_by_network", day: day)
      for cell in total.indices {
        let sum = stride(from: cell, to: byNetwork.count, by: total.count)
          .reduce(0.0) { $0 + byNetwork[$1] }
        #expect(sum == total[cell])
      }
    }
  }
}
