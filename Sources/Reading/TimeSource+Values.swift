internal import Conventions
internal import NetCDFFile

extension TimeSource {
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
