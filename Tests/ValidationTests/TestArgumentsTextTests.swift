import Testing
import Validation

@Suite("Arguments of tests as text")
struct TestArgumentsTextTests {
  @Test("name every argument in the words of pipeline files, in order")
  func text() {
    let arguments = TestArguments([
      "suspect": .number(2), "fail": .number(6.5), "form": .word("average"),
      "span": .span(-2.5...40), "open": .openSpan(nil, 3), "months": .integers([12, 2]),
      "windows": .sections([["low": .number(1)], ["low": .number(2)]]),
    ])
    #expect(
      arguments.text
        == "fail: 6.5, form: average, months: [12, 2], open: [null, 3.0], span: [-2.5, 40.0], "
        + "suspect: 2.0, windows: [{low: 1.0}, {low: 2.0}]"
    )
    #expect(TestArguments().text == "")
  }
}
