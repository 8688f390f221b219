import Conventions
import ObservationModel
import Testing

@Suite("Writing flags in the schemes of providers")
struct FlagEncodingTests {
  /// The codes of each scheme for the six verdicts, as its own document gives them; nil for none.
  static let published: [(String, [Verdict: Int?])] = [
    ("qartod", codes(2, 1, 1, 3, 4, 9)),
    ("argo", codes(0, 1, 2, 3, 4, 9)),
    ("imos", codes(0, 1, 2, 3, 4, 9)),
    ("oceansites", codes(0, 1, 2, 3, 4, 9)),
    ("seadatanet", codes(0x30, 0x31, 0x32, 0x33, 0x34, 0x39)),
    ("woce", codes(1, 2, 2, 3, 4, 9)),
    ("ghrsst", codes(nil, 5, 4, 3, 1, 0)),
    ("obpg", codes(nil, 0, 1, 2, 3, 4)),
    ("samos", codes(0x20, 0x5a, 0x5a, 0x4b, 0x4a, 0x20)),
  ]

  private static func codes(_ codes: Int?...) -> [Verdict: Int?] {
    Dictionary(uniqueKeysWithValues: zip(Verdict.allCases, codes))
  }

  @Test("every verdict has the code that the document of the scheme gives", arguments: published)
  func table(name: String, codes: [Verdict: Int?]) throws {
    let encoding = try #require(FlagEncoding.named(name))
    for (verdict, code) in codes { #expect(encoding.code(for: verdict) == code, "\(verdict)") }
  }

  @Test("the table here has every encoding")
  func complete() {
    #expect(Self.published.map(\.0) == FlagEncoding.all.map(\.name))
  }

  @Test("what is written reads back, but for verdicts that share a code", arguments: published)
  func roundTrip(name: String, codes: [Verdict: Int?]) throws {
    let encoding = try #require(FlagEncoding.named(name))
    #expect(FlagScheme.all.contains(encoding.scheme))
    for verdict in Verdict.allCases {
      let read = encoding.verdict(ofCode: encoding.code(for: verdict))
      let group = encoding.collapsed.first { $0.contains(verdict) } ?? [verdict]
      #expect(group.contains(read), "\(verdict)")
    }
  }

  @Test(
    "verdicts collapse in the schemes that have no word for them",
    arguments: [
      ("qartod", [[Verdict.good, .probablyGood]]), ("argo", []), ("imos", []),
      ("oceansites", []), ("seadatanet", []), ("woce", [[.good, .probablyGood]]), ("ghrsst", []),
      ("obpg", []), ("samos", [[.notEvaluated, .missing], [.good, .probablyGood]]),
    ] as [(String, [[Verdict]])]
  )
  func collapsed(name: String, groups: [[Verdict]]) throws {
    #expect(try #require(FlagEncoding.named(name)).collapsed == groups)
  }

  @Test("a file with the words of the scheme says the same as the scheme", arguments: published)
  func words(name: String, codes: [Verdict: Int?]) throws {
    let encoding = try #require(FlagEncoding.named(name))
    let meanings = try #require(
      FlagMeanings(
        values: .integers(encoding.codes.map { Int64($0.value) }),
        masks: nil,
        meanings: .text(encoding.codes.map(\.meaning).joined(separator: " "))
      )
    )
    let scheme = try #require(meanings.scheme)
    for verdict in Verdict.allCases {
      guard let code = encoding.code(for: verdict) else { continue }
      #expect(encoding.codes.contains { $0.value == code })
      #expect(scheme.verdict(ofCode: code) == encoding.scheme.verdict(ofCode: code), "\(verdict)")
    }
    for code in encoding.codes where scheme.verdict(ofCode: code.value) == .good {
      #expect(encoding.scheme.verdict(ofCode: code.value) == .good, "\(code)")
    }
  }

  @Test(
    "a letter of SAMOS names the first failed test that has one, and never says more than the verdict",
    arguments: [
      (Verdict.bad, ["spike", "gross_range"], "S"), (.bad, ["gross_range", "spike"], "B"),
      (.bad, ["attenuated_signal", "flat_line"], "M"), (.bad, [], "J"),
      (.bad, ["climatology"], "J"), (.suspect, ["climatology"], "G"), (.suspect, ["spike"], "K"),
      (.good, ["spike"], "Z"), (.missing, ["spike"], " "),
    ]
  )
  func letters(verdict: Verdict, tests: [String], letter: String) throws {
    let samos = try #require(FlagEncoding.named("samos"))
    let code = try #require(samos.code(for: verdict, tests: tests))
    #expect(letter.utf8.first.map { Int($0) } == code)
    let argo = try #require(FlagEncoding.named("argo"))
    #expect(argo.code(for: verdict, tests: tests) == argo.code(for: verdict))
  }
}
