internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// The kind of features, and the dimensions along which elements are counted.
extension SamplingDiscovery {
  /// The words of files for feature types, blanks and marks left out.
  private static let words: [String: FeatureType] = [
    "point": .point, "timeseries": .timeSeries, "station": .timeSeries,
    "stationtimeseries": .timeSeries, "timeserie": .timeSeries, "mooring": .timeSeries,
    "trajectory": .trajectory, "profile": .profile, "verticalprofile": .profile,
    "timeseriesprofile": .timeSeriesProfile, "stationprofile": .timeSeriesProfile,
    "stationprofiletimeseries": .timeSeriesProfile, "trajectoryprofile": .trajectoryProfile,
    "section": .trajectoryProfile, "grid": .grid, "swath": .swath,
  ]

  var declaredFeatureType: FeatureType? {
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

  func featureType(_ spans: CoordinateSpans) -> FeatureType {
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

  func usesVertical(_ type: FeatureType) -> Bool {
    guard let vertical = roles.vertical?.variable else { return false }
    let places = (roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? [])
    return type != .swath && !places.contains { $0.path == vertical.path }
  }

  func axes(
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

  /// Refuses coordinates along a dimension that no measured variable shares with another axis:
  /// such as the fixes of a satellite navigator beside the samples of a sensor, which would count
  /// each sample once for each fix.
  func refuseUnrelated(_ axes: [Sampling.Axis]) throws(ReadingError) {
    let axisNames = Set(axes.map(\.name))
    let coordinates = coordinateVariables
    let paths = Set(coordinates.map(\.path))
    let measured = file.allVariables.filter { $0.isNumeric && !paths.contains($0.path) }
      .map { axisNames.intersection(names.long($0)) }
    guard axes.count > 1, measured.contains(where: { !$0.isEmpty }) else { return }
    for axis in axes where !measured.contains(where: { $0.contains(axis.name) && $0.count > 1 }) {
      let others = axes.filter { $0 != axis }.map(\.name).joined(separator: ", ")
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        variable: coordinates.first { names.names(of: $0).contains(axis.name) }?.path,
        detail: "lies along \(axis.name) (\(axis.length)), which no measured variable has together "
          + "with \(others): nothing pairs the two"
      )
    }
  }

  /// The variables that tell time, place and level.
  var coordinateVariables: [Variable] {
    (roles.vertical.map { [$0.variable] } ?? []) + time.variables
      + (roles.latitude?.variables ?? []) + (roles.longitude?.variables ?? [])
  }

  /// The dimensions of the variables that tell time, place and level, those of length 1 included.
  var coordinateDimensions: Set<String> { Set(coordinateVariables.flatMap { names.names(of: $0) }) }

  func featureAxes(
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
}
