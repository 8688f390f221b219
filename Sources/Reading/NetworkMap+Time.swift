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

    /// What the CF metadata tell.
    case cf
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
  static func rules(_ items: [MapItem]) -> [NetworkMap.TimeRule] {
    items.compactMap { item in
      switch item {
      case .text("cf", _): .cf
      case .text(let name, _): .variable(NetworkMap.TimeVariable(variable: name))
      case .section(let section): NetworkMap.TimeRule(section)
      }
    }
  }

  /// The keys that go with the one that says which way it is.
  private static let forms: [(key: String, others: [String])] = [
    ("variable", ["offset", "units", "calendar"]), ("julian_day", ["milliseconds"]),
    ("date_vector", []), ("seconds_and_microseconds", []), ("packed", []),
    ("attribute", ["of", "units"]), ("seconds_of_day", ["date"]),
    ("coverage_start", ["coverage_end"]),
  ]

  /// - Returns: Nil, the fault being noted, when the mapping tells no time.
  private init?(_ section: MapSection) {
    let parts = CalendarFields.Part.allCases.map(\.rawValue)
    guard let form = Self.forms.first(where: { section.has($0.key) }) else {
      section.allow(Self.forms.flatMap { [$0.key] + $0.others } + parts)
      self.init(partsOf: section)
      return
    }
    section.allow([form.key] + form.others)
    let units = form.others.contains("units") ? section.optionalText("units") : nil
    let calendar = form.others.contains("calendar") ? section.optionalText("calendar") : nil
    if let units {
      do {
        _ = try TimeUnits(units: units, calendar: calendar)
      } catch {
        section.fault("units: \(error)", of: "units")
      }
    }
    let name = section.text(form.key)
    switch form.key {
    case "variable":
      self = .variable(
        NetworkMap.TimeVariable(
          variable: name,
          offset: section.optionalText("offset"),
          units: units,
          calendar: calendar
        )
      )
    case "julian_day": self = .julianDay(day: name, milliseconds: section.text("milliseconds"))
    case "date_vector": self = .vector(name)
    case "seconds_and_microseconds": self = .columns(name)
    case "packed": self = .packed(name)
    case "attribute":
      self = .attribute(name: name, variable: section.optionalText("of"), units: units)
    case "seconds_of_day": self = .secondOfDay(variable: name, day: section.text("date"))
    default: self = .coverage(start: name, end: section.text("coverage_end"))
    }
  }

  private init?(partsOf section: MapSection) {
    var fields: [CalendarFields.Part: String] = [:]
    for part in CalendarFields.Part.allCases {
      fields[part] = section.optionalText(part.rawValue)
    }
    guard fields[.year] != nil,
      fields[.dayOfYear] != nil || (fields[.month] != nil && fields[.day] != nil)
    else {
      section.fault(
        "expected a variable, a julian_day, a date_vector, a packed number, an attribute, "
          + "seconds_of_day, coverage_start, or year with month and day or day_of_year"
      )
      return nil
    }
    self = .fields(fields)
  }
}
