internal import Kernels

/// Selects the observations near one point after another and solves for the weights they get.
struct LocalSolver {
  private let method: OptimalInterpolation
  private let observations: SuperObservations
  private let index: SphereIndex

  /// True when both lengths are the same, so that covariances between observations do not depend
  /// on the point.
  private let isIsotropic: Bool

  /// The places of the selected observations in the index, in the order of their numbers, and
  /// what was made of them.
  private var selected: [Int] = []
  private var factor: [Double] = []
  private var solvedDepartures: [Double] = []
  private var isSolvable = false

  /// Where the search starts, in units of the length; it grows and shrinks with the density of the
  /// observations, and decides nothing but how long it takes.
  private var startingReach: Double
  private var candidates: [Candidate] = []
  private var slots: [Int] = []

  private struct Candidate: Comparable {
    let square: Double
    let number: Int32
    let place: Int

    static func < (a: Self, b: Self) -> Bool {
      a.square != b.square ? a.square < b.square : a.number < b.number
    }
  }

  /// The directions at a point, in units of the lengths.
  private struct Axes {
    let origin, east, north, up: UnitVector

    init(latitude: Double, longitude: Double, covariance: Covariance) {
      origin = UnitVector(latitude: latitude, longitude: longitude)
      let (sineLatitude, cosineLatitude) = sineCosine(degrees: latitude)
      let (sineLongitude, cosineLongitude) = sineCosine(degrees: longitude)
      let (zonal, meridional) = (covariance.zonalMeters, covariance.meridionalMeters)
      let vertical = (zonal * meridional).squareRoot()
      east = UnitVector(
        x: -sineLongitude * (Sphere.radiusMeters / zonal),
        y: cosineLongitude * (Sphere.radiusMeters / zonal),
        z: 0
      )
      north = UnitVector(
        x: -sineLatitude * cosineLongitude * (Sphere.radiusMeters / meridional),
        y: -sineLatitude * sineLongitude * (Sphere.radiusMeters / meridional),
        z: cosineLatitude * (Sphere.radiusMeters / meridional)
      )
      up = UnitVector(
        x: origin.x * (Sphere.radiusMeters / vertical),
        y: origin.y * (Sphere.radiusMeters / vertical),
        z: origin.z * (Sphere.radiusMeters / vertical)
      )
    }

    @inline(__always)
    func squaredDistance(_ a: UnitVector, _ b: UnitVector) -> Double {
      let (dx, dy, dz) = (a.x - b.x, a.y - b.y, a.z - b.z)
      let e = dx * east.x + dy * east.y
      let n = dx * north.x + dy * north.y + dz * north.z
      let u = dx * up.x + dy * up.y + dz * up.z
      return e * e + n * n + u * u
    }
  }

  init(
    _ method: OptimalInterpolation,
    observations: SuperObservations,
    index: SphereIndex
  ) {
    self.method = method
    self.observations = observations
    self.index = index
    isIsotropic = method.covariance.zonalMeters == method.covariance.meridionalMeters
    startingReach = method.reach
  }

  /// The expected departure from the background at a point, and the variance of its error; NaN
  /// where too few observations are within reach.
  mutating func estimate(
    latitude: Double,
    longitude: Double
  ) -> (departure: Double, variance: Double) {
    guard latitude.magnitude <= 90, longitude.isFinite else { return (.nan, .nan) }
    let axes = Axes(latitude: latitude, longitude: longitude, covariance: method.covariance)
    select(latitude: latitude, longitude: longitude, axes: axes)
    guard candidates.count >= method.minimum else { return (.nan, .nan) }
    let places = candidates.map(\.place)
    if !isIsotropic || places != selected {
      selected = places
      solve(axes)
    }
    guard isSolvable else { return (.nan, .nan) }
    var z = candidates.map(\.square)
    method.covariance.covariances(ofSquaredDistances: &z)
    let (factor, order) = (factor, places.count)
    var view = z.mutableSpan
    Kernels.solve(factor: factor.span, order: order, into: &view)
    var (departure, explained) = (0.0, 0.0)
    for i in z.indices {
      departure += z[i] * solvedDepartures[i]
      explained += z[i] * z[i]
    }
    return (departure, max(0, method.covariance.variance - explained))
  }

  /// Finds the nearest observations, in the order of their numbers.
  private mutating func select(latitude: Double, longitude: Double, axes: Axes) {
    let longest = max(method.covariance.zonalMeters, method.covariance.meridionalMeters)
    var reach = min(startingReach, method.reach)
    while true {
      candidates.removeAll(keepingCapacity: true)
      // No chord is longer than the distance times the greater of the lengths.
      let chord = reach * longest / Sphere.radiusMeters
      let limit = reach * reach
      index.findSlots(
        within: chord * chord,
        latitude: latitude,
        longitude: longitude,
        into: &slots
      )
      for place in slots {
        let point = index.points[place]
        let square = axes.squaredDistance(point.unit, axes.origin)
        if square <= limit {
          candidates.append(Candidate(square: square, number: point.source, place: place))
        }
      }
      if candidates.count >= method.neighbours || reach >= method.reach { break }
      reach = min(method.reach, reach * 1.5)
    }
    startingReach = candidates.count > 3 * method.neighbours ? reach * 0.7 : reach
    if candidates.count > method.neighbours {
      candidates.sort()
      candidates.removeSubrange(method.neighbours...)
    }
    candidates.sort { $0.number < $1.number }
  }

  /// Factorises the covariance matrix of the selected observations.
  private mutating func solve(_ axes: Axes) {
    let n = selected.count
    var squares: [Double] = []
    squares.reserveCapacity(n * (n + 1) / 2)
    let points = selected.map { index.points[$0].unit }
    let scale = Sphere.radiusMeters / method.covariance.zonalMeters
    for i in 0..<n {
      for j in i..<n {
        squares.append(
          isIsotropic
            ? points[i].squaredChord(to: points[j]) * (scale * scale)
            : axes.squaredDistance(points[i], points[j])
        )
      }
    }
    method.covariance.covariances(ofSquaredDistances: &squares)
    var matrix = [Double](repeating: 0, count: n * n)
    var next = 0
    for i in 0..<n {
      for j in i..<n {
        matrix[i * n + j] = squares[next]
        next += 1
      }
      matrix[i * n + i] += observations.errorVariances[Int(index.points[selected[i]].source)]
    }
    var view = matrix.mutableSpan
    isSolvable = factorise(&view, order: n)
    var departures = selected.map { observations.values[Int(index.points[$0].source)] }
    if isSolvable {
      var solved = departures.mutableSpan
      Kernels.solve(factor: matrix.span, order: n, into: &solved)
    }
    factor = matrix
    solvedDepartures = departures
  }
}
