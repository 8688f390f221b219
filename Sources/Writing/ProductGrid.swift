/// The horizontal cells of a product and the coordinates that tell where they are.
public enum ProductGrid: Sendable {
  /// Rows of latitude and columns of longitude; the coordinates are the middles.
  ///
  /// Edges are in degrees, increasing: of latitude, shape `[lat + 1]`; of longitude, shape
  /// `[lon + 1]`, which pass 180 when the grid crosses the antimeridian.
  case latitudeLongitude(latitudeEdges: [Double], longitudeEdges: [Double])

  /// Rows and columns in the plane of a projection.
  case plane(ProductPlane)

  /// The pixels of HEALPix over the whole globe.
  case healpix(ProductPixels)

  /// The dimensions of a horizontal field, the last one fastest.
  var dimensions: [(name: String, length: Int)] {
    switch self {
    case .latitudeLongitude(let latitudeEdges, let longitudeEdges):
      [("lat", max(0, latitudeEdges.count - 1)), ("lon", max(0, longitudeEdges.count - 1))]
    case .plane(let plane):
      [("y", max(0, plane.yEdges.count - 1)), ("x", max(0, plane.xEdges.count - 1))]
    case .healpix(let pixels): [("cell", pixels.cellCount)]
    }
  }

  /// The number of cells.
  public var cellCount: Int { dimensions.map(\.length).reduce(1, *) }

  /// The auxiliary coordinates that variables name, beside those of their dimensions.
  var auxiliaryCoordinates: [String] {
    switch self {
    case .latitudeLongitude: []
    case .plane: ["lat", "lon"]
    case .healpix(let pixels): pixels.hasPlaces ? ["lat", "lon"] : []
    }
  }
}

/// A grid in the plane of a map projection.
public struct ProductPlane: Sendable {
  /// Metres in the plane, shape `[x + 1]`, increasing. The coordinate is the middle of a column.
  public var xEdges: [Double]

  /// Metres in the plane, shape `[y + 1]`, increasing.
  public var yEdges: [Double]

  /// The attributes of the grid mapping (CF-1.11, appendix F).
  public var mapping: [ProductFact]

  /// How the coordinate reference system is named, such as `EPSG:3413`; nil where it has no name.
  public var referenceSystem: String?

  /// Where the cells are on the globe; they are numbered along rows.
  public var places: CellPlaces

  public init(
    xEdges: [Double],
    yEdges: [Double],
    mapping: [ProductFact],
    referenceSystem: String?,
    places: CellPlaces
  ) {
    self.xEdges = xEdges
    self.yEdges = yEdges
    self.mapping = mapping
    self.referenceSystem = referenceSystem
    self.places = places
  }
}

/// The pixels of HEALPix.
public struct ProductPixels: Sendable {
  /// `k` of `nside = 2^k`.
  public var refinementLevel: Int

  public var isNested: Bool

  public var places: CellPlaces

  public init(refinementLevel: Int, isNested: Bool, places: CellPlaces) {
    self.refinementLevel = refinementLevel
    self.isNested = isNested
    self.places = places
  }

  public var cellCount: Int { 12 << (2 * refinementLevel) }

  /// Latitudes and longitudes are written up to this level, `nside` of 256; beyond it, their
  /// bounds would take hundreds of megabytes, and the index tells the place of every pixel.
  static let finestLevelWithPlaces = 8

  var hasPlaces: Bool { refinementLevel <= Self.finestLevelWithPlaces }
}

/// Where cells are on the globe, made for a range of them at a time.
public struct CellPlaces: Sendable {
  /// Latitudes and longitudes in degrees.
  public typealias Degrees = (latitudes: [Double], longitudes: [Double])

  /// The middles of cells, shape `[cell]`.
  public var centers: @Sendable (Range<Int>) -> Degrees

  /// The corners of cells, shape `[cell, 4]`, anticlockwise as seen from above.
  public var corners: @Sendable (Range<Int>) -> Degrees

  public init(
    centers: @escaping @Sendable (Range<Int>) -> Degrees,
    corners: @escaping @Sendable (Range<Int>) -> Degrees
  ) {
    self.centers = centers
    self.corners = corners
  }

  /// The least and the greatest latitude and longitude of the middles of cells.
  func extent(cellCount: Int) -> (latitudes: ClosedRange<Double>, longitudes: ClosedRange<Double>)?
  {
    var (south, north, west, east) = (
      Double.infinity, -Double.infinity, Double.infinity, -Double.infinity
    )
    var first = 0
    while first < cellCount {
      let last = min(first + 65_536, cellCount)
      let middles = centers(first..<last)
      (south, north) = (
        min(south, middles.latitudes.min() ?? south), max(north, middles.latitudes.max() ?? north)
      )
      (west, east) = (
        min(west, middles.longitudes.min() ?? west), max(east, middles.longitudes.max() ?? east)
      )
      first = last
    }
    guard south <= north, west <= east else { return nil }
    return (south...north, west...east)
  }
}
