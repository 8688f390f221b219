internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Works out the sampling of a file from its map and its metadata.
struct SamplingDiscovery {
  let file: NetCDFFile
  let map: NetworkMap
  let roles: CoordinateRoles

  init(file: NetCDFFile, map: NetworkMap) {
    self.file = file
    self.map = map
    roles = CoordinateRoles(of: file, map: map)
  }

  /// - Throws: `ReadingError` of kind `missingCoordinates`, `badTime`, `inconsistentRagged` or
  ///   what reading the coordinates brings.
  func sampling() throws(ReadingError) -> Sampling {
    guard let time = roles.time else {
      throw ReadingError(
        file.allVariables.contains { $0.name.lowercased() == "time" }
          ? .badTime : .missingCoordinates,
        path: file.path,
        detail: "no variable has a unit of time with a reference date (… since …)"
      )
    }
    guard let latitude = roles.latitude, let longitude = roles.longitude else {
      let missing = roles.latitude == nil ? "latitude" : "longitude"
      throw ReadingError(
        .missingCoordinates,
        path: file.path,
        detail: "no variable is the \(missing)"
      )
    }
    if let ragged = try raggedDimension() {
      return try raggedSampling(ragged, time: time, latitude: latitude, longitude: longitude)
    }
    let featureType = self.featureType(time: time, latitude: latitude, longitude: longitude)
    let vertical = usesVertical(featureType) ? roles.vertical : nil
    let axes = self.axes(
      featureType,
      time: time,
      latitude: latitude,
      longitude: longitude,
      vertical: vertical
    )
    let names = axes.map(\.name)
    return Sampling(
      featureType: featureType,
      axes: axes,
      ragged: nil,
      time: try timeCoordinate(time, axes: names),
      timeOffset: try roles.timeOffset.map { offset throws(ReadingError) in
        try coordinate(offset, axes: names)
      },
      latitude: try latitudeCoordinate(latitude, axes: names),
      longitude: try longitudeCoordinate(longitude, axes: names),
      vertical: try vertical.map { variable throws(ReadingError) in
        try coordinate(variable, axes: names)
      },
      verticalKind: vertical == nil ? nil : roles.verticalKind,
      featureAxes: featureAxes(featureType, axes: axes, time: time, vertical: vertical)
    )
  }

  // MARK: Feature types

  private var declaredFeatureType: FeatureType? {
    if let type = map.featureType { return type }
    for name in ["featureType", "cdm_data_type", "CF:featureType"] {
      let text = file.root.attributes.first { $0.name.matches(name, ignoringCase: true) }?
        .value.text?.trimmed.lowercased()
      if let text,
        let type = FeatureType.allCases.first(where: { $0.rawValue.lowercased() == text })
      {
        return type
      }
    }
    return nil
  }

  private func featureType(time: Variable, latitude: Variable, longitude: Variable) -> FeatureType {
    if let type = declaredFeatureType { return type }
    let along = Set(dimensionNames(time).filter { length(of: $0) > 1 })
    let across = Set(dimensionNames(latitude)).union(dimensionNames(longitude))
      .filter { length(of: $0) > 1 }
    if latitude.dimensions.count >= 2, across.count >= 2 {
      return along.isDisjoint(with: across) && roles.timeOffset == nil ? .grid : .swath
    }
    if across.count >= 2 { return .grid }
    if across.isEmpty {
      guard let vertical = roles.vertical else { return .timeSeries }
      let down = Set(dimensionNames(vertical).filter { length(of: $0) > 1 })
      if down.isEmpty || down.isSubset(of: along) { return .timeSeries }
      return along.isEmpty ? .profile : .timeSeriesProfile
    }
    if !along.isDisjoint(with: across) {
      guard let vertical = roles.vertical else { return .trajectory }
      let down = Set(dimensionNames(vertical).filter { length(of: $0) > 1 })
      return down.isSubset(of: along) ? .trajectory : .trajectoryProfile
    }
    return along.isEmpty ? .point : .timeSeries
  }

  private func usesVertical(_ type: FeatureType) -> Bool {
    guard let vertical = roles.vertical else { return false }
    if vertical.path == roles.latitude?.path || vertical.path == roles.longitude?.path {
      return false
    }
    return type != .swath
  }

  // MARK: Axes

  private func dimensionNames(_ variable: Variable) -> [String] {
    variable.dimensions.map { map.dimensionAliases[$0.name] ?? $0.name }
  }

  private func length(of name: String) -> Int {
    for group in [file.root] + file.root.groups {
      if let dimension = group.dimensions.first(where: { $0.name == name }) {
        return dimension.length
      }
    }
    return file.allVariables.lazy.flatMap(\.dimensions).first { $0.name == name }?.length ?? 0
  }

  private func axes(
    _ type: FeatureType,
    time: Variable,
    latitude: Variable,
    longitude: Variable,
    vertical: Variable?
  ) -> [Sampling.Axis] {
    var names: [String] = []
    func add(_ more: [String]) {
      for name in more where !names.contains(name) && length(of: name) != 1 { names.append(name) }
    }
    let verticalNames = vertical.map { dimensionNames($0) } ?? []
    switch type {
    case .timeSeries, .trajectory:
      // Instances before the time along them.
      add(dimensionNames(latitude).filter { !dimensionNames(time).contains($0) })
      if dimensionNames(time).count <= 1 { add(dimensionNames(latitude)) }
      add(dimensionNames(time))
      add(dimensionNames(latitude) + dimensionNames(longitude))
      add(verticalNames)
    case .grid:
      add(dimensionNames(time))
      add(verticalNames)
      add(dimensionNames(latitude) + dimensionNames(longitude))
    case .swath:
      add(dimensionNames(latitude) + dimensionNames(longitude))
      add(dimensionNames(time))
    case .point, .profile, .timeSeriesProfile, .trajectoryProfile:
      add(dimensionNames(latitude) + dimensionNames(longitude))
      add(dimensionNames(time))
      // The vertical dimension last, whatever the order in the file.
      let down = verticalNames.filter { !names.contains($0) }
      add(down)
    }
    return names.map { Sampling.Axis(name: $0, length: length(of: $0)) }
  }

  private func featureAxes(
    _ type: FeatureType,
    axes: [Sampling.Axis],
    time: Variable,
    vertical: Variable?
  ) -> Int {
    switch type {
    case .swath, .grid, .point:
      return 0
    case .timeSeries, .trajectory:
      return axes.count > 1 ? axes.count - 1 : 0
    case .profile, .timeSeriesProfile, .trajectoryProfile:
      let down = vertical.map { dimensionNames($0).last ?? "" }
      return axes.last?.name == down ? axes.count - 1 : axes.count
    }
  }

  // MARK: Ragged arrays

  private struct RaggedDimension {
    let sample: String
    let instance: String?
    let elements: RaggedElements
  }

  private func raggedDimension() throws(ReadingError) -> RaggedDimension? {
    for variable in file.allVariables where variable.dimensions.count == 1 {
      if let sample = variable.text("sample_dimension") {
        let sizes = try integers(variable)
        let ranges: [Range<Int>]
        do {
          ranges = try RaggedLayout.ranges(rowSizes: sizes, observations: length(of: sample))
        } catch {
          throw inconsistent(variable, error)
        }
        return RaggedDimension(
          sample: sample,
          instance: dimensionNames(variable)[0],
          elements: RaggedElements(ranges: ranges, order: nil)
        )
      }
      if let instance = variable.text("instance_dimension") {
        let index = try integers(variable)
        do {
          let groups = try RaggedLayout.grouping(index: index, instances: length(of: instance))
          return RaggedDimension(
            sample: dimensionNames(variable)[0],
            instance: instance,
            elements: RaggedElements(ranges: groups.ranges, order: groups.order)
          )
        } catch {
          throw inconsistent(variable, error)
        }
      }
    }
    return nil
  }

  private func inconsistent(_ variable: Variable, _ error: any Error) -> ReadingError {
    ReadingError(
      .inconsistentRagged,
      path: file.path,
      variable: variable.path,
      detail: "\(error)"
    )
  }

  private func raggedSampling(
    _ ragged: RaggedDimension,
    time: Variable,
    latitude: Variable,
    longitude: Variable
  ) throws(ReadingError) -> Sampling {
    let axes = [Sampling.Axis(name: ragged.sample, length: length(of: ragged.sample))]
    func spread(_ coordinate: Sampling.Coordinate, of variable: Variable) -> Sampling.Coordinate {
      guard let instance = ragged.instance, dimensionNames(variable) == [instance] else {
        return coordinate
      }
      // Given once for each feature: repeat it for the feature's samples.
      var values = [Double](repeating: .nan, count: axes[0].length)
      for (feature, range) in ragged.elements.ranges.enumerated()
      where feature < coordinate.values.count {
        for i in range { values[ragged.elements.order?[i] ?? i] = coordinate.values[feature] }
      }
      return Sampling.Coordinate(values: values, strides: [1])
    }
    let names = [ragged.sample]
    let declared = declaredFeatureType
    let isProfile = declared?.isProfileLike ?? (dimensionNames(latitude) != [ragged.sample])
    let type = declared ?? (isProfile ? .profile : .trajectory)
    let vertical = roles.vertical.flatMap { variable in
      dimensionNames(variable) == [ragged.sample] ? variable : nil
    }
    return Sampling(
      featureType: type,
      axes: axes,
      ragged: ragged.elements,
      time: spread(try timeCoordinate(time, axes: names), of: time),
      timeOffset: nil,
      latitude: spread(try latitudeCoordinate(latitude, axes: names), of: latitude),
      longitude: spread(try longitudeCoordinate(longitude, axes: names), of: longitude),
      vertical: try vertical.map { variable throws(ReadingError) in
        try coordinate(variable, axes: names)
      },
      verticalKind: vertical == nil ? nil : roles.verticalKind,
      featureAxes: 0
    )
  }

  // MARK: Coordinates

  private func timeCoordinate(
    _ variable: Variable,
    axes: [String]
  ) throws(ReadingError) -> Sampling.Coordinate {
    let coordinate = try coordinate(variable, axes: axes)
    let units: TimeUnits
    do {
      units = try TimeUnits(
        units: variable.text("units") ?? "",
        calendar: variable.text("calendar")
      )
    } catch {
      throw ReadingError(
        .badTime,
        path: file.path,
        variable: variable.path,
        detail: "\(error)"
      )
    }
    return Sampling.Coordinate(
      values: coordinate.values.map { units.instant($0) },
      strides: coordinate.strides
    )
  }

  private func latitudeCoordinate(
    _ variable: Variable,
    axes: [String]
  ) throws(ReadingError) -> Sampling.Coordinate {
    let coordinate = try coordinate(variable, axes: axes)
    return Sampling.Coordinate(
      values: coordinate.values.map { validLatitude($0) },
      strides: coordinate.strides
    )
  }

  private func longitudeCoordinate(
    _ variable: Variable,
    axes: [String]
  ) throws(ReadingError) -> Sampling.Coordinate {
    let coordinate = try coordinate(variable, axes: axes)
    let units = variable.text("units")?.lowercased() ?? ""
    let sign: Double = units.hasPrefix("degree_w") || units.hasPrefix("degrees_w") ? -1 : 1
    return Sampling.Coordinate(
      values: coordinate.values.map { normalisedLongitude($0 * sign) },
      strides: coordinate.strides
    )
  }

  private func coordinate(
    _ variable: Variable,
    axes: [String]
  ) throws(ReadingError) -> Sampling.Coordinate {
    let stored = try file.stored(variable)
    return Sampling.Coordinate(
      values: variable.packing.decode(stored),
      strides: strides(of: variable, shape: variable.shape, axes: axes)
    )
  }

  /// The step along each axis in an array of `variable` with `shape`; 0 along axes it lacks.
  func strides(of variable: Variable, shape: [Int], axes: [String]) -> [Int] {
    let names = dimensionNames(variable)
    var steps = [String: Int]()
    var step = 1
    for (name, length) in zip(names, shape).reversed() {
      steps[name] = length == 1 ? 0 : step
      step *= length
    }
    return axes.map { steps[$0] ?? 0 }
  }

  private func integers(_ variable: Variable) throws(ReadingError) -> [Int64] {
    switch try file.stored(variable) {
    case .byte(let values): return values.map { Int64($0) }
    case .short(let values): return values.map { Int64($0) }
    case .int(let values): return values.map { Int64($0) }
    case .int64(let values): return values
    case .ubyte(let values): return values.map { Int64($0) }
    case .ushort(let values): return values.map { Int64($0) }
    case .uint(let values): return values.map { Int64($0) }
    case .uint64(let values): return values.map { Int64(exactly: $0) ?? -1 }
    case .float(let values): return values.map { Int64(exactly: $0) ?? -1 }
    case .double(let values): return values.map { Int64(exactly: $0) ?? -1 }
    case .char, .string: return []
    }
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
