import Glibc
import Resampling
import Testing

@Suite("Collocation")
struct CollocationTests {
  static func points(_ count: Int, seed: UInt64) -> [CollocationPoint] {
    var uniform = BarnesTests.Uniform(state: seed)
    return (0..<count).map { _ in
      CollocationPoint(
        time: 1e9 + 20_000 * uniform.next(),
        latitude: asin(2 * uniform.next() - 1) * 180 / .pi,
        longitude: 540 * uniform.next() - 180,
        depthMeters: 12 * uniform.next(),
        value: uniform.next()
      )
    }
  }

  /// All pairs of the definition, found by looking at all, with their norms.
  static func direct(_ a: [CollocationPoint], _ b: [CollocationPoint], _ c: Collocation)
    -> [(norm: Double, first: Int, second: Int)]
  {
    var pairs: [(norm: Double, first: Int, second: Int)] = []
    for i in a.indices {
      for j in b.indices {
        let d = BarnesTests.distance(
          (a[i].latitude, a[i].longitude),
          (b[j].latitude, b[j].longitude)
        )
        let t = b[j].time - a[i].time
        let z = b[j].depthMeters - a[i].depthMeters
        guard d <= c.radiusMeters, abs(t) <= c.windowSeconds, abs(z) <= c.depthWindowMeters else {
          continue
        }
        let (x, y, w) = (d / c.radiusMeters, t / c.windowSeconds, z / c.depthWindowMeters)
        pairs.append((x * x + y * y + w * w, i, j))
      }
    }
    return pairs
  }

  @Test(
    "finds the pairs that looking at all finds, in each pairing",
    arguments: 1...4 as ClosedRange<UInt64>
  )
  func pairs(seed: UInt64) {
    let (a, b) = (Self.points(300, seed: seed), Self.points(400, seed: seed + 100))
    for pairing in Collocation.Pairing.allCases {
      let collocation = Collocation(
        radiusMeters: 900_000,
        windowSeconds: 3600,
        depthWindowMeters: 5,
        pairing: pairing
      )
      let all = Self.direct(a, b, collocation).sorted { $0 < $1 }
      var expected: Set<[Int]> = []
      switch pairing {
      case .all: expected = Set(all.map { [$0.first, $0.second] })
      case .nearest:
        for i in a.indices {
          if let pair = all.first(where: { $0.first == i }) { expected.insert([i, pair.second]) }
        }
      case .unique:
        var taken: (Set<Int>, Set<Int>) = ([], [])
        for pair in all where !taken.0.contains(pair.first) && !taken.1.contains(pair.second) {
          taken.0.insert(pair.first)
          taken.1.insert(pair.second)
          expected.insert([pair.first, pair.second])
        }
      }
      let found = collocation.matches(a, with: b)
      #expect(Set(found.map { [$0.first, $0.second] }) == expected, "seed \(seed), \(pairing)")
      #expect(found.count == expected.count && found.count > 50)
      for match in found {
        let d = BarnesTests.distance(
          (a[match.first].latitude, a[match.first].longitude),
          (b[match.second].latitude, b[match.second].longitude)
        )
        #expect(abs(match.distanceMeters - d) < 0.01)
        #expect(match.seconds == b[match.second].time - a[match.first].time)
      }
    }
  }

  @Test("a match is at most the window away, on either side of a bound, of midnight and of 180°")
  func bounds() {
    let here = CollocationPoint(time: 86_400, latitude: 0, longitude: 180, value: 1)
    func point(_ time: Double, _ longitude: Double, depth: Double = 0) -> CollocationPoint {
      CollocationPoint(time: time, latitude: 0, longitude: longitude, depthMeters: depth, value: 2)
    }
    let collocation = Collocation(
      radiusMeters: 20_000,
      windowSeconds: 600,
      depthWindowMeters: 5,
      pairing: .all
    )
    // 0.17 degrees are 18.9 km, 0.18 are 20.02 km.
    let others = [
      point(87_000, -179.83), point(85_800, 179.83), point(87_000.5, 180), point(86_400, 180.18),
      point(86_400, -180.17, depth: 5), point(86_400, 180, depth: 5.1),
    ]
    #expect(collocation.matches([here], with: others).map(\.second) == [0, 1, 4])
  }

  @Test("of two at the same distance the one with the lesser index is taken; missing ones are not")
  func ties() {
    func point(_ longitude: Double, _ value: Double) -> CollocationPoint {
      CollocationPoint(time: 0, latitude: 0, longitude: longitude, value: value)
    }
    for pairing in [Collocation.Pairing.unique, .nearest] {
      let collocation = Collocation(radiusMeters: 1e5, windowSeconds: 60, pairing: pairing)
      let found = collocation.matches(
        [point(0, 1)],
        with: [point(0.1, .nan), point(.nan, 1), point(0.25, 1), point(-0.25, 1)]
      )
      #expect(found.map(\.second) == [2])
      #expect(collocation.matches([], with: [point(0, 1)]).isEmpty)
      #expect(collocation.matches([point(0, 1)], with: []).isEmpty)
    }
  }

  @Test("three networks match where the first has a match in both others")
  func triples() {
    let (a, b, c) = (
      Self.points(200, seed: 1), Self.points(300, seed: 2), Self.points(250, seed: 3)
    )
    let collocation = Collocation(radiusMeters: 900_000, windowSeconds: 3600, pairing: .unique)
    let ab = Dictionary(
      uniqueKeysWithValues: collocation.matches(a, with: b).map { ($0.first, $0.second) }
    )
    let ac = Dictionary(
      uniqueKeysWithValues: collocation.matches(a, with: c).map { ($0.first, $0.second) }
    )
    let found = collocation.matches(a, with: b, and: c)
    let expected = ab.keys.filter { ac[$0] != nil }.sorted()
    #expect(found.map(\.second.first) == expected && found.map(\.third.first) == expected)
    #expect(found.map(\.second.second) == expected.map { ab[$0] })
    #expect(found.map(\.third.second) == expected.map { ac[$0] })
    #expect(found.count > 10)
  }

  @Test("statistics of differences are those of arithmetic by hand")
  func statistics() {
    // Differences 1, -1, 4, 0.
    let found = DifferenceStatistics(first: [1, 2, 3, 6], second: [2, 1, 7, 6])
    #expect(found.count == 4 && found.bias == 1 && found.medianBias == 0.5)
    #expect(abs(found.standardDeviation - 3.5.squareRoot()) < 1e-15)
    #expect(abs(found.rootMeanSquare - 4.5.squareRoot()) < 1e-15)
    // Distances from the median: 0.5, 1.5, 3.5, 0.5, whose median is 1.
    #expect(abs(found.robustStandardDeviation - 1.482602218505602) < 1e-15)
    // Sums of products about the means 3 and 4: 14, 26 and 13.
    #expect(abs(found.correlation - 13 / (14.0 * 26).squareRoot()) < 1e-15)
    let turning = DifferenceStatistics(first: [350, 10], second: [10, 350], isDirection: true)
    #expect(turning.bias == 0 && turning.rootMeanSquare == 20 && turning.correlation.isNaN)
    let none = DifferenceStatistics(first: [], second: [])
    #expect(none.count == 0 && none.bias.isNaN && none.medianBias.isNaN)
    let one = DifferenceStatistics(first: [1], second: [3])
    #expect(one.bias == 2 && one.standardDeviation == 0 && one.correlation.isNaN)
  }

  @Test(
    "triple collocation finds the errors that were put in, exactly where these do not correlate"
  )
  func tripleCollocation() {
    // Rows of a Hadamard matrix of order 8: no two correlate, none has a mean.
    func row(_ k: Int) -> [Double] {
      (0..<8).map { ($0 & k).nonzeroBitCount % 2 == 0 ? 1 : -1 }
    }
    let (truth, e1, e2, e3) = (row(1), row(2), row(4), row(7))
    func series(_ offset: Double, _ slope: Double, _ error: [Double], _ size: Double) -> [Double] {
      zip(truth, error).map { offset + slope * $0 + size * $1 }
    }
    let found = TripleCollocation(
      series(10, 2, e1, 0.5),
      series(-3, 4, e2, 1),
      series(0, 1, e3, 0.25)
    )
    // With ddof 1 the variance of a row is 8/7.
    for (network, (slope, size)) in zip(found.networks, [(2.0, 0.5), (4, 1), (1, 0.25)]) {
      #expect(abs(network.errorVariance - size * size * 8 / 7) < 1e-14)
      #expect(abs(network.errorStandardDeviation - size * (8 / 7.0).squareRoot()) < 1e-14)
      let correlation = slope / (slope * slope + size * size).squareRoot()
      #expect(abs(network.correlation - correlation) < 1e-14)
      #expect(abs(network.scale - slope / 2) < 1e-14)
    }
    #expect(found.count == 8)
  }

  @Test("triple collocation tells what it cannot tell")
  func degenerate() {
    let few = TripleCollocation([1, 2], [1, 2], [1, 2])
    #expect(few.networks.allSatisfy { $0.errorVariance.isNaN && $0.scale.isNaN })
    let still = TripleCollocation([1, 2, 3], [5, 5, 5], [1, 2, 4])
    #expect(still.networks[0].errorVariance.isNaN && still.networks[0].correlation.isNaN)
  }
}
