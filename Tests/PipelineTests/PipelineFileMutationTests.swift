import Pipeline
import Testing

@Suite("Pipeline file: slips")
struct PipelineFileMutationTests {
  @Test("the file that the slips are made in has none")
  func faultless() {
    #expect(problems(of: faultlessPipeline) == [])
  }

  @Test("each slip is reported at its place, with what was expected", arguments: slips)
  func slip(slip: Slip) throws {
    let range = try #require(faultlessPipeline.firstRange(of: slip.from), "no such text")
    let marked = faultlessPipeline.replacingCharacters(in: range, with: slip.to)
    let found = problems(of: marked.filter { $0 != "§" })
    let problem = try #require(
      found.first { $0.message.contains(slip.word) },
      "expected \(slip.word), found \(found.map(\.description))"
    )
    #expect(problem.suggestion == slip.suggestion, "\(problem)")
    #expect(
      problem.description.hasPrefix("p.yaml:\(try place(of: slip, in: marked)): "),
      "\(problem)"
    )
  }

  /// `LINE:COLUMN` where a slip must be reported.
  func place(of slip: Slip, in marked: String) throws -> String {
    if let place = slip.place { return place }
    let mark = try #require(marked.firstIndex(of: "§"), "the slip does not say its place")
    let lines = marked[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
    return "\(lines.count):\((lines.last?.count ?? 0) + 1)"
  }

  @Test("there are a hundred slips and more")
  func count() {
    #expect(slips.count >= 100)
  }
}

extension String {
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    self.ranges(of: text).first
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
