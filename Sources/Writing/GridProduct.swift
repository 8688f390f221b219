/// A gridded product, finalised and ready to be laid out as a netCDF file.
///
/// The shape of the values of a variable is `[time, lat, lon]`, or `[time, depth, lat, lon]` for a
/// variable on the standard depths; `[y, x]` or `[cell]` are in the place of `[lat, lon]` on grids
/// of other kinds. A variable without a single observation is written too, as
/// counts of 0 and missing values elsewhere.
public struct GridProduct: Sendable {
  /// What is known of the product beside its values.
  public var metadata: ProductMetadata

  /// The time bins, half-open, in whole seconds since 1970-01-01T00:00:00Z, in order and without
  /// overlap. The time coordinate is the middle of a bin; its bounds are the bin.
  public var timeBins: [Range<Int>]

  public var grid: ProductGrid

  /// Metres below the surface, positive down, shape `[depth]`, increasing; empty when no variable
  /// is on standard depths.
  public var depthsMeters: [Double]

  /// Top and bottom of the layers that values on standard depths are means over, in metres, shape
  /// `[depth]`; empty when they are values at the depths themselves.
  public var depthBoundsMeters: [ClosedRange<Double>]

  /// The names of the networks that the observations come from, shape `[network]`, for the counts
  /// by network; empty when there are none.
  public var networks: [String]

  public var variables: [ProductVariable]

  public init(
    metadata: ProductMetadata,
    timeBins: [Range<Int>],
    grid: ProductGrid,
    depthsMeters: [Double] = [],
    depthBoundsMeters: [ClosedRange<Double>] = [],
    networks: [String] = [],
    variables: [ProductVariable]
  ) {
    self.metadata = metadata
    self.timeBins = timeBins
    self.grid = grid
    self.depthsMeters = depthsMeters
    self.depthBoundsMeters = depthBoundsMeters
    self.networks = networks
    self.variables = variables
  }
}
