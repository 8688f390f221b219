import Pipeline
import Testing

@Suite("Pipeline file: hostile text")
struct PipelineFileHostileTests {
  @Test("an empty file, or one of comments, is refused", arguments: ["", "# nothing\n", "---\n"])
  func empty(yaml: String) {
    #expect(problems(of: yaml).count == 1)
  }

  @Test("a value that is no mapping is refused", arguments: ["- a", "text", "3"])
  func noMapping(yaml: String) {
    #expect(problems(of: yaml).first?.message.contains("expected a mapping") == true)
  }

  @Test("a second document is refused")
  func documents() {
    #expect(problems(of: faultlessPipeline + "---\na: b\n").count == 1)
  }

  @Test("values within values without end are refused, not followed")
  func depth() {
    for depth in [64, 65, 900, 100_000] {
      let yaml = "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(!problems(of: yaml).isEmpty)
    }
    let indented = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(problems(of: indented).first?.message.contains("levels") == true)
  }

  @Test("aliases that stand for billions of values are refused at once")
  func aliasBombs() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1..<30 {
      let aliases = Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ", ")
      yaml += "a\(i): &a\(i) [\(aliases)]\n"
    }
    yaml += "? *a29\n: x\n? *a29\n: y\n"
    #expect(problems(of: yaml).first?.message.contains("aliases") == true)
    // The line breaks of YAML 1.1 beside those of ASCII.
    for lineBreak in ["\u{85}", "\u{2028}", "\u{2029}"] {
      let wide = yaml.replacing("[*", with: "[x, *").replacing("[x", with: "[x,\(lineBreak)x")
        .replacing(", *", with: ",\(lineBreak)*").replacing("? *", with: "?\(lineBreak) *")
      #expect(problems(of: wide).first?.message.contains("aliases") == true)
    }
    let few = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? *c\n: x\n"
    #expect(problems(of: few).allSatisfy { $0.message.contains("alias") })
  }

  @Test("a file beyond a mebibyte is refused")
  func size() {
    let yaml = faultlessPipeline + "# " + String(repeating: "x", count: 1 << 20)
    #expect(problems(of: yaml).first?.message.contains("1048576 bytes") == true)
  }

  @Test("control characters are refused, and none gets into a message")
  func controlCharacters() {
    let escape = faultlessPipeline.replacing("title: Monthly", with: "title: \u{1B}[31mMonthly")
    #expect(problems(of: escape).first?.line == 2)
    let key = faultlessPipeline.replacing("title:", with: "\"ti\\e[31mtle\\n\":")
    let text = problems(of: key).first?.description ?? "\u{1B}"
    #expect(text.contains("u{1b}") && !text.contains("\u{1B}") && !text.contains("\n"))
  }

  @Test("what cannot be said in a product is refused before the first run")
  func impossibleProducts() {
    for name in ["Conventions", "time_coverage_start", "uuid"] {
      let yaml = faultlessPipeline.replacing("institution:", with: "\(name):")
      #expect(problems(of: yaml).map(\.line) == [5], "\(name)")
      #expect(problems(of: yaml).first?.message.contains("computed") == true)
    }
    let long = String(repeating: "a", count: 201)
    let yaml = faultlessPipeline.replacing("institution:", with: "\(long):")
    #expect(problems(of: yaml).map(\.line) == [5])
    #expect(problems(of: yaml.replacing(long, with: long.dropLast())) == [])
  }

  @Test(
    "a byte of zero is refused wherever text may stand",
    arguments: [
      ("title: Monthly", "title: \"\\0\"\n# ", 2), ("Example Institute", "\"\\x00\"", 5),
      ("[temperature, salinity]\nread", "[\"a\\0b\"]\nread", 6), ("kelvin", "\"K\\0\"", 19),
      ("institution:", "\"a\\0\":", 5),
    ]
  )
  func zeroBytes(from: String, to: String, line: Int) {
    #expect(problems(of: faultlessPipeline.replacing(from, with: to)).map(\.line) == [line])
  }

  @Test("names of files with control characters are shown as escapes")
  func hostileNames() {
    let include = faultlessPipeline.replacing(
      "institution: Example Institute",
      with: "include: \"\\e[31m\\n.yaml\""
    )
    let inFile = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: "\u{1B}[31m\n.yaml")
    }
    for text in [problems(of: include).first?.description, inFile?.description] {
      #expect(text?.contains("u{1b}") == true)
      #expect(text?.contains { $0 == "\u{1B}" || $0.isNewline } == false)
    }
  }
}
