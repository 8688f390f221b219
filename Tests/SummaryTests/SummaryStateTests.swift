import ObservationModel
import Resampling
import Summary
import Testing

@Suite("States of a summary")
struct SummaryStateTests {
  static let lattice = Lattice(offset: 0, stepExponent: -14, range: -720...720)
  static let bin = TimeBin(start: 0, end: 86_400)
  static let lanes: Set<Lane> = [
    .value, .sine, .cosine, .distribution, .first, .last, .middle,
  ]

  static func key(_ number: Int) -> SummaryKey {
    SummaryKey(
      quantity: "wave_from_direction",
      network: "network \(number)",
      binStart: 0,
      level: 0,
      grade: UInt8(number % 2)
    )
  }

  struct Observation {
    let integer: Int32
    let time: Double
    let cell: Int32
    let key: Int
    let weight: UInt32
  }

  static func add(_ observations: [Observation], to state: inout SummaryState, batch: Int) {
    var start = 0
    while start < observations.count {
      let stop = min(start + batch, observations.count)
      for key in 0..<2 {
        let mine = observations[start..<stop].filter { $0.key == key }
        let (q, times, cells) = (mine.map(\.integer), mine.map(\.time), mine.map(\.cell))
        state.add(
          q.span,
          at: times.span,
          to: cells.span,
          of: Self.key(key),
          in: Self.bin,
          lanes: Self.lanes,
          lattice: Self.lattice
        )
        for one in mine {
          state.add(one.integer, weight: one.weight, to: Int(one.cell), of: Self.key(key))
        }
      }
      start = stop
    }
  }

  @Test("are the same in every lane for any order, batches, and shards merged in any order")
  func anyOrder() {
    for seed: UInt64 in [1, 2] {
      var random = SeededNumbers(seed: seed)
      let observations = (0..<2000).map { _ in
        Observation(
          integer: Int32(truncatingIfNeeded: Int(random.next() % 5_000_000)),
          time: Double(random.next() % 864) * 100,
          cell: Int32(truncatingIfNeeded: Int(random.next() % 9) * 500),
          key: Int(random.next() % 2),
          weight: UInt32(random.next() % (1 << 30)) + 1
        )
      }
      var whole = SummaryState(cellCount: 4500)
      Self.add(observations, to: &whole, batch: 2000)
      for shards in [1, 8, 64] {
        var parts = [SummaryState](repeating: SummaryState(cellCount: 4500), count: shards)
        let shuffled = observations.shuffled(using: &random)
        for shard in 0..<shards {
          let mine = shuffled[(2000 * shard / shards)..<(2000 * (shard + 1) / shards)]
          Self.add(Array(mine), to: &parts[shard], batch: 1 + Int(random.next() % 500))
        }
        var merged = SummaryState(cellCount: 4500)
        for part in parts.shuffled(using: &random) { merged.merge(part) }
        let isSame = merged == whole
        #expect(isSame, "seed \(seed), \(shards) shards")
      }
    }
  }

  @Test("choose the first, the last and the middle value, ties by the smaller")
  func choices() throws {
    var state = SummaryState(cellCount: 4)
    let quantity = try #require(Quantity.named("temperature"))
    let (q, times): ([Int32], [Double]) = ([7, 5, 6, 9, 8], [50, 50, 43_000, 43_400, 86_000])
    let cells: [Int32] = [2, 2, 2, 2, 2]
    state.add(
      q.span,
      at: times.span,
      to: cells.span,
      of: SummaryKey(quantity: "temperature", network: "a", binStart: 0, level: 0),
      in: Self.bin,
      lanes: [.value, .first, .last, .middle],
      lattice: Lattice(offset: 0, stepExponent: 0, range: -9...9)
    )
    let place = SummaryPlace(quantity: "temperature", binStart: 0, level: 0)
    let lanes = state.lanes(of: place, lanes: Self.lanes)
    let lattice = Lattice(offset: 0, stepExponent: 0, range: -9...9)
    func value(_ statistic: Statistic) -> Double {
      statistic.field(of: lanes, quantity: quantity, lattice: lattice)[2]
    }
    #expect(value(.first) == 5 && value(.last) == 8)
    // 43 000 and 43 400 are 200 s from the middle, 43 200: the earlier counts.
    #expect(value(.middle) == 6)
    #expect(Statistic.first.field(of: lanes, quantity: quantity, lattice: lattice)[0].isNaN)
  }

  @Test("of directions have the mean of unit vectors")
  func directions() throws {
    let quantity = try #require(Quantity.named("wave_from_direction"))
    #expect(quantity.isDirection)
    let lattice = quantity.lattice
    func values(_ degrees: [Double]) throws -> (mean: Double, length: Double, deviation: Double) {
      var state = SummaryState(cellCount: 1)
      let q = try degrees.map { try #require(lattice.integer(for: $0)) }
      let (times, cells) = (degrees.map { _ in 0.0 }, degrees.map { _ in Int32(0) })
      state.add(
        q.span,
        at: times.span,
        to: cells.span,
        of: Self.key(0),
        in: Self.bin,
        lanes: [.value, .sine, .cosine],
        lattice: lattice
      )
      let place = SummaryPlace(quantity: "wave_from_direction", binStart: 0, level: 0)
      let lanes = state.lanes(of: place, lanes: Self.lanes)
      func value(_ statistic: Statistic) -> Double {
        statistic.field(of: lanes, quantity: quantity, lattice: lattice)[0]
      }
      return (value(.mean), value(.resultantLength), value(.standardDeviation))
    }
    // 350 and 10 degrees: north, R = cos 10°, √(-2 ln R).
    let north = try values([350, 10])
    #expect(min(north.mean, 360 - north.mean) < 1e-6)
    #expect(abs(north.length - 0.984_807_753_012_208) < 2e-9)
    #expect(abs(north.deviation - 10.025_560_248_5) < 1e-6)
    // Opposite directions have none.
    let none = try values([90, 270])
    #expect(none.mean.isNaN && none.length < 1e-8)
    #expect(abs(try values([200, 220, 240]).mean - 220) < 1e-6)
    #expect(abs(try values([123]).length - 1) < 2e-9)
    #expect(Statistic.median.lanes(of: quantity) == nil)
    #expect(Statistic.resultantLength.lanes(of: try #require(Quantity.named("temperature"))) == nil)
  }

  @Test("of the highest quality level leave out what is below it, cell by cell and lane by lane")
  func highestLevel() throws {
    let quantity = try #require(Quantity.named("sea_surface_skin_temperature"))
    let lattice = Lattice(offset: 0, stepExponent: 0, range: -99...99)
    var state = SummaryState(cellCount: 3)
    func key(_ network: String, _ grade: UInt8, _ lane: Lane) -> SummaryKey {
      SummaryKey(
        quantity: quantity.name,
        network: network,
        binStart: 0,
        level: 0,
        lane: lane,
        grade: grade
      )
    }
    // Cell 0: 10 at level 3 of a, 20 and 22 at level 5 of b. Cell 1: 7 at level 4 of a.
    for (network, grade, value, bias, cell) in [
      ("a", 3, 10, 5, 0), ("b", 5, 20, 1, 0), ("b", 5, 22, 3, 0), ("a", 4, 7, -2, 1),
    ] as [(String, UInt8, Int32, Int32, Int)] {
      state.add(value, to: cell, of: key(network, grade, .value))
      state.add(bias, to: cell, of: key(network, grade, .bias))
      state.add(bias, to: cell, of: key(network, grade, .deviation))
    }
    let place = SummaryPlace(quantity: quantity.name, binStart: 0, level: 0)
    func field(_ statistic: Statistic, _ network: String? = nil) throws -> [Double] {
      let wanted = try #require(statistic.lanes(of: quantity))
      let lanes = state.lanes(of: place, lanes: wanted, network: network, grades: .highest)
      let values = statistic.field(of: lanes, quantity: quantity, lattice: lattice)
      return values.map { $0.isNaN ? -1 : $0 }
    }
    #expect(try field(.count) == [2, 1, 0])
    #expect(try field(.mean) == [21, 7, -1])
    #expect(try field(.qualityLevel) == [5, 4, -1])
    #expect(try field(.sum) == [42, 7, -1])
    #expect(try field(.sumOfSquares) == [884, 49, -1])
    #expect(try field(.bias) == [2, -2, -1])
    // The root of (1 + 9) / 2.
    let root = (5.0 as Double).squareRoot()
    #expect(try field(.deviation) == [root, 2, -1])
    #expect(try field(.count, "a") == [0, 1, 0])
    #expect(try field(.count, "b") == [2, 0, 0])
    // Of networks without quality levels: 24 in cell 0, 1 in cell 2.
    for (value, cell) in [(24, 0), (1, 2)] as [(Int32, Int)] {
      state.add(value, to: cell, of: key("c", 0, .value))
    }
    #expect(try field(.count) == [3, 1, 1])
    #expect(try field(.mean) == [22, 7, 1])
  }
}
