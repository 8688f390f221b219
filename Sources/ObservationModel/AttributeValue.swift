/// The value of a netCDF attribute, without regard to the width it was stored in.
public enum AttributeValue: Sendable, Equatable {
  case text(String)
  case texts([String])
  case integers([Int64])
  case unsigned([UInt64])
  case reals([Double])

  /// The text, when the attribute is text or a single string.
  public var text: String? {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.count == 1 ? texts[0] : nil
    case .integers, .unsigned, .reals: nil
    }
  }

  /// The numbers as Double, nil when the attribute is text. Integers beyond 2⁵³ round.
  public var numbers: [Double]? {
    switch self {
    case .integers(let values): values.map { Double($0) }
    case .unsigned(let values): values.map { Double($0) }
    case .reals(let values): values
    case .text, .texts: nil
    }
  }

  /// The number, when the attribute is a single one.
  public var number: Double? {
    guard let numbers, numbers.count == 1 else { return nil }
    return numbers[0]
  }
}
