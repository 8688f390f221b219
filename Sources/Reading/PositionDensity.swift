internal import ObservationModel

/// How many observations of a file lie in each cell of a regular grid, for a map of where they are.
public struct PositionDensity: Sendable, Codable {
  /// The width of a cell is one degree divided by this; a power of two.
  public private(set) var cellsPerDegree = 32

  /// The numbers of the cells that have observations, and how many: rows from the south pole, columns
  /// from 180 degrees west.
  public private(set) var counts: [Int: Int] = [:]

  /// The most cells that are kept before neighbours are put together.
  private static let mostCells = 20_000

  public init() {}

  private var columns: Int { 360 * cellsPerDegree }

  /// The south-west corner of a cell in degrees.
  public func corner(ofCell cell: Int) -> (latitude: Double, longitude: Double) {
    let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
    return (
      Double(row) / Double(cellsPerDegree) - 90, Double(column) / Double(cellsPerDegree) - 180
    )
  }

  /// Counts an observation; one without a place is left out.
  public mutating func add(latitude: Double, longitude: Double, count: Int = 1) {
    guard latitude.magnitude <= 90, longitude >= -180, longitude < 180 else { return }
    let row = min(Int((latitude + 90) * Double(cellsPerDegree)), 180 * cellsPerDegree - 1)
    let column = min(Int((longitude + 180) * Double(cellsPerDegree)), columns - 1)
    counts[row * columns + column, default: 0] += count
    if counts.count > Self.mostCells, cellsPerDegree > 1 { self = coarser() }
  }

  /// The same with cells of twice the width.
  private func coarser() -> PositionDensity {
    var result = PositionDensity()
    result.cellsPerDegree = cellsPerDegree / 2
    for (cell, count) in counts {
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      result.counts[row / 2 * result.columns + column / 2, default: 0] += count
    }
    return result
  }

  /// Adds what another file has.
  public mutating func add(_ other: PositionDensity) {
    let half = 0.5 / Double(other.cellsPerDegree)
    while cellsPerDegree > other.cellsPerDegree { self = coarser() }
    for (cell, count) in other.counts {
      let corner = other.corner(ofCell: cell)
      add(latitude: corner.latitude + half, longitude: corner.longitude + half, count: count)
    }
  }
}

extension ObservationFile {
  /// Where the observations of the file are.
  ///
  /// - Throws: `ReadingError` when the coordinates cannot be read.
  public func positionDensity() throws(ReadingError) -> PositionDensity {
    var density = PositionDensity()
    let length = sampling.axes.first?.length ?? 1
    let rowLength = max(1, sampling.axes.dropFirst().reduce(1) { $0 * $1.length })
    let step = sampling.ragged?.order != nil ? max(1, length) : max(1, (1 << 20) / rowLength)
    for start in stride(from: 0, to: length, by: step) {
      let rows = start..<min(start + step, length)
      let times = try sampling.times(rows: rows)
      let latitudes = try sampling.values(of: sampling.latitude, rows: rows)
      let longitudes = try sampling.values(of: sampling.longitude, rows: rows)
      for i in times.indices where !times[i].isNaN {
        density.add(latitude: latitudes[i], longitude: longitudes[i])
      }
    }
    return density
  }
}
