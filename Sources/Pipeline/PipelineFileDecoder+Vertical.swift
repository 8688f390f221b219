internal import Conventions
internal import Resampling

extension PipelineFileDecoder {
  func vertical(_ node: PipelineFileNode) -> VerticalLevels? {
    let values = section(
      node,
      name: "'vertical'",
      keys: ["levels", "method", "max_gap"],
      required: ["levels"]
    )
    guard let values else { return nil }
    if let node = values["method"] { _ = word(node, of: "method", vocabulary: ["linear"]) }
    let gaps = values["max_gap"].map { self.gaps($0) } ?? []
    guard let node = values["levels"], let depths = depths(node), let gaps else { return nil }
    return VerticalLevels(depthsMeters: depths, gaps: gaps)
  }

  /// The depths in metres, strictly increasing from 0 to 12 000.
  private func depths(_ node: PipelineFileNode) -> [Double]? {
    if case .scalar(.text("woa")) = node.content { return VerticalLevels.woaDepthsMeters }
    guard case .list(let items) = node.content, !items.isEmpty, items.count <= 1000 else {
      problems.report(
        "levels: expected woa or a list of 1 to 1000 depths in metres, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    var depths: [Double] = []
    for item in items {
      guard let depth = number(item, of: "levels") else { return nil }
      guard (0...12_000).contains(depth) else {
        problems.report(
          "levels: expected depths of 0 to 12000 m, positive down, found \(item.kind)",
          at: item.place
        )
        return nil
      }
      if let last = depths.last, depth <= last {
        problems.report("levels: expected depths that increase, found \(item.kind)", at: item.place)
        return nil
      }
      depths.append(depth)
    }
    return depths
  }

  /// The largest gaps: one for all depths, or one for each of several ranges.
  private func gaps(_ node: PipelineFileNode) -> [GapRule]? {
    guard case .mapping(let pairs) = node.content else {
      return gap(node).map { [GapRule(fromMeters: 0, toMeters: .infinity, largestMeters: $0)] }
    }
    var rules: [GapRule] = []
    for pair in pairs {
      guard let range = depthRange(pair), let largest = gap(pair.value) else { return nil }
      if let other = rules.first(where: {
        range.lowerBound < $0.toMeters && $0.fromMeters < range.upperBound
      }) {
        problems.report(
          "max_gap: \(quoted(pair.key)) overlaps the range from \(other.fromMeters) to"
            + " \(other.toMeters) m",
          at: pair.keyPlace
        )
        return nil
      }
      rules.append(
        GapRule(
          fromMeters: range.lowerBound,
          toMeters: range.upperBound,
          largestMeters: largest
        )
      )
    }
    return rules.sorted { $0.fromMeters < $1.fromMeters }
  }

  private func gap(_ node: PipelineFileNode) -> Double? {
    guard let meters = value(node, of: "max_gap", in: "m", example: "50 m") else { return nil }
    guard meters > 0 else {
      problems.report("max_gap: expected more than 0 m, found \(node.kind)", at: node.place)
      return nil
    }
    return meters
  }

  /// A range of depths such as `0-200 m`.
  private func depthRange(_ pair: PipelineFilePair) -> Range<Double>? {
    let parts = pair.key.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let high = Self.measure(String(parts[1].drop { $0 == " " })),
      let low = Self.measure(parts[0] + " " + high.unit), low.value.isFinite, high.value.isFinite
    else {
      problems.report(
        "max_gap: expected a range of depths such as '0-200 m', found \(quoted(pair.key))",
        at: pair.keyPlace
      )
      return nil
    }
    guard let converter = converter(from: high.unit, to: "m", of: "max_gap", at: pair.keyPlace)
    else { return nil }
    let (from, to) = (converter.convert(low.value), converter.convert(high.value))
    guard from >= 0, from < to else {
      problems.report(
        "max_gap: expected the lesser depth first, found \(quoted(pair.key))",
        at: pair.keyPlace
      )
      return nil
    }
    return from..<to
  }
}
