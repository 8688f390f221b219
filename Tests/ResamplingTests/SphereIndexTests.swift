import Kernels
import Resampling
import Testing

@Suite("Index of positions on the sphere")
struct SphereIndexTests {
  /// A fixed sequence of numbers (splitmix64).
  struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  typealias Positions = (latitudes: [Double], longitudes: [Double])

  enum Layout: String, CaseIterable {
    case everywhere, cluster, clusterAndOutlier, pole, antimeridian, repeated, meridian, parallel
    case lattice, swath
  }

  func positions(_ layout: Layout, _ n: Int, _ numbers: inout Numbers) -> Positions {
    var (latitudes, longitudes): Positions = ([], [])
    func random(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &numbers) }
    for i in 0..<n {
      let (latitude, longitude): (Double, Double) =
        switch layout {
        case .everywhere: (random(-90...90), random(-180...360))
        case .cluster: (random(35.999...36), random(120...120.001))
        case .clusterAndOutlier:
          i == 7 ? (-60, -170) : (random(35.9999...36), random(120...120.0001))
        case .pole: (random(i % 2 == 0 ? -90 ... -89.5 : 89.5...90), random(-180...180))
        case .antimeridian: (random(-2...2), random(178...182))
        case .repeated:
          (Double(random(0...4).rounded()), Double(random(-182 ... -178).rounded()))
        case .meridian: (random(-80...80), 12.5)
        case .parallel: (0, random(-180...180))
        case .lattice: (Double(i / 20 % 20) - 10, Double(i % 20) * 0.5 + 175)
        case .swath:
          (
            Double(i / 30) * 0.01 + Double(i % 30) * 0.003 + 60,
            Double(i % 30) * 0.02 - Double(i / 30) * 0.004 - 180
          )
        }
      latitudes.append(latitude)
      longitudes.append(longitude)
    }
    return (latitudes, longitudes)
  }

  func points(_ positions: Positions) -> [SIMD3<Double>] {
    let n = positions.latitudes.count
    var (x, y, z) = (
      [Double](repeating: 0, count: n), [Double](repeating: 0, count: n),
      [Double](repeating: 0, count: n)
    )
    var xs = x.mutableSpan
    var ys = y.mutableSpan
    var zs = z.mutableSpan
    unitVectors(
      latitudes: positions.latitudes.span,
      longitudes: positions.longitudes.span,
      x: &xs,
      y: &ys,
      z: &zs
    )
    return (0..<n).map { SIMD3(x[$0], y[$0], z[$0]) }
  }

  /// The numbers of the nearest positions by comparison with every one.
  func nearest(
    _ count: Int,
    from targets: Positions,
    among sources: Positions,
    radiusMeters: Double
  ) -> [Int32] {
    let (targets, sources) = (points(targets), points(sources))
    let half = sineCosine(degrees: radiusMeters / Sphere.radiusMeters * 90 / .pi).sine
    var found: [Int32] = []
    for target in targets {
      var near: [(square: Double, number: Int32)] = []
      for (number, source) in sources.enumerated() {
        let (dx, dy, dz) = (source.x - target.x, source.y - target.y, source.z - target.z)
        let square = dx * dx + dy * dy + dz * dz
        if square <= 4 * half * half { near.append((square, Int32(number))) }
      }
      near.sort { ($0.square, $0.number) < ($1.square, $1.number) }
      for k in 0..<count { found.append(k < near.count ? near[k].number : -1) }
    }
    return found
  }

  @Test(
    "finds what a comparison with every position finds, ties included",
    arguments: Layout.allCases
  )
  func bruteForce(layout: Layout) {
    for (seed, n) in [(UInt64(1), 1), (2, 2), (3, 40), (4, 400)] {
      var numbers = Numbers(state: seed)
      var sources = positions(layout, n, &numbers)
      // Some are missing, the way positions are.
      for i in stride(from: 3, to: n, by: 11) { sources.latitudes[i] = .nan }
      for i in stride(from: 5, to: n, by: 17) { sources.longitudes[i] = .nan }
      var targets = positions(layout, 60, &numbers)
      let others = positions(.everywhere, 20, &numbers)
      targets.latitudes += others.latitudes + sources.latitudes.prefix(20) + [90, -90, 0, .nan]
      targets.longitudes += others.longitudes + sources.longitudes.prefix(20) + [0, 77, 180, 1]
      let indices = [1, 3].map { threads in
        SphereIndex(
          latitudes: sources.latitudes,
          longitudes: sources.longitudes,
          threads: threads
        )
      }
      for radius in [0.0, 50, 3000, 250_000, 20_015_086] {
        let all = nearest(32, from: targets, among: sources, radiusMeters: radius)
        for count in [1, 2, 8, 32] {
          let expected = all.indices.filter { $0 % 32 < count }.map { all[$0] }
          for (index, threads) in zip(indices, [1, 3]) {
            let found = index.neighbours(
              count,
              latitudes: targets.latitudes,
              longitudes: targets.longitudes,
              radiusMeters: radius,
              threads: threads
            )
            #expect(found == expected, "\(layout) seed \(seed) radius \(radius) count \(count)")
            guard count == 1 else { continue }
            let single = index.nearest(
              latitudes: targets.latitudes,
              longitudes: targets.longitudes,
              radiusMeters: radius,
              threads: threads
            )
            #expect(single == expected, "\(layout) seed \(seed) radius \(radius)")
          }
        }
      }
    }
  }

  @Test("finds nothing among no positions and for no targets")
  func empty() {
    let none = SphereIndex(latitudes: [], longitudes: [])
    #expect(none.nearest(latitudes: [1], longitudes: [2], radiusMeters: .infinity) == [-1])
    let missing = SphereIndex(latitudes: [.nan, 91], longitudes: [0, 0])
    #expect(missing.nearest(latitudes: [1], longitudes: [2], radiusMeters: .infinity) == [-1])
    let one = SphereIndex(latitudes: [1], longitudes: [2])
    #expect(one.nearest(latitudes: [], longitudes: [], radiusMeters: 1) == [])
    #expect(one.nearest(latitudes: [-1], longitudes: [182], radiusMeters: .infinity) == [0])
  }

  @Test("leaves out positions that are not used")
  func unused() {
    let index = SphereIndex(latitudes: [1, 1, 2], longitudes: [2, 2, 2], isUsed: [0, 1, 1])
    #expect(index.nearest(latitudes: [1], longitudes: [2], radiusMeters: 1) == [1])
  }

  @Test("a great-circle distance is within itself and not within less")
  func radius() {
    // One degree of a great circle.
    let degree = Sphere.radiusMeters * .pi / 180
    let index = SphereIndex(latitudes: [0], longitudes: [0])
    for (factor, expected) in [(1 + 1e-12, Int32(0)), (1 - 1e-12, -1)] {
      let found = index.nearest(
        latitudes: [0, 1],
        longitudes: [1, 0],
        radiusMeters: degree * factor
      )
      #expect(found == [expected, expected])
    }
  }
}
