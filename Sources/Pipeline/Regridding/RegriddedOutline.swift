internal import NetCDFFile
internal import Reading
internal import Resampling
internal import Writing

/// A variable of the source and what it becomes.
struct RegriddedVariable {
  let source: GriddedVariable
  let name: String
  let encoding: FieldEncoding

  /// The variable of the covered part; nil where it is not asked for.
  let coverageName: String?

  /// Where a field lies in the file that is written.
  func region(ofField number: Int, on target: TargetGrid) -> Region {
    let leading = source.leading.count
    let place = Array(source.region(ofField: number).start.prefix(leading))
    return Region(
      start: place + target.dimensions.map { _ in 0 },
      count: place.map { _ in 1 } + target.dimensions.map(\.length)
    )
  }
}

/// What the file of a regridding holds: the target grid, what is copied, and the fields.
struct RegriddedOutline {
  private(set) var variables: [RegriddedVariable] = []
  private(set) var layout: GriddedFileLayout

  /// Variables beside the grid that could not be copied.
  private(set) var leftOut: [ReadingError] = []

  /// Attributes that tell of the grid of the source, or of its very values.
  private static let gridAttributes: Set<String> = [
    "coordinates", "grid_mapping", "cell_measures", "ancillary_variables", "actual_range",
  ]

  /// Global attributes that tell of the grid of the source.
  private static let extentPrefixes = ["geospatial_lat", "geospatial_lon", "geospatial_bounds"]

  init(
    of file: GriddedFile,
    _ chosen: [GriddedVariable],
    _ target: TargetGrid,
    _ request: Regridding.Request
  ) throws(Regridding.Failure) {
    layout = GriddedFileLayout(
      dimensions: [],
      attributes: Self.globalAttributes(of: file, request),
      variables: [],
      deflateLevel: request.deflateLevel
    )
    for dimension in target.dimensions { add(dimension) }
    for variable in chosen { for dimension in variable.leading { add(dimension) } }
    try copyBesides(file)
    addGrid(target)
    for variable in chosen { add(variable, target, request, file) }
  }

  private mutating func add(_ dimension: Dimension) {
    if !layout.dimensions.contains(where: { $0.name == dimension.name }) {
      layout.dimensions.append(
        Dimension(
          name: dimension.name,
          length: dimension.length,
          isUnlimited: dimension.isUnlimited
        )
      )
    }
  }

  /// Copies what has nothing to do with the grid.
  private mutating func copyBesides(_ file: GriddedFile) throws(Regridding.Failure) {
    for variable in file.variablesBesideGrids() {
      let clashes = variable.dimensions.contains { dimension in
        layout.dimensions.contains {
          $0.name == dimension.name && $0.length != dimension.length
        }
      }
      guard !clashes else {
        leftOut.append(
          ReadingError(
            .unsupported,
            path: file.path,
            variable: variable.path,
            detail: "a dimension of the new grid has the name of one of its dimensions"
          )
        )
        continue
      }
      for dimension in variable.dimensions { add(dimension) }
      do throws(ReadingError) {
        layout.variables.append(
          GriddedFileVariable(copying: variable, values: try file.stored(variable))
        )
      } catch {
        throw .reading(error)
      }
    }
  }

  /// Adds the coordinates of the target. A dimension of theirs, such as that of bounds, whose name
  /// another one has gets its length behind its name.
  private mutating func addGrid(_ target: TargetGrid) {
    let lengths = target.lengths
    for var variable in target.variables {
      for (i, name) in variable.dimensions.enumerated() {
        guard let length = lengths[name] else { continue }
        let known = layout.dimensions.first { $0.name == name }
        if let known, known.length != length { variable.dimensions[i] = "\(name)_\(length)" }
        add(Dimension(name: variable.dimensions[i], length: length, isUnlimited: false))
      }
      layout.variables.removeAll { $0.name == variable.name }
      layout.variables.append(variable)
    }
  }

  // MARK: Fields

  private mutating func add(
    _ source: GriddedVariable,
    _ target: TargetGrid,
    _ request: Regridding.Request,
    _ file: GriddedFile
  ) {
    let name = source.variable.name
    let encoding = FieldEncoding(
      request.packsLikeSource || source.isCategorical
        ? .packed(like: source.variable)
        : .floating(isDouble: Self.needsDouble(source.variable.type))
    )
    let coverageName = request.writesCoverage ? "\(name)_coverage" : nil
    variables.append(
      RegriddedVariable(
        source: source,
        name: name,
        encoding: encoding,
        coverageName: coverageName
      )
    )
    let dimensions = (source.leading + target.dimensions).map(\.name)
    let placing = placing(source, target)
    var attributes = encoding.attributes
    attributes += source.variable.attributes.filter {
      !FieldEncoding.packingAttributes.contains($0.name) && !Self.gridAttributes.contains($0.name)
        && $0.name != "cell_methods"
    }
    if let methods = Self.cellMethods(source, request.method) {
      attributes.append(.text("cell_methods", methods))
    }
    if let coverageName { attributes.append(.text("ancillary_variables", coverageName)) }
    layout.variables.append(
      GriddedFileVariable(
        name: name,
        type: encoding.type,
        dimensions: dimensions,
        attributes: attributes + placing,
        fill: encoding.fill
      )
    )
    guard let coverageName else { return }
    let part = request.method.isConservative ? "area" : "weight"
    layout.variables.append(
      GriddedFileVariable(
        name: coverageName,
        type: .float,
        dimensions: dimensions,
        attributes: [
          .text("long_name", "part of the \(part) that lies on values of \(name)"),
          .text("units", "1"),
        ] + placing
      )
    )
  }

  static func needsDouble(_ type: StoredType) -> Bool {
    [.double, .int, .uint, .int64, .uint64].contains(type)
  }

  /// The attributes that tell where fields lie.
  private func placing(_ source: GriddedVariable, _ target: TargetGrid) -> [Attribute] {
    let copied = Set(layout.variables.map(\.name))
    let kept = (source.variable.textAttribute("coordinates") ?? "").split(separator: " ")
      .map(String.init)
      .filter { name in
        copied.contains(name) && !target.variables.contains { $0.name == name }
      }
    let coordinates = kept + target.auxiliaryCoordinates
    var attributes: [Attribute] = []
    if !coordinates.isEmpty {
      attributes.append(.text("coordinates", coordinates.joined(separator: " ")))
    }
    if let mapping = target.gridMapping { attributes.append(.text("grid_mapping", mapping)) }
    return attributes
  }

  /// The methods of the source, and that over the area of a cell where there is one.
  ///
  /// - SeeAlso: CF Conventions 1.11, section 7.3 and appendix E.
  private static func cellMethods(
    _ source: GriddedVariable,
    _ method: RemappingMethod
  ) -> String? {
    let before = source.variable.textAttribute("cell_methods")
    let added: String? =
      switch method {
      case .conservative, .conservativeSecondOrder: "area: mean"
      case .largestAreaFraction: "area: mode"
      case .nearest, .bilinear, .bicubic, .inverseDistance: nil
      }
    guard let added, !(before?.contains(added) ?? false) else { return before }
    return before.map { "\($0) \(added)" } ?? added
  }

  // MARK: The file

  private static func globalAttributes(
    of file: GriddedFile,
    _ request: Regridding.Request
  ) -> [Attribute] {
    var attributes = file.file.root.attributes.filter { attribute in
      attribute.name != "history" && !attribute.name.hasPrefix("_")
        && !extentPrefixes.contains { attribute.name.hasPrefix($0) }
    }
    if !attributes.contains(where: { $0.name == "Conventions" }) {
      attributes.insert(.text("Conventions", "CF-1.11"), at: 0)
    }
    var history = request.history
    if case .text(let before)? = file.file.root.attributes.first(where: { $0.name == "history" })?
      .content
    {
      history += "\n" + before
    }
    attributes.append(.text("history", history))
    return attributes
  }
}

extension TargetGrid {
  /// The lengths of the dimensions of the variables, by name.
  fileprivate var lengths: [String: Int] {
    var lengths: [String: Int] = [:]
    for dimension in dimensions { lengths[dimension.name] = dimension.length }
    for variable in variables {
      guard let values = variable.values else { continue }
      let known = variable.dimensions.compactMap { lengths[$0] }
      // One dimension of a variable may be of its own, that of its bounds.
      if known.count == variable.dimensions.count - 1, let own = variable.dimensions.last {
        lengths[own] = values.count / max(1, known.reduce(1, *))
      }
    }
    return lengths
  }
}
