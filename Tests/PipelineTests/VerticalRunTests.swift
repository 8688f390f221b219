import Foundation
import Ledger
import Pipeline
import Testing

/// Profiles brought to levels and layers by a whole run.
@Suite("Running a pipeline with levels")
struct VerticalRunTests {
  let archive: TestArchive

  init() throws { archive = try TestArchive() }

  /// Runs over Argo files with what `vertical` says.
  func run(_ vertical: String, lattices: String = "{}") throws -> RunReport {
    let path = try archive.writePipeline(
      summarise: "{use: [good], statistics: [mean], lattices: \(lattices)}"
    )
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacingOccurrences(of: "{levels: [10, 15], method: linear}", with: vertical)
      .replacingOccurrences(of: "[temperature]", with: "[temperature, salinity]")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let options = RunOptions(root: archive.root, jobs: 2, now: 1_800_000_000)
    return try PipelineRun(pipelinePath: path, options: options).run()
  }

  func fill(salinities: [Float]?) throws {
    try archive.writeArgo(
      "a_argo.nc",
      julianDay: 27_194.5,
      longitude: 124.5,
      pressures: [5, 10, 20, 30, 50],
      temperatures: [20, 19, 15, 12, 10],
      salinities: salinities
    )
  }

  func values(_ variable: String, _ count: Int) throws -> [Double] {
    try (0..<count).map {
      try #require(
        try archive.value("\(variable)_mean", in: "test_20240615.nc", at: [0, $0, 7, 7])
      )
    }
  }

  /// Half a step of the lattice, and a float of the product.
  func isNear(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-5) -> Bool {
    zip(a, b).allSatisfy { ($0.isNaN && $1.isNaN) || abs($0 - $1) < tolerance }
  }

  @Test("takes temperature and salinity to levels together, on rotations of their diagram")
  func together() throws {
    try fill(salinities: [33, 33.2, 34, 34.2, 34.3])
    let report = try run("{levels: [12, 25, 40, 60], method: mrst_pchip}")
    #expect(report.accounts.isBalanced && report.accounts.observations.accepted == 10)
    // gsw 3.6.23 for SR_from_SP, CT_from_t, t_from_CT and SP_from_SR, and 17 times scipy 1.17.1's
    // PchipInterpolator between them.
    let temperatures = [18.274697650468102, 13.208840504130524, 10.600486251963746, .nan]
    let salinities = [33.361391339446186, 34.13559104958148, 34.27450617696656, .nan]
    #expect(isNear(try values("temperature", 4), temperatures))
    #expect(isNear(try values("salinity", 4), salinities))
  }

  @Test("rejects temperature without salinity, with the reason, where they go together")
  func alone() throws {
    try fill(salinities: [33, 33.2, 99_999, 34.2, 34.3])
    let report = try run("{levels: [12, 25], method: mrst_pchip}")
    let observations = report.accounts.observations
    #expect(report.accounts.isBalanced)
    #expect(observations.accepted == 8 && observations.rejected == ["no_salinity": 1])
  }

  @Test("takes salinities off the lattice that the pipeline gives for none")
  func offLattice() throws {
    try fill(salinities: [33, 33.2, 34, 34.2, 34.3])
    let report = try run(
      "{levels: [12, 25], method: mrst_pchip}",
      lattices: "{salinity: {step: 2^-20, range: [33.1, 40]}}"
    )
    let observations = report.accounts.observations
    #expect(report.accounts.isBalanced)
    #expect(observations.accepted == 8)
    #expect(observations.rejected == ["no_salinity": 1, "outside_lattice": 1])
  }

  @Test("averages layers as scipy integrates the monotone cubic, and writes their bounds")
  func layers() throws {
    try fill(salinities: nil)
    let report = try run("{layers: [[5, 10], [10, 25], [30, 50]], extrapolate: {nearest: 1 m}}")
    #expect(report.accounts.isBalanced)
    // scipy 1.17.1: PchipInterpolator over the depths of the pressures, 4.97 m to 49.65 m; the
    // last value holds for the 0.346 m below.
    let expected = [19.54089609620869, 16.044315879528497, 10.709696720830646]
    #expect(isNear(try values("temperature", 3), expected))
    let bounds = (0..<3).map { i in
      (0..<2).map { try? archive.value("depth_bnds", in: "test_20240615.nc", at: [i, $0]) }
    }
    #expect(bounds == [[5, 10], [10, 25], [30, 50]])
  }

  @Test("takes levels by the monotone cubic, and the nearest value within its reach")
  func pchip() throws {
    try fill(salinities: nil)
    _ = try run("{levels: [0, 12, 25, 40, 52, 60], method: pchip, extrapolate: {nearest: 5 m}}")
    let expected = [20, 18.3338445, 13.21414641, 10.57257583, 10, .nan]
    #expect(isNear(try values("temperature", 6), expected))
  }

  @Test("makes the same values of casts that come up, go down or are in disorder")
  func order() throws {
    try archive.writeArgo(
      "a_argo.nc",
      julianDay: 27_194.5,
      longitude: 124.5,
      pressures: [50, 30, 10, 20, 5],
      temperatures: [10, 12, 19, 15, 20]
    )
    _ = try run("{levels: [12, 25, 40], method: pchip}")
    #expect(isNear(try values("temperature", 3), [18.3338445, 13.21414641, 10.57257583]))
  }
}
