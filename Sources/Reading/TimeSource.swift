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
  /// The first source of those that the map names which fits the file; the best variable by the
  /// CF metadata, else the time that the file covers, where the map names none or says so.
  ///
  /// - Throws: `badTime` when a variable that is meant has a unit or calendar that is none,
  ///   `missingCoordinates` when there is none.
  init(
    of file: NetCDFFile,
    map: NetworkMap,
    roles: CoordinateRoles
  ) throws(ReadingError) {
    for rule in map.time.isEmpty ? [.cf] : map.time {
      let source =
        rule == .cf ? try Self.describedSource(file, roles) : try Self.source(rule, file)
      if let source {
        self = source
        return
      }
    }
    guard map.time.isEmpty else {
      let misses = map.time.map { $0.miss(in: file) }
      throw ReadingError(
        misses.contains { $0.isThere } ? .badTime : .missingCoordinates,
        path: file.path,
        detail: "time: " + misses.map(\.text).joined(separator: "; ")
      )
    }
    let isThere = file.allVariables.contains {
      $0.isNumeric && ($0.name.lowercased() == "time" || $0.text("standard_name") == "time")
    }
    throw ReadingError(
      isThere ? .badTime : .missingCoordinates,
      path: file.path,
      detail: "no variable has a unit of time with a reference date (… since …)"
    )
  }

  /// The best variable by the CF metadata, else the time that the file covers where that alone is
  /// told; nil when there is none.
  private static func describedSource(
    _ file: NetCDFFile,
    _ roles: CoordinateRoles
  ) throws(ReadingError) -> TimeSource? {
    let candidates = file.allVariables.filter { $0.isNumeric && $0.attribute("flag_values") == nil }
    let places = (roles.latitude?.variables ?? []).flatMap(\.dimensions).filter { $0.length > 1 }
    var best: (variable: Variable, score: Int)?
    for variable in candidates {
      var score = Self.score(variable)
      // Of two clocks the one that goes with the position.
      if score > 0, variable.dimensions.contains(where: { places.contains($0) }) { score += 25 }
      if score > (best?.score ?? 0) { best = (variable, score) }
    }
    guard let variable = best?.variable else {
      // Products of satellites that tell no more than the time they cover.
      return roles.isField ? span(file).map { .span($0) } : nil
    }
    do {
      let units = try TimeUnits(
        units: variable.text("units") ?? "",
        calendar: variable.text("calendar")
      )
      return .variable(variable, units, offset: nil, offsetSeconds: 1)
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
      guard offset != nil || rule.offset == nil else { return nil }
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
    case .cf:
      return nil
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
}
