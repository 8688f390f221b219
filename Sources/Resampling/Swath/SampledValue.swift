/// What observations say of one place.
public struct SampledValue: Sendable, Hashable, BitwiseCopyable {
  /// In the unit of the observations; NaN where they say nothing.
  public var value = Double.nan

  /// The scatter of the observations about `value`, in their unit; NaN of fewer than two and
  /// where the method does not tell it.
  public var standardDeviation = Double.nan

  /// The sum of the weights; what part of a cell is covered, for footprints.
  public var weight = 0.0

  /// The number of observations that the value is made of.
  public var count: Int32 = 0

  public init() {}
}
