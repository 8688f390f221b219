/// The elements of ragged arrays, and how other dimensions of the file relate to them.
struct RaggedElements: Sendable {
  /// The dimension along which the elements are stored.
  let sampleDimension: String

  /// The elements of each feature, in the order of `order` where that is given.
  let ranges: [Range<Int>]

  /// For indexed ragged arrays: the position along the sample dimension of each element, feature
  /// by feature; nil when the file is already in that order.
  let order: [Int]?

  /// How other dimensions relate to the features.
  var relations: [String: Relation] = [:]

  enum Relation: Sendable {
    /// One value a feature.
    case features
    /// One value for several features: where each feature finds its own.
    case index([Int])
    /// Another sample dimension, with the samples that each feature has on it.
    case samples([Range<Int>])
  }

  /// Brings the values of another dimension to the elements.
  ///
  /// - Parameters:
  ///   - missing: What elements get that have no value.
  /// - Returns: One value an element, in the order of the sample dimension; nil when a feature
  ///   has another number of samples there than here, so that they cannot be paired.
  func spread<Value>(_ values: [Value], by relation: Relation, missing: Value) -> [Value]? {
    let count = ranges.last?.upperBound ?? 0
    var result = [Value](repeating: missing, count: count)
    for (feature, range) in ranges.enumerated() {
      switch relation {
      case .features, .index:
        var place = feature
        if case .index(let index) = relation {
          guard feature < index.count else { continue }
          place = index[feature]
        }
        guard values.indices.contains(place) else { continue }
        for i in range { result[order?[i] ?? i] = values[place] }
      case .samples(let samples):
        guard feature < samples.count, !samples[feature].isEmpty else { continue }
        let own = samples[feature]
        guard own.count == range.count, own.upperBound <= values.count else { return nil }
        for (i, place) in zip(range, own) { result[order?[i] ?? i] = values[place] }
      }
    }
    return result
  }

  /// The place of a feature along a dimension that names features; nil when it has none.
  func place(of feature: Int, along dimension: String) -> Int? {
    if dimension == sampleDimension {
      guard ranges.indices.contains(feature), let first = ranges[feature].first else { return nil }
      return order?[first] ?? first
    }
    switch relations[dimension] {
    case .features: return feature
    case .index(let index): return feature < index.count ? index[feature] : nil
    case .samples, nil: return nil
    }
  }
}
