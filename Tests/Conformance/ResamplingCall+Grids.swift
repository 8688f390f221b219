import Resampling

extension ResamplingCall {
  /// The cells of the positions `latitude` and `longitude`; -1 off the grid.
  func gridCells() throws(QualityCallError) -> JSONValue {
    let grid = try grid()
    let (latitudes, longitudes) = (try values("latitude"), try values("longitude"))
    guard latitudes.count == longitudes.count else {
      throw QualityCallError("expected as many longitudes as latitudes", "longitude")
    }
    var cells = [Int32](repeating: -1, count: latitudes.count)
    var view = cells.mutableSpan
    grid.findCells(latitudes: latitudes.span, longitudes: longitudes.span, into: &view)
    return .list(cells.map { .integer(Int($0)) })
  }

  /// The middles of the cells numbered in `cell`: latitudes and longitudes.
  func gridCenters() throws(QualityCallError) -> JSONValue {
    let grid = try grid()
    return Self.degrees(try cells(of: grid).map { grid.center(of: $0) })
  }

  /// The corners of the cells numbered in `cell`, four for each: latitudes and longitudes.
  func gridCorners() throws(QualityCallError) -> JSONValue {
    let grid = try grid()
    return Self.degrees(try cells(of: grid).flatMap { grid.corners(of: $0) })
  }

  private func cells(of grid: Grid) throws(QualityCallError) -> [Int] {
    try values("cell").map { number throws(QualityCallError) in
      guard let cell = Int(exactly: number), (0..<grid.cellCount).contains(cell) else {
        throw QualityCallError("expected a cell of the grid", "cell")
      }
      return cell
    }
  }

  private static func degrees(_ positions: [GridPosition]) -> JSONValue {
    .object([
      .init(key: "latitude", value: .list(positions.map { .number($0.latitude) })),
      .init(key: "longitude", value: .list(positions.map { .number($0.longitude) })),
    ])
  }

  /// `healpix` with `nside` and `order`, or `polar_stereographic` with `epsg` and `kilometers`, on
  /// the extent of NSIDC.
  private func grid() throws(QualityCallError) -> Grid {
    let kind = try text("grid")
    func whole(_ name: String) throws(QualityCallError) -> Int {
      guard let whole = Int(exactly: try number(name)) else {
        throw QualityCallError("expected a whole number", name)
      }
      return whole
    }
    let (nside, epsg, kilometers, order): (Int, Int, Int, HEALPixGrid.Order?) =
      kind == "healpix"
      ? (try whole("nside"), 0, 1, HEALPixGrid.Order(rawValue: try text("order")))
      : (1, try whole("epsg"), try whole("kilometers"), .nested)
    do throws(GridError) {
      if kind == "healpix", let order {
        return .healpix(try HEALPixGrid(nside: nside, order: order))
      }
      if let projection = PolarProjection.registered.first(where: { $0.epsgCode == epsg }) {
        return .polarStereographic(
          try PolarStereographicGrid(
            projection: projection,
            resolutionMeters: Decimal(units: kilometers * 1000, scale: 1),
            extent: .nsidc(isSouth: projection.isSouth)
          )
        )
      }
    } catch {
      throw QualityCallError("\(error)", "grid")
    }
    throw QualityCallError("there is no such grid", "grid")
  }
}
