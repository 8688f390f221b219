public import Conventions

extension NetworkMap {
  /// How files tell time.
  public enum TimeRule: Sendable, Equatable {
    /// A variable in a unit of time since a date, with the choices below.
    case variable(TimeVariable)

    /// A true Julian day counted from midnight, and milliseconds of the day (EPIC).
    case julianDay(day: String, milliseconds: String)

    /// A variable for each part of the date and time.
    case fields([CalendarFields.Part: String])

    /// One variable whose last dimension holds year, month, day, hour, minute and second.
    case vector(String)

    /// One variable whose last dimension holds seconds since a date and microseconds to add.
    case columns(String)

    /// `yyyymmddhhmmss` as one number.
    case packed(String)

    /// An attribute of a variable, or of the file: a number in `units`, or a date as text. One
    /// time for the whole file.
    case attribute(name: String, variable: String?, units: String?)

    /// Seconds of the day in a variable, and the day in an attribute of the file: a date, of
    /// which the time of day tells where the count passes midnight.
    case secondOfDay(variable: String, day: String)

    /// From `time_coverage_start` to `time_coverage_end` of the file, for all of it.
    case coverage(start: String, end: String)
  }

  public struct TimeVariable: Sendable, Equatable {
    public var variable: String

    /// A variable with seconds to add to it, such as `sst_dtime`.
    public var offset: String?

    /// The unit with its reference date, for files that leave it out or state it wrongly.
    public var units: String?

    /// The calendar that is meant, for files that state another.
    public var calendar: String?

    public init(
      variable: String,
      offset: String? = nil,
      units: String? = nil,
      calendar: String? = nil
    ) {
      self.variable = variable
      self.offset = offset
      self.units = units
      self.calendar = calendar
    }
  }
}

extension NetworkMap.TimeRule {
  /// The ways of a map: a name, a mapping, or a list of these.
  static func rules(_ items: [MapItem]) throws(ReadingError) -> [NetworkMap.TimeRule] {
    try items.map { item throws(ReadingError) in
      switch item {
      case .text(let name): .variable(NetworkMap.TimeVariable(variable: name))
      case .section(let section): try NetworkMap.TimeRule(section)
      }
    }
  }

  private init(_ section: MapSection) throws(ReadingError) {
    let parts = CalendarFields.Part.allCases.map(\.rawValue)
    try section.allow(
      [
        "variable", "offset", "units", "calendar", "julian_day", "milliseconds", "date_vector",
        "seconds_and_microseconds",
        "packed", "attribute", "of", "seconds_of_day", "date", "coverage_start", "coverage_end",
      ] + parts
    )
    let units = try section.optionalText("units")
    if let units {
      do {
        _ = try TimeUnits(units: units, calendar: try section.optionalText("calendar"))
      } catch let error as ConventionsError {
        throw section.fault("units: \(error)")
      } catch let error as ReadingError {
        throw error
      } catch {
        throw section.fault("units: \(error)")
      }
    }
    if let name = try section.optionalText("variable") {
      try section.allow(["variable", "offset", "units", "calendar"])
      self = .variable(
        NetworkMap.TimeVariable(
          variable: name,
          offset: try section.optionalText("offset"),
          units: units,
          calendar: try section.optionalText("calendar")
        )
      )
    } else if let day = try section.optionalText("julian_day") {
      try section.allow(["julian_day", "milliseconds"])
      self = .julianDay(day: day, milliseconds: try section.text("milliseconds"))
    } else if let vector = try section.optionalText("date_vector") {
      try section.allow(["date_vector"])
      self = .vector(vector)
    } else if let columns = try section.optionalText("seconds_and_microseconds") {
      try section.allow(["seconds_and_microseconds"])
      self = .columns(columns)
    } else if let packed = try section.optionalText("packed") {
      try section.allow(["packed"])
      self = .packed(packed)
    } else if let attribute = try section.optionalText("attribute") {
      try section.allow(["attribute", "of", "units"])
      self = .attribute(
        name: attribute,
        variable: try section.optionalText("of"),
        units: units
      )
    } else if let variable = try section.optionalText("seconds_of_day") {
      try section.allow(["seconds_of_day", "date"])
      self = .secondOfDay(variable: variable, day: try section.text("date"))
    } else if let start = try section.optionalText("coverage_start") {
      try section.allow(["coverage_start", "coverage_end"])
      self = .coverage(start: start, end: try section.text("coverage_end"))
    } else {
      try section.allow(parts)
      var fields: [CalendarFields.Part: String] = [:]
      for part in CalendarFields.Part.allCases {
        fields[part] = try section.optionalText(part.rawValue)
      }
      guard fields[.year] != nil,
        fields[.dayOfYear] != nil || (fields[.month] != nil && fields[.day] != nil)
      else {
        throw section.fault(
          "expected a variable, a julian_day, a date_vector, a packed number, an attribute, "
            + "seconds_of_day, coverage_start, or year with month and day or day_of_year"
        )
      }
      self = .fields(fields)
    }
  }
}
