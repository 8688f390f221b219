internal import Conventions
internal import ObservationModel
internal import Resampling

extension PipelineFileDecoder {
  func vertical(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> VerticalLevels? {
    let keys = ["levels", "layers", "method", "max_gap", "extrapolate"]
    guard let values = section(node, name: "'vertical'", keys: keys) else { return nil }
    let gaps = values["max_gap"].map { self.gaps($0) } ?? []
    let reach = values["extrapolate"].map { self.reach($0) } ?? 0
    if let node = values["layers"] {
      let layers = self.layers(node)
      guard areLayersAlone(values), let layers, let gaps, let reach else { return nil }
      return VerticalLevels(layers: layers, gaps: gaps, reachMeters: reach)
    }
    guard let levels = values["levels"] else {
      problems.report("'vertical': the key 'levels' or 'layers' is missing", at: node.place)
      return nil
    }
    let methods = VerticalMethod.allCases.filter { $0 != .layerMean }
    let depths = self.depths(levels)
    let method = values["method"].map { self.method($0, among: methods) } ?? .linear
    guard let depths, let method, let gaps, let reach else { return nil }
    let pair: Set = ["temperature", "salinity"]
    if method == .mrstPchip, let read, let node = values["method"],
      !read.contains(where: { pair.isSubset(of: $0.products.map(\.name)) })
    {
      problems.report(
        "method: mrst_pchip needs an entry of 'read' with temperature and salinity, neither of which"
          + " becomes another",
        at: node.place
      )
      return nil
    }
    return VerticalLevels(depthsMeters: depths, method: method, gaps: gaps, reachMeters: reach)
  }

  /// True when nothing beside 'layers' says that values are told at depths.
  private func areLayersAlone(_ values: [String: PipelineFileNode]) -> Bool {
    if let levels = values["levels"] {
      problems.report("'vertical': 'levels' beside 'layers'; keep one", at: levels.place)
      return false
    }
    return values["method"].map { method($0, among: [.layerMean]) != nil } ?? true
  }

  private func method(_ node: PipelineFileNode, among methods: [VerticalMethod]) -> VerticalMethod?
  {
    guard let word = word(node, of: "method", vocabulary: methods.map(\.rawValue)) else {
      return nil
    }
    return VerticalMethod(rawValue: word)
  }

  /// How far the first and the last value hold beyond it, in metres.
  private func reach(_ node: PipelineFileNode) -> Double? {
    guard
      let values = section(node, name: "'extrapolate'", keys: ["nearest"], required: ["nearest"]),
      let node = values["nearest"]
    else { return nil }
    return distance(node, of: "nearest", example: "5 m")
  }

  /// The depths in metres, strictly increasing from 0 to 12 000.
  private func depths(_ node: PipelineFileNode) -> [Double]? {
    let standard = [
      "woa": VerticalLevels.woaDepthsMeters, "wod": VerticalLevels.wodDepthsMeters,
      "levitus": VerticalLevels.levitusDepthsMeters,
    ]
    if case .scalar(.text(let word)) = node.content, let depths = standard[word] { return depths }
    guard case .list(let items) = node.content, !items.isEmpty, items.count <= 1000 else {
      var suggestion: String?
      if case .scalar(.text(let word)) = node.content {
        suggestion = nearestWord(to: word, among: standard.keys.sorted())
      }
      problems.report(
        "levels: expected levitus, wod or woa, or a list of 1 to 1000 depths in metres, found"
          + " \(node.kind)",
        at: node.place,
        suggestion: suggestion
      )
      return nil
    }
    var depths: [Double] = []
    for item in items {
      guard let depth = depth(item, of: "levels") else { return nil }
      if let last = depths.last, depth <= last {
        problems.report("levels: expected depths that increase, found \(item.kind)", at: item.place)
        return nil
      }
      depths.append(depth)
    }
    return depths
  }

  /// Layers as pairs of depths, `[top, bottom]`, each at or below the one before.
  private func layers(_ node: PipelineFileNode) -> [DepthLayer]? {
    guard case .list(let items) = node.content, !items.isEmpty, items.count <= 1000 else {
      problems.report(
        "layers: expected a list of 1 to 1000 layers such as [0, 10] in metres, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    var layers: [DepthLayer] = []
    for item in items {
      guard let span = span(item, of: "layers"), case .list(let ends) = item.content else {
        return nil
      }
      for end in ends {
        guard depth(end, of: "layers") != nil else { return nil }
      }
      if let last = layers.last, span.lowerBound < last.bottomMeters {
        problems.report(
          "layers: expected a layer below \(last.bottomMeters) m, found one from"
            + " \(span.lowerBound) m",
          at: item.place
        )
        return nil
      }
      layers.append(DepthLayer(topMeters: span.lowerBound, bottomMeters: span.upperBound))
    }
    return layers
  }

  private func depth(_ node: PipelineFileNode, of name: String) -> Double? {
    guard let depth = number(node, of: name) else { return nil }
    guard (0...12_000).contains(depth) else {
      problems.report(
        "\(name): expected depths of 0 to 12000 m, positive down, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return depth
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
    distance(node, of: "max_gap", example: "50 m")
  }

  /// A distance in metres, more than 0.
  private func distance(_ node: PipelineFileNode, of name: String, example: String) -> Double? {
    guard let meters = value(node, of: name, in: "m", example: example) else { return nil }
    guard meters > 0 else {
      problems.report("\(name): expected more than 0 m, found \(node.kind)", at: node.place)
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
