public import ObservationModel

extension Statistic {
  /// The lanes that the statistic is made of; nil when it does not apply to the quantity.
  public func lanes(of quantity: Quantity) -> Set<Lane>? {
    switch self {
    case .count: [.value]
    case .mean, .standardDeviation:
      quantity.isDirection ? [.value, .sine, .cosine] : [.value]
    case .sum, .sumOfSquares, .variance, .minimum, .maximum, .range:
      quantity.isDirection ? nil : [.value]
    case .quantile: quantity.isDirection ? nil : [.value, .distribution]
    case .first: [.value, .first]
    case .last: [.value, .last]
    case .middle: [.value, .middle]
    case .resultantLength: quantity.isDirection ? [.value, .sine, .cosine] : nil
    case .qualityLevel: quantity.isSeaSurfaceTemperature ? [.value] : nil
    case .bias: quantity.isSeaSurfaceTemperature ? [.value, .bias] : nil
    case .deviation: quantity.isSeaSurfaceTemperature ? [.value, .deviation] : nil
    }
  }

  /// The statistic is in the unit of the quantity to this power.
  public var unitPower: Int {
    switch self {
    case .count, .resultantLength, .qualityLevel: 0
    case .variance, .sumOfSquares: 2
    default: 1
    }
  }
}
