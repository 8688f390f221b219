internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// The points of the unit sphere at some positions: `x = cos φ cos λ`, `y = cos φ sin λ`,
/// `z = sin φ`.
///
/// Angles are reduced exactly, so that all longitudes of a pole are one point and longitudes a
/// whole turn apart are the same one. Each coordinate is within 3e-16 of its true value.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east, shape `[obs]`, from -1080 to 1080; NaN where missing.
///   - x: Receives the coordinate towards 0° N 0° E, shape `[obs]`: as the others, NaN where the
///     position is missing, off the globe, or more than three turns away.
///   - y: Receives the coordinate towards 0° N 90° E.
///   - z: Receives the coordinate towards the north pole.
/// - Precondition: The lengths agree.
public func unitVectors(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  x: inout MutableSpan<Double>,
  y: inout MutableSpan<Double>,
  z: inout MutableSpan<Double>
) {
  precondition(longitudes.count == latitudes.count && x.count == latitudes.count)
  precondition(y.count == latitudes.count && z.count == latitudes.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.unitVectors(latitudes: latitudes, longitudes: longitudes, x: &x, y: &y, z: &z)
    case 3:
      KernelsV3.unitVectors(latitudes: latitudes, longitudes: longitudes, x: &x, y: &y, z: &z)
  #endif
  default:
    KernelsV1.unitVectors(latitudes: latitudes, longitudes: longitudes, x: &x, y: &y, z: &z)
  }
}
