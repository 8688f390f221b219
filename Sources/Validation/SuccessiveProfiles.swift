internal import ObservationModel

extension ObservationBatch {
  /// The profiles of a batch by what can be compared: those of one platform that were taken in the
  /// same direction and by the same kind of sampling, in the order of their times.
  ///
  /// Profiles without a time are left out. Of profiles of the same time the order is that of the
  /// batch.
  func successions() -> [[Int]] {
    struct Key: Hashable {
      let platform: String
      let direction: ProfileDirection?
      let sampling: Substring
    }
    let times = self.times
    var found: [Key: [(time: Double, feature: Int)]] = [:]
    var keys: [Key] = []
    for (k, feature) in features.enumerated() {
      guard let first = feature.observations.first(where: { !times[$0].isNaN }) else { continue }
      let key = Key(
        platform: feature.platform,
        direction: feature.profile?.direction,
        sampling: feature.profile?.samplingScheme.prefix { $0 != ":" } ?? ""
      )
      if found[key] == nil { keys.append(key) }
      found[key, default: []].append((times[first], k))
    }
    return keys.map { key in
      (found[key] ?? []).sorted { ($0.time, $0.feature) < ($1.time, $1.feature) }.map(\.feature)
    }
  }
}
