internal import Conventions
internal import Resampling

extension PipelineFileDecoder {
  func resample(_ node: PipelineFileNode) -> PipelineFile.ResampleStage? {
    let stage = section(
      node,
      name: "'resample'",
      keys: ["horizontal", "vertical", "time"],
      required: ["horizontal", "time"]
    )
    guard let stage else { return nil }
    let grid = stage["horizontal"].flatMap { horizontal($0) }
    let levels = stage["vertical"].map { vertical($0) }
    let timeStep = stage["time"].flatMap { self.timeStep($0) }
    guard let grid, let timeStep else { return nil }
    // Faulty levels have been reported; the others parts are still good to check outputs by.
    return PipelineFile.ResampleStage(grid: grid, levels: levels ?? nil, timeStep: timeStep)
  }

  // MARK: Horizontal

  private func horizontal(_ node: PipelineFileNode) -> RegularGrid? {
    let keys = ["grid", "resolution", "extent"]
    guard let values = section(node, name: "'horizontal'", keys: keys, required: keys) else {
      return nil
    }
    if let node = values["grid"] { _ = word(node, of: "grid", vocabulary: ["regular"]) }
    let resolution = values["resolution"].flatMap { self.resolution($0) }
    let extent = values["extent"].flatMap { self.extent($0) }
    guard let resolution, let extent else { return nil }
    do {
      return try RegularGrid(
        resolution: resolution,
        west: extent.west,
        south: extent.south,
        east: extent.east,
        north: extent.north
      )
    } catch {
      let place = error == .resolutionNotPositive ? values["resolution"]?.place : nil
      problems.report(
        "'horizontal': \(error)",
        at: place ?? values["extent"]?.place ?? node.place
      )
      return nil
    }
  }

  private func resolution(_ node: PipelineFileNode) -> Decimal? {
    guard let measure = measure(node, of: "resolution", example: "0.25 degree") else { return nil }
    let units = ["degree", "degrees", "deg"]
    guard units.contains(measure.unit) else {
      problems.report(
        "resolution: expected degrees, found the unit \(quoted(measure.unit))",
        at: node.place,
        suggestion: nearestWord(to: measure.unit, among: units)
      )
      return nil
    }
    guard let value = Decimal(measure.digits) else {
      problems.report(
        "resolution: expected a plain decimal number with at most nine places, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return value
  }

  private typealias Extent = (west: Decimal, south: Decimal, east: Decimal, north: Decimal)

  private func extent(_ node: PipelineFileNode) -> Extent? {
    let sides = ["west", "south", "east", "north"]
    var nodes: [PipelineFileNode?]
    switch node.content {
    case .list(let items) where items.count == 4:
      nodes = items
    case .mapping:
      guard let values = section(node, name: "'extent'", keys: sides, required: sides) else {
        return nil
      }
      nodes = sides.map { values[$0] }
    case .scalar(.text("global")):
      return (
        Decimal(units: -180, scale: 1), Decimal(units: -90, scale: 1),
        Decimal(units: 180, scale: 1), Decimal(units: 90, scale: 1)
      )
    case .list, .scalar:
      var suggestion: String?
      if case .scalar(.text(let text)) = node.content {
        suggestion = nearestWord(to: text, among: ["global"])
      }
      problems.report(
        "extent: expected global or [west, south, east, north] in degrees, found \(node.kind)",
        at: node.place,
        suggestion: suggestion
      )
      return nil
    }
    let values = zip(nodes, sides).map { node, side in node.flatMap { degrees($0, of: side) } }
    guard let west = values[0], let south = values[1], let east = values[2],
      let north = values[3]
    else { return nil }
    return (west, south, east, north)
  }

  private func degrees(_ node: PipelineFileNode, of side: String) -> Decimal? {
    switch node.content {
    case .scalar(.integer(let digits)), .scalar(.real(let digits)):
      if let value = Decimal(digits) { return value }
    default: break
    }
    problems.report(
      "extent: expected \(side) in degrees, a plain decimal number with at most nine places, found"
        + " \(node.kind)",
      at: node.place
    )
    return nil
  }

  // MARK: Vertical

  private func vertical(_ node: PipelineFileNode) -> VerticalLevels? {
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

  // MARK: Time

  private static let timeSteps: [(String, TimeStep)] = [
    ("hour", .hours(1)), ("2 hours", .hours(2)), ("3 hours", .hours(3)), ("4 hours", .hours(4)),
    ("6 hours", .hours(6)), ("8 hours", .hours(8)), ("12 hours", .hours(12)), ("day", .day),
    ("month", .month), ("year", .year),
  ]

  private func timeStep(_ node: PipelineFileNode) -> TimeStep? {
    let words = Self.timeSteps.map(\.0)
    guard let word = word(node, of: "time", vocabulary: words) else { return nil }
    return Self.timeSteps.first { $0.0 == word }?.1
  }
}
