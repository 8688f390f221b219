internal import Resampling

extension PipelineFileDecoder {
  private static let timeSteps: [(String, TimeStep)] = [
    ("hour", .hours(1)), ("2 hours", .hours(2)), ("3 hours", .hours(3)), ("4 hours", .hours(4)),
    ("6 hours", .hours(6)), ("8 hours", .hours(8)), ("12 hours", .hours(12)), ("day", .day),
    ("month", .month), ("year", .year),
  ]

  func timeStep(_ node: PipelineFileNode) -> TimeStep? {
    let words = Self.timeSteps.map(\.0)
    guard let word = word(node, of: "time", vocabulary: words) else { return nil }
    return Self.timeSteps.first { $0.0 == word }?.1
  }
}
