import Conventions
import Testing

@Suite("Quality control as Argo files tell it")
struct ArgoQualityControlTests {
  @Test("the history is the hexadecimal sum of powers of two")
  func history() {
    // 2^1 + 2^2 + 2^3 + 2^4 + 2^5 = 62 = 3E; 2^63 is the last.
    #expect(ArgoQualityControl.history(ofTests: [5, 4, 3, 2, 1, 1]) == "3E")
    #expect(ArgoQualityControl.history(ofTests: []) == "0")
    #expect(ArgoQualityControl.history(ofTests: [63]) == "8000000000000000")
    #expect(ArgoQualityControl.history(ofTests: [64, -1, 0]) == "1")
  }

  @Test("a history reads back, padded as files pad it")
  func reading() {
    #expect(ArgoQualityControl.tests(ofHistory: "3E              ") == [1, 2, 3, 4, 5])
    #expect(ArgoQualityControl.tests(ofHistory: "3e\0\0") == [1, 2, 3, 4, 5])
    #expect(ArgoQualityControl.tests(ofHistory: "0") == [])
    #expect(ArgoQualityControl.tests(ofHistory: "    ") == [])
    for tests in [[], [0], [9, 19, 25], Array(0...63)] {
      let history = ArgoQualityControl.history(ofTests: tests)
      #expect(ArgoQualityControl.tests(ofHistory: history) == tests)
    }
  }

  @Test("what is no hexadecimal number is no history", arguments: ["-3E", "+1", "3G", "0x3E"])
  func refusal(text: String) {
    #expect(ArgoQualityControl.tests(ofHistory: text) == nil)
  }

  @Test("seventeen digits are no history")
  func long() {
    #expect(ArgoQualityControl.tests(ofHistory: String(repeating: "F", count: 17)) == nil)
  }

  @Test(
    "the letter of a profile follows the share of good levels, thresholds included",
    arguments: [
      ([1, 2, 5, 8], "A"), ([1, 1, 1, 4], "B"), ([1, 1, 1, 4, 4], "C"), ([1, 4], "C"),
      ([1, 3, 4], "D"), ([1, 4, 4, 4], "D"), ([1, 4, 4, 4, 4], "E"), ([3, 4], "F"),
      ([1, 9, 9, 9], "A"), ([0, 0], " "), ([9], " "), ([], " "), ([0, 1], "C"),
    ] as [([Int], Character)]
  )
  func letter(codes: [Int], letter: Character) {
    #expect(ArgoQualityControl.profileLetter(ofCodes: codes) == letter)
  }
}
