public import Conventions
public import NetCDFFile

/// The times of the fields of a gridded file.
public struct GriddedTimeAxis: Sendable {
  /// The coordinate.
  public let variable: Variable

  /// Its unit, with the calendar.
  public let units: TimeUnits

  /// The unit as it is written.
  public let unitsText: String

  /// Seconds since the calendar's own 1970-01-01, in the order of the file.
  public let instants: [Double]

  /// The bounds of CF 7.1, two for each instant, in the same seconds; nil when the file has none.
  public let bounds: [Double]?
}

extension GriddedFile {
  /// Reads the coordinate time of the fields.
  ///
  /// - Throws: `missingCoordinates` when the fields have none, `badTime` when its unit, one of its
  ///   values or its bounds cannot be read.
  public func timeAxis() throws(ReadingError) -> GriddedTimeAxis {
    guard let variable = variables.lazy.compactMap(\.time).first else {
      throw ReadingError(
        .missingCoordinates,
        path: path,
        detail: "expected a coordinate time, found none"
      )
    }
    func fault(_ detail: String) -> ReadingError {
      ReadingError(.badTime, path: path, variable: variable.path, detail: detail)
    }
    let text = variable.text("units") ?? ""
    let units: TimeUnits
    do {
      units = try TimeUnits(units: text, calendar: variable.text("calendar"))
    } catch {
      throw fault("\(error)")
    }
    let instants = variable.packing.decode(try stored(variable)).map { units.calendarSeconds($0) }
    if let missing = instants.firstIndex(where: \.isNaN) {
      throw fault("the value of number \(missing) is missing")
    }
    var bounds: [Double]?
    if let name = variable.text("bounds"), let other = file.variable(name), other.isNumeric {
      let values = other.packing.decode(try stored(other)).map { units.calendarSeconds($0) }
      guard values.count == 2 * instants.count, !values.contains(where: \.isNaN) else {
        throw fault("expected two bounds for each time in \(name)")
      }
      bounds = values
    }
    return GriddedTimeAxis(
      variable: variable,
      units: units,
      unitsText: text,
      instants: instants,
      bounds: bounds
    )
  }
}
