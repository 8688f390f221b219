import Foundation
import Summary
import Testing

/// Normal deviates of a seed, by the polar method on a linear congruence.
private struct Normals {
  var state: UInt64
  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }
  mutating func next() -> Double {
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let r = x * x + y * y
      if r > 0, r < 1 { return x * sqrt(-2 * log(r) / r) }
    }
  }
}

@Suite("The uncertainty of the mean of a cell")
struct UncertaintyBudgetTests {
  private func contribution(
    _ errors: ErrorModel,
    count: Double,
    mean: Double = 0,
    squares: Double? = nil,
    correlation: Double = 1,
    area: Double = 1e10
  ) -> NetworkContribution {
    NetworkContribution(
      count: count,
      mean: mean,
      squaredRandomErrors: squares ?? count * errors.random * errors.random,
      errors: errors,
      correlation: correlation,
      cellAreaSquareMeters: area
    )
  }

  /// Twenty observations of one network and five of another draw their errors anew: positions at
  /// random in a cell of 100 km by 80 km and a bin of 10 days, errors with the correlation that is
  /// declared. Twenty thousand times, which leaves 0.5 % of sampling noise.
  @Test("is what twenty thousand draws of errors show, component by component and in all")
  func draws() {
    let seed: UInt64 = 20_240_615
    var normals = Normals(state: seed)
    let (width, height, bin) = (100_000.0, 80_000.0, 864_000.0)
    let satellite = ErrorModel(
      random: 0.4,
      correlated: 0.3,
      lengthMeters: 60_000,
      durationSeconds: 2 * 86_400,
      systematic: 0.1,
      representativity: 0
    )
    let buoy = ErrorModel(random: 0.2, systematic: 0.05, representativity: 0)
    let (n, m) = (20, 5)
    let repeats = 20_000
    var sums = [Double](repeating: 0, count: 4)
    var factor = [Double](repeating: 0, count: n * n)
    for _ in 0..<repeats {
      let places = (0..<n).map { _ in
        (normals.uniform() * width, normals.uniform() * height, normals.uniform() * bin)
      }
      // Cholesky's factor of the correlations makes independent errors correlated.
      for i in 0..<n {
        for j in 0...i {
          let (a, b) = (places[i], places[j])
          let distance = hypot(a.0 - b.0, a.1 - b.1)
          var sum = exp(-distance / 60_000) * exp(-abs(a.2 - b.2) / 172_800)
          for k in 0..<j { sum -= factor[i * n + k] * factor[j * n + k] }
          factor[i * n + j] = i == j ? sqrt(max(sum, 0)) : sum / factor[j * n + j]
        }
      }
      let free = (0..<n).map { _ in normals.next() }
      var correlated = 0.0
      for i in 0..<n { for k in 0...i { correlated += 0.3 * factor[i * n + k] * free[k] } }
      var random = 0.0
      for _ in 0..<n { random += 0.4 * normals.next() }
      for _ in 0..<m { random += 0.2 * normals.next() }
      let systematic = Double(n) * 0.1 * normals.next() + Double(m) * 0.05 * normals.next()
      let all = Double(n + m)
      for (i, error) in [random, correlated, systematic, random + correlated + systematic]
        .enumerated()
      {
        sums[i] += error / all * (error / all)
      }
    }
    let drawn = sums.map { sqrt($0 / Double(repeats)) }
    let correlation = satellite.meanCorrelation(
      eastMeters: width,
      northMeters: height,
      seconds: bin
    )
    let budget = UncertaintyBudget(
      [
        contribution(satellite, count: Double(n), correlation: correlation),
        contribution(buoy, count: Double(m)),
      ],
      variance: 1
    )
    let analytic = [budget.random, budget.correlated, budget.systematic, budget.total]
    for (a, d) in zip(analytic, drawn) {
      // Four standard deviations of the estimate of a standard deviation, 1/√(2 · 20000).
      #expect(abs(a / d - 1) < 0.02, "seed \(seed): analytic \(a), drawn \(d)")
    }
  }

  @Test("means of networks are weighted by what is known of them, systematic errors included")
  func weightedMean() {
    let satellite = ErrorModel(random: 0.5, systematic: 0.3)
    let buoy = ErrorModel(random: 0.1, systematic: 0.0)
    let (mean, uncertainty) = [
      contribution(satellite, count: 1_000_000, mean: 20.6),
      contribution(buoy, count: 1, mean: 20),
    ].weightedMean
    // By hand: 0.5² / 10⁶ + 0.3² = 0.09000025 and 0.1² = 0.01.
    let (a, b) = (1 / 0.090_000_25, 1 / 0.01)
    #expect(abs(mean - (a * 20.6 + b * 20) / (a + b)) < 1e-12)
    #expect(abs(uncertainty - 1 / (a + b).squareRoot()) < 1e-12)
  }

  @Test("the sample tells its uncertainty, less for the share of the cell that was seen")
  func sampling() {
    let point = ErrorModel(random: 0.1)
    // Values 1, 2, 3, 4: population variance 1.25, sample variance 5/3.
    let four = UncertaintyBudget([contribution(point, count: 4)], variance: 1.25)
    #expect(abs(four.sampling - (5.0 / 3 / 4).squareRoot()) < 1e-15)
    let pixel = ErrorModel(random: 0.1, footprintMeters: 1000)
    let half = UncertaintyBudget([contribution(pixel, count: 4, area: 8e6)], variance: 1.25)
    #expect(abs(half.sampling - (5.0 / 3 / 4 / 2).squareRoot()) < 1e-15)
    let all = UncertaintyBudget([contribution(pixel, count: 4, area: 2e6)], variance: 1.25)
    #expect(all.sampling == 0 && all.total == all.random)
  }

  @Test("one observation does not tell its sampling uncertainty unless it is declared")
  func oneObservation() {
    let bare = UncertaintyBudget([contribution(ErrorModel(random: 0.1), count: 1)], variance: 0)
    #expect(bare.sampling.isNaN && bare.total.isNaN && bare.random == 0.1)
    let declared = ErrorModel(random: 0.3, representativity: 0.4)
    let budget = UncertaintyBudget([contribution(declared, count: 1)], variance: 0)
    #expect(abs(budget.total - 0.5) < 1e-15)
  }

  @Test("a super-observation keeps what its observations share")
  func superObservation() {
    // s² (ρ + (1 - ρ) / n) + r² = 0.25 (0.4 + 0.6 / 10) + 0.04.
    let errors = ErrorModel(correlated: 0.5, representativity: 0.2)
    let network = contribution(errors, count: 10, correlation: 0.4)
    #expect(abs(network.variance - 0.155) < 1e-15)
  }

  @Test("errors of single observations add up as their squares")
  func ofSingleObservations() {
    let network = contribution(ErrorModel(), count: 3, squares: 0.01 + 0.04 + 0.04)
    let budget = UncertaintyBudget([network], variance: 0)
    #expect(abs(budget.random - 0.1) < 1e-15)
  }
}

@Suite("The mean correlation within a cell")
struct MeanCorrelationTests {
  /// By brute force: the mean over pairs of 60 × 60 × 60 × 60 points is that over differences,
  /// each so often as it occurs.
  private func gridMean(_ a: Double, _ b: Double, _ length: Double) -> Double {
    let n = 400
    var sum = 0.0
    for i in 0..<n {
      for j in 0..<n {
        let share = Double((i == 0 ? 1 : 2) * (n - i) * (j == 0 ? 1 : 2) * (n - j))
        let (x, y) = (a * Double(i) / Double(n), b * Double(j) / Double(n))
        sum += share * exp(-hypot(x, y) / length)
      }
    }
    let pairs = Double(n * n)
    return sum / (pairs * pairs)
  }

  @Test("agrees with the mean over all pairs of a fine grid of points")
  func pairs() {
    for (a, b, length) in [
      (100.0, 100.0, 100.0), (111, 80, 300), (25, 20, 100), (500, 400, 100), (1000, 10, 50),
    ] {
      let mean = ErrorModel(lengthMeters: length)
        .meanCorrelation(eastMeters: a, northMeters: b, seconds: 1)
      let expected = gridMean(a, b, length)
      #expect(
        abs(mean - expected) < 2e-3 * expected,
        "\(a) by \(b), \(length): \(mean), \(expected)"
      )
    }
  }

  @Test("over time it is the closed form, 1 for ever and 0 for no time at all")
  func time() {
    func correlation(_ duration: Double) -> Double {
      ErrorModel(durationSeconds: duration)
        .meanCorrelation(eastMeters: 1, northMeters: 1, seconds: 1000)
    }
    // The mean of exp(-|t1 - t2|) over the unit square is 2/e.
    #expect(abs(correlation(1000) - 2 / M_E) < 1e-14)
    #expect(abs(correlation(1e9) - 1) < 1e-6)
    #expect(abs(correlation(1.1e6) - (1 - 1 / 3300.0)) < 1e-7)
    #expect(abs(correlation(1e-3) - 2e-6) < 1e-8)
    #expect(
      ErrorModel().meanCorrelation(eastMeters: 1e5, northMeters: 1e5, seconds: 1e6) == 1
    )
  }
}
