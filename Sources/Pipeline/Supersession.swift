internal import ObservationModel

extension PipelineRun {
  /// The features of each part that another delivery replaces, by part; and whether they are
  /// older (superseded) or the same again (duplicate).
  func replaced(_ parts: [(Input, Part)]) -> (superseded: Replaced, duplicate: Replaced) {
    struct Delivery {
      let rank: Int
      let updated: String
      let digest: String
      let key: String
      let feature: UInt32
    }
    var deliveries: [String: [Delivery]] = [:]
    for (input, part) in parts {
      for (number, feature) in part.features.enumerated() {
        guard let revision = feature.revision else { continue }
        deliveries[revision.key, default: []].append(
          Delivery(
            rank: revision.rank,
            updated: revision.updated,
            digest: input.digest,
            key: input.key,
            feature: UInt32(number)
          )
        )
      }
    }
    var superseded = Replaced()
    var duplicate = Replaced()
    for group in deliveries.values where group.count > 1 {
      guard
        let best = group.max(by: {
          ($0.rank, $0.updated, $1.digest, $1.feature) < (
            $1.rank, $1.updated, $0.digest, $0.feature
          )
        })
      else { continue }
      for delivery in group where (delivery.key, delivery.feature) != (best.key, best.feature) {
        if delivery.rank == best.rank {
          duplicate[delivery.key, default: []].insert(delivery.feature)
        } else {
          superseded[delivery.key, default: []].insert(delivery.feature)
        }
      }
    }
    return (superseded, duplicate)
  }

  /// Features by the key of their part.
  typealias Replaced = [String: Set<UInt32>]
}
