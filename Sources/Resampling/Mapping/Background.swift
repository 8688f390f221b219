internal import Kernels

/// What is expected of a field where nothing has been observed.
public enum Background: Sendable, Hashable {
  /// The same everywhere, in the unit of the quantity.
  case constant(Double)

  /// The mean of the observations, each weighted by the cosine of its latitude.
  case mean

  /// At each latitude the mean of the observations with the weights `exp(-d² / 2)`, `d` the
  /// difference in latitude in units of 5 degrees. It is computed at every half degree and
  /// interpolated linearly.
  case zonal

  /// The width of the zonal background.
  public static let zonalDegrees = 5.0

  /// The background at given latitudes, shape `[point]`; NaN where there is none, as without
  /// observations.
  ///
  /// - Parameter latitudes: Degrees north, shape `[point]`.
  public func values(of observations: SuperObservations, at latitudes: [Double]) -> [Double] {
    switch self {
    case .constant(let value):
      return latitudes.map { $0.isNaN ? .nan : value }
    case .mean:
      var (sum, total) = (0.0, 0.0)
      for i in 0..<observations.count {
        let weight = sineCosine(degrees: observations.latitudes[i]).cosine
        sum += weight * observations.values[i]
        total += weight
      }
      return latitudes.map { $0.isNaN ? .nan : sum / total }
    case .zonal:
      let table = Self.zonalMeans(of: observations)
      return latitudes.map { latitude in
        guard latitude.magnitude <= 90 else { return .nan }
        let place = (latitude + 90) * 2
        let low = min(table.count - 2, Int(place))
        let fraction = place - Double(low)
        return table[low] + (table[low + 1] - table[low]) * fraction
      }
    }
  }

  /// The means at every half degree from the south pole to the north pole.
  private static func zonalMeans(of observations: SuperObservations) -> [Double] {
    var weights = [Double](repeating: 0, count: observations.count)
    return (0...360).map { half in
      let latitude = Double(half) / 2 - 90
      let exponents = observations.latitudes.map {
        let d = ($0 - latitude) / zonalDegrees
        return -0.5 * d * d
      }
      var view = weights.mutableSpan
      exponentials(of: exponents.span, into: &view)
      var (sum, total) = (0.0, 0.0)
      for i in weights.indices {
        sum += weights[i] * observations.values[i]
        total += weights[i]
      }
      // Far from all observations the weights vanish; their differences are then the background's
      // own, so the nearest latitude with observations speaks.
      return total > 0 ? sum / total : nearest(to: latitude, observations)
    }
  }

  private static func nearest(to latitude: Double, _ observations: SuperObservations) -> Double {
    var (distance, sum, count) = (Double.infinity, 0.0, 0.0)
    for i in 0..<observations.count {
      let away = (observations.latitudes[i] - latitude).magnitude
      if away < distance { (distance, sum, count) = (away, 0, 0) }
      if away == distance {
        sum += observations.values[i]
        count += 1
      }
    }
    return sum / count
  }
}
