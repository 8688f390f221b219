internal import Kernels

/// A grid that fields are brought from or to.
///
/// Values are numbered in the order in which they are stored, along rows.
public struct RemappingGrid: Sendable {
  /// What the cells are.
  public enum Cells: Sendable {
    /// Between two latitudes and two longitudes.
    case rectilinear(latitude: RemappingAxis, longitude: RemappingAxis)

    /// Quadrilaterals anywhere on the globe.
    case quadrilateral(QuadrilateralCells)
  }

  public let cells: Cells
  public let rows: Int
  public let columns: Int

  /// True when the neighbours of a cell are those in its row and its column.
  public let hasRowsAndColumns: Bool

  public var cellCount: Int { rows * columns }

  /// The most cells of a grid.
  public static let largestCellCount = 1 << 30

  /// The most degrees of longitude of a cell whose edges are taken to be great circles.
  public static let widestCellDegrees = 60.0

  /// Rows of one latitude and columns of one longitude.
  public init(latitude: RemappingAxis, longitude: RemappingAxis) throws(RemappingError) {
    cells = .rectilinear(latitude: latitude, longitude: longitude)
    rows = latitude.count
    columns = longitude.count
    hasRowsAndColumns = true
    guard rows * columns <= Self.largestCellCount else { throw .tooManyCells(rows * columns) }
  }

  /// Rows and columns of quadrilaterals.
  public init(
    rows: Int,
    columns: Int,
    quadrilaterals: QuadrilateralCells
  ) throws(RemappingError) {
    guard quadrilaterals.count == rows * columns else {
      throw .wrongShape(expected: rows * columns, found: quadrilaterals.count)
    }
    cells = .quadrilateral(quadrilaterals)
    self.rows = rows
    self.columns = columns
    hasRowsAndColumns = true
  }

  /// Quadrilaterals without rows, such as the cells of HEALPix.
  public init(cells quadrilaterals: QuadrilateralCells) {
    cells = .quadrilateral(quadrilaterals)
    rows = 1
    columns = quadrilaterals.count
    hasRowsAndColumns = false
  }

  /// The latitude and the longitude of each centre in degrees, shape `[cell]`; NaN where missing.
  public func centres() -> (latitudes: [Double], longitudes: [Double]) {
    switch cells {
    case .quadrilateral(let cells): return (cells.latitudes, cells.longitudes)
    case .rectilinear(let latitude, let longitude):
      var latitudes: [Double] = []
      var longitudes: [Double] = []
      latitudes.reserveCapacity(cellCount)
      longitudes.reserveCapacity(cellCount)
      let row = (0..<columns).map { longitude.centres[longitude.stored($0)] }
      for i in 0..<rows {
        let value = latitude.centres[latitude.stored(i)]
        for _ in 0..<columns { latitudes.append(value) }
        longitudes += row
      }
      return (latitudes, longitudes)
    }
  }

  /// Bytes that tell the grid from every other, for fingerprints.
  public var identity: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: UInt64) {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
      }
    }
    func add(_ values: [Double]) {
      add(UInt64(values.count))
      bytes.reserveCapacity(bytes.count + 8 * values.count)
      for value in values { add(value.bitPattern) }
    }
    add(UInt64(rows))
    add(UInt64(columns))
    switch cells {
    case .rectilinear(let latitude, let longitude):
      bytes.append(0)
      for axis in [latitude, longitude] {
        bytes.append(axis.isReversed ? 1 : 0)
        bytes.append(axis.isPeriodic ? 1 : 0)
        add(axis.centres)
        add(axis.edges)
      }
    case .quadrilateral(let cells):
      bytes.append(hasRowsAndColumns ? 1 : 2)
      add(cells.latitudes)
      add(cells.longitudes)
      for corner in cells.corners { add([corner.x, corner.y, corner.z]) }
    }
    return bytes
  }
}
