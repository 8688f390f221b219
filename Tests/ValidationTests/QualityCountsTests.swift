import ObservationModel
import Testing
import Validation

@Suite("Counts of what quality tests found")
struct QualityCountsTests {
  static let plan = QualityPlan([
    QualityPlan.Entry(GrossRangeTest(fail: 0...40, suspect: 5...30)),
    QualityPlan.Entry(SpikeTest(suspectAbove: 4, failAbove: 8)),
    QualityPlan.Entry(SpikeTest(suspectAbove: 2, failAbove: 100)),
  ])

  static func counts(_ values: [Double?], platforms: [String], seams: [Int]) throws -> QualityCounts
  {
    var batch = try TestBatch.make(
      .timeSeries,
      [("temperature", values)],
      times: values.indices.map { Double($0) },
      platforms: platforms,
      seams: seams
    )
    plan.run(on: &batch)
    var counts = QualityCounts()
    counts.add(batch, testedBy: plan)
    return counts
  }

  @Test("a value counts once for each test that judged it, and once for all by the worst")
  func tallies() throws {
    // Spikes, by the distance from the mean of the neighbours: 10 in 10, 31, 12 is 20 off, its
    // neighbours 31 from (10 + 12) / 2; the ends and the neighbour of the gap are not judged.
    let counts = try Self.counts([10, 31, 12, nil, 50], platforms: ["A"], seams: [])
    let subject = QualityCounts.Subject(network: "test", platform: "A", quantity: "temperature")
    let entry = try #require(counts.entries[subject])
    #expect(entry.values == 4)
    #expect(entry.tests["gross_range"] == .init(performed: 4, suspect: 1, fail: 1))
    #expect(entry.tests["spike"] == .init(performed: 1, suspect: 0, fail: 1))
    #expect(entry.tests["spike_2"] == .init(performed: 1, suspect: 1, fail: 0))
    // 31 fails by its spike, 50 by its range.
    #expect(entry.together == .init(performed: 4, suspect: 0, fail: 2))
    #expect(entry.together.passed == 2 && entry.together.passRate == 0.5)
    #expect(counts.total == entry)
  }

  @Test("platforms are told apart, those with the most failures first")
  func platforms() throws {
    let counts = try Self.counts(
      [10, 10, 50, 10, 3, 4, 3],
      platforms: ["good", "bad", "", "suspect"],
      seams: [2, 4, 4]
    )
    #expect(counts.byPlatform.map(\.platform) == ["bad", "suspect", "good"])
    #expect(counts.byPlatform.map(\.entry.together.fail) == [1, 0, 0])
    #expect(counts.byPlatform.map(\.entry.together.suspect) == [0, 3, 0])
    #expect(counts.byQuantity.count == 1)
    #expect(counts.byQuantity[0].entry == counts.total)
    #expect(counts.total.values == 7)
  }

  @Test("counts add up the same in any order and any parts")
  func sums() throws {
    let all: [([Double?], String)] = [
      ([10, 31, 12], "A"), ([50], "B"), ([nil, nil], "A"), ([], "C"), ([3, 4, 5, 6], "B"),
    ]
    let parts = try all.map { try Self.counts($0.0, platforms: [$0.1], seams: []) }
    var forwards = QualityCounts()
    for part in parts { forwards += part }
    var backwards = QualityCounts()
    for part in parts.reversed() { backwards += part }
    #expect(forwards == backwards)
    let together = try Self.counts(
      all.flatMap(\.0),
      platforms: all.filter { !$0.0.isEmpty }.map(\.1),
      seams: [3, 4, 6]
    )
    #expect(forwards.total.values == 8 && together == forwards)
  }

  @Test("a quantity without tests has values and nothing that was judged")
  func untested() throws {
    var batch = try TestBatch.series([1, 2])
    let plan = QualityPlan([
      QualityPlan.Entry(
        GrossRangeTest(fail: 0...1, suspect: 0...1),
        quantities: [try #require(Quantity.named("salinity"))]
      )
    ])
    plan.run(on: &batch)
    var counts = QualityCounts()
    counts.add(batch, testedBy: plan)
    #expect(counts.total == .init(values: 2))
    #expect(counts.total.together.passRate == nil)
  }
}
