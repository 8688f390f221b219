import Conventions
import Testing

@Suite("Ragged arrays")
struct RaggedLayoutTests {
  @Test("row sizes become ranges, empty features included, and back")
  func ranges() throws {
    let ranges = try RaggedLayout.ranges(rowSizes: [2, 0, 3], observations: 5)
    #expect(ranges == [0..<2, 2..<2, 2..<5])
    #expect(RaggedLayout.rowSizes(of: ranges) == [2, 0, 3])
  }

  @Test("sizes that do not describe the observations are refused, with the reason")
  func refuses() {
    #expect(throws: ConventionsError.negativeRowSize(-1, feature: 1)) {
      try RaggedLayout.ranges(rowSizes: [4, -1], observations: 3)
    }
    #expect(throws: ConventionsError.rowSizesDisagree(sum: 4, observations: 3)) {
      try RaggedLayout.ranges(rowSizes: [2, 2], observations: 3)
    }
    #expect(throws: ConventionsError.rowSizesDisagree(sum: .max, observations: 3)) {
      try RaggedLayout.ranges(rowSizes: [.max, .max], observations: 3)
    }
  }

  @Test("an index groups observations by feature and keeps their order")
  func grouping() throws {
    let (order, ranges) = try RaggedLayout.grouping(index: [1, 0, 1, 0], instances: 3)
    #expect(order == [1, 3, 0, 2])
    #expect(ranges == [0..<2, 2..<4, 4..<4])
  }

  @Test("an index that counts from 1 runs over the end and is refused")
  func oneBased() {
    #expect(throws: ConventionsError.indexOutOfRange(2, observation: 1, instances: 2)) {
      try RaggedLayout.grouping(index: [1, 2], instances: 2)
    }
  }
}
