/// What a mapping makes of observations at a number of points.
public struct MappedField: Sendable, Equatable {
  /// In the unit of the quantity, shape `[point]`; NaN where too few observations are near.
  public var values: [Double]

  /// The variance of the error of each value, in the unit of the quantity squared, shape
  /// `[point]`; NaN where the value is missing; empty for methods that do not tell it.
  public var errorVariances: [Double]

  public init(values: [Double], errorVariances: [Double] = []) {
    self.values = values
    self.errorVariances = errorVariances
  }
}
