internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Works out the sampling of a file from its map and its metadata.
struct SamplingDiscovery: Sendable {
  let file: NetCDFFile
  let map: NetworkMap
  let roles: CoordinateRoles
  private(set) var names: AxisNames
  private(set) var time: TimeSource

  /// - Throws: `missingCoordinates` or `badTime` when the file does not tell where or when.
  init(file: NetCDFFile, map: NetworkMap) throws(ReadingError) {
    self.file = file
    self.map = map
    names = AxisNames(of: file, aliases: map.dimensionAliases)
    roles = CoordinateRoles(of: file, map: map)
    if let source = try TimeSource(of: file, map: map, roles: roles) {
      time = source
    } else if let span = TimeSource.span(file), Self.isField(roles) {
      // Products of satellites that tell no more than the time they cover.
      time = .span(span)
    } else {
      let isThere = file.allVariables.contains {
        $0.isNumeric && ($0.name.lowercased() == "time" || $0.text("standard_name") == "time")
      }
      throw ReadingError(
        isThere ? .badTime : .missingCoordinates,
        path: file.path,
        detail: "no variable has a unit of time with a reference date (… since …)"
      )
    }
    pairPositionsWithTime()
  }

  /// True when the position alone spans two dimensions.
  private static func isField(_ roles: CoordinateRoles) -> Bool {
    let spanned = ((roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? []))
      .flatMap(\.dimensions).filter { $0.length > 1 }
    return Set(spanned).count >= 2
  }

  /// Old files of Copernicus and OceanSITES give latitude, longitude and position dimensions of
  /// their own, as long as time and going with it by number.
  private mutating func pairPositionsWithTime() {
    guard case .variable(let latitude)? = roles.latitude,
      case .variable(let longitude)? = roles.longitude,
      let main = time.variables.first, main.dimensions.count == 1,
      latitude.dimensions.count == 1, longitude.dimensions.count == 1,
      latitude.dimensions[0] != longitude.dimensions[0],
      main.dimensions[0].length > 1
    else { return }
    let own = [latitude.dimensions[0], longitude.dimensions[0]]
    guard own.allSatisfy({ $0.length == main.dimensions[0].length && $0 != main.dimensions[0] })
    else { return }
    let isSpanned = file.allVariables.contains { variable in
      variable.dimensions.count > 1 && variable.dimensions.contains { own.contains($0) }
    }
    guard !isSpanned else { return }
    for dimension in own {
      names.alias(names.name(of: dimension), to: names.name(of: main.dimensions[0]))
    }
  }

  /// - Throws: `ReadingError` of kind `missingCoordinates`, `badTime`, `inconsistentRagged` or
  ///   what reading the coordinates brings.
  func sampling(positions: PositionTrack? = nil) throws(ReadingError) -> Sampling {
    guard positions != nil || (roles.latitude != nil && roles.longitude != nil) else {
      let missing = roles.latitude == nil ? "latitude" : "longitude"
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        detail: "no variable is the \(missing)"
      )
    }
    let spans = CoordinateSpans(
      time: time.variables.flatMap { names.long($0) }.isEmpty
        ? [] : time.dimensions.filter { $0.length != 1 }.map { names.name(of: $0) },
      offset: time.hasOffset ? time.variables.last.map { names.long($0) } ?? [] : [],
      place: placeDimensions(positions),
      latitudeRank: latitudeRank,
      vertical: roles.vertical.map { names.long($0.variable) }
    )
    let track = positions
    if let ragged = try ragged() {
      return try raggedSampling(ragged, spans: spans, positions: track)
    }
    let type = featureType(spans)
    let vertical = usesVertical(type) ? roles.vertical : nil
    let axes = self.axes(type, spans: spans, vertical: vertical)
    return try sampling(
      type,
      axes: axes,
      ragged: nil,
      vertical: vertical,
      featureAxes: featureAxes(type, axes: axes, spans: spans, vertical: vertical),
      positions: track
    )
  }

  private func placeDimensions(_ positions: PositionTrack?) -> [String] {
    if positions != nil { return [] }
    let variables = (roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? [])
    // The rows of an image come before its columns.
    return
      (roles.latitude.map { if case .geostationary = $0 { true } else { false } } ?? false
      ? variables.reversed() : variables).flatMap { names.long($0) }
  }

  private var latitudeRank: Int {
    switch roles.latitude {
    case .variable(let variable): variable.dimensions.count
    case .geostationary: 2
    case .constant, nil: 0
    }
  }

  private func sampling(
    _ type: FeatureType,
    axes: [Sampling.Axis],
    ragged: RaggedElements?,
    vertical: VerticalSource?,
    featureAxes: Int,
    positions: PositionTrack?
  ) throws(ReadingError) -> Sampling {
    func onElements(_ coordinate: Coordinate) throws(ReadingError) -> Coordinate {
      guard let ragged else { return coordinate }
      return try spread(coordinate, over: ragged)
    }
    let timeCoordinate = try onElements(try bestTime())
    var offset: Coordinate?
    if case .variable(_, _, let variable?, let seconds) = time {
      offset = try onElements(try file.coordinate(variable, names: names) { $0 * seconds })
    }
    let isPadded = type.isProfileLike && hasPadding(vertical, ragged)
    var span: ClosedRange<Double>?
    if case .span(let whole) = time { span = whole }
    let places = try positions.map { track throws(ReadingError) in
      try track.coordinates(at: timeCoordinate)
    }
    let latitude: Coordinate
    let longitude: Coordinate
    if let places {
      (latitude, longitude) = places
    } else {
      latitude = try onElements(try placeCoordinate(isLatitude: true))
      longitude = try onElements(try placeCoordinate(isLatitude: false))
    }
    return Sampling(
      featureType: type,
      axes: axes,
      ragged: ragged,
      time: timeCoordinate,
      timeOffset: offset,
      timeSpan: span,
      latitude: latitude,
      longitude: longitude,
      vertical: try vertical.map { source throws(ReadingError) in
        try onElements(try bestVertical(source))
      },
      verticalKind: vertical?.kind,
      levels: isPadded
        ? try vertical.map { source throws(ReadingError) in
          try onElements(try verticalCoordinate(source))
        } : nil,
      featureAxes: featureAxes
    )
  }

  /// Vertical coordinates of one dimension are complete; others pad what they do not have.
  private func hasPadding(_ vertical: VerticalSource?, _ ragged: RaggedElements?) -> Bool {
    guard case .variable(let variable, _)? = vertical else { return false }
    if let ragged { return names.names(of: variable).contains(ragged.sampleDimension) }
    return variable.dimensions.count > 1
  }

  // MARK: Feature types

  /// The words of files for feature types, blanks and marks left out.
  private static let words: [String: FeatureType] = [
    "point": .point, "timeseries": .timeSeries, "station": .timeSeries,
    "stationtimeseries": .timeSeries, "timeserie": .timeSeries, "mooring": .timeSeries,
    "trajectory": .trajectory, "profile": .profile, "verticalprofile": .profile,
    "timeseriesprofile": .timeSeriesProfile, "stationprofile": .timeSeriesProfile,
    "stationprofiletimeseries": .timeSeriesProfile, "trajectoryprofile": .trajectoryProfile,
    "section": .trajectoryProfile, "grid": .grid, "swath": .swath,
  ]

  private var declaredFeatureType: FeatureType? {
    if let type = map.featureType { return type }
    for name in ["featureType", "CF:featureType", "cdm_data_type", "CF:feature_type"] {
      guard let text = file.globalAttribute(name)?.text else { continue }
      let letters = String(
        String.UnicodeScalarView(
          text.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }
        )
      )
      if let type = Self.words[letters] { return type }
    }
    return nil
  }

  private func featureType(_ spans: CoordinateSpans) -> FeatureType {
    guard let type = declaredFeatureType else { return geometricFeatureType(spans) }
    // A series or a track with a vertical axis of its own is one of profiles.
    guard !spans.ownVertical.isEmpty else { return type }
    switch type {
    case .timeSeries: return .timeSeriesProfile
    case .trajectory: return .trajectoryProfile
    default: return type
    }
  }

  private func geometricFeatureType(_ spans: CoordinateSpans) -> FeatureType {
    if case .geostationary? = roles.latitude { return .grid }
    let along = Set(spans.time)
    let across = Set(spans.place)
    if spans.latitudeRank >= 2, across.count >= 2 {
      return along.isDisjoint(with: across) && spans.offset.isEmpty ? .grid : .swath
    }
    if across.count >= 2 { return .grid }
    let own = spans.ownVertical
    if across.isEmpty {
      if own.isEmpty { return .timeSeries }
      return along.isEmpty ? .profile : .timeSeriesProfile
    }
    if !along.isDisjoint(with: across) {
      return own.isEmpty ? .trajectory : .trajectoryProfile
    }
    if !own.isEmpty { return along.isEmpty ? .profile : .timeSeriesProfile }
    return along.isEmpty ? .point : .timeSeries
  }

  private func usesVertical(_ type: FeatureType) -> Bool {
    guard let vertical = roles.vertical?.variable else { return false }
    let places = (roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? [])
    return type != .swath && !places.contains { $0.path == vertical.path }
  }

  // MARK: Axes

  private func axes(
    _ type: FeatureType,
    spans: CoordinateSpans,
    vertical: VerticalSource?
  ) -> [Sampling.Axis] {
    var found: [String] = []
    func add(_ more: [String]) {
      for name in more where !found.contains(name) { found.append(name) }
    }
    let down = vertical == nil ? [] : spans.vertical ?? []
    switch type {
    case .timeSeries, .trajectory:
      // Instances before the time along them.
      add(spans.place.filter { !spans.time.contains($0) })
      add(spans.time + spans.offset)
      add(spans.place)
      add(down)
    case .grid:
      add(spans.time.filter { !spans.place.contains($0) })
      add(down.filter { !spans.place.contains($0) })
      add(spans.place)
      add(spans.offset)
    case .swath:
      add(spans.place)
      add(spans.time + spans.offset)
    case .point, .profile, .timeSeriesProfile, .trajectoryProfile:
      add(spans.place.filter { !spans.ownVertical.contains($0) })
      add(spans.time)
      add(spans.offset)
      // The vertical dimension last, whatever the order in the file.
      add(down)
    }
    return found.map { Sampling.Axis(name: $0, length: names.length(of: $0)) }
  }

  private func featureAxes(
    _ type: FeatureType,
    axes: [Sampling.Axis],
    spans: CoordinateSpans,
    vertical: VerticalSource?
  ) -> Int {
    switch type {
    case .swath, .grid, .point:
      return 0
    case .timeSeries, .trajectory:
      return axes.count > 1 ? axes.count - 1 : 0
    case .profile, .timeSeriesProfile, .trajectoryProfile:
      guard vertical != nil, let last = axes.last else { return axes.count }
      return (spans.vertical ?? []).contains(last.name) ? axes.count - 1 : axes.count
    }
  }

  // MARK: Ragged arrays and tables

  private func ragged() throws(ReadingError) -> RaggedElements? {
    var coordinates = roles.vertical.map { [$0.variable] } ?? []
    coordinates += time.variables
    coordinates += (roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? [])
    let discovery = RaggedDiscovery(file: file, names: names, rowSizes: map.rowSizes)
    if let elements = try discovery.elements(coordinates: coordinates) { return elements }
    return try table(coordinates)
  }

  /// The features of a table of rows: all coordinates on one dimension, and variables on it that
  /// name features.
  private func table(_ coordinates: [Variable]) throws(ReadingError) -> RaggedElements? {
    guard let type = declaredFeatureType, !type.isField, type != .point else { return nil }
    let rows = Set(coordinates.flatMap { names.long($0) })
    guard rows.count == 1, let row = rows.first else { return nil }
    let isLettered: (Variable) -> Bool = { $0.type == .char && $0.dimensions.count < 2 }
    var naming = file.allVariables.filter {
      $0.attribute("cf_role") != nil && names.names(of: $0).first == row && !isLettered($0)
    }
    for name in map.identifier {
      if let variable = file.variable(like: name), names.names(of: variable).first == row,
        !naming.contains(variable)
      {
        naming.append(variable)
      }
    }
    let hasForeignFeatures = file.allVariables.contains { variable in
      variable.attribute("cf_role") != nil && !isLettered(variable)
        && variable.dimensions.first.map { $0.length > 1 && names.name(of: $0) != row } ?? false
    }
    if naming.isEmpty, hasForeignFeatures {
      throw ReadingError(
        .inconsistentRagged,
        path: file.path,
        detail: "several features, and nothing tells which of them an observation belongs to: "
          + "expected an attribute sample_dimension or instance_dimension"
      )
    }
    guard !naming.isEmpty else { return nil }
    let texts = try naming.map { variable throws(ReadingError) in try file.letters(variable) }
    return RaggedDiscovery.table(row: row, identifiers: texts, count: names.length(of: row))
  }

  private func raggedSampling(
    _ ragged: RaggedElements,
    spans: CoordinateSpans,
    positions: PositionTrack?
  ) throws(ReadingError) -> Sampling {
    let sample = ragged.sampleDimension
    let isPlacedBySample = spans.place.contains(sample) || positions != nil
    let isTimedBySample = spans.time.contains(sample)
    let type =
      declaredFeatureType
      ?? (isPlacedBySample ? .trajectory : isTimedBySample ? .timeSeries : .profile)
    let vertical = roles.vertical.flatMap { source in
      let own = names.long(source.variable)
      return own.allSatisfy { $0 == sample || ragged.relations[$0] != nil } ? source : nil
    }
    return try sampling(
      type,
      axes: [Sampling.Axis(name: sample, length: names.length(of: sample))],
      ragged: ragged,
      vertical: vertical,
      featureAxes: 0,
      positions: positions
    )
  }

  /// A coordinate on the sample dimension, whatever dimension it is given on.
  private func spread(
    _ coordinate: Coordinate,
    over ragged: RaggedElements
  ) throws(ReadingError) -> Coordinate {
    let sample = ragged.sampleDimension
    if coordinate.dimensions.isEmpty || coordinate.dimensions.contains(sample) { return coordinate }
    let values = try coordinate.allValues()
    for name in coordinate.dimensions where names.length(of: name) == values.count {
      guard let relation = ragged.relations[name] else { continue }
      guard let spread = ragged.spread(values, by: relation, missing: .nan) else { break }
      return Coordinate(dimensions: [sample], shape: [spread.count], values: spread)
    }
    if values.count == 1 { return Coordinate(constant: values[0]) }
    throw ReadingError(
      .inconsistentRagged,
      path: file.path,
      detail: "a coordinate along \(coordinate.dimensions.joined(separator: ", ")) cannot be "
        + "brought to \(sample)"
    )
  }

  // MARK: Coordinates

  /// The time, adjusted where the network adjusts it and the file says that it counts. Where the
  /// adjusted time is missing, the raw one stays.
  private func bestTime() throws(ReadingError) -> Coordinate {
    let raw = try time.coordinate(file: file, names: names)
    guard case .variable(let variable, let units, _, _) = time else { return raw }
    return try adjusted(raw, of: variable, fallsBack: true) { units.instant($0) }
  }

  /// The vertical coordinate, adjusted where the network adjusts it and the file says that it
  /// counts; raw is no fallback.
  private func bestVertical(_ source: VerticalSource) throws(ReadingError) -> Coordinate {
    let raw = try verticalCoordinate(source)
    guard case .variable(let variable, let kind) = source else { return raw }
    let converter = Self.verticalConverter(of: variable, kind: kind)
    return try adjusted(raw, of: variable, fallsBack: false) { converter.convert($0) }
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

  private func placeCoordinate(isLatitude: Bool) throws(ReadingError) -> Coordinate {
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

  private func verticalCoordinate(_ source: VerticalSource) throws(ReadingError) -> Coordinate {
    switch source {
    case .variable(let variable, let kind):
      let converter = Self.verticalConverter(of: variable, kind: kind)
      return try file.coordinate(variable, names: names) { converter.convert($0) }
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

  /// Metres and decibars; what has no unit, or one of another kind, keeps its numbers.
  private static func verticalConverter(
    of variable: Variable,
    kind: VerticalKind
  ) -> UnitConverter {
    guard let units = variable.text("units"),
      let converter = try? UnitConverter(from: units, to: kind == .pressure ? "dbar" : "m")
    else { return .identity }
    return converter
  }
}

/// The dimensions, of those longer than one, that each coordinate spans.
struct CoordinateSpans {
  let time: [String]
  let offset: [String]
  let place: [String]

  /// The rank of the latitude as it is stored.
  let latitudeRank: Int

  /// Nil without a vertical coordinate.
  let vertical: [String]?

  /// The dimensions that only the vertical coordinate spans.
  var ownVertical: [String] {
    (vertical ?? []).filter { !time.contains($0) && !place.contains($0) && !offset.contains($0) }
  }
}

extension NetCDFFile {
  /// Opens a file, with errors in the words of this module.
  static func opened(
    _ path: String,
    backend: Backend = .automatic
  ) throws(ReadingError) -> NetCDFFile {
    do {
      return try NetCDFFile(path: path, backend: backend)
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  /// Reads a variable, whole or in part, with errors in the words of this module.
  func stored(_ variable: Variable, region: Region? = nil) throws(ReadingError) -> StoredValues {
    do {
      return try read(variable, region: region)
    } catch {
      throw ReadingError(error, path: path)
    }
  }
}
