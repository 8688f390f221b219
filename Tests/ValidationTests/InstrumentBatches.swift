import ObservationModel
import Testing
import Validation

extension TestBatch {
  /// Profiles of currents of 0.1 m s-1 on depths in metres, with what the profiler says of itself.
  static func currents(
    depths: [Double],
    _ others: Columns,
    current: [Double?]? = nil,
    seams: [Int] = []
  ) throws -> ObservationBatch {
    try make(
      .timeSeriesProfile,
      [("eastward_current", current ?? depths.map { _ in 0.1 })] + others,
      times: depths.map { _ in 0 },
      latitudes: depths.map { _ in -32 },
      vertical: depths,
      verticalKind: .depth,
      seams: seams
    )
  }

  /// A field of `columns` columns; a nil value is missing.
  static func field(_ columns: Columns, width: Int) throws -> ObservationBatch {
    let count = columns[0].values.count
    return try make(
      .swath,
      columns,
      times: [Double](repeating: 0, count: count),
      fieldShape: FieldShape(rows: count / width, columns: width)
    )
  }

  /// Beams that all say the same.
  static func beams(_ name: String, _ values: [Double?]) -> Columns {
    (1...4).map { ("\(name)_\($0)", values) }
  }
}
