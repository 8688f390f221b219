public import ObservationModel
public import Resampling

extension PipelineFile {
  /// How the means of a variable are mapped to a field without gaps.
  public struct MapEntry: Sendable, Equatable {
    public let variable: Quantity
    public let mapping: FieldMapping
  }
}

extension PipelineFile.MapEntry {
  var canonical: CanonicalValue {
    var values: [String: CanonicalValue] = [
      "variable": .text(variable.name),
      "noise_variance": .number(mapping.noiseVariance),
      "correlation": .number(mapping.errorCorrelation),
    ]
    switch mapping.method {
    case .barnes(let barnes):
      values["method"] = .text("barnes")
      values["lengths"] = .numbers(barnes.lengthsMeters)
    case .optimalInterpolation(let method, let background):
      values["method"] = .text("optimal_interpolation")
      values["covariance"] = .text(method.covariance.form.rawValue)
      values["lengths"] = .numbers([
        method.covariance.zonalMeters, method.covariance.meridionalMeters,
      ])
      values["signal_variance"] = .number(method.covariance.variance)
      values["neighbours"] = .number(Double(method.neighbours))
      values["minimum"] = .number(Double(method.minimum))
      values["reach"] = .number(method.reach)
      values["background"] =
        switch background {
        case .constant(let value): .number(value)
        case .mean: .text("mean")
        case .zonal: .text("zonal")
        }
    }
    return .object(values)
  }
}
