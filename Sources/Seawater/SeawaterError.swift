/// What keeps the functions of seawater from being set up.
public enum SeawaterError: Error, Equatable {
  /// An axis of the atlas has fewer than two values or does not ascend.
  case axis(String)
  /// An array of the atlas holds another number of values than its axes say.
  case shape(String, expected: Int, found: Int)
  /// The file of the atlas cannot be used; the text says where and why.
  case unreadable(String)
}

extension SeawaterError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .axis(let name):
      "the \(name) of the salinity atlas must be two or more values that ascend"
    case .shape(let name, let expected, let found):
      "the \(name) of the salinity atlas must be \(expected) values, found \(found)"
    case .unreadable(let reason):
      reason
    }
  }
}
