internal import KernelTypes
public import ObservationModel

/// Flags the wave parameters of an observation together when one of them is out of its range.
///
/// The parameters come from one spectrum: when one is not possible, none can be trusted. An
/// observation fails when one of its parameters is outside the span given for it, else it is
/// suspect when one is outside the span of what is usual; bounds themselves pass. It is not
/// evaluated when it has none of the parameters that are asked for.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, wave parameters max/min/acceptable
///   range; IOOS, *Manual for Real-Time Quality Control of In-Situ Surface Wave Data*, bulk wave
///   parameters. Both leave the spans to the place.
public struct WaveBulkRangeTest: QualityTest, Equatable {
  public static var name: String { "wave_bulk_range" }
  public static var flagStandardName: String { "gross_range_test_quality_flag" }
  public static var summary: String {
    "wave parameters of an observation of which one is out of its range"
  }
  public static var source: String { "QARTOD wave manual, bulk wave parameters" }
  public static var parameters: [TestParameter] {
    parts.flatMap { part in
      [
        TestParameter(
          part.word,
          .measureSpan(unit: part.unit),
          "outside this span of \(part.text) all fail"
        ),
        TestParameter(
          "usual_\(part.word)",
          .measureSpan(unit: part.unit),
          "outside this span of \(part.text) all are suspect"
        ),
      ]
    }
  }

  private static let parts: [(word: String, unit: String, quantity: String, text: String)] = [
    ("height", "m", "significant_wave_height", "significant heights"),
    ("mean_period", "s", "wave_mean_period", "mean periods"),
    ("peak_period", "s", "wave_peak_period", "peak periods"),
    ("direction", "degree", "wave_from_direction", "directions"),
    ("peak_direction", "degree", "wave_peak_from_direction", "directions at the peak"),
    ("spread", "degree", "wave_directional_spread", "directional spreads"),
  ]

  /// The spans of a parameter, in the unit of its quantity.
  public struct Limit: Sendable, Equatable {
    /// The name of the quantity.
    public var quantity: String
    public var fail: ClosedRange<Double>
    public var suspect: ClosedRange<Double>

    /// - Parameter suspect: nil when nothing is merely suspect.
    public init(
      _ quantity: String,
      fail: ClosedRange<Double> = -Double.infinity...Double.infinity,
      suspect: ClosedRange<Double>? = nil
    ) {
      self.quantity = quantity
      self.fail = fail
      self.suspect = suspect ?? fail
    }
  }

  public let limits: [Limit]

  public init(_ limits: [Limit]) { self.limits = limits }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    var limits: [Limit] = []
    for part in Self.parts {
      let fail = arguments.span(part.word)
      let suspect = arguments.span("usual_\(part.word)")
      guard fail != nil || suspect != nil else { continue }
      if let fail, let suspect,
        suspect.lowerBound < fail.lowerBound || suspect.upperBound > fail.upperBound
      {
        throw TestConfigurationError(
          "expected a span within that of '\(part.word)'",
          parameter: "usual_\(part.word)"
        )
      }
      limits.append(
        Limit(part.quantity, fail: fail ?? -Double.infinity...Double.infinity, suspect: suspect)
      )
    }
    guard !limits.isEmpty else { throw TestConfigurationError("expected a span") }
    self.init(limits)
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: limits.map(\.quantity)) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    for limit in limits {
      guard let values = batch.doubles(of: limit.quantity, in: range) else { continue }
      for i in 0..<flags.count where flags[i] != GradeCode.missing && !values[i].isNaN {
        let code =
          !limit.fail.contains(values[i])
          ? GradeCode.fail
          : limit.suspect.contains(values[i]) ? GradeCode.pass : GradeCode.suspect
        // Whatever is found is more than not evaluated.
        flags[i] = flags[i] == GradeCode.notEvaluated ? code : max(flags[i], code)
      }
    }
  }
}
