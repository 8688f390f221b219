import ObservationModel
import Testing
import Validation

@Suite("A stream of pieces")
struct QualityStreamTests {
  /// The tests that look at a bounded part of a series, alone and together.
  static let plans: [(name: String, plan: QualityPlan)] = [
    ("range", QualityPlan([.init(GrossRangeTest(fail: 0...10, suspect: 2...8))])),
    ("spike", QualityPlan([.init(SpikeTest(suspectAbove: 1, failAbove: 3))])),
    (
      "rate",
      QualityPlan([.init(RateOfChangeTest(suspectAbovePerSecond: 0.02, failAbovePerSecond: 0.1))])
    ),
    (
      "flat line",
      QualityPlan([.init(FlatLineTest(suspectSeconds: 120, failSeconds: 240, tolerance: 0.1))])
    ),
    (
      "all",
      QualityPlan([
        .init(GrossRangeTest(fail: 0...10, suspect: 2...8)),
        .init(SpikeTest(suspectAbove: 1, failAbove: 3)),
        .init(RateOfChangeTest(suspectAbovePerSecond: 0.02, failAbovePerSecond: 0.1)),
        .init(FlatLineTest(suspectSeconds: 120, failSeconds: 240, tolerance: 0.1)),
      ])
    ),
  ]

  @Test("gives the flags of the whole for pieces of any length", arguments: plans.indices)
  func anyPieces(number: Int) throws {
    let (name, plan) = Self.plans[number]
    for seed in UInt64(1)...6 {
      var random = SplitMix(seed: seed)
      let (values, times) = Self.series(&random, count: 40)
      var whole = try TestBatch.series(values, times: times)
      plan.run(on: &whole)
      for length in 1...values.count {
        var stream = QualityStream(plan)
        var flags: [QualityFlag] = []
        var start = 0
        while start < values.count {
          let range = start..<min(start + length, values.count)
          let piece = try TestBatch.series(Array(values[range]), times: Array(times[range]))
          let columns = try stream.add(piece, isLast: range.upperBound == values.count)
          flags += Self.flags(try #require(columns.first ?? whole.columns.first), of: columns)
          start = range.upperBound
        }
        let expected = (0..<values.count).map { whole.columns[0].quality.flag(at: $0) }
        #expect(flags == expected, "\(name), seed \(seed), pieces of \(length)")
      }
    }
  }

  @Test("hands out what is decided and keeps no more than the tests look at")
  func bounded() throws {
    var stream = QualityStream(QualityPlan([.init(SpikeTest(suspectAbove: 1, failAbove: 3))]))
    #expect(try stream.add(try TestBatch.series([1, 2])).first?.count == 1)
    #expect(try stream.add(try TestBatch.series([3])).first?.count == 1)
    #expect(try stream.add(try TestBatch.series([4, 5, 6])).first?.count == 3)
    #expect(try stream.add(try TestBatch.series([]), isLast: true).first?.count == 1)
  }

  static func flags(_ column: ObservationColumn, of columns: [ObservationColumn]) -> [QualityFlag] {
    columns.isEmpty ? [] : (0..<column.count).map { column.quality.flag(at: $0) }
  }

  /// Values with steps, repeats and gaps, at uneven times.
  static func series(_ random: inout SplitMix, count: Int) -> ([Double?], [Double]) {
    var values: [Double?] = []
    var times: [Double] = []
    var (value, time) = (5.0, 0.0)
    for _ in 0..<count {
      switch random.next() % 6 {
      case 0: value = Double(random.next() % 120) / 10
      case 1: value += 0.5
      default: break
      }
      time += Double(random.next() % 4) * 30
      values.append(random.next() % 9 == 0 ? nil : value)
      times.append(time)
    }
    return (values, times)
  }
}

/// The generator of Steele, Lea and Flood (2014), the same on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
