import ObservationModel
import Testing
import Validation

@Suite("The quality level test")
struct QualityLevelTestTests {
  private static func batch(_ levels: [Double?]) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [
        ("sea_surface_temperature", levels.map { _ in 20 }), ("quality_level", levels),
      ],
      times: levels.map { _ in 0 }
    )
  }

  @Test("takes high levels for the best, as GHRSST does")
  func highest() throws {
    let batch = try Self.batch([5, 4, 3, 2, 1, 0, nil])
    #expect(QualityLevelTest(pass: 4, suspect: 2).codes(batch) == [1, 1, 3, 3, 4, 4, 2])
    #expect(QualityLevelTest(pass: 4).codes(batch) == [1, 1, 4, 4, 4, 4, 2])
    #expect(rangeLengthsThatMatter(QualityLevelTest(pass: 4), batch) == [])
  }

  @Test("takes low levels for the best, as NASA does")
  func lowest() throws {
    let test = QualityLevelTest(pass: 1, suspect: 2, isLowestBest: true)
    #expect(test.codes(try Self.batch([0, 1, 2, 3, 4])) == [1, 1, 3, 4, 4])
  }

  @Test("needs a level that passes, and no better one that does not")
  func configuration() {
    func isRefused(_ values: [String: TestArgument]) -> Bool {
      (try? QualityLevelTest(TestArguments(values))) == nil
    }
    #expect(isRefused([:]))
    #expect(isRefused(["pass": .integer(4), "suspect": .integer(5)]))
    #expect(!isRefused(["pass": .integer(4), "suspect": .integer(2)]))
    let lowest = TestArgument.word("lowest")
    #expect(isRefused(["pass": .integer(1), "suspect": .integer(0), "best": lowest]))
    #expect(!isRefused(["pass": .integer(1), "suspect": .integer(2), "best": lowest]))
  }
}
