public import ObservationModel

/// The positions of a swath or of a grid with curved axes, in rows and columns.
public struct SwathImage: Sendable {
  public let shape: FieldShape

  /// Degrees north, shape `[row, column]`; NaN where missing.
  public let latitudes: [Double]

  /// Degrees east, shape `[row, column]`; NaN where missing.
  public let longitudes: [Double]

  /// - Precondition: The shape has as many elements as the positions.
  public init(shape: FieldShape, latitudes: [Double], longitudes: [Double]) {
    precondition(latitudes.count == shape.rows * shape.columns)
    precondition(longitudes.count == latitudes.count)
    self.shape = shape
    self.latitudes = latitudes
    self.longitudes = longitudes
  }
}
