import ObservationModel
import Validation

extension QualityCall {
  func climatology() throws(QualityCallError) -> [Int] {
    try expect(["inp", "tinp", "zinp"], ["members"], required: ["members"])
    guard case .list(let items)? = parameters["members"] else {
      throw QualityCallError("expected a list", "members")
    }
    // Instants alone are compared to the nanosecond; parts of the year need the calendar.
    let hasPeriods = items.contains { ($0["period"] ?? .null) != .null }
    let first = items.lazy.compactMap { item -> Int? in
      guard case .list(let ends)? = item["tspan"], let end = ends.first else { return nil }
      return (try? Self.instant(end, "tspan")) ?? nil
    }.first
    let clock = hasPeriods ? Clock.calendar : Clock(origin: first ?? 0)
    var members: [ClimatologyTest.Member] = []
    for item in items { if let member = try Self.member(item, clock) { members.append(member) } }
    let (values, times, depths) = (try values("inp"), try times(), try values("zinp"))
    try Self.expectSameLengths(values.count, times.count, depths.count)
    return try Self.flags(
      ClimatologyTest(members),
      values,
      times: times.map(clock.seconds),
      vertical: depths,
      verticalKind: .depth
    )
  }

  /// What a member says; nil for one that holds nothing.
  private static func member(_ item: JSONValue, _ clock: Clock) throws(QualityCallError)
    -> ClimatologyTest.Member?
  {
    guard case .object(let fields) = item else {
      throw QualityCallError("expected an object, found \(item.kind)", "members")
    }
    for field in fields
    where !["tspan", "vspan", "fspan", "zspan", "period"].contains(field.key) {
      throw QualityCallError("unknown key '\(field.key)'", "members")
    }
    func span(_ name: String) throws(QualityCallError) -> ClosedRange<Double>? {
      guard let value = item[name], value != .null else { return nil }
      return try Self.span(value, name)
    }
    guard let usual = try span("vspan"), let times = item["tspan"] else {
      throw QualityCallError("expected members with 'tspan' and 'vspan'", "members")
    }
    guard let window = try window(times, period: item["period"] ?? .null, clock) else {
      return nil
    }
    return ClimatologyTest.Member(
      window,
      depthMeters: try span("zspan"),
      suspect: usual,
      fail: try span("fspan") ?? -Double.infinity...Double.infinity
    )
  }

  private static func window(_ times: JSONValue, period: JSONValue, _ clock: Clock)
    throws(QualityCallError) -> CalendarWindow?
  {
    if period == .null {
      guard case .list(let ends) = times, ends.count == 2,
        let a = try instant(ends[0], "tspan"), let b = try instant(ends[1], "tspan")
      else { throw QualityCallError("expected two instants", "tspan") }
      return .times(clock.seconds(min(a, b))...clock.seconds(max(a, b)))
    }
    let fields: [String: CalendarField] = [
      "month": .month, "quarter": .quarter, "week": .week, "weekofyear": .week,
      "dayofyear": .dayOfYear, "day_of_year": .dayOfYear, "dayofweek": .dayOfWeek,
      "day_of_week": .dayOfWeek, "weekday": .dayOfWeek, "year": .year,
    ]
    guard case .text(let word) = period, let field = fields[word] else {
      throw QualityCallError("unknown period \(period.line)", "period")
    }
    guard case .list(let ends) = times, ends.count == 2,
      let a = try double(ends[0], "tspan"), let b = try double(ends[1], "tspan")
    else { throw QualityCallError("expected two numbers", "tspan") }
    // A season that runs over the end of the year, as written.
    let (first, last) = (a.rounded(.up), b.rounded(.down))
    return .field(field, from: Int(first), through: Int(last))
  }
}
