internal import NetCDFFile

extension FileLayout {
  /// Adds the dimensions, the coordinates with their bounds, the coordinate reference system and
  /// the names of the networks.
  ///
  /// Coordinates have no fill value; bounds have no attributes of their own and inherit those of
  /// their coordinate (CF-1.11, 7.1).
  mutating func addCoordinates(of product: GridProduct, levels: VerticalCoordinates) {
    dimensions.append(("time", product.timeBins.count))
    if !levels.standardDepthsMeters.isEmpty {
      dimensions.append(("depth", levels.standardDepthsMeters.count))
    }
    dimensions += product.grid.dimensions + [("nv", 2)]

    addTime(product.timeBins)
    if !levels.standardDepthsMeters.isEmpty {
      addLevel(
        "depth",
        levels.standardDepthsMeters,
        dimensions: ["depth"],
        isDepth: true,
        bounds: levels.layers
      )
    }
    for scalar in levels.scalars {
      switch scalar.placement {
      case .unstated, .seaSurface, .standardDepths: break
      case .depth(let meters):
        addLevel(scalar.name, [meters], dimensions: [], isDepth: true)
      case .height(let meters):
        addLevel(scalar.name, [meters], dimensions: [], isDepth: false)
      }
    }
    addHorizontalCoordinates(of: product.grid)
    let isCountedByNetwork = product.variables.contains { $0.countByNetwork != nil }
    if isCountedByNetwork { addNetworks(product.networks) }
  }

  private mutating func addTime(_ bins: [Range<Int>]) {
    variables.append(
      VariableLayout(
        name: "time",
        type: .double,
        dimensions: ["time"],
        attributes: [
          AttributeLayout("standard_name", "time"),
          AttributeLayout("long_name", "middle of the time bin"),
          AttributeLayout("units", "seconds since 1970-01-01T00:00:00Z"),
          AttributeLayout("calendar", "standard"),
          // Bins are whole UTC days, hours or months, so the datetimes are right although the
          // calendar does not count leap seconds: case 2 of CF 4.4.
          AttributeLayout("units_metadata", "leap_seconds: utc"),
          AttributeLayout("axis", "T"),
          AttributeLayout("bounds", "time_bnds"),
          AttributeLayout("coverage_content_type", "coordinate"),
        ],
        contents: .values(.double(bins.map { middle(of: $0) }))
      )
    )
    variables.append(
      VariableLayout(
        name: "time_bnds",
        type: .double,
        dimensions: ["time", "nv"],
        contents: .values(
          .double(bins.flatMap { [Double($0.lowerBound), Double($0.upperBound)] })
        )
      )
    )
  }

  private mutating func addLevel(
    _ name: String,
    _ meters: [Double],
    dimensions: [String],
    isDepth: Bool,
    bounds: [ClosedRange<Double>] = []
  ) {
    let boundsName = bounds.isEmpty ? [] : [AttributeLayout("bounds", "\(name)_bnds")]
    variables.append(
      VariableLayout(
        name: name,
        type: .double,
        dimensions: dimensions,
        attributes: [
          AttributeLayout("standard_name", isDepth ? "depth" : "height"),
          AttributeLayout(
            "long_name",
            isDepth ? "depth below the sea surface" : "height above the sea surface"
          ),
          AttributeLayout("units", "m"),
          AttributeLayout("positive", isDepth ? "down" : "up"),
          AttributeLayout("axis", "Z"),
          AttributeLayout("coverage_content_type", "coordinate"),
        ] + boundsName,
        contents: .values(.double(meters))
      )
    )
    guard !bounds.isEmpty else { return }
    variables.append(
      VariableLayout(
        name: "\(name)_bnds",
        type: .double,
        dimensions: dimensions + ["nv"],
        contents: .values(.double(bounds.flatMap { [$0.lowerBound, $0.upperBound] }))
      )
    )
  }

  private mutating func addNetworks(_ networks: [String]) {
    let length = networks.map(\.utf8.count).max() ?? 1
    dimensions += [("network", networks.count), ("name_strlen", length)]
    let padded = networks.flatMap { name in
      Array(name.utf8) + [UInt8](repeating: 0, count: length - name.utf8.count)
    }
    variables.append(
      VariableLayout(
        name: "network_name",
        type: .char,
        dimensions: ["network", "name_strlen"],
        attributes: [
          AttributeLayout("long_name", "name of the observing network"),
          AttributeLayout("_Encoding", "utf-8"),
        ],
        contents: .values(.char(padded))
      )
    )
  }
}

/// The middle of a time bin, in seconds since 1970.
func middle(of bin: Range<Int>) -> Double {
  Double(bin.lowerBound) + Double(bin.upperBound - bin.lowerBound) / 2
}
