/// A gridded product, finalised and ready to be laid out as a netCDF file.
///
/// The shape of the values of a variable is `[time, lat, lon]`, or `[time, depth, lat, lon]` for a
/// variable on the standard depths. A variable without a single observation is written too, as
/// counts of 0 and missing values elsewhere.
public struct GridProduct: Sendable {
  /// What is known of the product beside its values.
  public var metadata: ProductMetadata

  /// The time bins, half-open, in whole seconds since 1970-01-01T00:00:00Z, in order and without
  /// overlap. The time coordinate is the middle of a bin; its bounds are the bin.
  public var timeBins: [Range<Int>]

  /// Degrees north, shape `[lat + 1]`, increasing. The coordinate is the middle of a row.
  public var latitudeEdges: [Double]

  /// Degrees east, shape `[lon + 1]`, increasing; passes 180 when the grid crosses the
  /// antimeridian. The coordinate is the middle of a column.
  public var longitudeEdges: [Double]

  /// Metres below the surface, positive down, shape `[depth]`, increasing; empty when no variable
  /// is on standard depths.
  public var depthsMeters: [Double]

  /// The names of the networks that the observations come from, shape `[network]`, for the counts
  /// by network; empty when there are none.
  public var networks: [String]

  public var variables: [ProductVariable]

  public init(
    metadata: ProductMetadata,
    timeBins: [Range<Int>],
    latitudeEdges: [Double],
    longitudeEdges: [Double],
    depthsMeters: [Double] = [],
    networks: [String] = [],
    variables: [ProductVariable]
  ) {
    self.metadata = metadata
    self.timeBins = timeBins
    self.latitudeEdges = latitudeEdges
    self.longitudeEdges = longitudeEdges
    self.depthsMeters = depthsMeters
    self.networks = networks
    self.variables = variables
  }

  /// The number of rows of the grid.
  public var rows: Int { max(0, latitudeEdges.count - 1) }

  /// The number of columns of the grid.
  public var columns: Int { max(0, longitudeEdges.count - 1) }
}
