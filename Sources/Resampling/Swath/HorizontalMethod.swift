/// How observations of swaths and grids are brought to the cells of a product.
public enum HorizontalMethod: Sendable, Hashable {
  /// Each observation counts in the cell that it lies in.
  case bin

  case neighbours(NeighbourMethod)
  case bilinear(radiusMeters: Double)
  case ellipticalWeightedAveraging(rowsPerScan: Int)

  /// - Parameter rowsPerScan: The rows that an instrument takes at once; nil where rows are
  ///   continuous.
  case footprint(rowsPerScan: Int?, minimumCoverage: Double)

  /// True for methods that need to know which observations lie side by side.
  public var needsImage: Bool {
    switch self {
    case .bin, .neighbours: false
    case .bilinear, .ellipticalWeightedAveraging, .footprint: true
    }
  }
}
