extension SummaryState {
  /// Adds up the lanes of one place, over networks or of one of them.
  ///
  /// - Parameters:
  ///   - wanted: The lanes to add up.
  ///   - network: The one network; nil for all.
  ///   - grades: Which quality levels count. The highest of a cell is that of all networks.
  public func lanes(
    of place: SummaryPlace,
    lanes wanted: Set<Lane>,
    network: String? = nil,
    grades: QualityLevels = .pooled
  ) -> SummaryLanes {
    var lanes = SummaryLanes(cellCount: cellCount)
    if grades == .highest { lanes.highestGrades = highestGrades(of: place) }
    func isWanted(_ key: SummaryKey) -> Bool {
      place.holds(key) && wanted.contains(key.lane) && (network == nil || key.network == network)
    }
    for (key, field) in fields where isWanted(key) { lanes.add(field, of: key, to: \.sums) }
    for (key, field) in weights where isWanted(key) { lanes.add(field, of: key, to: \.weights) }
    for (key, field) in distributions where isWanted(key) {
      lanes.add(field, of: key, to: \.distributions)
    }
    for (key, field) in choices where isWanted(key) { lanes.add(field, of: key, to: \.choices) }
    return lanes
  }

  /// The highest quality level that has a value, for each cell; nil where nothing has.
  private func highestGrades(of place: SummaryPlace) -> [UInt8?] {
    var grades = [UInt8?](repeating: nil, count: cellCount)
    for (key, field) in fields where place.holds(key) && key.lane == .value {
      field.forEachObservedCell { cell, _ in
        grades[cell] = max(grades[cell] ?? 0, key.grade)
      }
    }
    return grades
  }

  /// The fields that a condition picks.
  public func fields(where isWanted: (SummaryKey) -> Bool) -> SummaryState {
    var state = SummaryState(cellCount: cellCount)
    for (key, field) in fields where isWanted(key) { state.merge(field, into: key) }
    for (key, field) in weights where isWanted(key) { state.merge(field, into: key) }
    for (key, field) in distributions where isWanted(key) { state.merge(field, into: key) }
    for (key, field) in choices where isWanted(key) { state.merge(field, into: key) }
    return state
  }
}

extension SummaryLanes {
  fileprivate mutating func add<Content: CellContent>(
    _ field: Field<Content>,
    of key: SummaryKey,
    to lanes: WritableKeyPath<SummaryLanes, [Lane: Field<Content>]>
  ) {
    var sum = self[keyPath: lanes].removeValue(forKey: key.lane) ?? Field(cellCount: cellCount)
    if let grades = highestGrades {
      field.forEachObservedCell { cell, content in
        // What has no quality level is of another network, and does not give way to levels.
        if key.grade == 0 || grades[cell] == key.grade { sum.merge(content, into: cell) }
      }
    } else {
      sum.merge(field)
    }
    self[keyPath: lanes][key.lane] = sum
  }
}
