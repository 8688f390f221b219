import ObservationModel
import Testing
import Validation

@Suite("The syntax test")
struct SyntaxTestTests {
  @Test("lets identifiers pass that are written as the pattern says")
  func patterns() {
    let float = SyntaxTest(patterns: ["#######"])
    #expect(float.flag(of: "2902696") == .pass)
    #expect(float.flag(of: "290269") == .fail)
    #expect(float.flag(of: "29026960") == .fail)
    #expect(float.flag(of: "29O2696") == .fail)
    let sign = SyntaxTest(patterns: ["@@@@#", "SHIP*", "?-*-x"])
    #expect(sign.flag(of: "VRDU8") == .pass)
    #expect(sign.flag(of: "SHIP") == .pass)
    #expect(sign.flag(of: "SHIP 7") == .pass)
    #expect(sign.flag(of: "vRDU") == .fail)
    #expect(sign.flag(of: "é-a-b-x") == .pass)
    #expect(sign.flag(of: "a-a-b-y") == .fail)
    #expect(
      SyntaxTest(patterns: ["*a*a*a*b"]).flag(of: String(repeating: "a", count: 4000)) == .fail
    )
  }

  @Test("counts characters, and calls a platform missing that the file does not name")
  func length() {
    let test = SyntaxTest(patterns: [], length: 5)
    #expect(test.flag(of: "23456") == .pass)
    #expect(test.flag(of: "2345") == .fail)
    #expect(test.flag(of: "") == .missing)
  }

  @Test("gives all observations of a feature the flag of its platform")
  func features() throws {
    let batch = try TestBatch.make(
      .trajectory,
      [("temperature", [1, nil, 3, 4])],
      times: [0, 1, 2, 3],
      platforms: ["12", "x", ""],
      seams: [2, 3]
    )
    #expect(SyntaxTest(patterns: ["##"]).codes(batch) == [1, 1, 4, 9])
  }

  @Test("is refused without a pattern or a length")
  func refusal() {
    #expect(throws: TestConfigurationError("expected 'platform', 'length' or both")) {
      try SyntaxTest(TestArguments())
    }
  }
}
