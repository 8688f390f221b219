internal import Conventions
internal import NetCDFFile
internal import ObservationModel

extension SamplingDiscovery {
  /// The time, adjusted where the network adjusts it and the file says that it counts. Where the
  /// adjusted time is missing, the raw one stays.
  func bestTime() throws(ReadingError) -> Coordinate {
    let raw = try time.coordinate(file: file, names: names)
    guard case .variable(let variable, let units, _, _) = time else { return raw }
    return try adjusted(raw, of: variable, fallsBack: true) { units.instant($0) }
  }

  /// The vertical coordinate, adjusted where the network adjusts it and the file says that it
  /// counts; raw is no fallback.
  func bestVertical(_ source: VerticalSource) throws(ReadingError) -> Coordinate {
    let raw = try verticalCoordinate(source)
    guard case .variable(let variable, let kind) = source else { return raw }
    let transform = Self.verticalTransform(of: variable, kind: kind)
    return try adjusted(raw, of: variable, fallsBack: false, transform)
  }

  private func adjusted(
    _ raw: Coordinate,
    of variable: Variable,
    fallsBack: Bool,
    _ transform: (Double) -> Double
  ) throws(ReadingError) -> Coordinate {
    guard map.bestValue == .argo,
      let twin = file.variable(variable.path + "_ADJUSTED")
        ?? file.variable(variable.path + "_adjusted"),
      twin.shape == variable.shape
    else { return raw }
    var values = try raw.allValues()
    let better = twin.packing.decode(try file.stored(twin))
    let modes = try DataModes(of: file).modes(of: variable)
    let rowLength = max(1, values.count / max(1, modes.count))
    for i in values.indices where i / rowLength < modes.count && modes[i / rowLength].isAdjusted {
      if !fallsBack || !better[i].isNaN { values[i] = transform(better[i]) }
    }
    return Coordinate(dimensions: raw.dimensions, shape: raw.shape, values: values)
  }

  func placeCoordinate(isLatitude: Bool) throws(ReadingError) -> Coordinate {
    switch isLatitude ? roles.latitude : roles.longitude {
    case .constant(let value):
      return Coordinate(
        constant: isLatitude ? validLatitude(value) : normalisedLongitude(value)
      )
    case .geostationary(let grid):
      return try grid.coordinate(latitude: isLatitude, file: file, names: names)
    case .variable(let variable):
      if isLatitude {
        return try file.coordinate(variable, names: names) { validLatitude($0) }
      }
      let units = variable.text("units")?.lowercased() ?? ""
      let isWest = units.hasPrefix("degree_w") || units.hasPrefix("degrees_w")
      return try file.coordinate(variable, names: names) {
        normalisedLongitude(isWest ? -$0 : $0)
      }
    case nil:
      throw ReadingError(.missingCoordinates, path: file.path, detail: "the position is missing")
    }
  }

  func verticalCoordinate(_ source: VerticalSource) throws(ReadingError) -> Coordinate {
    switch source {
    case .variable(let variable, let kind):
      let transform = Self.verticalTransform(of: variable, kind: kind)
      return try file.coordinate(variable, names: names, transform)
    case .aboveSensor(let height, let nominal):
      let depths = nominal.packing.decode(try file.stored(nominal))
      guard depths.count == 1 else {
        throw ReadingError(
          .missingCoordinates,
          path: file.path,
          variable: nominal.path,
          detail: "one nominal depth is expected, and there are \(depths.count)"
        )
      }
      return try file.coordinate(height, names: names) { depths[0] - $0 }
    }
  }

  /// Metres and decibars; what has no unit, or one of another kind, keeps its numbers. Depths that
  /// are counted upwards are turned round.
  private static func verticalTransform(
    of variable: Variable,
    kind: VerticalKind
  ) -> @Sendable (Double) -> Double {
    let converter =
      variable.text("units").flatMap { try? UnitConverter(from: $0, to: kind.units) } ?? .identity
    guard kind == .depth, variable.text("positive")?.lowercased() == "up" else {
      return { converter.convert($0) }
    }
    // Less than zero, not its opposite: the surface is 0, not -0.
    return { 0 - converter.convert($0) }
  }
}
