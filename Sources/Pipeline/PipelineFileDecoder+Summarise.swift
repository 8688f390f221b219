internal import ObservationModel
internal import Summary

extension PipelineFileDecoder {
  /// What is summed and told: of good and probably good values all statistics, unless the file
  /// says otherwise.
  func summarise(
    _ node: PipelineFileNode?,
    read: [PipelineFile.ReadEntry]?
  ) -> PipelineFile.SummariseStage? {
    var use: [Verdict]? = [.good, .probablyGood]
    var statistics: [Statistic]? = Statistic.allCases
    var maps: [PipelineFile.MapEntry]? = []
    if let node {
      let keys = ["use", "statistics", "map"]
      guard let stage = section(node, name: "'summarise'", keys: keys) else { return nil }
      if let node = stage["use"] {
        let verdicts = Verdict.allCases.filter { $0 != .missing }
        use = words(node, of: "use", vocabulary: verdicts.map { ($0.name, $0) })
      }
      if let node = stage["statistics"] {
        let vocabulary = Statistic.allCases.map { ($0.rawValue, $0) }
        statistics = words(node, of: "statistics", vocabulary: vocabulary)
      }
      if let node = stage["map"] { maps = self.maps(node, read: read) }
    }
    guard let use, let statistics, let maps else { return nil }
    return PipelineFile.SummariseStage(use: use, statistics: statistics, maps: maps)
  }
}
