/// The casts that were met, to tell a second delivery of one that has been thinned or rounded.
///
/// A cast is what one platform measured of one quantity at three depths or more at one time. Two
/// casts of different files are one when
///
/// - they are of the same platform, or one of them does not name it;
/// - they are within a minute and a sixtieth of a degree of each other, which is what messages
///   round to;
/// - nine of ten levels of the one with fewer levels agree with the other: they lie between the
///   values that the other takes half a metre above and below, give or take half the last digits
///   of both;
/// - eight of ten of its levels lie within the depths of the other.
///
/// Without the name of a platform, five levels with two values at least are asked for. Where this
/// leaves doubt, both count.
///
/// - SeeAlso: GTSPP, *Methodology for the Identification of Duplicate Reports in the Real-time
///   Data Flow*: platform, time and position find the candidates (within 15 minutes and 5 km there,
///   with a person to look at them), the values below the surface decide; *Delayed-Mode Data
///   Duplicates Identification*: in doubt both are kept.
struct SeenCasts {
  static let secondsApart = 60.0
  static let degreesApart = 1.0 / 60 + 1e-6
  static let metersApart = 0.5

  struct Cast {
    let quantity: UInt32
    let time: Double
    let latitude: Double
    let longitude: Double
    /// From the shallowest down.
    let depths: [Double]
    let values: [Double]
    /// The platform by number; nil when the file does not name it.
    let platform: Int?
    let file: Int

    /// The power of ten that all values are multiples of, from 1 to 0.001.
    let resolution: Double

    /// Nil for fewer than three levels.
    init?(_ rows: [PartRow], platform: Int?, file: Int) {
      guard let first = rows.first, rows.count >= 3 else { return nil }
      let sorted = rows.filter { !$0.depth.isNaN }.sorted {
        ($0.depth, $0.value) < ($1.depth, $1.value)
      }
      guard sorted.count >= 3 else { return nil }
      quantity = first.quantity
      time = first.time
      latitude = first.latitude
      longitude = first.longitude
      depths = sorted.map(\.depth)
      values = sorted.map(\.value)
      self.platform = platform
      self.file = file
      let values = values
      // Values in single precision are multiples of a decimal but for 24 bits.
      resolution =
        [1, 0.1, 0.01].first { unit in
          values.allSatisfy { abs($0 / unit - ($0 / unit).rounded()) <= 0.01 }
        } ?? 0.001
    }

    var isOfOneValue: Bool { values.allSatisfy { $0 == values[0] } }

    /// The least and the greatest value between two depths, both ends interpolated; nil outside
    /// the depths of the cast.
    func span(from top: Double, to bottom: Double) -> ClosedRange<Double>? {
      guard bottom >= depths[0], top <= depths[depths.count - 1] else { return nil }
      var low = Double.infinity
      var high = -Double.infinity
      for edge in [max(top, depths[0]), min(bottom, depths[depths.count - 1])] {
        let value = value(at: edge)
        low = min(low, value)
        high = max(high, value)
      }
      for i in firstIndex(from: top)..<depths.count {
        guard depths[i] <= bottom else { break }
        low = min(low, values[i])
        high = max(high, values[i])
      }
      return low...high
    }

    private func value(at depth: Double) -> Double {
      let i = firstIndex(from: depth)
      guard i > 0, i < depths.count, depths[i] > depth else {
        return values[min(i, depths.count - 1)]
      }
      let share = (depth - depths[i - 1]) / (depths[i] - depths[i - 1])
      return values[i - 1] + share * (values[i] - values[i - 1])
    }

    /// The first level at `depth` or below it.
    private func firstIndex(from depth: Double) -> Int {
      var low = 0
      var high = depths.count
      while low < high {
        let middle = (low + high) / 2
        if depths[middle] < depth { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private struct Minute: Hashable {
    let quantity: UInt32
    let minute: Int
    /// Degrees of latitude, whole.
    let latitude: Int
  }

  private var casts: [Minute: [Cast]] = [:]

  /// Enters a cast.
  ///
  /// - Returns: False when another file has brought it before; it is not entered then.
  mutating func insert(_ cast: Cast) -> Bool {
    // Good values have finite times and positions of modest size.
    func whole(_ x: Double) -> Int { Int(exactly: x.rounded(.down)) ?? .min }
    let minute = whole(cast.time / Self.secondsApart)
    let latitudes =
      whole(cast.latitude - Self.degreesApart)...whole(cast.latitude + Self.degreesApart)
    for minute in [minute - 1, minute, minute + 1] {
      for latitude in latitudes {
        let key = Minute(quantity: cast.quantity, minute: minute, latitude: latitude)
        for other in casts[key] ?? [] where Self.isSame(cast, other) { return false }
      }
    }
    let key = Minute(quantity: cast.quantity, minute: minute, latitude: whole(cast.latitude))
    casts[key, default: []].append(cast)
    return true
  }

  private static func isSame(_ a: Cast, _ b: Cast) -> Bool {
    guard a.file != b.file, a.platform == nil || b.platform == nil || a.platform == b.platform,
      abs(a.time - b.time) <= secondsApart, abs(a.latitude - b.latitude) <= degreesApart,
      SeenObservations.longitudesApart(a.longitude, b.longitude) <= degreesApart
    else { return false }
    let (thin, full) = a.depths.count <= b.depths.count ? (a, b) : (b, a)
    if a.platform == nil || b.platform == nil {
      guard thin.depths.count >= 5, !thin.isOfOneValue else { return false }
    }
    let slack = (thin.resolution + full.resolution) / 2 * 1.02
    var compared = 0
    var agreeing = 0
    for (depth, value) in zip(thin.depths, thin.values) {
      guard let span = full.span(from: depth - metersApart, to: depth + metersApart) else {
        continue
      }
      compared += 1
      if value >= span.lowerBound - slack, value <= span.upperBound + slack { agreeing += 1 }
    }
    return compared >= 3 && compared * 10 >= thin.depths.count * 8
      && agreeing * 10 >= compared * 9
  }
}
