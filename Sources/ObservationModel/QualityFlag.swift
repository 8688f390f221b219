/// The verdict of a quality test on one observation, in the QARTOD scheme.
///
/// The raw values are the ones written to file as `flag_values`, so a buffer of flags is an
/// ancillary variable as it stands: one byte per observation and no translation on the way out.
///
/// - SeeAlso: IOC Manuals and Guides 54, volume 3 (the IODE primary flags, which the QARTOD
///   manuals adopt).
@frozen
public struct QualityFlag: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8

  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The test ran and found nothing wrong.
  @inlinable public static var pass: Self { Self(rawValue: 1) }

  /// The test could not be applied, for want of neighbours or configuration.
  @inlinable public static var notEvaluated: Self { Self(rawValue: 2) }

  /// The value is unusual; a reader decides whether to use it.
  @inlinable public static var suspect: Self { Self(rawValue: 3) }

  /// The value is wrong beyond reasonable doubt.
  @inlinable public static var fail: Self { Self(rawValue: 4) }

  /// There is no value to judge.
  @inlinable public static var missing: Self { Self(rawValue: 9) }

  /// The word for it, as in `flag_meanings`.
  public var name: String {
    switch self {
    case .pass: "pass"
    case .notEvaluated: "not_evaluated"
    case .suspect: "suspect"
    case .fail: "fail"
    case .missing: "missing"
    default: "\(rawValue)"
    }
  }
}
