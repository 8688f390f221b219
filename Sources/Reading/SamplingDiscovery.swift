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
    names = try AxisNames(of: file, aliases: map.dimensionAliases)
    roles = try CoordinateRoles(of: file, map: map)
    time = try TimeSource(of: file, map: map, roles: roles)
    pairPositionsWithTime()
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
      let (missing, rules) =
        roles.latitude == nil ? ("latitude", map.latitude) : ("longitude", map.longitude)
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        detail: rules.isEmpty
          ? "no variable is the \(missing)"
          : "\(missing): " + rules.map { $0.miss(in: file) }.joined(separator: "; ")
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
    try refuseUnrelated(axes)
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
    if type.isProfileLike, roles.vertical == nil, !map.vertical.isEmpty {
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        detail: "vertical: " + map.vertical.map { $0.miss(in: file) }.joined(separator: "; ")
      )
    }
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
      path: file.path,
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

  // MARK: Ragged arrays and tables

  private func ragged() throws(ReadingError) -> RaggedElements? {
    let coordinates = coordinateVariables
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
    for case .variable(let name) in map.identifier {
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
}
