/// What is known about the quality of one value when every source has been heard: the flags
/// its provider delivered and the tests that ran here.
///
/// The raw values are those of the scheme that Argo (reference table 2), SeaDataNet (L20) and
/// IMOS (set 1) share, which tells `probablyGood` from `good` where QARTOD does not.
public enum Verdict: UInt8, Sendable, CaseIterable {
  case notEvaluated = 0
  case good = 1
  case probablyGood = 2
  case suspect = 3
  case bad = 4
  case missing = 9

  /// The word a pipeline file uses for this verdict, such as `probably_good`.
  public var name: String {
    switch self {
    case .notEvaluated: "not_evaluated"
    case .good: "good"
    case .probablyGood: "probably_good"
    case .suspect: "suspect"
    case .bad: "bad"
    case .missing: "missing"
    }
  }

  /// The same verdict in the QARTOD scheme, which counts `probablyGood` as a pass.
  public var qartod: QualityFlag {
    switch self {
    case .notEvaluated: .notEvaluated
    case .good, .probablyGood: .pass
    case .suspect: .suspect
    case .bad: .fail
    case .missing: .missing
    }
  }
}
