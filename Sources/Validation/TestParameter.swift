/// What a pipeline file may say about a quality test: one key with what belongs to it.
public struct TestParameter: Sendable {
  /// The key, such as `suspect`.
  public let name: String
  public let kind: Kind
  public let isRequired: Bool

  /// A few words for the reference page, with the default where there is one.
  public let help: String

  public init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ help: String) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.help = help
  }

  /// What a parameter holds. Numbers reach the test in the canonical unit of the quantity it is
  /// for, or in the unit that is named here.
  public indirect enum Kind: Sendable {
    /// A number in the unit of the entry, as a value of the variable: `.number`.
    case value

    /// A number of 0 or more in the unit of the entry, as a difference of values: `.number`.
    case difference

    /// A number of 0 or more in the unit of the entry, which is that of the variable per time:
    /// `.number`, per second.
    case rate

    /// `[low, high]` in the unit of the entry, `low < high`: `.span`.
    case span

    /// `[low, high]` in the unit of the entry, of which either may be `null`: `.openSpan`.
    case openSpan

    /// A number with a unit of its own such as `50 m`, in UDUNITS spelling: `.number`. Within
    /// `range` in that unit.
    case measure(unit: String, range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude)

    /// `[low, high]` of numbers with units, such as `[0 m, 100 m]`, `low < high`: `.span`.
    case measureSpan(unit: String)

    /// A number without unit: `.number`.
    case number(ClosedRange<Double>)

    /// A whole number: `.integer`.
    case integer(ClosedRange<Int>)

    /// `[first, last]` of whole numbers, in either order, as seasons may wrap: `.integers`.
    case integerSpan(ClosedRange<Int>)

    /// Whole numbers: `.integers`.
    case integers(ClosedRange<Int>)

    /// Numbers without unit, in the order of the file: `.numbers`.
    case numbers(ClosedRange<Double>)

    /// One of these words: `.word`.
    case word([String])

    /// `true` or `false`: `.flag`.
    case flag

    /// Free text: `.text`.
    case text

    /// Several texts, or one: `.texts`.
    case texts

    /// A date or an instant in ISO 8601, UTC: `.number`, seconds since 1970-01-01 UTC.
    case instant

    /// Another quantity of the vocabulary: `.quantity`.
    case quantity

    /// A list of `[longitude, latitude]` in degrees, three at least: `.points`.
    case polygon

    /// A file that the test needs: `.file`, read and checked with the pipeline.
    case file(TestResource.Kind)

    /// A list of mappings with these keys: `.sections`.
    case sections([TestParameter])
  }
}

/// Parameters that many tests share.
extension TestParameter {
  public static var suspectDifference: TestParameter {
    TestParameter("suspect", .difference, "above this a value is suspect")
  }
  public static var failDifference: TestParameter {
    TestParameter("fail", .difference, "above this a value fails")
  }
}
