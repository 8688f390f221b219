/// Parts observations that come for the first time from those that came before by another way.
///
/// Whole casts first: what thins or rounds a cast leaves few of its observations as they were. Then
/// observations one by one. What is kept depends on the order of the contributions alone, which
/// the shard makes that of the pipeline file and the digests.
///
/// - SeeAlso: ``SeenCasts`` and ``SeenObservations`` for what counts as the same.
package struct FirstDeliveries {
  private var observations = SeenObservations()
  private var casts = SeenCasts()
  private var platforms: [PlatformName: Int] = [:]
  private var fileCount = 0

  private struct CastKey: Hashable {
    let feature: UInt32
    let quantity: UInt32
    let time: Double
  }

  package init() {}

  /// The rows of the next file that no file before has brought.
  ///
  /// - Parameter platforms: The names of the platforms of the features of the file.
  package mutating func first(of rows: [PartRow], platforms: [String]) -> [PartRow] {
    let file = fileCount
    fileCount += 1
    let numbers = platforms.map { number(of: $0) }
    var castRows: [CastKey: [PartRow]] = [:]
    for row in rows where !row.depth.isNaN {
      let key = CastKey(feature: row.feature, quantity: row.quantity, time: row.time)
      castRows[key, default: []].append(row)
    }
    // One file brings no two deliveries of a cast, so the order of its casts does not matter.
    let repeatedCasts = Set(
      castRows.compactMap { key, rows -> CastKey? in
        let platform = numbers[Int(key.feature)]
        guard let cast = SeenCasts.Cast(rows, platform: platform, file: file),
          !casts.insert(cast)
        else { return nil }
        return key
      }
    )
    return rows.filter { row in
      let key = CastKey(feature: row.feature, quantity: row.quantity, time: row.time)
      return !(!repeatedCasts.isEmpty && repeatedCasts.contains(key))
        && observations.insert(row, platform: numbers[Int(row.feature)], file: file)
    }
  }

  private mutating func number(of platform: String) -> Int? {
    guard let name = PlatformName(platform) else { return nil }
    if let known = platforms[name] { return known }
    platforms[name] = platforms.count
    return platforms[name]
  }
}
