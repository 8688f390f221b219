// Distances between positions, eight pairs at a time. No libm and no branches, so that every level
// gives the same bits.

/// The longitude differences in [-180, 180] degrees of longitudes within some turns of each other.
@inline(__always)
private func longitudeDifference(_ from: Lanes, _ to: Lanes) -> Lanes {
  let difference = to - from
  return difference - (difference * (1 / 360.0)).nearestWhole * 360.0
}

/// The ellipsoid of WGS84.
private enum Ellipsoid {
  /// Metres.
  @inline(__always) static var equatorialRadius: Double { 6_378_137 }
  @inline(__always) static var flattening: Double { 1 / 298.257223563 }
  @inline(__always) static var polarRadius: Double { equatorialRadius * (1 - flattening) }
  @inline(__always) static var secondEccentricitySquared: Double {
    flattening * (2 - flattening) / ((1 - flattening) * (1 - flattening))
  }
}

/// Arcs on the auxiliary sphere that stand for geodesics.
private struct Arcs {
  /// `sin σ`, `cos σ` and `σ` of their length.
  var sine, cosine, length: Lanes
  /// `sin α` and `cos² α` of their azimuth at the equator.
  var azimuthSine, azimuthCosineSquared: Lanes
  /// `cos 2σm` of their middle.
  var middleCosine: Lanes

  /// `λ - L`, the longitude on the sphere less that on the ellipsoid, in radians (Vincenty's
  /// equations 10 and 11).
  @inline(__always)
  var longitudeExcess: Lanes {
    let f = Ellipsoid.flattening
    let slope: Lanes = 4.0 + (4.0 - azimuthCosineSquared * 3.0) * f
    let c: Lanes = azimuthCosineSquared * (f / 16) * slope
    let m2: Lanes = middleCosine * middleCosine
    let bracket: Lanes = middleCosine + c * cosine * (m2 * 2.0 - 1.0)
    let sigma: Lanes = length + c * sine * bracket
    return (1.0 - c) * azimuthSine * sigma * f
  }

  /// The lengths of the geodesics in metres (Vincenty's equations 6 and 7, with `A` and `B` by
  /// the series in Helmert's parameter `k` that he gave in 1976).
  @inline(__always)
  var distanceMeters: Lanes {
    let u2: Lanes = azimuthCosineSquared * Ellipsoid.secondEccentricitySquared
    let root: Lanes = (1.0 + u2).root
    let k: Lanes = (root - 1.0) / (root + 1.0)
    let k2: Lanes = k * k
    let a: Lanes = (1.0 + k2 * 0.25) / (1.0 - k)
    let b: Lanes = k * (1.0 - k2 * 0.375)
    let m2: Lanes = middleCosine * middleCosine
    let s2: Lanes = sine * sine
    let third: Lanes = b * (1 / 6.0) * middleCosine * (s2 * 4.0 - 3.0) * (m2 * 4.0 - 3.0)
    let second: Lanes = cosine * (m2 * 2.0 - 1.0) - third
    let change: Lanes = b * sine * (middleCosine + b * 0.25 * second)
    return a * (length - change) * Ellipsoid.polarRadius
  }
}

/// Pairs of positions.
private struct Pairs {
  /// Sines and cosines of the reduced latitudes `U`, with `tan U = (1 - f) tan φ`.
  var sine1, cosine1, sine2, cosine2: Lanes
  /// Sine and cosine of the longitude difference `L`.
  var sineL, cosineL: Lanes

  @inline(__always)
  init(latitudes1: Lanes, longitudes1: Lanes, latitudes2: Lanes, longitudes2: Lanes) {
    (sine1, cosine1) = Self.reduced(latitudes1)
    (sine2, cosine2) = Self.reduced(latitudes2)
    let difference = longitudeDifference(longitudes1, longitudes2)
    (sineL, cosineL) = halfTurnSineCosine(degrees: difference.magnitude)
  }

  @inline(__always)
  private static func reduced(_ latitudes: Lanes) -> (sine: Lanes, cosine: Lanes) {
    let (sine, cosine) = halfTurnSineCosine(degrees: latitudes)
    let y = sine * (1 - Ellipsoid.flattening)
    let scale: Lanes = 1.0 / (y * y + cosine * cosine).root
    return (y * scale, cosine * scale)
  }

  /// The arcs for `λ = L + excess`.
  @inline(__always)
  private func arcs(_ excess: Lanes) -> Arcs {
    // The excess is below 0.02, so short series do.
    let z: Lanes = excess * excess
    let odd: Lanes = 1 / 120.0 - z * (1 / 5040.0)
    let sineE: Lanes = excess + excess * (z * (z * odd - 1 / 6.0))
    let even: Lanes = 1 / 24.0 - z * (1 / 720.0)
    let cosineE: Lanes = 1.0 - (z * 0.5 - z * z * even)
    let sineLambda = sineL * cosineE + cosineL * sineE
    let cosineLambda = cosineL * cosineE - sineL * sineE
    let p = cosine2 * sineLambda
    let q = cosine1 * sine2 - sine1 * cosine2 * cosineLambda
    let sine = (p * p + q * q).root
    let cosine = sine1 * sine2 + cosine1 * cosine2 * cosineLambda
    // One position twice has no azimuth, and along the equator the middle does not matter.
    let azimuthSine: Lanes = cosine1 * p / select(sine .> 0, sine, Lanes(repeating: 1))
    let squared: Lanes = 1.0 - azimuthSine * azimuthSine
    let isOffEquator = lanes(squared .> 0)
    let divisor = select(isOffEquator, squared, Lanes(repeating: 1))
    let middle: Lanes = cosine - sine1 * sine2 * 2.0 / divisor
    return Arcs(
      sine: sine,
      cosine: cosine,
      length: upperArcTangent(sine, cosine),
      azimuthSine: azimuthSine,
      azimuthCosineSquared: select(isOffEquator, squared, Lanes()),
      middleCosine: select(isOffEquator, middle, Lanes())
    )
  }

  /// The distances in metres by Vincenty's iteration; -1 where four rounds do not settle it.
  @inline(__always)
  var vincentyDistances: Lanes {
    let first = arcs(Lanes()).longitudeExcess
    let second = arcs(first).longitudeExcess
    let third = arcs(second).longitudeExcess
    let fourth = arcs(third).longitudeExcess
    let distances = arcs(fourth).distanceMeters
    // A last change below 1e-9 after four rounds tells that each is 200 times smaller than the
    // one before, so that what is left is below 0.1 mm.
    let isOpen = lanes((fourth - third).magnitude .> 1e-9)
    let settled = select(isOpen, Lanes(repeating: -1), distances)
    return select(distances .== distances, settled, Lanes(repeating: .nan))
  }
}

/// The distance in metres between positions that may be nearly antipodal.
///
/// With the positions arranged as Karney has them (2013, section 4), the longitude at which a
/// geodesic from the first comes to the latitude of the second grows with its azimuth, from 0 to
/// half a turn; the azimuth is found by trying eight at a time. The distance hardly depends on
/// what error is left in it.
@inline(never)
private func searchedDistance(
  latitude1: Double,
  longitude1: Double,
  latitude2: Double,
  longitude2: Double
) -> Double {
  // The first position is the one further from the equator, and south of it.
  let swaps = latitude1.magnitude < latitude2.magnitude
  let (near, far) = swaps ? (latitude1, latitude2) : (latitude2, latitude1)
  let pairs = Pairs(
    latitudes1: Lanes(repeating: -far.magnitude),
    longitudes1: Lanes(repeating: longitude1),
    latitudes2: Lanes(repeating: far > 0 ? -near : near),
    longitudes2: Lanes(repeating: longitude2)
  )
  let longitude = upperArcTangent(pairs.sineL, pairs.cosineL)[0]
  if far == 0, longitude <= (1 - Ellipsoid.flattening) * .pi {
    return Ellipsoid.equatorialRadius * longitude
  }
  // Geodesics leave the equator to one side: positions on it are taken to lie a hair off.
  let sine1 = far == 0 ? Lanes(repeating: -1e-150) : pairs.sine1
  let sine2 = far == 0 ? Lanes(repeating: 1e-150) : pairs.sine2
  let (cosine1, cosine2) = (pairs.cosine1, pairs.cosine2)
  let narrower = (cosine2 - cosine1) * (cosine2 + cosine1)
  let ninths = Lanes(1, 2, 3, 4, 5, 6, 7, 8) * (1 / 9.0)
  // Azimuths less a quarter turn, in degrees: so that those near it are told apart finely.
  var (low, high) = (-90.0, 90.0)
  var distance = 0.0
  for _ in 0..<21 {
    let tried: Lanes = low + ninths * (high - low)
    let (sine, cosine) = halfTurnSineCosine(degrees: tried)
    let azimuthSine = cosine * cosine1
    // The components along the meridian at the two ends.
    let along1 = -sine * cosine1
    let squared1: Lanes = sine1 * sine1 + along1 * along1
    let squared2: Lanes = along1 * along1 + narrower
    let along2 = select(squared2 .> 0, squared2, Lanes()).root
    let scale1: Lanes = 1.0 / squared1.root
    let scale2: Lanes = 1.0 / (sine2 * sine2 + along2 * along2).root
    let (s1, d1) = (sine1 * scale1, along1 * scale1)
    let (s2, d2) = (sine2 * scale2, along2 * scale2)
    let arcs = Arcs(
      sine: s2 * d1 - d2 * s1,
      cosine: d1 * d2 + s1 * s2,
      length: signedArcTangent(sine2, along2) - signedArcTangent(sine1, along1),
      azimuthSine: azimuthSine,
      azimuthCosineSquared: squared1,
      middleCosine: d1 * d2 - s1 * s2
    )
    let onSphere =
      signedArcTangent(azimuthSine * sine2, along2)
      - signedArcTangent(azimuthSine * sine1, along1)
    let reached = onSphere - arcs.longitudeExcess
    let distances = arcs.distanceMeters
    var next = high
    for k in (0..<8).reversed() where !(reached[k] < longitude) {
      next = tried[k]
      distance = distances[k]
    }
    for k in 0..<8 where reached[k] < longitude {
      low = tried[k]
    }
    high = next
  }
  return distance
}

/// The angles of the points `(x, y)` in radians from -π to π.
@inline(__always)
private func signedArcTangent(_ y: Lanes, _ x: Lanes) -> Lanes {
  upperArcTangent(y.magnitude, x).withSign(of: y)
}

/// The distances of positions `i..<i + 8` from those before them.
@inline(__always)
private func forConsecutivePairs(
  _ latitudes: Span<Double>,
  _ longitudes: Span<Double>,
  into distances: inout MutableSpan<Double>,
  _ measure: (_ latitudes1: Lanes, _ longitudes1: Lanes, Lanes, Lanes) -> Lanes
) {
  let n = distances.count
  precondition(latitudes.count == n && longitudes.count == n)
  guard n > 0 else { return }
  distances[0] = .nan
  latitudes.withUnsafeBufferPointer { latitudes in
    longitudes.withUnsafeBufferPointer { longitudes in
      // Safe: lanes are loaded where eight numbers from the index on lie within the buffer.
      func load(_ buffer: UnsafeBufferPointer<Double>, _ i: Int) -> Lanes {
        UnsafeRawPointer(buffer.baseAddress! + i).loadUnaligned(as: Lanes.self)
      }
      var i = 1
      while i + 8 <= n {
        let d = measure(
          load(latitudes, i - 1),
          load(longitudes, i - 1),
          load(latitudes, i),
          load(longitudes, i)
        )
        for k in 0..<8 { distances[i + k] = d[k] }
        i += 8
      }
      guard i < n else { return }
      var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
      for k in 0..<(n - i) {
        (a[k], b[k]) = (latitudes[i + k - 1], longitudes[i + k - 1])
        (c[k], d[k]) = (latitudes[i + k], longitudes[i + k])
      }
      let rest = measure(a, b, c, d)
      for k in 0..<(n - i) { distances[i + k] = rest[k] }
    }
  }
}

/// See the facade.
@inline(never)
public func geodesicDistances(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  into distances: inout MutableSpan<Double>
) {
  forConsecutivePairs(latitudes, longitudes, into: &distances) {
    Pairs(latitudes1: $0, longitudes1: $1, latitudes2: $2, longitudes2: $3).vincentyDistances
  }
  for i in distances.indices where distances[i] < 0 {
    distances[i] = searchedDistance(
      latitude1: latitudes[i - 1],
      longitude1: longitudes[i - 1],
      latitude2: latitudes[i],
      longitude2: longitudes[i]
    )
  }
}

/// See the facade.
@inline(never)
public func geodesicDistance(
  latitude1: Double,
  longitude1: Double,
  latitude2: Double,
  longitude2: Double
) -> Double {
  let distance = Pairs(
    latitudes1: Lanes(repeating: latitude1),
    longitudes1: Lanes(repeating: longitude1),
    latitudes2: Lanes(repeating: latitude2),
    longitudes2: Lanes(repeating: longitude2)
  ).vincentyDistances[0]
  return distance < 0
    ? searchedDistance(
      latitude1: latitude1,
      longitude1: longitude1,
      latitude2: latitude2,
      longitude2: longitude2
    ) : distance
}

/// See the facade.
@inline(never)
public func haversineDistances(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  radiusMeters: Double,
  into distances: inout MutableSpan<Double>
) {
  forConsecutivePairs(latitudes, longitudes, into: &distances) {
    latitudes1,
    longitudes1,
    latitudes2,
    longitudes2 in
    let across = halfTurnSineCosine(
      degrees: longitudeDifference(longitudes1, longitudes2) * 0.5
    ).sine
    let along = halfTurnSineCosine(degrees: (latitudes2 - latitudes1) * 0.5).sine
    let cosine1 = halfTurnSineCosine(degrees: latitudes1).cosine
    let cosine2 = halfTurnSineCosine(degrees: latitudes2).cosine
    let a: Lanes = along * along + cosine1 * cosine2 * (across * across)
    let rest: Lanes = 1.0 - a
    let angle = upperArcTangent(a.root, select(rest .> 0, rest, Lanes()).root)
    return select(a .== a, angle * (2 * radiusMeters), Lanes(repeating: .nan))
  }
}
