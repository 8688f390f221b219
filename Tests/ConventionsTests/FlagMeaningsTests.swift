import Conventions
import ObservationModel
import Testing

@Suite("Flags that files explain")
struct FlagMeaningsTests {
  @Test(
    "codes come as numbers and as text of many kinds",
    arguments: [
      .integers([0, 1, 2]), .unsigned([0, 1, 2]), .reals([0, 1, 2]), .text("0, 1, 2"),
      .text("0 1 2"), .text("0b, 1b, 2b"), .text("0b,1b,2b"), .texts(["0", "1", "2"]),
      .text("0x0 0x1 0x2"),
    ] as [AttributeValue]
  )
  func codes(values: AttributeValue) throws {
    let meanings = try #require(
      FlagMeanings(values: values, masks: nil, meanings: .text("not_evaluated good_data bad_data"))
    )
    #expect(meanings.codes == [0, 1, 2])
    let scheme = try #require(meanings.scheme)
    #expect(scheme.verdict(ofCode: 0) == .notEvaluated)
    #expect(scheme.verdict(ofCode: 1) == .good)
    #expect(scheme.verdict(ofCode: 2) == .bad)
    #expect(scheme.verdict(ofCode: 77) == .notEvaluated)
  }

  @Test(
    "words of the conventions in use",
    arguments: [
      ("good_data", Verdict.good), ("QC_GOOD", .good), ("good", .good), ("pass", .good),
      ("good_quality_qf", .good), ("best_quality", .good), ("probably_good_data", .probablyGood),
      ("acceptable_quality", .probablyGood),
      ("bad_data_that_are_potentially_correctable", .suspect), ("probably_bad_value", .suspect),
      ("suspect_or_of_high_interest", .suspect), ("low_quality", .suspect), ("fail", .bad),
      ("bad_data", .bad), ("worst_quality", .bad), ("missing_data", .missing),
      ("no_qc_performed", .notEvaluated), ("not_evaluated", .notEvaluated),
    ]
  )
  func words(word: String, verdict: Verdict) {
    #expect(FlagMeanings.verdict(of: word) == verdict)
  }

  @Test("words that say nothing of quality make no scheme")
  func silent() {
    for words in ["undefined undefined", "ocean land", "op_maneuver op_adjusted", "no yes"] {
      let meanings = FlagMeanings(
        values: .integers([0, 1]),
        masks: nil,
        meanings: .text(words)
      )
      #expect(meanings?.scheme == nil)
    }
    #expect(FlagMeanings(values: .text("a few"), masks: nil, meanings: .text("good")) == nil)
    #expect(FlagMeanings(values: .integers([0, 1]), masks: nil, meanings: .text("good")) == nil)
    #expect(FlagMeanings(values: nil, masks: nil, meanings: .text("good bad")) == nil)
  }

  @Test("named bits make a value bad or suspect, the sign bit too")
  func bits() throws {
    let meanings = try #require(
      FlagMeanings(
        values: nil,
        masks: .integers([1, 2, 4, -32_768]),
        meanings: .text("microwave land ice cloudy")
      )
    )
    let (scheme, unknown) = meanings.scheme(bad: ["land", "CLOUDY", "fog"], suspect: ["ice"])
    #expect(unknown == ["fog"])
    #expect(scheme.verdict(ofCode: 0) == .good)
    #expect(scheme.verdict(ofCode: 1) == .good)
    #expect(scheme.verdict(ofCode: 4) == .suspect)
    #expect(scheme.verdict(ofCode: 6) == .bad)
    #expect(scheme.verdict(ofCode: -32_768) == .bad)
  }

  @Test("ships write letters where other IMOS files write numbers")
  func imosLetters() throws {
    let scheme = try #require(FlagScheme.named("imos"))
    #expect(scheme.verdict(ofCharacter: UInt8(ascii: "1")) == .good)
    #expect(scheme.verdict(ofCharacter: UInt8(ascii: "Z")) == .good)
    #expect(scheme.verdict(ofCharacter: UInt8(ascii: "B")) == .bad)
    #expect(scheme.verdict(ofCharacter: UInt8(ascii: " ")) == .notEvaluated)
  }

  @Test("values with masks hold on their bits alone, and the worst that holds is the verdict")
  func masked() throws {
    // CF, section 3.5: a meaning holds where flag & mask == value.
    let meanings = try #require(
      FlagMeanings(
        values: .integers([1, 2, 4, 8]),
        masks: .integers([3, 3, 4, 8]),
        meanings: .text("good bad spike_seen suspect")
      )
    )
    let scheme = try #require(meanings.scheme)
    #expect(scheme.verdict(ofCode: 1) == .good)
    #expect(scheme.verdict(ofCode: 5) == .good)
    #expect(scheme.verdict(ofCode: 6) == .bad)
    #expect(scheme.verdict(ofCode: 9) == .suspect)
    #expect(scheme.verdict(ofCode: 10) == .bad)
    #expect(scheme.verdict(ofCode: 4) == .notEvaluated)
    let named = meanings.scheme(bad: ["spike_seen"], suspect: ["bad"]).scheme
    #expect(named.verdict(ofCode: 1) == .good)
    #expect(named.verdict(ofCode: 2) == .suspect)
    #expect(named.verdict(ofCode: 6) == .bad)
    #expect(
      FlagMeanings(
        values: .integers([1, 2]),
        masks: .integers([3]),
        meanings: .text("good bad")
      ) == nil
    )
  }

  @Test("codes of unsigned flags are unsigned")
  func unsigned() throws {
    let meanings = try #require(
      FlagMeanings(
        values: .integers([1, -56]),
        masks: nil,
        meanings: .text("bad good"),
        unsignedBitWidth: 8
      )
    )
    // 256 - 56.
    #expect(meanings.codes == [1, 200])
  }
}
