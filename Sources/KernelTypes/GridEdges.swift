/// The edges of a regular grid and what guesses a cell number from a position.
///
/// The guess need only be near: the edges decide.
public struct GridEdges: Sendable {
  /// Cells per degree of latitude and of longitude.
  public let rowsPerDegree: Double
  public let columnsPerDegree: Double

  public init(rowsPerDegree: Double, columnsPerDegree: Double) {
    self.rowsPerDegree = rowsPerDegree
    self.columnsPerDegree = columnsPerDegree
  }
}
