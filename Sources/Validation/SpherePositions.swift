internal import Kernels
internal import ObservationModel

/// Positions of a series as points of the unit sphere, for distances without angles.
struct SpherePositions {
  /// The mean radius of the earth in kilometres, `(2a + b) / 3` of WGS84 (Moritz 2000, *Geodetic
  /// Reference System 1980*, Journal of Geodesy 74, 128-133).
  static let radiusKilometers = 6371.0088

  /// NaN where a coordinate is missing.
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  private(set) var z: [Double] = []

  /// - Parameters:
  ///   - latitudes: Degrees north.
  ///   - longitudes: Degrees east.
  ///   - places: Those of the series, in order.
  init(latitudes: Span<Double>, longitudes: Span<Double>, places: [Int]) {
    x.reserveCapacity(places.count)
    y.reserveCapacity(places.count)
    z.reserveCapacity(places.count)
    for i in places {
      let (sine, cosine) = sineCosine(degrees: latitudes[i])
      let (eastSine, eastCosine) = sineCosine(degrees: longitudes[i])
      x.append(cosine * eastCosine)
      y.append(cosine * eastSine)
      z.append(sine)
    }
  }

  /// Whether the great circle from `i` to `j` is longer than so many kilometres; false where a
  /// position is missing.
  func isFarther(_ i: Int, _ j: Int, thanKilometers limit: Double) -> Bool {
    let chord = chordSquared(i, j)
    // An arc is no longer than π/2 times its chord.
    let relative = limit / Self.radiusKilometers
    if chord * 2.4674011002723395 <= relative * relative { return false }
    guard relative < .pi else { return false }
    // The chord of an arc α has the length 2 sin(α / 2).
    let half = sineCosine(degrees: relative * 28.64788975654116).sine
    return chord > 4 * (half * half)
  }

  /// The square of the straight distance from `i` to `j` in radii; NaN where a position is missing.
  @inline(__always)
  func chordSquared(_ i: Int, _ j: Int) -> Double {
    let (dx, dy, dz) = (x[i] - x[j], y[i] - y[j], z[i] - z[j])
    return dx * dx + dy * dy + dz * dz
  }
}
