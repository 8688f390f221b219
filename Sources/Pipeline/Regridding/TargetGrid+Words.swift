internal import NetCDFFile
internal import Resampling
internal import Writing

extension TargetGrid {
  /// The words that name a grid, for messages.
  public static let words = """
    a netCDF file; rNXxNY such as r360x180 (from 0° E, whole degrees are centres); global_STEP such \
    as global_0.25 (from 180° W, whole steps are edges); healpix:64 or hp64, nested, or \
    healpix:64:ring; EPSG:3413,25km, with left, bottom, right and top behind it where the extent is \
    not that of the NSIDC
    """

  /// A grid by the words that CDO has for it.
  ///
  /// - Returns: Nil when the words name no grid.
  /// - Throws: When they name one that cannot be laid out.
  public init?(words: String) throws(Regridding.Failure) {
    if let grid = try Self.rows(words) {
      self = grid
    } else if let grid = try Self.global(words) {
      self = grid
    } else if let grid = try Self.healpix(words) {
      self = grid
    } else if let grid = try Self.polarStereographic(words) {
      self = grid
    } else {
      return nil
    }
  }

  /// `r360x180`: columns from 0° E on, whose centres are at whole steps. Of an odd number of rows
  /// the first and the last lie on the poles and are half as wide, as with CDO: those of
  /// `r360x181` are a degree apart.
  private static func rows(_ words: String) throws(Regridding.Failure) -> TargetGrid? {
    let parts = words.dropFirst().split(separator: "x", omittingEmptySubsequences: false)
    guard words.first == "r", parts.count == 2, let columns = Int(parts[0]),
      let rows = Int(parts[1]), columns > 0, rows > 0, columns <= 72_000, rows <= 36_000
    else { return nil }
    let step = 360 / Double(columns)
    var latitudes: [Double]?
    var latitudeEdges = (0...rows).map { 180 * Double($0) / Double(rows) - 90 }
    if rows > 1, !rows.isMultiple(of: 2) {
      let halves = Double(2 * (rows - 1))
      latitudes = (0..<rows).map { 180 * Double(2 * $0) / halves - 90 }
      for row in 1..<rows { latitudeEdges[row] = 180 * Double(2 * row - 1) / halves - 90 }
    }
    return try rectilinear(
      latitudes: latitudes,
      latitudeEdges: latitudeEdges,
      longitudeEdges: (0...columns).map { 360 * Double($0) / Double(columns) - step / 2 },
      name: words
    )
  }

  /// `global_0.25`: edges at whole steps from 180° W on.
  private static func global(_ words: String) throws(Regridding.Failure) -> TargetGrid? {
    guard words.hasPrefix("global_"), let step = Decimal(words.dropFirst(7)) else { return nil }
    let grid: RegularGrid
    do throws(GridError) {
      grid = try .global(resolution: step)
    } catch {
      throw .words(words, "\(error)")
    }
    return try rectilinear(
      latitudeEdges: grid.latitudeEdges,
      longitudeEdges: grid.longitudeEdges,
      name: words
    )
  }

  /// - Parameter latitudes: The centres of the rows; nil for the middles between the edges.
  private static func rectilinear(
    latitudes: [Double]? = nil,
    latitudeEdges: [Double],
    longitudeEdges: [Double],
    name: String
  ) throws(Regridding.Failure) -> TargetGrid {
    let axes = [("lat", latitudeEdges, "latitude", "Y"), ("lon", longitudeEdges, "longitude", "X")]
    var variables: [GriddedFileVariable] = []
    var centres: [[Double]] = []
    var bounds: [[Double]] = []
    for (axis, edges, standardName, letter) in axes {
      let cells = Array(zip(edges, edges.dropFirst()))
      let middles = cells.map { ($0 + $1) / 2 }
      centres.append(axis == "lat" ? latitudes ?? middles : middles)
      bounds.append(cells.flatMap { [$0, $1] })
      variables.append(
        GriddedFileVariable(
          name: axis,
          type: .double,
          dimensions: [axis],
          attributes: [
            .text("standard_name", standardName),
            .text("units", axis == "lat" ? "degrees_north" : "degrees_east"),
            .text("axis", letter),
            .text("bounds", "\(axis)_bnds"),
          ],
          values: .double(centres[centres.count - 1])
        )
      )
      variables.append(
        GriddedFileVariable(
          name: "\(axis)_bnds",
          type: .double,
          dimensions: [axis, "bnds"],
          attributes: [],
          values: .double(cells.flatMap { [$0, $1] })
        )
      )
    }
    let grid: RemappingGrid
    do throws(RemappingError) {
      grid = try RemappingGrid(
        latitude: RemappingAxis(latitudes: centres[0], bounds: bounds[0]),
        longitude: RemappingAxis(longitudes: centres[1], bounds: bounds[1])
      )
    } catch {
      throw .words(name, "\(error)")
    }
    return TargetGrid(
      grid: grid,
      dimensions: [
        Dimension(name: "lat", length: grid.rows, isUnlimited: false),
        Dimension(name: "lon", length: grid.columns, isUnlimited: false),
      ],
      variables: variables,
      name: name
    )
  }
}
