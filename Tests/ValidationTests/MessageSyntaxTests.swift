import ObservationModel
import Testing
import Validation

@Suite("The syntax of messages")
struct MessageSyntaxTests {
  @Test("is that of ioos_qc 3.0.0, qartod.syntax_test, with nchar, lentype and delimiter")
  func peer() {
    func flags(_ syntax: MessageSyntax, _ messages: [String]) -> [Int] {
      messages.map { Int(syntax.flag(of: $0).rawValue) }
    }
    // nchar=4; lentype="byte", nchar=2; delimiter=";", nchar=3; both.
    #expect(flags(MessageSyntax(length: 4), ["0A1b", "0A1", "", "äöüß"]) == [1, 4, 4, 1])
    #expect(
      flags(MessageSyntax(length: 2, unit: .byte), ["0A1b", "0A1", "0A1b2", "0A"]) == [1, 4, 4, 4]
    )
    #expect(
      flags(MessageSyntax(length: 3, delimiter: ";"), ["a;b;c", ";;", "a;b", "", "abc"])
        == [1, 1, 4, 4, 4]
    )
    #expect(
      flags(MessageSyntax(length: 2, unit: .byte, delimiter: ";"), ["a;b", "ab;b", "a;bcd;e"])
        == [4, 1, 4]
    )
    #expect(flags(MessageSyntax(length: 2, delimiter: ",,"), ["a,,,b", "a,b"]) == [1, 4])
    #expect(flags(MessageSyntax(length: 1, delimiter: ","), [""]) == [1])
  }
}
