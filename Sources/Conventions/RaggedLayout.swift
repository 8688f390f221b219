/// The contiguous and indexed ragged arrays of discrete sampling geometries.
///
/// - SeeAlso: CF Conventions 1.11, sections 9.3.3 and 9.3.4.
public enum RaggedLayout {
  /// The observations of each feature of a contiguous ragged array.
  ///
  /// - Throws: `negativeRowSize` with the feature, or `rowSizesDisagree` when the sizes do not add
  ///   up to the observations.
  public static func ranges(
    rowSizes: [Int64],
    observations: Int
  ) throws(ConventionsError) -> [Range<Int>] {
    if let feature = rowSizes.firstIndex(where: { $0 < 0 }) {
      throw .negativeRowSize(rowSizes[feature], feature: feature)
    }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(rowSizes.count)
    var end = 0
    for size in rowSizes {
      let (next, overflow) = end.addingReportingOverflow(Int(size))
      guard !overflow, next <= observations else {
        throw .rowSizesDisagree(
          sum: rowSizes.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 },
          observations: observations
        )
      }
      ranges.append(end..<next)
      end = next
    }
    guard end == observations else {
      throw .rowSizesDisagree(sum: Int64(end), observations: observations)
    }
    return ranges
  }

  /// The row sizes of ranges: the inverse of `ranges`.
  public static func rowSizes(of ranges: [Range<Int>]) -> [Int64] {
    ranges.map { Int64($0.count) }
  }

  /// The observations of each feature of an indexed ragged array.
  ///
  /// - Parameters:
  ///   - index: The feature of each observation, numbered from 0.
  ///   - instances: The number of features.
  /// - Returns: `order`, the observations feature by feature and otherwise as they stand, and
  ///   `ranges`, the part of `order` that each feature has.
  /// - Throws: `indexOutOfRange` with the observation.
  public static func grouping(
    index: [Int64],
    instances: Int
  ) throws(ConventionsError) -> (order: [Int], ranges: [Range<Int>]) {
    var sizes = [Int](repeating: 0, count: instances)
    for (observation, feature) in index.enumerated() {
      guard feature >= 0, feature < Int64(instances) else {
        throw .indexOutOfRange(feature, observation: observation, instances: instances)
      }
      sizes[Int(feature)] += 1
    }
    var ranges: [Range<Int>] = []
    var end = 0
    for size in sizes {
      ranges.append(end..<(end + size))
      end += size
    }
    var next = ranges.map(\.lowerBound)
    var order = [Int](repeating: 0, count: index.count)
    for (observation, feature) in index.enumerated() {
      order[next[Int(feature)]] = observation
      next[Int(feature)] += 1
    }
    return (order, ranges)
  }
}
