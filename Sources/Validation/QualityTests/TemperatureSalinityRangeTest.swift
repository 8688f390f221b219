internal import KernelTypes
public import ObservationModel

/// Marks observations whose temperature and salinity do not occur together.
///
/// The envelope is a list of salinities, each with the span of temperatures that belong to it;
/// between two salinities the spans are interpolated linearly. An observation whose temperature is
/// outside the span of its salinity, or whose salinity is outside the list, has the code of
/// `outside`; the envelope itself passes. Where either is missing nothing is evaluated.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 12 (TS curve/space), with an envelope of the operator.
public struct TemperatureSalinityRangeTest: QualityTest, Equatable {
  public static var name: String { "temperature_salinity_range" }
  public static var flagStandardName: String { "multi_variate_test_quality_flag" }
  public static var summary: String { "temperature and salinity that do not occur together" }
  public static var source: String { "QARTOD temperature and salinity manual, test 12" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "envelope",
        .sections([
          TestParameter("salinity", .number(0...1000), isRequired: true, "in ascending order"),
          TestParameter(
            "temperature",
            .measureSpan(unit: "degree_Celsius"),
            isRequired: true,
            "the temperatures that belong to it"
          ),
        ]),
        isRequired: true,
        "salinities with the temperatures that belong to each; two at least"
      ),
      TestParameter(
        "outside",
        .word(["suspect", "fail"]),
        "the flag of what is outside; `suspect` unless given"
      ),
      TestParameter("temperature", .quantity, "`temperature` unless given"),
      TestParameter("salinity", .quantity, "`salinity` unless given"),
    ]
  }

  /// A salinity with the temperatures in °C that belong to it.
  public struct Limit: Sendable, Equatable {
    public let salinity: Double
    public let temperatures: ClosedRange<Double>

    public init(salinity: Double, temperatures: ClosedRange<Double>) {
      self.salinity = salinity
      self.temperatures = temperatures
    }
  }

  public let envelope: [Limit]
  public let outsideFails: Bool
  public let temperature, salinity: Quantity?

  /// - Precondition: `envelope` has two limits at least, in ascending order of salinity.
  public init(
    envelope: [Limit],
    outsideFails: Bool = false,
    temperature: Quantity? = Quantity.named("temperature"),
    salinity: Quantity? = Quantity.named("salinity")
  ) {
    precondition(envelope.count >= 2 && Self.disorder(of: envelope) == nil)
    self.envelope = envelope
    self.outsideFails = outsideFails
    self.temperature = temperature
    self.salinity = salinity
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    var envelope: [Limit] = []
    for section in arguments.sections("envelope") ?? [] {
      guard let salinity = section.number("salinity"), let span = section.span("temperature")
      else { throw TestConfigurationError("expected salinity and temperature in each limit") }
      envelope.append(Limit(salinity: salinity, temperatures: span))
    }
    guard envelope.count >= 2 else {
      throw TestConfigurationError("expected two limits or more", parameter: "envelope")
    }
    if let place = Self.disorder(of: envelope) {
      throw TestConfigurationError(
        "expected a salinity above the one before",
        parameter: "envelope",
        section: place
      )
    }
    self.init(
      envelope: envelope,
      outsideFails: arguments.text("outside") == "fail",
      temperature: arguments.quantity("temperature") ?? Quantity.named("temperature"),
      salinity: arguments.quantity("salinity") ?? Quantity.named("salinity")
    )
  }

  /// The first limit that is not above the one before it.
  private static func disorder(of envelope: [Limit]) -> Int? {
    envelope.indices.dropFirst().first {
      !(envelope[$0].salinity > envelope[$0 - 1].salinity)
    }
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { [temperature, salinity].compactMap { $0 } }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<range.count { flags[i] = GradeCode.notEvaluated }
    guard let temperature = temperature.flatMap({ batch.column(of: $0) }),
      let salinity = salinity.flatMap({ batch.column(of: $0) })
    else { return }
    let t = batch.columns[temperature].values.doubles(in: range)
    let s = batch.columns[salinity].values.doubles(in: range)
    let outside = outsideFails ? GradeCode.fail : GradeCode.suspect
    for k in t.indices where !t[k].isNaN && !s[k].isNaN {
      flags[k] = isInside(temperature: t[k], salinity: s[k]) ? GradeCode.pass : outside
    }
  }

  private func isInside(temperature: Double, salinity: Double) -> Bool {
    guard salinity >= envelope[0].salinity else { return false }
    var k = 1
    while k < envelope.count, salinity > envelope[k].salinity { k += 1 }
    guard k < envelope.count else { return false }
    let (a, b) = (envelope[k - 1], envelope[k])
    let part = (salinity - a.salinity) / (b.salinity - a.salinity)
    func between(_ x: Double, _ y: Double) -> Double { part == 1 ? y : x + part * (y - x) }
    return temperature >= between(a.temperatures.lowerBound, b.temperatures.lowerBound)
      && temperature <= between(a.temperatures.upperBound, b.temperatures.upperBound)
  }
}
