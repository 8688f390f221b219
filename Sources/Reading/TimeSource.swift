internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Where a file tells time, found and checked.
enum TimeSource: Sendable {
  /// A variable with its unit, and one to add to it, of which a unit has so many seconds.
  case variable(Variable, TimeUnits, offset: Variable?, offsetSeconds: Double)
  case julianDay(Variable, milliseconds: Variable)
  case fields([CalendarFields.Part: Variable])
  case vector(Variable)
  case columns(Variable, TimeUnits)
  case packed(Variable)
  case constant(Double)
  /// Seconds of the day that begins at `midnight`; a count below half a day less than
  /// `secondOfStart` has passed midnight.
  case secondOfDay(Variable, midnight: Double, secondOfStart: Double)
  case span(ClosedRange<Double>)

  var variables: [Variable] {
    switch self {
    case .variable(let variable, _, let offset, _): [variable] + (offset.map { [$0] } ?? [])
    case .julianDay(let day, let milliseconds): [day, milliseconds]
    case .fields(let fields):
      CalendarFields.Part.allCases.compactMap { fields[$0] }
    case .vector(let variable), .columns(let variable, _), .packed(let variable),
      .secondOfDay(let variable, _, _):
      [variable]
    case .constant, .span: []
    }
  }

  /// The dimensions along which time is told.
  var dimensions: [Dimension] {
    switch self {
    case .variable(let variable, _, _, _): variable.dimensions
    case .vector(let variable), .columns(let variable, _): Array(variable.dimensions.dropLast())
    default: variables.max { $0.dimensions.count < $1.dimensions.count }?.dimensions ?? []
    }
  }

  var hasOffset: Bool {
    if case .variable(_, _, let offset?, _) = self { return !offset.dimensions.isEmpty }
    return false
  }
}

extension TimeSource {
  /// The source that the map names and the file has, else the best variable by the CF metadata.
  ///
  /// - Returns: Nil when the file tells no time.
  /// - Throws: `badTime` when the best variable has a unit or calendar that is none.
  init?(
    of file: NetCDFFile,
    map: NetworkMap,
    roles: CoordinateRoles
  ) throws(ReadingError) {
    for rule in map.time {
      if let source = try Self.source(rule, file) {
        self = source
        return
      }
    }
    let candidates = file.allVariables.filter { $0.isNumeric && $0.attribute("flag_values") == nil }
    let places = (roles.latitude?.variables ?? []).flatMap(\.dimensions).filter { $0.length > 1 }
    var best: (variable: Variable, score: Int)?
    for variable in candidates {
      var score = Self.score(variable)
      // Of two clocks the one that goes with the position.
      if score > 0, variable.dimensions.contains(where: { places.contains($0) }) { score += 25 }
      if score > (best?.score ?? 0) { best = (variable, score) }
    }
    guard let variable = best?.variable else { return nil }
    do {
      let units = try TimeUnits(
        units: variable.text("units") ?? "",
        calendar: variable.text("calendar")
      )
      self = .variable(variable, units, offset: nil, offsetSeconds: 1)
    } catch {
      throw ReadingError(.badTime, path: file.path, variable: variable.path, detail: "\(error)")
    }
  }

  private static func score(_ variable: Variable) -> Int {
    let units = variable.text("units")?.lowercased() ?? ""
    guard units.contains(" since ") || units.contains("_since_") else { return 0 }
    var score = 10
    if variable.text("standard_name") == "time" { score += 40 }
    if variable.text("axis")?.uppercased() == "T" { score += 30 }
    if variable.dimensions.count == 1, variable.dimensions[0].name == variable.name { score += 25 }
    let names = ["time", "juld", "time_utc", "time_offset", "observationtime"]
    if let place = names.firstIndex(of: variable.name.lowercased()) { score += 20 - place }
    // One instant beside a series of them is the time of something else.
    if variable.dimensions.isEmpty { score -= 9 }
    return score
  }

  private static func source(
    _ rule: NetworkMap.TimeRule,
    _ file: NetCDFFile
  ) throws(ReadingError) -> TimeSource? {
    switch rule {
    case .variable(let rule):
      guard let variable = file.numericVariable(like: rule.variable),
        let units = try? TimeUnits(
          units: rule.units ?? variable.text("units") ?? "",
          calendar: rule.calendar ?? variable.text("calendar")
        )
      else { return nil }
      let offset = rule.offset.flatMap { file.numericVariable(like: $0) }
      let seconds = offset.flatMap { TimeUnits.seconds(ofUnitIn: $0.text("units") ?? "s") } ?? 1
      return .variable(variable, units, offset: offset, offsetSeconds: seconds)
    case .julianDay(let day, let milliseconds):
      guard let day = file.numericVariable(like: day),
        let milliseconds = file.numericVariable(like: milliseconds)
      else { return nil }
      return .julianDay(day, milliseconds: milliseconds)
    case .fields(let names):
      var fields: [CalendarFields.Part: Variable] = [:]
      for (part, name) in names {
        guard let variable = file.numericVariable(like: name) else { return nil }
        fields[part] = variable
      }
      return .fields(fields)
    case .vector(let name):
      guard let variable = file.numericVariable(like: name), let last = variable.shape.last,
        last >= 3
      else { return nil }
      return .vector(variable)
    case .columns(let name):
      guard let variable = file.numericVariable(like: name), variable.shape.last == 2,
        let units = try? TimeUnits(
          units: variable.text("units") ?? "",
          calendar: variable.text("calendar")
        )
      else { return nil }
      return .columns(variable, units)
    case .packed(let name):
      return file.numericVariable(like: name).map { .packed($0) }
    case .attribute(let name, let owner, let units):
      return constant(name, owner, units, file).map { .constant($0) }
    case .secondOfDay(let name, let attribute):
      guard let variable = file.numericVariable(like: name),
        let start = file.globalAttribute(attribute)?.text.flatMap({ DateText.decode($0) })
      else { return nil }
      let midnight = (start / 86_400).rounded(.down) * 86_400
      return .secondOfDay(variable, midnight: midnight, secondOfStart: start - midnight)
    case .coverage(let start, let end):
      return span(file, start: start, end: end).map { .span($0) }
    }
  }

  /// The instant in an attribute of the file, or of a variable.
  private static func constant(
    _ name: String,
    _ owner: String?,
    _ units: String?,
    _ file: NetCDFFile
  ) -> Double? {
    var value: AttributeValue?
    if let owner {
      value =
        file.allVariables.first {
          $0.path.matches(owner, ignoringCase: true) && $0.attribute(name) != nil
        }?.attribute(name)?.value
    } else {
      value = file.globalAttribute(name)
    }
    guard let value else { return nil }
    if let units, let number = value.plainNumber,
      let units = try? TimeUnits(units: units, calendar: nil)
    {
      let instant = units.instant(number)
      return instant.isNaN ? nil : instant
    }
    return value.text.flatMap { DateText.decode($0) }
  }

  /// The time from one attribute of the file to another; nil when they tell no such time.
  static func span(
    _ file: NetCDFFile,
    start: String = "time_coverage_start",
    end: String = "time_coverage_end"
  ) -> ClosedRange<Double>? {
    guard let first = file.globalAttribute(start)?.text.flatMap({ DateText.decode($0) }),
      let last = file.globalAttribute(end)?.text.flatMap({ DateText.decode($0) }),
      first <= last, Sampling.isValidTime(first), Sampling.isValidTime(last)
    else { return nil }
    return first...last
  }

  // MARK: Values

  /// Instants in seconds since 1970-01-01 UTC, without the offset that may be added to them.
  func coordinate(
    file: NetCDFFile,
    names: AxisNames
  ) throws(ReadingError) -> Coordinate {
    switch self {
    case .constant(let instant):
      return Coordinate(constant: instant)
    case .span(let span):
      return Coordinate(constant: span.lowerBound + (span.upperBound - span.lowerBound) / 2)
    case .variable(let variable, let units, _, _):
      return try file.coordinate(variable, names: names) { units.instant($0) }
    case .packed(let variable):
      return try file.coordinate(variable, names: names) { CalendarFields.instant(packed: $0) }
    case .secondOfDay(let variable, let midnight, let start):
      return try file.coordinate(variable, names: names) { second in
        guard second >= 0, second <= 86_401 else { return .nan }
        return midnight + second + (second < start - 43_200 ? 86_400 : 0)
      }
    case .julianDay(let day, let milliseconds):
      let values = try together([day, milliseconds], file)
      return try combined(values.count, file: file, names: names) { i in
        CalendarFields.instant(julianDay: values[i][0], milliseconds: values[i][1])
      }
    case .fields(let fields):
      let parts = CalendarFields.Part.allCases.filter { fields[$0] != nil }
      let values = try together(parts.compactMap { fields[$0] }, file)
      return try combined(values.count, file: file, names: names) { i in
        CalendarFields.instant { part in parts.firstIndex(of: part).map { values[i][$0] } }
      }
    case .vector(let variable):
      let flat = variable.packing.decode(try file.stored(variable))
      let length = max(1, variable.shape.last ?? 1)
      let order: [CalendarFields.Part] = [.year, .month, .day, .hour, .minute, .second]
      return try combined(flat.count / length, file: file, names: names) { i in
        CalendarFields.instant { part in
          order.firstIndex(of: part).flatMap { $0 < length ? flat[i * length + $0] : nil }
        }
      }
    case .columns(let variable, let units):
      let flat = variable.packing.decode(try file.stored(variable))
      return try combined(flat.count / 2, file: file, names: names) { i in
        units.instant(flat[2 * i]) + flat[2 * i + 1] * 1e-6
      }
    }
  }

  private func combined(
    _ count: Int,
    file: NetCDFFile,
    names: AxisNames,
    _ instant: (Int) -> Double
  ) throws(ReadingError) -> Coordinate {
    let shape = dimensions.map(\.length)
    guard count == shape.reduce(1, *) else {
      throw ReadingError(.badTime, path: file.path, detail: "the parts of time differ in length")
    }
    return Coordinate(
      dimensions: dimensions.map { names.name(of: $0) },
      shape: shape,
      values: (0..<count).map(instant)
    )
  }

  /// The values of several variables side by side; single numbers are repeated.
  private func together(
    _ variables: [Variable],
    _ file: NetCDFFile
  ) throws(ReadingError) -> [[Double]] {
    let columns = try variables.map { variable throws(ReadingError) in
      variable.packing.decode(try file.stored(variable))
    }
    let count = columns.map(\.count).max() ?? 0
    guard columns.allSatisfy({ $0.count == count || $0.count == 1 }) else {
      throw ReadingError(.badTime, path: file.path, detail: "the parts of time differ in length")
    }
    return (0..<count).map { i in columns.map { $0.count == 1 ? $0[0] : $0[i] } }
  }
}
