public import ObservationModel

/// What a pipeline file says about one quality test, checked and in canonical units.
public struct TestArguments: Sendable, Equatable {
  public var values: [String: TestArgument]

  /// The present, in seconds since 1970-01-01 UTC: what is later has not been observed. Infinite
  /// until a plan sets it.
  public var now = Double.infinity

  public init(_ values: [String: TestArgument] = [:]) { self.values = values }

  public subscript(_ name: String) -> TestArgument? { values[name] }

  public func number(_ name: String) -> Double? {
    if case .number(let value)? = values[name] { value } else { nil }
  }

  public func integer(_ name: String) -> Int? {
    if case .integer(let value)? = values[name] { value } else { nil }
  }

  public func integers(_ name: String) -> [Int]? {
    if case .integers(let values)? = values[name] { values } else { nil }
  }

  public func numbers(_ name: String) -> [Double]? {
    if case .numbers(let values)? = values[name] { values } else { nil }
  }

  public func span(_ name: String) -> ClosedRange<Double>? {
    if case .span(let span)? = values[name] { span } else { nil }
  }

  /// The bounds of a span that may be open at either end.
  public func openSpan(_ name: String) -> (low: Double?, high: Double?)? {
    if case .openSpan(let low, let high)? = values[name] { (low, high) } else { nil }
  }

  /// A word, or free text.
  public func text(_ name: String) -> String? {
    switch values[name] {
    case .word(let text)?, .text(let text)?: text
    default: nil
    }
  }

  public func texts(_ name: String) -> [String]? {
    if case .texts(let texts)? = values[name] { texts } else { nil }
  }

  public func flag(_ name: String) -> Bool? {
    if case .flag(let value)? = values[name] { value } else { nil }
  }

  public func quantity(_ name: String) -> Quantity? {
    if case .quantity(let quantity)? = values[name] { quantity } else { nil }
  }

  /// Longitude and latitude of the corners of a polygon, in degrees.
  public func points(_ name: String) -> [(longitude: Double, latitude: Double)]? {
    guard case .points(let numbers)? = values[name] else { return nil }
    return stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }

  public func resource(_ name: String) -> TestResource? {
    if case .file(_, _, let resource)? = values[name] { resource } else { nil }
  }

  /// The mappings of a list, each as arguments of its own.
  public func sections(_ name: String) -> [TestArguments]? {
    guard case .sections(let sections)? = values[name] else { return nil }
    return sections.map {
      var arguments = TestArguments($0)
      arguments.now = now
      return arguments
    }
  }

  /// Thresholds `suspect` and `fail`, at least one given, `suspect <= fail`; what is not given is
  /// infinite or, for `suspect`, that of `fail`.
  ///
  /// - Parameters:
  ///   - suspectName: The key of `suspect`, where a test has its own.
  ///   - failName: The key of `fail`.
  public func thresholds(
    suspect suspectName: String = "suspect",
    fail failName: String = "fail"
  ) throws(TestConfigurationError) -> (suspect: Double, fail: Double) {
    let (suspect, fail) = (number(suspectName), number(failName))
    guard suspect != nil || fail != nil else {
      throw TestConfigurationError("expected '\(suspectName)', '\(failName)' or both")
    }
    if let suspect, let fail, suspect > fail {
      throw TestConfigurationError(
        "expected at most the threshold of '\(failName)'",
        parameter: suspectName
      )
    }
    let failAbove = fail ?? .infinity
    return (suspect ?? failAbove, failAbove)
  }

  /// Spans `suspect` and `fail`, at least one given, `suspect` within `fail`; what is not given is
  /// unlimited or, for `suspect`, that of `fail`.
  public func spans() throws(TestConfigurationError) -> (
    suspect: ClosedRange<Double>, fail: ClosedRange<Double>
  ) {
    let (suspect, fail) = (span("suspect"), span("fail"))
    guard suspect != nil || fail != nil else {
      throw TestConfigurationError("expected 'suspect', 'fail' or both")
    }
    if let suspect, let fail,
      suspect.lowerBound < fail.lowerBound || suspect.upperBound > fail.upperBound
    {
      throw TestConfigurationError("expected a span within that of 'fail'", parameter: "suspect")
    }
    let failSpan = fail ?? -Double.infinity...Double.infinity
    return (suspect ?? failSpan, failSpan)
  }

  /// An argument that the parameter's `isRequired` promises.
  public func required(_ name: String) throws(TestConfigurationError) -> Double {
    guard let value = number(name) else {
      throw TestConfigurationError("the key '\(name)' is missing")
    }
    return value
  }
}

/// The value of one parameter.
public enum TestArgument: Sendable, Equatable {
  case number(Double)
  case integer(Int)
  case integers([Int])
  case numbers([Double])
  case span(ClosedRange<Double>)
  case openSpan(Double?, Double?)
  case word(String)
  case text(String)
  case texts([String])
  case flag(Bool)
  case quantity(Quantity)

  /// Longitudes and latitudes in turn.
  case points([Double])

  /// A file with the digest of its bytes and what it holds.
  case file(path: String, digest: String, TestResource)
  case sections([[String: TestArgument]])
}

/// Arguments that do not make a test.
public struct TestConfigurationError: Error, Sendable, Equatable {
  public let message: String

  /// The parameter at fault; nil when it is none in particular.
  public let parameter: String?

  /// The number, from 0, of the mapping at fault where `parameter` is a list of them.
  public let section: Int?

  public init(_ message: String, parameter: String? = nil, section: Int? = nil) {
    self.message = message
    self.parameter = parameter
    self.section = section
  }
}
