import Conventions
import Foundation
import Testing

@Suite("Which of several flags stands for all")
struct FlagPrecedenceTests {
  @Test("each system has its own answer to the same flags")
  func systems() {
    // Passed, bad, missing.
    #expect(FlagPrecedence.qartod.aggregate([1, 4, 9]) == 4)
    #expect(FlagPrecedence.cotede.aggregate([1, 4, 9]) == 9)
    // Passed and not evaluated, passed and missing.
    #expect(FlagPrecedence.qartod.aggregate([2, 1]) == 1)
    #expect(FlagPrecedence.qartod.aggregate([1, 9]) == 1)
    // A flag of Argo only rises.
    #expect(FlagPrecedence.argo.aggregate([4, 3, 1]) == 4)
    // Untestable, untested, passed; then a failure.
    #expect(FlagPrecedence.marineQC.aggregate([2, 3, 0]) == 0)
    #expect(FlagPrecedence.marineQC.aggregate([2, 3]) == 3)
    #expect(FlagPrecedence.marineQC.aggregate([0, 1, 2]) == 1)
    // The first rejection keeps its reason.
    #expect(FlagPrecedence.firstRejection.aggregate([0, 12, 29]) == 12)
    #expect(FlagPrecedence.firstRejection.aggregate([1, 0]) == 1)
  }

  @Test(
    "the sets of argortqcpy are kept to, in either order",
    arguments: [
      ([0, 5], 5), ([5, 1], 5), ([1, 5], 1), ([5, 2], 2), ([2, 8], 8), ([3, 8], 3), ([1, 9], 1),
      ([9, 4], 9), ([4, 3], 4), ([1, 2, 3, 4], 4), ([0, 9], 9),
    ] as [([Int], Int)]
  )
  func sets(codes: [Int], expected: Int) {
    #expect(FlagPrecedence.argoSets.aggregate(codes) == expected)
  }

  @Test("nothing stands for no flags, and tests of unequal length have no aggregate")
  func empty() {
    for rule in FlagPrecedence.all {
      #expect(rule.aggregate([]) == nil)
      #expect(rule.aggregate(tests: []) == [])
      #expect(rule.aggregate(tests: [[], []]) == [])
      #expect(rule.aggregate(tests: [[1], [1, 2]]) == nil)
    }
  }

  @Test(
    "the aggregate of ioos_qc 3.0.0 comes out the same",
    .enabled(
      if: ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"] != nil,
      "SVERDRUP_REFERENCE is not set"
    )
  )
  func peer() throws {
    struct Document: Decodable {
      let cases: [Case]
    }
    struct Case: Decodable {
      let test: String
      let inputs: [String: [[Int]]]?
      let expected: [Int]?

      enum Key: CodingKey { case test, inputs, expected }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        test = try values.decode(String.self, forKey: .test)
        // The inputs of other tests have other shapes.
        inputs = try? values.decode([String: [[Int]]].self, forKey: .inputs)
        expected = try? values.decode([Int].self, forKey: .expected)
      }
    }
    let reference = try #require(ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"])
    let data = try Data(contentsOf: URL(fileURLWithPath: reference + "/vectors/qc.json"))
    let cases = try JSONDecoder().decode(Document.self, from: data).cases
      .filter { $0.test == "qartod.qartod_compare" }
    #expect(cases.count == 3)
    for each in cases {
      let tests = try #require(each.inputs?["vectors"])
      #expect(FlagPrecedence.qartod.aggregate(tests: tests) == each.expected)
    }
  }
}
