internal import Resampling

extension PipelineFileDecoder {
  private static let timeSteps = [
    "minute", "hour", "day", "pentad", "week", "dekad", "month", "season", "quarter", "year",
    "decade",
  ]

  /// Near misses among numbers of minutes and hours.
  private static let divisions = [
    "5 minutes", "10 minutes", "15 minutes", "20 minutes", "30 minutes", "2 hours", "3 hours",
    "4 hours", "6 hours", "8 hours", "12 hours",
  ]

  func timeStep(_ node: PipelineFileNode) -> TimeStep? {
    let expected =
      "expected \(enumerated(Self.timeSteps)), or minutes, hours or days such as '6 hours' that"
      + " divide the hour or the day evenly"
    guard case .scalar(.text(let text)) = node.content else {
      problems.report("time: \(expected), found \(node.kind)", at: node.place)
      return nil
    }
    guard let step = TimeStep(name: text), step != .all else {
      problems.report(
        "time: unknown word \(quoted(text)), \(expected)",
        at: node.place,
        suggestion: nearestWord(to: text, among: Self.timeSteps + Self.divisions)
      )
      return nil
    }
    return step
  }
}
