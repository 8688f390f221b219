internal import ObservationModel
internal import Summary

extension PipelineFileDecoder {
  /// What is summed and told: of good and probably good values all statistics, unless the file
  /// says otherwise.
  func summarise(_ node: PipelineFileNode?) -> PipelineFile.SummariseStage? {
    var use: [Verdict]? = [.good, .probablyGood]
    var statistics: [Statistic]? = Statistic.allCases
    if let node {
      let keys = ["use", "statistics"]
      guard let stage = section(node, name: "'summarise'", keys: keys) else { return nil }
      if let node = stage["use"] {
        let verdicts = Verdict.allCases.filter { $0 != .missing }
        use = words(node, of: "use", vocabulary: verdicts.map { ($0.name, $0) })
      }
      if let node = stage["statistics"] {
        let vocabulary = Statistic.allCases.map { ($0.rawValue, $0) }
        statistics = words(node, of: "statistics", vocabulary: vocabulary)
      }
    }
    guard let use, let statistics else { return nil }
    return PipelineFile.SummariseStage(use: use, statistics: statistics)
  }
}
