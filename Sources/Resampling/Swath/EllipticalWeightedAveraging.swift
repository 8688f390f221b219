internal import Kernels
public import ObservationModel

/// Spreads each observation of a scanning instrument over the ellipse that its pixel fills.
///
/// On the plane of the target image, with `X = (∂u/∂column, ∂v/∂column)` and
/// `Y = (∂u/∂row, ∂v/∂row)` the steps to the neighbouring pixels, a cell at the offset
/// `s X + t Y` from a pixel has `ρ = s² + t²`. Where `ρ < D²` it takes the value with the weight
/// `w_min^(ρ / D²)`: 1 at the centre of the pixel, `w_min` at the edge of the ellipse. Steps along
/// the track are taken within a scan, so that scans which overlap away from nadir (the bow tie)
/// are not mixed up.
///
/// - SeeAlso: Greene and Heckbert (1986), *Creating raster Omnimax images from multiple
///   perspective views using the elliptical weighted average filter*, IEEE Computer Graphics and
///   Applications 6(6), 21-27; the `fornav` program of the MODIS Swath-to-Grid Toolbox (NSIDC),
///   whose names and values `D = 1`, `w_min = 0.01` and `largestReach = 10` are used here.
public struct EllipticalWeightedAveraging: Sendable, Hashable {
  /// The rows of the image that the instrument takes at once; 1 where every row is a scan.
  public let rowsPerScan: Int

  /// `D`, in pixels.
  public let distance: Double

  /// `w_min`.
  public let edgeWeight: Double

  /// What the weights of a cell must add up to.
  public let minimumWeight: Double

  /// - Precondition: `rowsPerScan >= 1`, `distance > 0`, `0 < edgeWeight < 1`,
  ///   `minimumWeight > 0`.
  public init(
    rowsPerScan: Int,
    distance: Double = 1,
    edgeWeight: Double = 0.01,
    minimumWeight: Double = 0.01
  ) {
    precondition(rowsPerScan >= 1 && distance > 0 && edgeWeight > 0 && edgeWeight < 1)
    precondition(minimumWeight > 0)
    self.rowsPerScan = rowsPerScan
    self.distance = distance
    self.edgeWeight = edgeWeight
    self.minimumWeight = minimumWeight
  }

  /// The most cells that a pixel spreads to either side: those nearer than that, and one just so
  /// far.
  public static let largestReach = 10

  /// The number of steps in which the weight falls from 1 to `edgeWeight`.
  private static let tableSize = 4096

  /// The rows of the target that are worked on at a time, so that their sums stay in the cache.
  private static let bandRows = 64

  /// Brings the values of an image to the cells of another.
  ///
  /// Each cell adds up in double precision, part of a scan by part, 64 columns by 64 columns, row by
  /// row.
  ///
  /// - Parameters:
  ///   - values: Shape `[row, column]`; NaN where missing.
  ///   - shape: That of `values`.
  ///   - places: Where the pixels lie on the target image, shape `[row, column]`.
  ///   - threads: How many threads may work on it; the result is the same for any number.
  /// - Returns: Values of shape `[target row, target column]`, NaN where weights do not reach
  ///   `minimumWeight`; and 1 for the pixels that have a cell in their ellipse.
  /// - Precondition: The lengths agree with the shape.
  public func average(
    _ values: [Double],
    shape: FieldShape,
    at places: ImagePlaces,
    threads: Int = 1
  ) -> (values: [Double], isUsed: [UInt8]) {
    precondition(values.count == shape.rows * shape.columns && places.count == values.count)
    let logarithm = naturalLogarithm(edgeWeight)
    let weights = (0..<Self.tableSize).map {
      exponential(logarithm * (Double($0) + 0.5) / Double(Self.tableSize))
    }
    // One more at the beginning for what rounding leaves a hair below 0, and none at the end.
    let table = [weights[0]] + weights + [0]
    let scans = ScanEllipses(
      shape: shape,
      rowsPerScan: rowsPerScan,
      distance: distance,
      weightSteps: Self.tableSize,
      at: places,
      threads: threads
    )
    let target = places.shape
    return sampledConcurrently(
      target.rows * target.columns,
      of: Double.nan,
      sourceCount: values.count,
      chunk: max(1, Self.bandRows * target.columns),
      threads: threads
    ) { range, means, isUsed in
      let rows = (range.lowerBound / target.columns)..<(range.upperBound / target.columns)
      var band = UnsafeEllipseBand(rows, of: places)
      for part in scans.parts.indices {
        for tile in 0..<scans.tiles {
          let extent = scans.extents[part * scans.tiles + tile]
          guard extent.y >= Double(rows.lowerBound), extent.x <= Double(rows.upperBound - 1) else {
            continue
          }
          let first = tile * ScanEllipses.tileColumns
          band.add(
            first..<min(shape.columns, first + ScanEllipses.tileColumns),
            of: part,
            scans,
            imageColumns: shape.columns,
            values.span,
            table: table.span,
            isUsed: &isUsed
          )
        }
      }
      band.average(minimumWeight: minimumWeight, into: &means)
    }
  }
}
