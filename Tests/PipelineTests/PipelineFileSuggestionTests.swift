import Pipeline
import Testing

@Suite("Nearest word")
struct PipelineFileSuggestionTests {
  let words = ["temperature", "salinity", "pressure", "spike", "day"]

  @Test(
    "a slip of the finger finds the word that was meant",
    arguments: [
      ("temprature", "temperature"), ("tempearture", "temperature"), ("Salinity", "salinity"),
      ("spiky", "spike"), ("psike", "spike"), ("dya", "day"),
    ]
  )
  func near(word: String, expected: String) {
    #expect(nearestWord(to: word, among: words) == expected)
  }

  @Test("another word finds none", arguments: ["", "x", "oxygen", "sea_level", "decade"])
  func far(word: String) {
    #expect(nearestWord(to: word, among: words) == nil)
  }

  @Test("a word without end, and a vocabulary without words, find none")
  func limits() {
    #expect(nearestWord(to: String(repeating: "a", count: 100_000), among: words) == nil)
    #expect(nearestWord(to: "day", among: []) == nil)
  }

  // Known distances of the optimal string alignment, where "ca" -> "abc" is 3.
  @Test(
    "the distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
      ("ca", "abc", 3),
    ]
  )
  func distance(a: String, b: String, expected: Int) {
    #expect(editDistance(Array(a), Array(b)) == expected)
  }
}
