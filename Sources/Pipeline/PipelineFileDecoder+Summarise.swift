internal import ObservationModel
internal import Summary

extension PipelineFileDecoder {
  /// What is summed and told: of good and probably good values the usual statistics, unless the
  /// file says otherwise.
  func summarise(
    _ node: PipelineFileNode?,
    read: [PipelineFile.ReadEntry]?
  ) -> PipelineFile.SummariseStage? {
    var use: [Verdict]? = [.good, .probablyGood]
    var statistics: [Statistic]? = Statistic.standard
    var estimates: [CellEstimate]? = []
    var ddof: Int? = 0
    var lattices: [String: Lattice]? = [:]
    var qualityLevels: QualityLevels? = .pooled
    var memory: Int? = 1 << 30
    var maps: [PipelineFile.MapEntry]? = []
    if let node {
      let keys = ["use", "statistics", "ddof", "lattices", "quality_levels", "memory", "map"]
      guard let stage = section(node, name: "'summarise'", keys: keys) else { return nil }
      if let node = stage["use"] {
        let verdicts = Verdict.allCases.filter { $0 != .missing }
        use = words(node, of: "use", vocabulary: verdicts.map { ($0.name, $0) })
      }
      if let node = stage["statistics"] {
        let (plain, ofErrors) = parted(node)
        statistics = plain.flatMap { self.statistics($0, read: read) } ?? (plain == nil ? [] : nil)
        estimates =
          ofErrors.flatMap { self.estimates($0, read: read) } ?? (ofErrors == nil ? [] : nil)
      }
      if let node = stage["ddof"] { ddof = self.ddof(node) }
      if let node = stage["lattices"] { lattices = self.lattices(node, read: read) }
      if let node = stage["quality_levels"] {
        let words = QualityLevels.allCases.map(\.rawValue)
        qualityLevels = word(node, of: "quality_levels", vocabulary: words)
          .flatMap { QualityLevels(rawValue: $0) }
      }
      if let node = stage["memory"] { memory = self.memory(node) }
      if let statistics, qualityLevels == .pooled, statistics.contains(.qualityLevel) {
        problems.report(
          "statistics: quality_level needs 'quality_levels: highest'",
          at: stage["statistics"]?.place ?? node.place
        )
      }
      if let node = stage["map"] { maps = self.maps(node, read: read) }
    }
    guard let use, let statistics, let estimates, let ddof, let lattices, let qualityLevels,
      let memory, let maps
    else { return nil }
    return PipelineFile.SummariseStage(
      use: use,
      statistics: statistics,
      estimates: estimates,
      ddof: ddof,
      lattices: lattices,
      qualityLevels: qualityLevels,
      memoryBytes: memory,
      maps: maps
    )
  }

  /// A number of bytes, such as `512 MiB`.
  private func memory(_ node: PipelineFileNode) -> Int? {
    guard let measure = measure(node, of: "memory", example: "512 MiB") else { return nil }
    let units = [
      "KiB": 0x1p10, "MiB": 0x1p20, "GiB": 0x1p30, "kB": 1e3, "MB": 1e6, "GB": 1e9,
    ]
    guard let unit = units[measure.unit] else {
      problems.report(
        "memory: expected KiB, MiB, GiB, kB, MB or GB, found the unit \(quoted(measure.unit))",
        at: node.place,
        suggestion: nearestWord(to: measure.unit, among: units.keys.sorted())
      )
      return nil
    }
    let bytes = measure.value * unit
    guard bytes >= 1024, bytes <= 0x1p50 else {
      problems.report("memory: expected 1 KiB to 1024 TiB, found \(node.kind)", at: node.place)
      return nil
    }
    return Int(bytes)
  }

  /// The words of statistics, and those of estimates from the errors of networks; nil for none.
  private func parted(
    _ node: PipelineFileNode
  ) -> (plain: PipelineFileNode?, ofErrors: PipelineFileNode?) {
    func isOfErrors(_ node: PipelineFileNode) -> Bool {
      if case .scalar(.text(let text)) = node.content {
        CellEstimate(rawValue: text) != nil
      } else {
        false
      }
    }
    guard case .list(let items) = node.content else {
      return isOfErrors(node) ? (nil, node) : (node, nil)
    }
    let ofErrors = items.filter { isOfErrors($0) }
    guard !ofErrors.isEmpty else { return (node, nil) }
    let plain = items.filter { !isOfErrors($0) }
    return (
      plain.isEmpty ? nil : PipelineFileNode(content: .list(plain), place: node.place),
      PipelineFileNode(content: .list(ofErrors), place: node.place)
    )
  }

  private func estimates(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> [CellEstimate]? {
    let vocabulary = CellEstimate.allCases.map { ($0.rawValue, $0) }
    guard let estimates = words(node, of: "statistics", vocabulary: vocabulary) else { return nil }
    if let read { requireErrors(of: read, for: estimates, at: node.place) }
    return estimates
  }

  /// Words and quantiles, each once; at least one variable must have a use for each.
  private func statistics(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> [Statistic]? {
    var vocabulary = (Statistic.named + ["percentile_90"].compactMap { Statistic($0) })
      .map { ($0.word, $0) }
    // Quantiles are without number; those that the file names are words too.
    var items = [node]
    if case .list(let list) = node.content { items = list }
    for item in items {
      if case .scalar(.text(let text)) = item.content,
        !vocabulary.contains(where: { $0.0 == text }),
        let statistic = Statistic(text)
      {
        vocabulary.append((text, statistic))
      }
    }
    guard let statistics = words(node, of: "statistics", vocabulary: vocabulary) else { return nil }
    guard Set(statistics).count == statistics.count else {
      problems.report("statistics: the same quantile is there twice; keep one", at: node.place)
      return nil
    }
    if let read {
      let variables = read.flatMap(\.products)
      for statistic in statistics where variables.allSatisfy({ statistic.lanes(of: $0) == nil }) {
        problems.report(
          "statistics: \(statistic.word) applies to none of the variables; it is of"
            + " \(statistic.subject)",
          at: node.place
        )
        return nil
      }
    }
    return statistics
  }

  private func ddof(_ node: PipelineFileNode) -> Int? {
    guard let number = number(node, of: "ddof") else { return nil }
    guard number == 0 || number == 1 else {
      problems.report(
        "ddof: expected 0 (of the population) or 1 (of a sample), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return Int(number)
  }
}

extension Statistic {
  /// What a statistic applies to, for messages.
  fileprivate var subject: String {
    switch self {
    case .resultantLength: "directions"
    case .bias, .deviation, .qualityLevel: "temperatures of the sea surface"
    default: "what is no direction"
    }
  }
}
