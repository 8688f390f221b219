import ObservationModel
import Testing
import Validation

/// A random walk with two spikes and a gap, and flags of other implementations.
enum RandomWalk {
  static let values: [Double?] = [
    10.01, 10.28, 10.52, 10.42, 10.36, 10.26, 10.37, 12.36, 10.51, 10.14, 10.45, 10.43, 10.57,
    10.54, 10.47, 10.56, 10.72, 10.68, 10.65, 10.79, 9.12, 10.31, 10.39, 10.26, 9.87, nil, 9.62,
    9.38, 9.08, 9.09,
  ]
}
