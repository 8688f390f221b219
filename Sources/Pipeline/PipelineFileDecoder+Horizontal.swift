internal import Resampling

extension PipelineFileDecoder {
  /// The kinds of grids with the keys that they need and those that they may have.
  private static let gridKinds: [(name: String, required: [String], others: [String])] = [
    ("regular", ["resolution", "extent"], []),
    ("rectilinear", [], ["latitudes", "longitudes", "latitude_edges", "longitude_edges"]),
    ("polar_stereographic", ["projection", "resolution", "extent"], []),
    ("healpix", ["nside"], ["order"]),
  ]

  func horizontal(_ node: PipelineFileNode) -> Grid? {
    var kind = Self.gridKinds[0]
    if case .mapping(let pairs) = node.content, pairs.contains(where: { $0.key == "like" }) {
      return like(node)
    }
    if case .mapping(let pairs) = node.content,
      let given = pairs.first(where: { $0.key == "grid" })?.value
    {
      let names = Self.gridKinds.map(\.name)
      guard let word = word(given, of: "grid", vocabulary: names) else { return nil }
      kind = Self.gridKinds.first { $0.name == word } ?? kind
    }
    let values = section(
      node,
      name: "'horizontal'",
      keys: ["grid"] + kind.required + kind.others + Self.methodKeys,
      required: ["grid"] + kind.required
    )
    guard let values else { return nil }
    do throws(GridError) {
      switch kind.name {
      case "rectilinear": return rectilinear(values, at: node.place).map { .rectilinear($0) }
      case "polar_stereographic": return try polar(values).map { .polarStereographic($0) }
      case "healpix": return try healpix(values).map { .healpix($0) }
      default: return try regular(values).map { .regular($0) }
      }
    } catch {
      let key: String? =
        switch error {
        case .resolutionNotPositive: "resolution"
        case .notAProjection: "projection"
        case .notAHEALPixSide: "nside"
        default: "extent"
        }
      let place = key.flatMap { values[$0]?.place } ?? node.place
      problems.report("'horizontal': \(error)", at: place)
      return nil
    }
  }

  /// The grid of the fields in another file.
  private func like(_ node: PipelineFileNode) -> Grid? {
    guard let values = section(node, name: "'horizontal'", keys: ["like"] + Self.methodKeys),
      let node = values["like"], let path = text(node, of: "like")
    else { return nil }
    let isRelative = !path.hasPrefix("/") && root != "."
    do throws(GridFile.Fault) {
      return try GridFile.grid(at: isRelative ? "\(root)/\(path)" : path)
    } catch {
      problems.report("like: \(quoted(path)) \(error.message)", at: node.place)
      return nil
    }
  }

  private func regular(_ values: [String: PipelineFileNode]) throws(GridError) -> RegularGrid? {
    let resolution = values["resolution"].flatMap { degrees($0) }
    let extent = values["extent"].flatMap { self.extent($0) }
    guard let resolution, let extent else { return nil }
    return try RegularGrid(
      resolution: resolution,
      west: extent[0],
      south: extent[1],
      east: extent[2],
      north: extent[3]
    )
  }

  private func healpix(_ values: [String: PipelineFileNode]) throws(GridError) -> HEALPixGrid? {
    var order: HEALPixGrid.Order? = .nested
    if let node = values["order"] {
      order = word(node, of: "order", vocabulary: HEALPixGrid.Order.allCases.map(\.rawValue))
        .flatMap { HEALPixGrid.Order(rawValue: $0) }
    }
    guard let node = values["nside"] else { return nil }
    guard case .scalar(.integer(let digits)) = node.content else {
      problems.report("nside: expected a whole number, found \(node.kind)", at: node.place)
      return nil
    }
    guard let order else { return nil }
    return try HEALPixGrid(nside: Self.integer(digits).map { Int($0) } ?? 0, order: order)
  }

  // MARK: Degrees

  private func degrees(_ node: PipelineFileNode) -> Decimal? {
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
    return decimal(measure, node)
  }

  /// The digits of a resolution as they are written.
  private func decimal(_ measure: PipelineFileMeasure, _ node: PipelineFileNode) -> Decimal? {
    guard let value = Decimal(measure.digits) else {
      problems.report(
        "resolution: expected a plain decimal number with at most nine places, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return value
  }

  private func extent(_ node: PipelineFileNode) -> [Decimal]? {
    if case .scalar(.text("global")) = node.content {
      return [-180, -90, 180, 90].map { Decimal(units: $0, scale: 1) }
    }
    return sides(node, ["west", "south", "east", "north"], unit: "degrees", word: "global")
  }

  /// The four sides of an extent, in the order of their names.
  ///
  /// - Parameter word: What may stand for an extent.
  private func sides(
    _ node: PipelineFileNode,
    _ names: [String],
    unit: String,
    word: String
  ) -> [Decimal]? {
    var nodes: [PipelineFileNode?]
    switch node.content {
    case .list(let items) where items.count == 4:
      nodes = items
    case .mapping:
      guard let values = section(node, name: "'extent'", keys: names, required: names) else {
        return nil
      }
      nodes = names.map { values[$0] }
    case .list, .scalar:
      var suggestion: String?
      if case .scalar(.text(let text)) = node.content {
        suggestion = nearestWord(to: text, among: [word])
      }
      problems.report(
        "extent: expected \(word) or [\(names.joined(separator: ", "))] in \(unit), found"
          + " \(node.kind)",
        at: node.place,
        suggestion: suggestion
      )
      return nil
    }
    let sides = zip(nodes, names).map { node, side in
      node.flatMap { self.side($0, named: side, unit: unit) }
    }
    let found = sides.compactMap { $0 }
    return found.count == names.count ? found : nil
  }

  private func side(_ node: PipelineFileNode, named side: String, unit: String) -> Decimal? {
    switch node.content {
    case .scalar(.integer(let digits)), .scalar(.real(let digits)):
      if let value = Decimal(digits) { return value }
    default: break
    }
    problems.report(
      "extent: expected \(side) in \(unit), a plain decimal number with at most nine places, found"
        + " \(node.kind)",
      at: node.place
    )
    return nil
  }

  // MARK: Metres in a plane

  private func polar(
    _ values: [String: PipelineFileNode]
  ) throws(GridError) -> PolarStereographicGrid? {
    let projection = try values["projection"].flatMap { node throws(GridError) in
      try self.projection(node)
    }
    let resolution = values["resolution"].flatMap { meters($0) }
    let extent = values["extent"].flatMap { planarExtent($0, of: projection) }
    guard let projection, let resolution, let extent else { return nil }
    return try PolarStereographicGrid(
      projection: projection,
      resolutionMeters: resolution,
      extent: extent
    )
  }

  private func projection(_ node: PipelineFileNode) throws(GridError) -> PolarProjection? {
    let registered = PolarProjection.registered
    if case .mapping = node.content {
      let keys = ["true_scale_latitude", "central_longitude"]
      let values = section(node, name: "'projection'", keys: keys, required: keys)
      let numbers = keys.map { key in values?[key].flatMap { number($0, of: key) } }
      guard let latitude = numbers[0], let longitude = numbers[1] else { return nil }
      return try PolarProjection(trueScaleLatitude: latitude, centralLongitude: longitude)
    }
    let names = registered.compactMap(\.name)
    guard let word = word(node, of: "projection", vocabulary: names) else { return nil }
    return registered.first { $0.name == word }
  }

  private func meters(_ node: PipelineFileNode) -> Decimal? {
    guard let measure = measure(node, of: "resolution", example: "25 km") else { return nil }
    let kilometers = ["km", "kilometre", "kilometres", "kilometer", "kilometers"]
    let meters = ["m", "metre", "metres", "meter", "meters"]
    guard kilometers.contains(measure.unit) || meters.contains(measure.unit) else {
      problems.report(
        "resolution: expected metres or kilometres, found the unit \(quoted(measure.unit))",
        at: node.place,
        suggestion: nearestWord(to: measure.unit, among: kilometers + meters)
      )
      return nil
    }
    guard let value = decimal(measure, node) else { return nil }
    guard kilometers.contains(measure.unit) else { return value }
    guard value.value.magnitude < 1_000_000 else {
      problems.report(
        "resolution: expected less than 1000000 km, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return Decimal(units: value.units * 1000, scale: value.scale)
  }

  private func planarExtent(
    _ node: PipelineFileNode,
    of projection: PolarProjection?
  ) -> PolarStereographicGrid.Extent? {
    if case .scalar(.text("nsidc")) = node.content {
      guard let projection else { return nil }
      let ofNSIDC = [3411, 3412, 3413, 3976]
      guard let code = projection.epsgCode, ofNSIDC.contains(code) else {
        problems.report(
          "extent: nsidc is that of the projections \(enumerated(ofNSIDC.map { "EPSG:\($0)" }))",
          at: node.place
        )
        return nil
      }
      return .nsidc(isSouth: projection.isSouth)
    }
    let names = ["left", "bottom", "right", "top"]
    guard let sides = sides(node, names, unit: "metres", word: "nsidc") else { return nil }
    return PolarStereographicGrid.Extent(
      left: sides[0],
      bottom: sides[1],
      right: sides[2],
      top: sides[3]
    )
  }
}
