internal import Kernels

/// The gradients of a field on a grid of rows and columns, row by row.
///
/// Along the longitude in degrees and along the sine of latitude: from the values on both sides of
/// a cell, from the one side that has a value at the rim of a grid and beside missing values, and 0
/// where there is none.
struct SeparableGradients: Sendable {
  /// The gradients of one row, shape `[column]`.
  struct Row: Sendable {
    var east: [Double]
    var north: [Double]
  }

  private let rows: Int
  private let columns: Int
  private let isPeriodic: Bool

  /// The middles of rows in sines of latitude, and of columns in degrees, as they are stored.
  private let sines: [Double]
  private let longitudes: [Double]

  /// Half the extent of rows and of columns.
  private let halfSines: [Double]
  private let halfLongitudes: [Double]

  private let isLimited: Bool

  /// - Parameter isLimited: Whether gradients are made smaller until the values at the corners of a
  ///   cell lie between those of the cell and its neighbours.
  /// - SeeAlso: Barth and Jespersen (1989), *The design and application of upwind schemes on
  ///   unstructured meshes*, AIAA paper 89-0366, for the limit.
  init(latitude: RemappingAxis, longitude: RemappingAxis, isLimited: Bool) {
    rows = latitude.count
    columns = longitude.count
    isPeriodic = longitude.isPeriodic
    self.isLimited = isLimited
    let rowEdges = (0..<rows).map { row in
      let cell = latitude.stored(row)
      return (latitude.edges[cell], latitude.edges[cell + 1])
    }
    sines = rowEdges.map { AxisOverlap.middleSine($0, $1) }
    halfSines = rowEdges.map { AxisOverlap.sineDifference($0, $1) / 2 }
    let columnEdges = (0..<columns).map { column in
      let cell = longitude.stored(column)
      return (longitude.edges[cell], longitude.edges[cell + 1])
    }
    longitudes = columnEdges.map { ($0 + $1) / 2 }
    halfLongitudes = columnEdges.map { ($1 - $0) / 2 }
  }

  func row<Value: RemappableNumber>(_ row: Int, of field: [Value]) -> Row {
    var result = Row(
      east: [Double](repeating: 0, count: columns),
      north: [Double](repeating: 0, count: columns)
    )
    // The values beside a cell, NaN beyond the rim.
    @inline(__always)
    func value(_ row: Int, _ column: Int) -> Double {
      guard row >= 0, row < rows else { return .nan }
      if column >= 0, column < columns { return Double(field[row * columns + column]) }
      guard isPeriodic, columns > 1 else { return .nan }
      return Double(field[row * columns + (column < 0 ? columns - 1 : 0)])
    }
    @inline(__always)
    func longitude(_ column: Int) -> Double {
      if column >= 0, column < columns { return longitudes[column] }
      let turned = longitudes[column < 0 ? columns - 1 : 0]
      let rises = columns > 1 && longitudes[1] > longitudes[0]
      return (column < 0) == rises ? turned - 360 : turned + 360
    }
    for column in 0..<columns {
      let own = value(row, column)
      guard own.isFinite else { continue }
      let (west, east) = (value(row, column - 1), value(row, column + 1))
      let (below, above) = (value(row - 1, column), value(row + 1, column))
      let alongRow = Self.slope(
        own,
        west,
        east,
        longitude(column - 1) - longitudes[column],
        longitude(column + 1) - longitudes[column]
      )
      let alongColumn = Self.slope(
        own,
        below,
        above,
        row > 0 ? sines[row - 1] - sines[row] : 0,
        row + 1 < rows ? sines[row + 1] - sines[row] : 0
      )
      var factor = 1.0
      if isLimited {
        var (least, greatest) = (own, own)
        // `minimum` and `maximum` of IEEE 754 pass over NaN.
        least = .minimum(.minimum(least, west), .minimum(east, .minimum(below, above)))
        greatest = .maximum(.maximum(greatest, west), .maximum(east, .maximum(below, above)))
        let reach =
          (alongRow * halfLongitudes[column]).magnitude + (alongColumn * halfSines[row]).magnitude
        if reach > 0 { factor = min(1, min(greatest - own, own - least) / reach) }
      }
      result.east[column] = factor * alongRow
      result.north[column] = factor * alongColumn
    }
    return result
  }

  /// The slope at a cell from the values on both sides, NaN where there is none, at signed
  /// distances.
  @inline(__always)
  private static func slope(
    _ own: Double,
    _ before: Double,
    _ after: Double,
    _ distanceBefore: Double,
    _ distanceAfter: Double
  ) -> Double {
    switch (before.isFinite, after.isFinite) {
    case (true, true): (after - before) / (distanceAfter - distanceBefore)
    case (true, false): (before - own) / distanceBefore
    case (false, true): (after - own) / distanceAfter
    case (false, false): 0
    }
  }
}
