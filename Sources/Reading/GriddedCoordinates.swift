public import NetCDFFile

/// Where the cells of the fields of a file lie.
public struct GriddedCoordinates: Sendable, Equatable {
  /// The kinds of grids, with their coordinates in the order of the file.
  public enum Kind: Sendable, Equatable {
    /// Rows of one latitude and columns of one longitude, in degrees. Bounds, shape `[row, 2]` and
    /// `[column, 2]`, are nil where the file has none.
    case rectilinear(
      latitudes: [Double],
      longitudes: [Double],
      latitudeBounds: [Double]?,
      longitudeBounds: [Double]?
    )

    /// Each cell with a latitude and a longitude of its own in degrees, shape `[row, column]`; NaN
    /// where missing. Bounds, shape `[row, column, 4]`, are nil where the file has none.
    case curvilinear(
      latitudes: [Double],
      longitudes: [Double],
      latitudeBounds: [Double]?,
      longitudeBounds: [Double]?
    )

    /// Metres on a plane of the polar stereographic projection.
    case polarStereographic(PolarStereographicMapping, x: [Double], y: [Double])

    /// The equal-area cells of HEALPix over the whole globe.
    case healpix(nside: Int, isNested: Bool)
  }

  public let kind: Kind

  /// The dimensions that the grid spans: of rows and columns, or of cells.
  public let dimensions: [Dimension]

  /// The variables that tell the grid: coordinates, their bounds and the mapping.
  public let variables: [Variable]

  public var rows: Int { dimensions.count == 2 ? dimensions[0].length : 1 }
  public var columns: Int { dimensions[dimensions.count - 1].length }
  public var cellCount: Int { rows * columns }
}

/// The parameters of a polar stereographic projection as a grid mapping tells them.
///
/// - SeeAlso: CF Conventions 1.11, appendix F.
public struct PolarStereographicMapping: Sendable, Equatable {
  /// Degrees north at which the scale is true.
  public let standardParallel: Double

  /// Degrees east of the meridian that points straight down (up in the south).
  public let longitudeOfOrigin: Double

  public let isNorthern: Bool
  public let semiMajorAxisMeters: Double

  /// 0 for a sphere.
  public let flattening: Double

  public let falseEastingMeters: Double
  public let falseNorthingMeters: Double
}
