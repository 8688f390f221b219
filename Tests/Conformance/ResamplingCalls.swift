/// The functions of resampling and summarising, called by name with numbers.
enum ResamplingCalls {
  /// The results of one call.
  static func results(_ call: ResamplingCall) throws(QualityCallError) -> JSONValue {
    switch call.function {
    case "grid_cells": return try call.gridCells()
    case "grid_centers": return try call.gridCenters()
    case "grid_corners": return try call.gridCorners()
    case "standard_depths": return try call.standardDepths()
    case "interpolate_profile": return try call.interpolatedProfile()
    case "interpolate_cast": return try call.interpolatedCast()
    case "layer_means": return try call.layerMeans()
    case "nearest_positions": return try call.nearestPositions()
    case "sampled_swath": return try call.sampledSwath()
    case "elliptical_averages": return try call.ellipses()
    default: throw QualityCallError("there is no function '\(call.function)'")
    }
  }
}
