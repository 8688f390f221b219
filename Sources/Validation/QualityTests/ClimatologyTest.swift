internal import KernelTypes
internal import Kernels
public import ObservationModel
internal import Seawater

/// Flags values outside what is usual at their time of the year and depth.
///
/// The last member whose time and depths hold an observation judges it: a value outside `fail`
/// fails, one inside it and outside `suspect` is suspect, and bounds themselves pass. What no
/// member holds is not evaluated. A member with depths holds nothing whose depth is unknown; one
/// with a time holds nothing whose time is missing. Both ranges are in the unit of the column.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 5.
/// - Complexity: The members are looked through once for each stretch of observations within one
///   month, or one day where a member counts days or weeks.
public struct ClimatologyTest: QualityTest, Equatable {
  public static var name: String { "climatology" }
  public static var flagStandardName: String { "climatology_test_quality_flag" }
  public static var summary: String {
    "values outside what is usual at their time of the year and depth"
  }
  public static var source: String { "QARTOD temperature and salinity manual, test 5" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "members",
        .sections(
          [
            TestParameter("months", .integerSpan(1...12), "first and last month; may wrap"),
            TestParameter("quarters", .integerSpan(1...4), "first and last quarter; may wrap"),
            TestParameter("weeks", .integerSpan(1...53), "weeks of ISO 8601; may wrap"),
            TestParameter("days_of_year", .integerSpan(1...366), "may wrap"),
            TestParameter("days_of_week", .integerSpan(0...6), "Monday is 0; may wrap"),
            TestParameter("years", .integerSpan(1...9999), "first and last year"),
            TestParameter("from", .instant, "the first instant, in place of a part of the year"),
            TestParameter("through", .instant, "the last instant"),
            TestParameter(
              "depth",
              .measureSpan(unit: "m"),
              "all depths, known or not, unless given"
            ),
            TestParameter("suspect", .span, "values outside are suspect; within `fail`"),
            TestParameter("fail", .span, "values outside fail"),
          ]
        ),
        isRequired: true,
        "the last one that holds an observation judges it"
      )
    ]
  }

  /// What is usual at some time and depth.
  public struct Member: Sendable, Equatable {
    public let window: CalendarWindow

    /// Metres below the surface, both ends included; nil for all depths and unknown ones.
    public let depthMeters: ClosedRange<Double>?
    public let suspect: ClosedRange<Double>
    public let fail: ClosedRange<Double>

    /// - Parameter suspect: Lies within `fail`.
    public init(
      _ window: CalendarWindow,
      depthMeters: ClosedRange<Double>? = nil,
      suspect: ClosedRange<Double>,
      fail: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) {
      self.window = window
      self.depthMeters = depthMeters
      self.suspect = suspect
      self.fail = fail
    }

    fileprivate init(_ arguments: TestArguments) throws(TestConfigurationError) {
      var windows: [CalendarWindow] = []
      for field in CalendarField.allCases {
        guard let span = arguments.integers(field.rawValue), span.count == 2 else { continue }
        if field == .year, span[0] > span[1] {
          throw TestConfigurationError("expected years in order", parameter: field.rawValue)
        }
        windows.append(.field(field, from: span[0], through: span[1]))
      }
      let (first, last) = (arguments.number("from"), arguments.number("through"))
      if first != nil || last != nil {
        let (first, last) = (first ?? -.infinity, last ?? .infinity)
        guard first <= last else {
          throw TestConfigurationError("expected no time before 'from'", parameter: "through")
        }
        windows.append(.times(first...last))
      }
      guard windows.count <= 1 else {
        throw TestConfigurationError("expected one way to say when")
      }
      let spans = try arguments.spans()
      self.init(
        windows.first ?? .always,
        depthMeters: arguments.span("depth"),
        suspect: spans.suspect,
        fail: spans.fail
      )
    }
  }

  public let members: [Member]

  public init(_ members: [Member]) { self.members = members }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    var members: [Member] = []
    for (number, section) in (arguments.sections("members") ?? []).enumerated() {
      do {
        members.append(try Member(section))
      } catch {
        throw TestConfigurationError(error.message, parameter: "members", section: number)
      }
    }
    guard !members.isEmpty else {
      throw TestConfigurationError("expected a member at least", parameter: "members")
    }
    self.init(members)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let values = batch.columns[column].values
    let isFloat = if case .float = values { true } else { false }
    let times = batch.times
    let depths = depths(batch, range)
    var start = range.lowerBound
    while start < range.upperBound {
      let season = Season(members, at: times[start], isFloat: isFloat)
      var end = start + 1
      while end < range.upperBound, season.contains(times[end]) { end += 1 }
      let part = start..<end
      var view = flags.extracting(part.relative(to: range))
      let depths = depths.isEmpty ? nil : depths.span.extracting(part.relative(to: range))
      switch (values, depths, season.limitsWithoutDepth) {
      case (.float(let values), let depths?, _):
        let values = values.span.extracting(part)
        gradeRange(values, depths: depths, limits: season.limits, into: &view)
      case (.double(let values), let depths?, _):
        let values = values.span.extracting(part)
        gradeRange(values, depths: depths, limits: season.limits, into: &view)
      case (.float(let values), nil, let limits?):
        gradeRange(values.span.extracting(part), limits: limits, into: &view)
      case (.double(let values), nil, let limits?):
        gradeRange(values.span.extracting(part), limits: limits, into: &view)
      case (_, nil, nil):
        batch.mark(column: column, range: part, as: GradeCode.notEvaluated, into: &view)
      }
      start = end
    }
  }

  /// The depths of the observations of `range` in metres, NaN where unknown; empty when no member
  /// asks for them or the batch has none.
  private func depths(_ batch: borrowing ObservationBatch, _ range: Range<Int>) -> [Double] {
    guard let kind = batch.verticalKind, members.contains(where: { $0.depthMeters != nil })
    else { return [] }
    let (vertical, latitudes) = (batch.vertical, batch.latitudes)
    return range.map { i in
      switch kind {
      case .depth: vertical[i]
      case .height: -vertical[i]
      case .pressure:
        depthMeters(pressureDecibar: vertical[i], latitudeDegrees: latitudes[i])
      }
    }
  }
}

/// A stretch of time through which the same members apply, with what they make of it.
private struct Season {
  private var start = -Double.infinity
  private var end = Double.infinity
  private let isUnknown: Bool
  let limits: DepthLimits

  /// What values without depth are held against; nil when no member applies to them.
  let limitsWithoutDepth: RangeLimits?

  init(_ members: [ClimatologyTest.Member], at time: Double, isFloat: Bool) {
    isUnknown = !(time.magnitude < 1e15)
    var day: CalendarDay?
    if !isUnknown, members.contains(where: { $0.window.field != nil }) {
      let days = Int((time / 86_400).rounded(.down))
      let found = CalendarDay(daysSince1970: days)
      let isOfMonths = members.allSatisfy { $0.window.field?.isOfMonths ?? true }
      start = Double(isOfMonths ? found.monthStart : days) * 86_400
      end = Double(isOfMonths ? found.monthEnd : days + 1) * 86_400
      day = found
    }
    var applying: [ClimatologyTest.Member] = []
    for member in members {
      switch member.window {
      case .always: applying.append(member)
      case .field(let field, let first, let last):
        if let day, day.has(field, from: first, through: last) { applying.append(member) }
      case .times(let span):
        if isUnknown { continue }
        if time < span.lowerBound {
          end = min(end, span.lowerBound)
        } else if time > span.upperBound {
          start = max(start, span.upperBound.nextUp)
        } else {
          start = max(start, span.lowerBound)
          end = min(end, span.upperBound.nextUp)
          applying.append(member)
        }
      }
    }
    var boundaries: [Double] = []
    for span in applying.compactMap(\.depthMeters) {
      boundaries += [span.lowerBound, span.upperBound]
    }
    boundaries = Set(boundaries).sorted()
    var parts = [RangeLimits?](repeating: nil, count: 2 * boundaries.count + 1)
    for member in applying {
      let stated = RangeLimits(fail: member.fail, suspect: member.suspect)
      let limits = isFloat ? stated.ofFloats : stated
      guard let span = member.depthMeters else {
        for part in parts.indices { parts[part] = limits }
        continue
      }
      for (k, boundary) in boundaries.enumerated() {
        if span.contains(boundary) { parts[2 * k + 1] = limits }
        if span.lowerBound <= boundary, boundary < span.upperBound { parts[2 * k + 2] = limits }
      }
    }
    limits = DepthLimits(boundaries: boundaries, limits: parts)
    limitsWithoutDepth = parts[0]
  }

  func contains(_ time: Double) -> Bool {
    isUnknown ? !(time.magnitude < 1e15) : time >= start && time < end
  }
}
