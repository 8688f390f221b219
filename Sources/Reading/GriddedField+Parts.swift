internal import Conventions

extension GriddedField {
  /// One field of several that tell the same for different parts of the year, such as the files
  /// of an atlas for each month.
  ///
  /// - Parameter parts: Each with the path it was read from; at least one.
  /// - Throws: `missingCoordinates` when grids differ, `badTime` when two tell of the same day.
  public init(joining parts: [(path: String, field: GriddedField)]) throws(ReadingError) {
    var stepOfDay = [Int?](repeating: nil, count: ClimatologicalSteps.daysOfYear)
    var values: [Float] = []
    var steps = 0
    for (path, field) in parts {
      guard field.depths == parts[0].field.depths, field.latitudes == parts[0].field.latitudes,
        field.longitudes == parts[0].field.longitudes
      else {
        throw ReadingError(
          .missingCoordinates,
          path: path,
          detail: "its grid is not that of \(parts[0].path)"
        )
      }
      for (day, step) in field.stepOfDay.enumerated() {
        guard let step else { continue }
        guard stepOfDay[day] == nil else {
          throw ReadingError(
            .badTime,
            path: path,
            detail: "another file tells of day \(day + 1) of the year as well"
          )
        }
        stepOfDay[day] = steps + step
      }
      steps += field.stepOfDay.compactMap { $0 }.max().map { $0 + 1 } ?? 0
      values += field.values
    }
    self.stepOfDay = stepOfDay
    depths = parts[0].field.depths
    latitudes = parts[0].field.latitudes
    longitudes = parts[0].field.longitudes
    self.values = values
  }
}
