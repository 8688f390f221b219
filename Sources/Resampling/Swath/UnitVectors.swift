internal import Kernels

/// Positions as points of the unit sphere; NaN where missing.
struct UnitVectors {
  let x: [Double]
  let y: [Double]
  let z: [Double]

  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[obs]`; NaN where missing.
  init(latitudes: Span<Double>, longitudes: Span<Double>) {
    var x = [Double](repeating: 0, count: latitudes.count)
    var y = x
    var z = x
    var xs = x.mutableSpan
    var ys = y.mutableSpan
    var zs = z.mutableSpan
    unitVectors(latitudes: latitudes, longitudes: longitudes, x: &xs, y: &ys, z: &zs)
    (self.x, self.y, self.z) = (x, y, z)
  }
}
