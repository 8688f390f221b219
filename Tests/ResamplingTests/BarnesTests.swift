import Glibc
import Resampling
import Testing

@Suite("Barnes interpolation")
struct BarnesTests {
  /// Numbers from 0 up to 1 (splitmix64).
  struct Uniform {
    var state: UInt64

    mutating func next() -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
  }

  static func observations(_ count: Int, seed: UInt64, latitudes: ClosedRange<Double> = -90...90)
    -> SuperObservations
  {
    var uniform = Uniform(state: seed)
    var observations = SuperObservations()
    let (low, high) = (sin(latitudes.lowerBound * .pi / 180), sin(latitudes.upperBound * .pi / 180))
    for _ in 0..<count {
      let latitude = asin(low + (high - low) * uniform.next()) * 180 / .pi
      let longitude = uniform.next() * 360 - 180
      let value =
        10 + 5 * sin(3 * cos(latitude * .pi / 180) * sin(longitude * .pi / 180) + 1)
        + uniform.next()
      observations.append(
        latitude: latitude,
        longitude: longitude,
        value: value,
        errorVariance: 1
      )
    }
    return observations
  }

  /// Great-circle distances by the formula for the sphere with the arc tangent.
  static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    let (f, g) = (a.0 * .pi / 180, b.0 * .pi / 180)
    let l = (b.1 - a.1) * .pi / 180
    let x = cos(g) * sin(l)
    let y = cos(f) * sin(g) - sin(f) * cos(g) * cos(l)
    return 6_371_000
      * atan2((x * x + y * y).squareRoot(), sin(f) * sin(g) + cos(f) * cos(g) * cos(l))
  }

  /// The definition, observation by observation.
  static func direct(
    _ o: SuperObservations,
    rest: [Double],
    length: Double,
    at point: (Double, Double)
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for i in 0..<o.count {
      let d = distance(point, (o.latitudes[i], o.longitudes[i])) / length
      guard d <= 3.5 else { continue }
      sum += exp(-d * d / 2) * rest[i]
      total += exp(-d * d / 2)
    }
    return total >= exp(-3.5 * 3.5 / 2) ? sum / total : .nan
  }

  @Test("is the weighted mean of its definition, in two passes, everywhere on the sphere")
  func definition() {
    let observations = Self.observations(400, seed: 11)
    let lengths = [700_000.0, 350_000.0]
    var points: [(Double, Double)] = [(90, 0), (-90, 17), (0, 180), (0, -180), (12, 359.5)]
    var uniform = Uniform(state: 5)
    for _ in 0..<60 { points.append((uniform.next() * 180 - 90, uniform.next() * 360 - 180)) }
    let map = Barnes(lengthsMeters: lengths).map(
      observations,
      latitudes: points.map(\.0),
      longitudes: points.map(\.1)
    )
    let places = (0..<observations.count).map {
      (observations.latitudes[$0], observations.longitudes[$0])
    }
    let first = places.map {
      Self.direct(observations, rest: observations.values, length: lengths[0], at: $0)
    }
    let rest = zip(observations.values, first).map { $0 - $1 }
    for (point, value) in zip(points, map.values) {
      let a = Self.direct(observations, rest: observations.values, length: lengths[0], at: point)
      let b = Self.direct(observations, rest: rest, length: lengths[1], at: point)
      let expected = a + (b.isNaN ? 0 : b)
      #expect(abs(value - expected) < 1e-9 || (value.isNaN && expected.isNaN), "\(point)")
    }
  }

  @Test(
    "the fast form agrees with the exact one to 1 % of the signal at any latitude",
    arguments: [200_000.0, 500_000, 900_000]
  )
  func fastForm(length: Double) throws {
    let grid = try RegularGrid.global(resolution: Decimal(units: 1, scale: 1))
    let observations = Self.observations(3000, seed: 3)
    let barnes = Barnes(lengthsMeters: [length])
    let fast = barnes.map(observations, to: grid).values
    for row in [0, 3, 7, 10, 15, 20, 30, 60, 89, 120, 150, 170, 177, 179] {
      let exact = barnes.map(
        observations,
        latitudes: [Double](repeating: Double(row) - 89.5, count: 360),
        longitudes: (0..<360).map { Double($0) - 179.5 }
      ).values
      let differences = (0..<360).map { fast[row * 360 + $0] - exact[$0] }
      // Observations are shared out to middles up to 55 km away, which matters the more the
      // shorter the length. The signal has the amplitude 5.
      let square = differences.map { $0 * $0 }.reduce(0, +) / 360
      #expect(square.squareRoot() < 0.03, "row \(row)")
      #expect(differences.allSatisfy { $0.magnitude < 40_000 / length }, "row \(row)")
    }
  }

  @Test("observations in the middles of cells make the two forms agree to a thousandth")
  func middles() throws {
    let grid = try RegularGrid.global(resolution: Decimal(units: 2, scale: 1))
    var observations = SuperObservations()
    var uniform = Uniform(state: 9)
    for row in stride(from: 0, to: 90, by: 3) {
      for column in stride(from: row % 2, to: 180, by: 4) {
        let (latitude, longitude) = (Double(row) * 2 - 89, Double(column) * 2 - 179)
        observations.append(
          latitude: latitude,
          longitude: longitude,
          value: sin(latitude * .pi / 60) + 0.1 * uniform.next(),
          errorVariance: 1
        )
      }
    }
    let barnes = Barnes(lengthsMeters: [892_000 / 8.0.squareRoot() * 2])
    let fast = barnes.map(observations, to: grid).values
    for row in stride(from: 0, to: 90, by: 7) {
      let exact = barnes.map(
        observations,
        latitudes: [Double](repeating: Double(row) * 2 - 89, count: 180),
        longitudes: (0..<180).map { Double($0) * 2 - 179 }
      ).values
      for column in 0..<180 {
        #expect(abs(fast[row * 180 + column] - exact[column]) < 0.004, "\(row) \(column)")
      }
    }
  }

  @Test("a constant stays what it is, and what no observation reaches is missing")
  func constant() throws {
    let grid = try RegularGrid(
      resolution: Decimal(units: 5, scale: 10),
      west: Decimal(units: 170, scale: 1),
      south: Decimal(units: -10, scale: 1),
      east: Decimal(units: 200, scale: 1),
      north: Decimal(units: 10, scale: 1)
    )
    var observations = SuperObservations()
    for longitude in [171.25, 179.75, -179.75] {
      observations.append(latitude: 0.25, longitude: longitude, value: 273.15, errorVariance: 1)
    }
    // Not on the grid, and far away.
    observations.append(latitude: 40, longitude: 180, value: 0, errorVariance: 1)
    let map = Barnes(lengthsMeters: [100_000, 60_000]).map(observations, to: grid)
    #expect(map.errorVariances.isEmpty)
    for row in 0..<40 {
      for column in 0..<60 {
        let (latitude, longitude) = (Double(row) * 0.5 - 9.75, 170.25 + Double(column) * 0.5)
        let distance = [171.25, 179.75, 180.25].map {
          Self.distance((latitude, longitude), (0.25, $0))
        }.reduce(.infinity, min)
        let value = map.values[row * 60 + column]
        if distance < 300_000 { #expect(abs(value - 273.15) < 1e-9, "\(latitude) \(longitude)") }
        if distance > 380_000 { #expect(value.isNaN, "\(latitude) \(longitude)") }
      }
    }
  }

  @Test("further passes come nearer to the observations")
  func passes() throws {
    let grid = try RegularGrid.global(resolution: Decimal(units: 1, scale: 1))
    let observations = Self.observations(800, seed: 21)
    var misfits: [Double] = []
    // The radii of the World Ocean Atlas, twice as wide for fewer observations.
    for count in 1...3 {
      let lengths = [892_000.0, 669_000, 446_000].prefix(count).map { 2 * $0 / 8.0.squareRoot() }
      let map = Barnes(lengthsMeters: Array(lengths)).map(
        observations,
        latitudes: observations.latitudes,
        longitudes: observations.longitudes
      )
      let squares = zip(map.values, observations.values).map { ($0 - $1) * ($0 - $1) }
      misfits.append(squares.reduce(0, +))
      let gridded = Barnes(lengthsMeters: Array(lengths)).map(observations, to: grid)
      #expect(gridded.values.allSatisfy { $0 > 4 && $0 < 17 })
    }
    #expect(misfits[1] < 0.9 * misfits[0] && misfits[2] < 0.9 * misfits[1])
  }

  @Test("the number of threads does not change a bit, and nothing makes nothing")
  func threads() throws {
    let grid = try RegularGrid.global(resolution: Decimal(units: 2, scale: 1))
    let observations = Self.observations(500, seed: 2, latitudes: 20...90)
    let barnes = Barnes(lengthsMeters: [500_000, 250_000])
    let one = barnes.map(observations, to: grid, threads: 1).values
    for threads in [2, 7] {
      let many = barnes.map(observations, to: grid, threads: threads).values
      #expect(many.map(\.bitPattern) == one.map(\.bitPattern))
    }
    #expect(barnes.map(SuperObservations(), to: grid).values.allSatisfy { $0.isNaN })
  }

  @Test("lengths below a step of the grid get exact weights")
  func shortLengths() throws {
    let grid = try RegularGrid.global(resolution: Decimal(units: 2, scale: 1))
    let observations = Self.observations(500, seed: 2)
    let barnes = Barnes(lengthsMeters: [150_000])
    let latitudes = (0..<90).flatMap { row in repeatElement(Double(row) * 2 - 89, count: 180) }
    let longitudes = (0..<90).flatMap { _ in (0..<180).map { Double($0) * 2 - 179 } }
    let exact = barnes.map(observations, latitudes: latitudes, longitudes: longitudes).values
    let values = barnes.map(observations, to: grid).values
    #expect(values.map(\.bitPattern) == exact.map(\.bitPattern))
  }
}
