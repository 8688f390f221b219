internal import KernelTypes
public import ObservationModel

/// Flags values by the quality level that their retrieval has.
///
/// Levels as good as `pass` or better pass, those as good as `suspect` are suspect, and the others
/// fail. In GHRSST the highest level, 5, is the best; in the products of NASA it is the lowest, 0.
///
/// - SeeAlso: GHRSST Data Specification 2.0, `quality_level`; NASA OB.DAAC, *SST Quality Flags*.
public struct QualityLevelTest: QualityTest, Equatable {
  public static var name: String { "quality_level" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "retrievals of too low a quality level" }
  public static var source: String {
    "GHRSST Data Specification 2.0, quality_level; NASA OB.DAAC, SST Quality Flags"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter("pass", .integer(0...255), isRequired: true, "the worst level that passes"),
      TestParameter("suspect", .integer(0...255), "the worst level that is merely suspect"),
      TestParameter(
        "best",
        .word(["highest", "lowest"]),
        "which level is the best: the `highest` (unless given), as in GHRSST, or the `lowest`"
      ),
    ]
  }

  public let pass: Int
  public let suspect: Int
  public let isLowestBest: Bool

  /// - Parameter suspect: No better than `pass`; nil when nothing is merely suspect.
  public init(pass: Int, suspect: Int? = nil, isLowestBest: Bool = false) {
    self.pass = pass
    self.suspect = suspect ?? pass
    self.isLowestBest = isLowestBest
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let pass = arguments.integer("pass") else {
      throw TestConfigurationError("the key 'pass' is missing")
    }
    self.init(
      pass: pass,
      suspect: arguments.integer("suspect"),
      isLowestBest: arguments.text("best") == "lowest"
    )
    guard isLowestBest ? suspect >= self.pass : suspect <= self.pass else {
      throw TestConfigurationError("expected a worse level than 'pass'", parameter: "suspect")
    }
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["quality_level"]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let levels = batch.doubles(of: "quality_level", in: range) else { return }
    // Counted so that more is worse.
    let sign = isLowestBest ? 1.0 : -1.0
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      flags[i] = gradeAbove(
        sign * levels[i],
        suspectAbove: sign * Double(pass),
        failAbove: sign * Double(suspect)
      )
    }
  }
}
