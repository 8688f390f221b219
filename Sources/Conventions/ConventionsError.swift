/// Why the conventions of a file cannot be followed.
public enum ConventionsError: Error, Equatable, Sendable {
  /// A unit of time that is not `<unit> since <date>`.
  case badTimeUnits(String)
  /// A calendar that CF does not name.
  case unknownCalendar(String)
  /// A time axis of which it cannot be told what days of the year its steps stand for.
  case badClimatology(String)
  /// A unit that UDUNITS does not know.
  case unknownUnit(String)
  /// Units of different kinds.
  case unitsDisagree(from: String, to: String)
  /// The units database of UDUNITS is not installed.
  case missingUnitsDatabase(String)
  case negativeRowSize(Int64, feature: Int)
  case rowSizesDisagree(sum: Int64, observations: Int)
  case indexOutOfRange(Int64, observation: Int, instances: Int)
}

extension ConventionsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badTimeUnits(let units):
      "\"\(units)\" is not a unit of time with a reference date, such as "
        + "\"seconds since 1970-01-01T00:00:00Z\""
    case .unknownCalendar(let calendar): "\"\(calendar)\" is not a calendar that CF names"
    case .badClimatology(let reason): "the time axis is not that of a climatology: \(reason)"
    case .unknownUnit(let unit): "\"\(unit)\" is not a unit that UDUNITS knows"
    case .unitsDisagree(let from, let to): "\"\(from)\" cannot be converted to \"\(to)\""
    case .missingUnitsDatabase(let reason):
      "the units database of UDUNITS cannot be read (\(reason)); install libudunits2-data"
    case .negativeRowSize(let size, let feature): "feature \(feature) has a row size of \(size)"
    case .rowSizesDisagree(let sum, let observations):
      "row sizes add up to \(sum), and there are \(observations) observations"
    case .indexOutOfRange(let index, let observation, let instances):
      "observation \(observation) belongs to feature \(index), and there are \(instances), "
        + "numbered from 0"
    }
  }
}
