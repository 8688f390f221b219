internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// The distance of each position from the one before it, along the WGS84 ellipsoid, in metres.
///
/// Vincenty's inverse formulas for nearly all pairs; pairs that four rounds of his iteration do
/// not settle, which lie far apart, are solved by a search for the azimuth as Karney arranges the
/// problem, so that nearly antipodal pairs come out as well. Within 0.2 mm of Karney's algorithm
/// everywhere, and within 0.02 mm up to 2000 km.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`, from -90 to 90; NaN where missing.
///   - longitudes: Degrees east, shape `[obs]`, any two within 720 of each other; NaN where
///     missing.
///   - distances: Receives the distances, shape `[obs]`: NaN first and where a coordinate of
///     either position is NaN.
/// - Precondition: The lengths agree.
/// - SeeAlso: Vincenty (1975), *Direct and inverse solutions of geodesics on the ellipsoid with
///   application of nested equations*, Survey Review 23, 88-93; Karney (2013), *Algorithms for
///   geodesics*, Journal of Geodesy 87, 43-55.
public func geodesicDistances(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  into distances: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.geodesicDistances(
        latitudes: latitudes,
        longitudes: longitudes,
        into: &distances
      )
    case 3:
      KernelsV3.geodesicDistances(
        latitudes: latitudes,
        longitudes: longitudes,
        into: &distances
      )
  #endif
  default:
    KernelsV1.geodesicDistances(latitudes: latitudes, longitudes: longitudes, into: &distances)
  }
}

/// The distance between two positions along the WGS84 ellipsoid, in metres; see
/// `geodesicDistances`.
public func geodesicDistance(
  latitude1: Double,
  longitude1: Double,
  latitude2: Double,
  longitude2: Double
) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.geodesicDistance(
        latitude1: latitude1,
        longitude1: longitude1,
        latitude2: latitude2,
        longitude2: longitude2
      )
    case 3:
      KernelsV3.geodesicDistance(
        latitude1: latitude1,
        longitude1: longitude1,
        latitude2: latitude2,
        longitude2: longitude2
      )
  #endif
  default:
    KernelsV1.geodesicDistance(
      latitude1: latitude1,
      longitude1: longitude1,
      latitude2: latitude2,
      longitude2: longitude2
    )
  }
}

/// The distance of each position from the one before it on a sphere, in metres.
///
/// With `a = sin²(Δφ / 2) + cos φ1 cos φ2 sin²(Δλ / 2)`, the distance is
/// `2 R atan2(√a, √(1 - a))`.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`, from -90 to 90; NaN where missing.
///   - longitudes: Degrees east, shape `[obs]`, any two within 720 of each other; NaN where
///     missing.
///   - radiusMeters: The radius `R`. TEOS-10 has 6371 km.
///   - distances: Receives the distances, shape `[obs]`: NaN first and where a coordinate of
///     either position is NaN.
/// - Precondition: The lengths agree.
/// - SeeAlso: Sinnott (1984), *Virtues of the haversine*, Sky and Telescope 68, 159.
public func haversineDistances(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  radiusMeters: Double,
  into distances: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.haversineDistances(
        latitudes: latitudes,
        longitudes: longitudes,
        radiusMeters: radiusMeters,
        into: &distances
      )
    case 3:
      KernelsV3.haversineDistances(
        latitudes: latitudes,
        longitudes: longitudes,
        radiusMeters: radiusMeters,
        into: &distances
      )
  #endif
  default:
    KernelsV1.haversineDistances(
      latitudes: latitudes,
      longitudes: longitudes,
      radiusMeters: radiusMeters,
      into: &distances
    )
  }
}
