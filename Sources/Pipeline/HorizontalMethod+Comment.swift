internal import Resampling

extension HorizontalMethod {
  /// What a reader of the product should know of how swaths and grids came to the cells; nil where
  /// every observation counts in its own.
  var comment: String? {
    func kilometers(_ meters: Double) -> String { "\(meters / 1000) km" }
    let how: String
    switch self {
    case .bin:
      return nil
    case .neighbours(.nearest(let radius)):
      how = "the value nearest to their middle within \(kilometers(radius))"
    case .neighbours(.gaussian(let sigma, let neighbours, let radius)):
      how =
        "the mean of the \(neighbours) nearest values within \(kilometers(radius)) with weights"
        + " exp(-d^2 / s^2), s = \(kilometers(sigma))"
    case .neighbours(.inverseDistance(let power, let neighbours, let radius)):
      how =
        "the mean of the \(neighbours) nearest values within \(kilometers(radius)) with weights"
        + " d^-\(power)"
    case .bilinear(let radius):
      how = "bilinear interpolation at their middle among pixels within \(kilometers(radius))"
    case .ellipticalWeightedAveraging:
      how = "elliptical weighted averaging"
    case .footprint(_, let coverage):
      how =
        "the mean of the footprints on them by area, of which they need a share of \(coverage)"
    }
    return """
      From each swath or grid, cells have \(how), which counts as one observation.
      """
  }
}
