internal import Resampling

extension PipelineFileDecoder {
  func horizontal(_ node: PipelineFileNode) -> Grid? {
    let keys = ["grid", "resolution", "extent"]
    guard let values = section(node, name: "'horizontal'", keys: keys, required: keys) else {
      return nil
    }
    if let node = values["grid"] { _ = word(node, of: "grid", vocabulary: ["regular"]) }
    let resolution = values["resolution"].flatMap { self.resolution($0) }
    let extent = values["extent"].flatMap { self.extent($0) }
    guard let resolution, let extent else { return nil }
    do {
      return .regular(
        try RegularGrid(
          resolution: resolution,
          west: extent.west,
          south: extent.south,
          east: extent.east,
          north: extent.north
        )
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
}
