import Glibc
import Resampling
import Testing

@Suite("Optimal interpolation")
struct OptimalInterpolationTests {
  static func point(_ latitude: Double, _ longitude: Double) -> [Double] {
    let (f, l) = (latitude * .pi / 180, longitude * .pi / 180)
    return [cos(f) * cos(l), cos(f) * sin(l), sin(f)].map { $0 * 6_371_000 }
  }

  /// The squared distance of two positions in units of the lengths, with the axes at `origin`.
  static func squaredDistance(
    _ a: (Double, Double),
    _ b: (Double, Double),
    origin: (Double, Double),
    _ covariance: Covariance
  ) -> Double {
    let d = zip(point(a.0, a.1), point(b.0, b.1)).map { $0 - $1 }
    let (f, l) = (origin.0 * .pi / 180, origin.1 * .pi / 180)
    let (lx, ly) = (covariance.zonalMeters, covariance.meridionalMeters)
    let e = (-sin(l) * d[0] + cos(l) * d[1]) / lx
    let n = (-sin(f) * cos(l) * d[0] - sin(f) * sin(l) * d[1] + cos(f) * d[2]) / ly
    let u =
      (cos(f) * cos(l) * d[0] + cos(f) * sin(l) * d[1] + sin(f) * d[2]) / (lx * ly).squareRoot()
    return e * e + n * n + u * u
  }

  static func value(_ covariance: Covariance, _ square: Double) -> Double {
    switch covariance.form {
    case .gaussian: covariance.variance * exp(-square / 2)
    case .exponential: covariance.variance * exp(-square.squareRoot())
    case .matern:
      covariance.variance * (1 + (3 * square).squareRoot()) * exp(-(3 * square).squareRoot())
    }
  }

  /// Solves `a x = b` by elimination with pivots.
  static func solved(_ a: [[Double]], _ b: [Double]) -> [Double] {
    let n = b.count
    var m = zip(a, b).map { $0 + [$1] }
    for j in 0..<n {
      let pivot = (j..<n).max { m[$0][j].magnitude < m[$1][j].magnitude } ?? j
      m.swapAt(j, pivot)
      for i in 0..<n where i != j {
        let factor = m[i][j] / m[j][j]
        for k in j...n { m[i][k] -= factor * m[j][k] }
      }
    }
    return (0..<n).map { m[$0][n] / m[$0][$0] }
  }

  /// The definition, with the observations chosen by sorting all of them.
  static func direct(
    _ o: SuperObservations,
    background: Double,
    method: OptimalInterpolation,
    at point: (Double, Double)
  ) -> (value: Double, variance: Double) {
    let covariance = method.covariance
    let near = (0..<o.count).map { i in
      (
        square: squaredDistance(
          (o.latitudes[i], o.longitudes[i]),
          point,
          origin: point,
          covariance
        ),
        number: i
      )
    }.filter { $0.square <= method.reach * method.reach }.sorted { $0 < $1 }
      .prefix(method.neighbours).map(\.number)
    guard near.count >= method.minimum else { return (.nan, .nan) }
    let places = near.map { (o.latitudes[$0], o.longitudes[$0]) }
    var a = places.map { p in
      places.map { value(covariance, squaredDistance(p, $0, origin: point, covariance)) }
    }
    for i in near.indices { a[i][i] += o.errorVariances[near[i]] }
    let b = places.map { value(covariance, squaredDistance($0, point, origin: point, covariance)) }
    let weights = solved(a, b)
    let estimate = zip(weights, near).map { $0 * (o.values[$1] - background) }.reduce(background, +)
    return (estimate, zip(weights, b).map { $0 * $1 }.reduce(covariance.variance, -))
  }

  static let points: [(Double, Double)] = [
    (90, 0), (-90, 33), (0, 180), (0.5, -180), (-33, 359), (61, 12), (80, -170), (-85, 100),
    (15, 15), (42.25, -42.25),
  ]

  @Test(
    "is the direct solution of its definition",
    arguments: Covariance.Form.allCases,
    [(700_000.0, 700_000.0), (900_000, 400_000)]
  )
  func definition(form: Covariance.Form, lengths: (zonal: Double, meridional: Double)) {
    var uniform = BarnesTests.Uniform(state: 31)
    var observations = SuperObservations()
    for o in 0..<600 {
      let latitude = asin(2 * uniform.next() - 1) * 180 / .pi
      observations.append(
        latitude: latitude,
        longitude: uniform.next() * 360 - 180,
        value: 12 + 3 * sin(latitude / 20) + uniform.next(),
        errorVariance: 0.05 + 0.2 * Double(o % 3)
      )
    }
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: form,
        variance: 2.25,
        zonalMeters: lengths.zonal,
        meridionalMeters: lengths.meridional
      ),
      neighbours: 20,
      minimum: 2,
      reach: 2.5
    )
    let map = method.map(
      observations,
      background: (
        [Double](repeating: 12, count: Self.points.count),
        [Double](repeating: 12, count: observations.count)
      ),
      latitudes: Self.points.map(\.0),
      longitudes: Self.points.map(\.1)
    )
    for (i, point) in Self.points.enumerated() {
      let expected = Self.direct(observations, background: 12, method: method, at: point)
      #expect(abs(map.values[i] - expected.value) < 1e-10, "\(point)")
      #expect(abs(map.errorVariances[i] - expected.variance) < 1e-10, "\(point)")
    }
  }

  @Test("one observation pulls by the ratio of the variances, and its error is theirs combined")
  func oneObservation() {
    var observations = SuperObservations()
    observations.append(latitude: 10, longitude: 20, value: 5, errorVariance: 1)
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: .gaussian,
        variance: 3,
        zonalMeters: 100_000,
        meridionalMeters: 100_000
      )
    )
    // At the observation, one length north of it by chord, and out of reach.
    let north = 10 + 2 * asin(100 / 6371.0 / 2) * 180 / .pi
    let map = method.map(
      observations,
      background: ([1, 1, 1], [1]),
      latitudes: [10, north, 10],
      longitudes: [380, 20, 30]
    )
    #expect(abs(map.values[0] - (1 + 4 * 3.0 / 4)) < 1e-14)
    #expect(abs(map.errorVariances[0] - (3 - 9.0 / 4)) < 1e-14)
    let correlation = exp(-0.5)
    #expect(abs(map.values[1] - (1 + 3 * correlation)) < 1e-9)
    #expect(abs(map.errorVariances[1] - (3 - 9 * correlation * correlation / 4)) < 1e-9)
    #expect(map.values[2].isNaN && map.errorVariances[2].isNaN)
  }

  @Test("of observations at the same distance those with the lesser number are taken")
  func ties() {
    var observations = SuperObservations()
    for (longitude, value) in [(1.0, 1.0), (-1, 2), (1, 4), (-1, 8)] {
      observations.append(latitude: 0, longitude: longitude, value: value, errorVariance: 1)
    }
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: .exponential,
        variance: 1,
        zonalMeters: 200_000,
        meridionalMeters: 200_000
      ),
      neighbours: 2
    )
    let map = method.map(
      observations,
      background: ([0], [0, 0, 0, 0]),
      latitudes: [0],
      longitudes: [0]
    )
    let d = 6371 / 200.0
    let near = exp(-2 * d * sin(.pi / 360))
    let apart = exp(-2 * d * sin(.pi / 180))
    // Both have the same weight `w`, with (1 + 1 + apart) w = near.
    #expect(abs(map.values[0] - 3 * near / (2 + apart)) < 1e-12)
  }

  @Test("missing values, positions and backgrounds are left out")
  func missing() {
    var observations = SuperObservations()
    observations.append(latitude: .nan, longitude: 0, value: 1, errorVariance: 1)
    observations.append(latitude: 0, longitude: .nan, value: 1, errorVariance: 1)
    observations.append(latitude: 0, longitude: 0, value: .nan, errorVariance: 1)
    observations.append(latitude: 0, longitude: 0, value: 1, errorVariance: .nan)
    #expect(observations.count == 0)
    observations.append(latitude: 0, longitude: 0, value: 1, errorVariance: 1)
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: .matern,
        variance: 1,
        zonalMeters: 200_000,
        meridionalMeters: 200_000
      )
    )
    let map = method.map(
      observations,
      background: ([0, .nan, 0], [0]),
      latitudes: [0, 0, .nan],
      longitudes: [0, 0, 0]
    )
    #expect(abs(map.values[0] - 0.5) < 1e-15)
    #expect(map.values[1].isNaN && map.errorVariances[1].isNaN && map.values[2].isNaN)
    let none = method.map(
      observations,
      background: ([0], [.nan]),
      latitudes: [0],
      longitudes: [0]
    )
    #expect(none.values[0].isNaN)
  }

  @Test("the number of threads does not change a bit")
  func threads() {
    let observations = BarnesTests.observations(900, seed: 8)
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: .gaussian,
        variance: 1,
        zonalMeters: 500_000,
        meridionalMeters: 500_000
      ),
      neighbours: 12
    )
    let latitudes = (0..<3000).map { asin(Double($0) / 1500 - 1) * 180 / .pi }
    let longitudes = (0..<3000).map { Double($0 * 7 % 360) }
    func map(_ threads: Int) -> MappedField {
      method.map(
        observations,
        background: (
          [Double](repeating: 10, count: 3000),
          [Double](repeating: 10, count: observations.count)
        ),
        latitudes: latitudes,
        longitudes: longitudes,
        threads: threads
      )
    }
    let one = map(1)
    for threads in [2, 7] {
      let many = map(threads)
      #expect(many.values.map(\.bitPattern) == one.values.map(\.bitPattern))
      #expect(many.errorVariances.map(\.bitPattern) == one.errorVariances.map(\.bitPattern))
    }
  }

  @Test("the error of a mean does not go below what the observations share")
  func superObservations() {
    let variance = SuperObservations.errorVariance(ofMeanOf:variance:correlation:)
    #expect(variance(1, 4, 0.25) == 4)
    #expect(variance(3, 4, 0.25) == 2)
    #expect(variance(1e12, 4, 0.25) - 1 < 1e-11)
    #expect(variance(4, 4, 0) == 1)
  }
}
