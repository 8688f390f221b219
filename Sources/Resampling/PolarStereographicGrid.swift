internal import KernelTypes
internal import Kernels

/// A grid of equal steps in the plane of a polar stereographic projection.
///
/// Cells are squares of the plane, half-open: a cell holds its left and lower edge and not its
/// right and upper one. Edges are whole multiples of the resolution. Cells are numbered from the
/// lower left corner, along rows: `cell = row * columns + column`.
public struct PolarStereographicGrid: Sendable, Hashable {
  public let projection: PolarProjection

  /// Metres in the plane.
  public let resolutionMeters: Decimal

  /// Metres to the right of the pole, shape `[columns + 1]`, increasing.
  public let xEdges: [Double]

  /// Metres above the pole, shape `[rows + 1]`, increasing.
  public let yEdges: [Double]

  private let kernel: PolarStereographic

  public var rows: Int { yEdges.count - 1 }
  public var columns: Int { xEdges.count - 1 }
  public var cellCount: Int { rows * columns }

  /// The outermost edges of a grid in the plane, in metres.
  public struct Extent: Sendable, Hashable {
    public let left, bottom, right, top: Decimal

    public init(left: Decimal, bottom: Decimal, right: Decimal, top: Decimal) {
      self.left = left
      self.bottom = bottom
      self.right = right
      self.top = top
    }

    /// That of the sea ice grids of the National Snow and Ice Data Center: 304 columns and 448
    /// rows of 25 km in the north, 316 and 332 in the south, or 2, 4 times as many of 12.5 and
    /// 6.25 km.
    ///
    /// - SeeAlso: NSIDC, *A guide to NSIDC's polar stereographic projection*, corners of the grids.
    public static func nsidc(isSouth: Bool) -> Extent {
      func meters(_ kilometers: Int) -> Decimal { Decimal(units: kilometers * 1000, scale: 1) }
      return isSouth
        ? Extent(left: meters(-3950), bottom: meters(-3950), right: meters(3950), top: meters(4350))
        : Extent(left: meters(-3850), bottom: meters(-5350), right: meters(3750), top: meters(5850))
    }
  }

  /// Lays out the grid.
  ///
  /// - Throws: `GridError` when the resolution is not positive, or the extent is empty, reversed
  ///   or not a whole number of cells.
  public init(
    projection: PolarProjection,
    resolutionMeters: Decimal,
    extent: Extent
  ) throws(GridError) {
    guard resolutionMeters.units > 0 else { throw .resolutionNotPositive }
    let sides = [extent.left, extent.bottom, extent.right, extent.top]
    let scale = (sides + [resolutionMeters]).map(\.scale).max() ?? 1
    let step = resolutionMeters.units(atScale: scale)
    let ends = sides.map { $0.units(atScale: scale) }
    guard ends[0] < ends[2], ends[1] < ends[3] else { throw .extentOutOfOrder }
    let (width, height) = (ends[2] - ends[0], ends[3] - ends[1])
    guard width % step == 0, height % step == 0 else { throw .notWholeCells }
    let (columns, rows) = (width / step, height / step)
    guard columns <= 72_000, rows <= 72_000, rows * columns <= RegularGrid.largestCellCount else {
      throw .tooManyCells
    }
    self.projection = projection
    self.resolutionMeters = resolutionMeters
    xEdges = (0...columns).map { Double(ends[0] + $0 * step) / Double(scale) }
    yEdges = (0...rows).map { Double(ends[1] + $0 * step) / Double(scale) }
    kernel = projection.forKernels
  }

  /// Finds the cell of each position; see `Grid`.
  public func findCells(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    into cells: inout MutableSpan<Int32>
  ) {
    polarStereographicCells(
      latitudes: latitudes,
      longitudes: longitudes,
      projection: kernel,
      xEdges: xEdges.span,
      yEdges: yEdges.span,
      into: &cells
    )
  }

  /// The position of the middle of a cell.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func center(of cell: Int) -> GridPosition { centers(of: cell..<cell + 1)[0] }

  /// The positions of the corners of a cell; see `corners(of:)` of several.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func corners(of cell: Int) -> [GridPosition] { corners(of: cell..<cell + 1) }

  /// The positions of the middles of cells, shape `[cell]`, with longitudes from -180 up to 180.
  ///
  /// - Precondition: The cells are those of the grid.
  public func centers(of cells: Range<Int>) -> [GridPosition] {
    positions(
      x: cells.map { (xEdges[$0 % columns] + xEdges[$0 % columns + 1]) / 2 },
      y: cells.map { (yEdges[$0 / columns] + yEdges[$0 / columns + 1]) / 2 }
    )
  }

  /// The positions of the corners of cells, shape `[cell, 4]`, anticlockwise as seen from above,
  /// from the lower left one; longitudes are within half a turn of that of the centre.
  ///
  /// - Precondition: The cells are those of the grid.
  public func corners(of cells: Range<Int>) -> [GridPosition] {
    let x = cells.flatMap { cell in
      let column = cell % columns
      return [xEdges[column], xEdges[column + 1], xEdges[column + 1], xEdges[column]]
    }
    let y = cells.flatMap { cell in
      let row = cell / columns
      return [yEdges[row], yEdges[row], yEdges[row + 1], yEdges[row + 1]]
    }
    var corners = positions(x: x, y: y)
    let centers = centers(of: cells)
    for i in corners.indices {
      let longitude = centers[i / 4].longitude
      // The pole has no longitude of its own.
      corners[i] =
        x[i] == 0 && y[i] == 0
        ? GridPosition(latitude: corners[i].latitude, longitude: longitude)
        : corners[i].near(longitude)
    }
    return corners
  }

  private func positions(x: [Double], y: [Double]) -> [GridPosition] {
    var latitudes = [Double](repeating: 0, count: x.count)
    var longitudes = [Double](repeating: 0, count: x.count)
    var latitudeView = latitudes.mutableSpan
    var longitudeView = longitudes.mutableSpan
    unprojectPolarStereographic(
      x: x.span,
      y: y.span,
      projection: kernel,
      latitudes: &latitudeView,
      longitudes: &longitudeView
    )
    return zip(latitudes, longitudes).map { GridPosition(latitude: $0, longitude: $1) }
  }
}
