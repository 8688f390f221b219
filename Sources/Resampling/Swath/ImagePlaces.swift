public import ObservationModel

/// Where observations lie on an image, in rows and columns counted from the centre of the first
/// cell.
public struct ImagePlaces: Sendable {
  /// Of the image.
  public let shape: FieldShape

  /// Where the observations lie on the axes, shape `[source]`; NaN where an observation has no
  /// place.
  let alongRows: [Double]
  let alongColumns: [Double]

  let rowAxis: ImageAxis
  let columnAxis: ImageAxis

  /// - Parameters:
  ///   - rows: The row of each observation, shape `[source]`; NaN where it has no place.
  ///   - columns: The column of each.
  ///   - columnPeriod: After how many columns the image comes back to where it began; nil where it
  ///     does not.
  /// - Precondition: As many rows as columns.
  public init(
    shape: FieldShape,
    rows: [Double],
    columns: [Double],
    columnPeriod: Double? = nil
  ) {
    self.init(
      rows,
      along: ImageAxis(first: 0, step: 1, cells: shape.rows),
      columns,
      along: ImageAxis(first: 0, step: 1, cells: shape.columns, turn: columnPeriod)
    )
  }

  /// - Parameters:
  ///   - latitudes: Or what else tells the row of each observation, shape `[source]`.
  ///   - rowAxis: The rows of the image.
  ///   - longitudes: Or what else tells the column of each observation.
  ///   - columnAxis: The columns of the image.
  /// - Precondition: As many latitudes as longitudes.
  public init(
    _ latitudes: [Double],
    along rowAxis: ImageAxis,
    _ longitudes: [Double],
    along columnAxis: ImageAxis
  ) {
    precondition(latitudes.count == longitudes.count)
    shape = FieldShape(rows: rowAxis.cells, columns: columnAxis.cells)
    alongRows = latitudes
    alongColumns = longitudes
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
  }

  /// The number of observations.
  var count: Int { alongRows.count }
}

/// The even steps of an axis of an image.
public struct ImageAxis: Sendable, Hashable {
  /// The number of steps.
  public let cells: Int

  /// After how many cells the axis comes back to where it began; 0 where it does not.
  let period: Double

  private let middle: Double
  private let turn: Double
  private let turns: Double
  private let scale: Double
  private let offset: Double

  /// - Parameters:
  ///   - first: The centre of the first cell.
  ///   - step: From one centre to the next.
  ///   - cells: The number of cells.
  ///   - turn: What makes no difference when it is added, such as 360 degrees of longitude.
  /// - Precondition: The step and the turn are not 0.
  public init(first: Double, step: Double, cells: Int, turn: Double? = nil) {
    precondition(step != 0 && turn != 0)
    self.cells = cells
    offset = Double(cells - 1) / 2
    middle = first + step * offset
    scale = 1 / step
    self.turn = turn ?? 0
    turns = turn.map { 1 / $0 } ?? 0
    period = turn.map { ($0 / step).magnitude } ?? 0
  }

  /// True where the cells go all the way round.
  var goesRound: Bool { period > 0 && (period - Double(cells)).magnitude < 1e-6 }

  /// The place in cells from the centre of the first, within half a turn of the middle of the
  /// axis; NaN of NaN.
  @inline(__always)
  func place(_ x: Double) -> Double {
    let distance = x - middle
    return (distance - Self.rounded(distance * turns) * turn) * scale + offset
  }

  /// A difference of places by the shorter way round.
  @inline(__always)
  func shortest(_ difference: Double) -> Double {
    period > 0 ? difference - Self.rounded(difference / period) * period : difference
  }

  /// The nearest whole number of one below 2^51, without a call.
  @inline(__always)
  private static func rounded(_ x: Double) -> Double {
    (x + 0x1.8p52) - 0x1.8p52
  }
}
