internal import ObservationModel
internal import Resampling
internal import Summary

extension PipelineFileDecoder {
  /// The keys of `horizontal` that are about how observations are brought to cells.
  static let methodKeys = [
    "method", "radius", "neighbours", "sigma", "power", "rows_per_scan", "minimum_coverage",
  ]

  /// The methods with the keys that they take; those that are needed come first.
  private static let methods: [(name: String, required: [String], others: [String])] = [
    ("bin", [], []),
    ("nearest", ["radius"], []),
    ("gaussian", ["radius", "sigma"], ["neighbours"]),
    ("inverse_distance", ["radius"], ["neighbours", "power"]),
    ("bilinear", ["radius"], []),
    ("elliptical_weighted_averaging", ["rows_per_scan"], []),
    ("footprint", [], ["rows_per_scan", "minimum_coverage"]),
  ]

  /// How swaths and grids are brought to cells, from the section `horizontal`.
  ///
  /// What is not about the method has been checked with the grid.
  func horizontalMethod(_ node: PipelineFileNode, on grid: Grid?) -> HorizontalMethod? {
    guard case .mapping(let pairs) = node.content else { return nil }
    var values: [String: PipelineFileNode] = [:]
    for pair in pairs where Self.methodKeys.contains(pair.key) { values[pair.key] = pair.value }
    var name = "bin"
    if let node = values["method"] {
      guard let word = word(node, of: "method", vocabulary: Self.methods.map(\.name)) else {
        return nil
      }
      name = word
    }
    guard let keys = Self.methods.first(where: { $0.name == name }) else { return nil }
    var isFaultless = true
    for pair in pairs where Self.methodKeys.contains(pair.key) && pair.key != "method" {
      guard !(keys.required + keys.others).contains(pair.key) else { continue }
      problems.report("\(pair.key): not for the method \(name)", at: pair.keyPlace)
      isFaultless = false
    }
    for key in keys.required where values[key] == nil {
      problems.report(
        "'horizontal': the method \(name) needs '\(key)'",
        at: values["method"]?.place ?? node.place
      )
      isFaultless = false
    }
    guard isFaultless, let method = method(name, values) else { return nil }
    if let grid, !grid.takes(method) {
      let kinds = name == "footprint" ? "regular or rectilinear" : "regular"
      problems.report(
        "method: \(name) needs a \(kinds) grid",
        at: values["method"]?.place ?? node.place
      )
      return nil
    }
    return method
  }

  /// What a provider says of single values is not told of cells that take what lies about them.
  func requireSingleValues(
    for summarise: PipelineFile.SummariseStage,
    of read: [PipelineFile.ReadEntry],
    by method: HorizontalMethod,
    at place: PipelineFilePlace
  ) {
    guard method != .bin else { return }
    var needy: [String] = []
    if summarise.qualityLevels == .highest { needy.append("quality_levels: highest") }
    needy += summarise.statistics.filter { $0 == .bias || $0 == .deviation }.map(\.word)
    if let estimate = summarise.estimates.first,
      let column = read.flatMap({ $0.errors.values }).compactMap(\.column).first
    {
      needy.append("\(estimate.rawValue) from \(column.name)")
    }
    guard let first = needy.first else { return }
    problems.report(
      "'summarise': \(first) is of single values, which the method bin alone keeps apart; leave"
        + " out \(needy.count > 1 ? "these" : "it") or 'method': \(enumerated(needy))",
      at: place
    )
  }

  private func method(_ name: String, _ values: [String: PipelineFileNode]) -> HorizontalMethod? {
    let radius = values["radius"].map { length($0, of: "radius", example: "5 km") }
    let sigma = values["sigma"].map { length($0, of: "sigma", example: "2 km") }
    let neighbours = values["neighbours"].map {
      whole($0, of: "neighbours", among: 1...SphereIndex.largestNeighbourCount)
    }
    let rowsPerScan = values["rows_per_scan"].map {
      whole($0, of: "rows_per_scan", among: 1...10_000)
    }
    let power = values["power"].map { fraction($0, of: "power", largest: 16) }
    let coverage = values["minimum_coverage"].map {
      fraction($0, of: "minimum_coverage", largest: 1)
    }
    // What is there but faulty has been reported.
    func given<Value>(_ value: Value??, otherwise: Value?) -> Value? {
      if case .some(let value) = value { return value }
      return otherwise
    }
    switch name {
    case "nearest":
      return given(radius, otherwise: nil).map { .neighbours(.nearest(radiusMeters: $0)) }
    case "gaussian":
      guard let radius = given(radius, otherwise: nil), let sigma = given(sigma, otherwise: nil),
        let neighbours = given(neighbours, otherwise: 8)
      else { return nil }
      return .neighbours(
        .gaussian(sigmaMeters: sigma, neighbours: neighbours, radiusMeters: radius)
      )
    case "inverse_distance":
      guard let radius = given(radius, otherwise: nil), let power = given(power, otherwise: 2),
        let neighbours = given(neighbours, otherwise: 8)
      else { return nil }
      return .neighbours(
        .inverseDistance(power: power, neighbours: neighbours, radiusMeters: radius)
      )
    case "bilinear":
      return given(radius, otherwise: nil).map { .bilinear(radiusMeters: $0) }
    case "elliptical_weighted_averaging":
      return given(rowsPerScan, otherwise: nil).map {
        .ellipticalWeightedAveraging(rowsPerScan: $0)
      }
    case "footprint":
      guard let coverage = given(coverage, otherwise: 0.5) else { return nil }
      guard let rows = rowsPerScan else {
        return .footprint(rowsPerScan: nil, minimumCoverage: coverage)
      }
      return rows.map { .footprint(rowsPerScan: $0, minimumCoverage: coverage) }
    default:
      return .bin
    }
  }

  /// A length above 0, in metres.
  private func length(_ node: PipelineFileNode, of name: String, example: String) -> Double? {
    guard let meters = value(node, of: name, in: "m", example: example) else { return nil }
    guard meters > 0, meters <= 20_000_000 else {
      problems.report(
        "\(name): expected more than 0 and at most 20000 km, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return meters
  }

  private func whole(
    _ node: PipelineFileNode,
    of name: String,
    among range: ClosedRange<Int>
  ) -> Int? {
    if case .scalar(.integer(let digits)) = node.content, let value = Self.integer(digits),
      let number = Int(exactly: value), range.contains(number)
    {
      return number
    }
    problems.report(
      "\(name): expected a whole number from \(range.lowerBound) to \(range.upperBound), found"
        + " \(node.kind)",
      at: node.place
    )
    return nil
  }

  /// A number above 0.
  private func fraction(_ node: PipelineFileNode, of name: String, largest: Double) -> Double? {
    guard let number = number(node, of: name) else { return nil }
    guard number > 0, number <= largest else {
      problems.report(
        "\(name): expected more than 0 and at most \(largest), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return number
  }
}
