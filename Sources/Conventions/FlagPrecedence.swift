/// Which of several flags of one value stands for all of them.
///
/// Systems differ in it, and so do their results on the same tests: in QARTOD a test that passed
/// hides that another was not evaluated, CoTeDe lets a missing value win over a bad one.
public struct FlagPrecedence: Sendable, Equatable {
  /// The word for the rule.
  public let name: String

  private let rule: Rule

  private enum Rule: Sendable, Equatable {
    /// The code that comes last in the list; codes beside it count as the first.
    case order([Int])

    /// The largest code.
    case largest

    /// A code takes the place of those it is listed with, and of no others.
    case overrides([Int: Set<Int>])

    /// The first code that is not among those listed; the first of all where there is none.
    case firstRejection(accepted: Set<Int>)
  }

  /// The flag that stands for `codes`; nil without any.
  ///
  /// - Parameter codes: The flags of one value, in the order of the tests.
  public func aggregate(_ codes: some Collection<Int>) -> Int? {
    guard let first = codes.first else { return nil }
    switch rule {
    case .order(let order):
      return order.last { codes.contains($0) } ?? order.first
    case .largest:
      return codes.max()
    case .overrides(let overrides):
      return codes.reduce(0) { overrides[$1]?.contains($0) ?? false ? $1 : $0 }
    case .firstRejection(let accepted):
      return codes.first { !accepted.contains($0) } ?? first
    }
  }

  /// The flags that stand for those of several tests, value by value.
  ///
  /// - Parameter tests: For each test its flags, shape `[obs]`.
  /// - Returns: Shape `[obs]`; nil when the tests have unequal numbers of flags.
  public func aggregate(tests: [[Int]]) -> [Int]? {
    guard let first = tests.first else { return [] }
    guard tests.allSatisfy({ $0.count == first.count }) else { return nil }
    return first.indices.map { i in aggregate(tests.map { $0[i] }) ?? first[i] }
  }

  /// Missing, not evaluated, pass, suspect, fail: from weak to strong. Codes of other schemes count
  /// as missing.
  ///
  /// - SeeAlso: The aggregate of ioos_qc 3.0.0.
  public static let qartod = FlagPrecedence(name: "qartod", rule: .order([9, 2, 1, 3, 4]))

  /// The largest code: flags of Argo only rise.
  ///
  /// - SeeAlso: Coriolis, *Argo real-time quality control tests*, 2022: a test never lowers a flag.
  public static let argo = FlagPrecedence(name: "argo", rule: .largest)

  /// Explicit sets, from no flag at all: 1, 5 and 9 replace 0 alone, 8 replaces 0 to 2, and 2, 3
  /// and 4 replace what is below them and 5.
  ///
  /// - SeeAlso: argortqcpy, commit 28990a9.
  public static let argoSets = FlagPrecedence(
    name: "argo-sets",
    rule: .overrides([
      1: [0], 2: [0, 1, 5], 3: [0, 1, 2, 5], 4: [0, 1, 2, 3, 5], 5: [0], 8: [0, 1, 2], 9: [0],
    ])
  )

  /// The largest code, 9 for missing included.
  ///
  /// - SeeAlso: CoTeDe 0.23.9.
  public static let cotede = FlagPrecedence(name: "cotede", rule: .largest)

  /// Untestable 2, untested 3, passed 0, failed 1: from weak to strong.
  ///
  /// - SeeAlso: marine_qc 0.4.2.
  public static let marineQC = FlagPrecedence(name: "marine-qc", rule: .order([2, 3, 0, 1]))

  /// The first flag that rejects keeps its reason: 0 passes, 1 is passive.
  ///
  /// - SeeAlso: JCSDA Unified Forward Operator, quality control flags.
  public static let firstRejection = FlagPrecedence(
    name: "first-rejection",
    rule: .firstRejection(accepted: [0, 1])
  )

  /// Every rule.
  public static let all = [qartod, argo, argoSets, cotede, marineQC, firstRejection]
}
