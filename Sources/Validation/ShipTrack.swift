internal import Kernels

/// The course of a ship by its positions, beside what it reports of speed and course.
///
/// Distances are in kilometres on a sphere, times in hours, speeds in km/h, angles in degrees.
struct ShipTrack {
  let hours: [Double]
  let latitudes, longitudes: [Double]
  let positions: SpherePositions

  init(seconds: [Double], latitudes: [Double], longitudes: [Double]) {
    hours = seconds.map { ($0 - (seconds.first ?? 0)) / 3600 }
    self.latitudes = latitudes
    self.longitudes = longitudes
    positions = SpherePositions(
      latitudes: latitudes.span,
      longitudes: longitudes.span,
      places: Array(seconds.indices)
    )
  }

  var count: Int { hours.count }

  /// The speed from `i` to `j`; 0 where no time goes by.
  func speed(from i: Int, to j: Int) -> Double {
    let elapsed = hours[j] - hours[i]
    return elapsed > 0 ? positions.kilometers(i, j) / elapsed : 0
  }

  /// The course over ground at `i` on the great circle to `j`, from -180 to 180.
  func course(from i: Int, to j: Int) -> Double {
    let (sine, cosine) = sineCosine(degrees: longitudes[j] - longitudes[i])
    let (sine1, cosine1) = sineCosine(degrees: latitudes[i])
    let (sine2, cosine2) = sineCosine(degrees: latitudes[j])
    return arcTangent(sine * cosine2, cosine1 * sine2 - sine1 * cosine2 * cosine)
      * Self.degreesPerRadian
  }

  /// How far `i` is from where the ship would have been, had it gone on the great circle from the
  /// position before to that behind with one speed.
  func discrepancyFromMidpoint(_ i: Int) -> Double {
    let span = hours[i + 1] - hours[i - 1]
    let part = span > 0 ? (hours[i] - hours[i - 1]) / span : 0
    let (a, b) = (i - 1, i + 1)
    let arc = positions.kilometers(a, b) / SpherePositions.radiusKilometers
    let whole = sineCosine(degrees: arc * Self.degreesPerRadian).sine
    // Points that coincide, or lie opposite, have no way between them.
    guard whole > 0 else { return positions.kilometers(i, a) }
    let first = sineCosine(degrees: (1 - part) * arc * Self.degreesPerRadian).sine / whole
    let second = sineCosine(degrees: part * arc * Self.degreesPerRadian).sine / whole
    return positions.kilometers(
      i,
      to: (
        first * positions.x[a] + second * positions.x[b],
        first * positions.y[a] + second * positions.y[b],
        first * positions.z[a] + second * positions.z[b]
      )
    )
  }

  /// How far the position at `i` is from the one reckoned from the position before, going half the
  /// time with the speed and course reported there and half with those at `i`.
  func discrepancyForward(_ i: Int, speeds: [Double], courses: [Double]) -> Double {
    discrepancy(from: i - 1, to: i, between: i, speeds: speeds, courses: courses, turn: 0)
  }

  /// The same backwards: how far the position before `i` is from the one reckoned from `i`.
  func discrepancyBackward(_ i: Int, speeds: [Double], courses: [Double]) -> Double {
    discrepancy(from: i, to: i - 1, between: i, speeds: speeds, courses: courses, turn: 180)
  }

  private func discrepancy(
    from start: Int,
    to end: Int,
    between i: Int,
    speeds: [Double],
    courses: [Double],
    turn: Double
  ) -> Double {
    let half = (hours[i] - hours[i - 1]) / 2
    var latitude = latitudes[start]
    var longitude = longitudes[start]
    for k in [i - 1, i] {
      let step = step(from: k, course: courses[k] - turn, kilometers: speeds[k] * half)
      latitude += step.latitude
      longitude += step.longitude
    }
    let reckoned = [latitude]
    let east = [longitude]
    let point = SpherePositions(latitudes: reckoned.span, longitudes: east.span, places: [0])
    return positions.kilometers(end, to: (point.x[0], point.y[0], point.z[0]))
  }

  /// How latitude and longitude change on a great circle of so many kilometres.
  private func step(
    from i: Int,
    course: Double,
    kilometers: Double
  ) -> (latitude: Double, longitude: Double) {
    let arc = kilometers / SpherePositions.radiusKilometers * Self.degreesPerRadian
    let (arcSine, arcCosine) = sineCosine(degrees: arc)
    let (courseSine, courseCosine) = sineCosine(degrees: course)
    let (sine, cosine) = sineCosine(degrees: latitudes[i])
    let up = sine * arcCosine + cosine * arcSine * courseCosine
    let forward = cosine * arcCosine - sine * arcSine * courseCosine
    let east = arcSine * courseSine
    let latitude = arcTangent(up, (forward * forward + east * east).squareRoot())
    return (
      latitude * Self.degreesPerRadian - latitudes[i],
      arcTangent(east, forward) * Self.degreesPerRadian
    )
  }

  private static let degreesPerRadian = 57.29577951308232
}

extension SpherePositions {
  /// The great circle from `i` to `j` in kilometres; NaN where a position is missing.
  func kilometers(_ i: Int, _ j: Int) -> Double { kilometers(i, to: (x[j], y[j], z[j])) }

  /// The great circle from `i` to a point of the unit sphere in kilometres.
  func kilometers(_ i: Int, to point: (x: Double, y: Double, z: Double)) -> Double {
    let (dx, dy, dz) = (x[i] - point.x, y[i] - point.y, z[i] - point.z)
    let halfSquared = (dx * dx + dy * dy + dz * dz) / 4
    let rest = 1 - halfSquared
    return 2 * Self.radiusKilometers
      * arcTangent(halfSquared.squareRoot(), rest > 0 ? rest.squareRoot() : 0)
  }
}
