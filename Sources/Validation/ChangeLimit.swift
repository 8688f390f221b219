/// How much a value may differ from the one before it: so many standard deviations of what went
/// before.
///
/// With `s` the standard deviation over the period before an observation, of the values or of the
/// steps between them, its step `|v[n] - v[n-1]|` is too great when it is above `offset + deviations s`.
/// The period is `[t[n] - periodSeconds, t[n])` in true time and must hold three values (or steps)
/// at least. The standard deviation is that of the population.
struct ChangeLimit: Sendable, Equatable {
  /// What the standard deviation is of.
  enum Basis: String, Sendable, CaseIterable {
    /// The values themselves: QARTOD temperature and salinity manual.
    case values

    /// The steps from value to value: QARTOD wind manual.
    case steps
  }

  enum Finding: Sendable { case unknown, within, above }

  let deviations: Double
  let periodSeconds: Double
  let offset: Double
  let basis: Basis

  /// Judges every step of one series.
  ///
  /// - Parameters:
  ///   - values: NaN where missing.
  ///   - times: Seconds, NaN where missing. A clock that runs backwards begins the record anew.
  /// - Returns: One finding for each value: unknown for the first, where it or the value before it
  ///   is missing, where time does not move on, and where the period holds too little.
  func findings(values: [Double], times: [Double]) -> [Finding] {
    var findings = [Finding](repeating: .unknown, count: values.count)
    var queue = DeviationQueue()
    // The places whose entries are in the queue begin with `oldest`; entries are made for valid
    // places only.
    var entered: [Double] = []
    var oldest = 0
    var latest = -Double.infinity
    for i in values.indices where !times[i].isNaN {
      if times[i] < latest {
        queue.removeAll()
        entered.removeAll(keepingCapacity: true)
        oldest = 0
      }
      latest = times[i]
      while oldest < entered.count, entered[oldest] < times[i] - periodSeconds {
        queue.removeFirst()
        oldest += 1
      }
      let step = i > 0 && times[i - 1] < times[i] ? values[i] - values[i - 1] : .nan
      if !step.isNaN, queue.count >= 3 {
        let limit = offset + deviations * queue.deviation
        findings[i] = step.magnitude > limit ? .above : limit.isNaN ? .unknown : .within
      }
      let entry = basis == .values ? values[i] : step
      if !entry.isNaN {
        queue.append(entry)
        entered.append(times[i])
      }
    }
    return findings
  }
}

/// The parameters that a change limit is made of.
extension ChangeLimit {
  static func parameters(
    deviations name: String = "deviations",
    unlessGiven deviations: Int
  ) -> TestParameter {
    TestParameter(
      name,
      .number(0...1e6),
      "above so many standard deviations a step is too great; \(deviations) unless given"
    )
  }

  static var periodParameter: TestParameter {
    TestParameter(
      "period",
      .measure(unit: "s"),
      isRequired: true,
      "the time before an observation that the standard deviation is of: `25 hours`"
    )
  }

  static var basisParameter: TestParameter {
    TestParameter(
      "deviation_of",
      .word(Basis.allCases.map(\.rawValue)),
      "whether the standard deviation is of the `values` (unless given) or of the `steps` between"
        + " them"
    )
  }

  init(
    _ arguments: TestArguments,
    deviations name: String = "deviations",
    unlessGiven deviations: Double
  ) throws(TestConfigurationError) {
    self.init(
      deviations: arguments.number(name) ?? deviations,
      periodSeconds: try arguments.required("period"),
      offset: arguments.number("offset") ?? 0,
      basis: arguments.text("deviation_of").flatMap(Basis.init) ?? .values
    )
  }
}
