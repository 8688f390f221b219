import Summary
import Testing

@Suite("Sums of fields")
struct FieldSumsTests {
  /// Values of two cells over fields, shape `[field][cell]`, as one column a cell.
  func sums(_ fields: [[Double]], _ lattice: FieldLattice = .integers) -> FieldSums {
    var sums = FieldSums(cellCount: fields[0].count, keepsSquares: true, keepsExtremes: true)
    for field in fields { sums.add(field.span, on: lattice) }
    return sums
  }

  @Test("leave missing values out, cell by cell")
  func missing() {
    let sums = sums([[1, .nan, .nan], [2, 5, .nan], [6, .nan, .infinity]])
    #expect(sums.values(of: .count, lattice: .integers) == [3, 1, 0])
    let means = sums.values(of: .mean, lattice: .integers)
    #expect(means[0] == 3 && means[1] == 5 && means[2].isNaN)
    let deviations = sums.values(of: .sampleStandardDeviation, lattice: .integers)
    #expect(deviations[0] == 7.0.squareRoot() && deviations[1].isNaN && deviations[2].isNaN)
    #expect(sums.values(of: .standardDeviation, lattice: .integers)[1] == 0)
    #expect(sums.values(of: .range, lattice: .integers)[0] == 5)
    #expect(sums.values(of: .variance, lattice: .integers)[0] == 14.0 / 3)
  }

  @Test("need as many values as are asked for")
  func least() {
    let sums = sums([[1, .nan], [2, 5], [6, .nan]])
    let means = sums.values(of: .mean, lattice: .integers, needing: 2)
    #expect(means[0] == 3 && means[1].isNaN)
    #expect(sums.values(of: .count, lattice: .integers, needing: 2) == [3, 1])
  }

  @Test("of stored numbers are the same by way of Double, with either missing number")
  func stored() {
    let seed: UInt64 = 3
    var generator = SplitMix(seed: seed)
    var short = FieldSums(cellCount: 100, keepsSquares: false, keepsExtremes: false)
    var real = FieldSums(cellCount: 100, keepsSquares: false, keepsExtremes: false)
    for _ in 0..<50 {
      let values = (0..<100).map { _ -> Int16 in
        let bits = generator.next()
        return bits % 7 == 0 ? -32_768 : bits % 11 == 0 ? 99 : Int16(truncatingIfNeeded: bits)
      }
      let decoded = values.map { $0 == -32_768 || $0 == 99 ? Double.nan : Double($0) }
      short.add(values.span, missing: [-32_768, 99])
      real.add(decoded.span, on: .integers)
    }
    for statistic in [FieldStatistic.count, .sum, .mean] {
      #expect(
        short.values(of: statistic, lattice: .integers, scale: 0.01, offset: 3).map(\.bitPattern)
          == real.values(of: statistic, lattice: .integers, scale: 0.01, offset: 3).map(
            \.bitPattern
          ),
        "seed \(seed), \(statistic)"
      )
    }
  }

  @Test("hold more 16-bit fields than 32 bits can add up")
  func many() {
    var sums = FieldSums(cellCount: 2, keepsSquares: false, keepsExtremes: false)
    let field: [Int16] = [-32_768, 32_767]
    for _ in 0..<70_000 { sums.add(field.span, missing: []) }
    #expect(sums.values(of: .mean, lattice: .integers) == [-32_768, 32_767])
    #expect(sums.values(of: .sum, lattice: .integers) == [-2_293_760_000, 2_293_690_000])
  }

  @Test("any order and any split give the same bits, and those of exact arithmetic")
  func exact() {
    let seed: UInt64 = 11
    var generator = SplitMix(seed: seed)
    // 32-bit numbers about 300 with a spread of 1, and about 0.
    var fields = (0..<365).map { _ in
      (0..<8).map { cell in
        let noise = Float(Double(generator.next() >> 11) * 0x1p-53 - 0.5)
        return Double(cell < 4 ? 300 + noise : noise)
      }
    }
    let lattice = FieldLattice(greatest: 301, fieldCount: 365)
    let whole = sums(fields, lattice)
    fields.shuffle(using: &generator)
    var first = sums(Array(fields[..<100]), lattice)
    first.merge(sums(Array(fields[100...]), lattice))
    for statistic in FieldStatistic.allCases {
      #expect(
        whole.values(of: statistic, lattice: lattice).map(\.bitPattern)
          == first.values(of: statistic, lattice: lattice).map(\.bitPattern),
        "seed \(seed), \(statistic)"
      )
    }
    // The exact means: numbers of 32 bits about 300 are multiples of 2^-15, those about 0 here of
    // 2^-53 at least, which the lattice of step 2^-42 rounds by up to 2^-43.
    let means = whole.values(of: .mean, lattice: lattice)
    for cell in 0..<4 {
      let sum = fields.reduce(Int128(0)) { $0 + Int128($1[cell] * 0x1p40) }
      #expect(means[cell] == Double(sum) / 365 * 0x1p-40, "seed \(seed)")
    }
    for cell in 4..<8 {
      let sum = fields.reduce(Int128(0)) { $0 + Int128($1[cell] * 0x1p60) }
      #expect(abs(means[cell] - Double(sum) / 365 * 0x1p-60) <= lattice.quantisationError)
    }
  }

  @Test("keep a small deviation on a large offset")
  func offset() {
    // 101325 Pa with a deviation of 0.05.
    let fields = [101_324.95, 101_325.05, 101_324.95, 101_325.05].map { [$0] }
    let lattice = FieldLattice(greatest: 101_325.05, fieldCount: 4)
    let deviation = sums(fields, lattice)
      .values(of: .standardDeviation, lattice: lattice)[0]
    #expect(abs(deviation - 0.05) < 2e-11)
  }

  @Test(
    "the lattice is the finest that the sums have room for",
    arguments: [
      (1.0, 1, -50), (0.99, 1, -51), (300.0, 366, -42), (0, 1, -51), (300.0, 5000, -40),
      (5e-324, 1, -1000), (1e308, 10, 973),
    ]
  )
  func lattice(magnitude: Double, count: Int, exponent: Int) {
    let lattice = FieldLattice(greatest: magnitude, fieldCount: count)
    #expect(lattice.stepExponent == exponent)
    #expect(magnitude * lattice.scale * Double(count) < 0x1p62)
  }
}

/// The generator SplitMix64 of Steele, Lea and Flood (2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
