internal import Kernels

/// Positions sorted into bands of latitude, and by longitude within each, to find those near a
/// point without looking at all.
struct LatitudeBands: Sendable {
  /// The points in the order of the bands, and the number that each was given with.
  private(set) var points: [UnitVector] = []
  private(set) var numbers: [Int32] = []

  private var longitudes: [Double] = []
  private var starts: [Int] = [0]
  private let bandCount: Int

  /// Positions with a coordinate missing are left out.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[obs]`.
  ///   - longitudes: Degrees east, shape `[obs]`.
  init(latitudes: [Double], longitudes: [Double]) {
    precondition(latitudes.count == longitudes.count && latitudes.count < Int(Int32.max))
    // As many bands as make the cells of a band about as wide as it is high.
    bandCount = max(1, min(3600, Int(Double(latitudes.count).squareRoot())))
    var keys: [(band: Int, longitude: Double, number: Int32)] = []
    keys.reserveCapacity(latitudes.count)
    for i in latitudes.indices where latitudes[i].magnitude <= 90 && longitudes[i].isFinite {
      let longitude = Self.wrapped(longitudes[i])
      keys.append((Self.band(of: latitudes[i], bandCount), longitude, Int32(i)))
    }
    keys.sort { ($0.band, $0.longitude, $0.number) < ($1.band, $1.longitude, $1.number) }
    var band = 0
    for (place, key) in keys.enumerated() {
      while band < key.band {
        starts.append(place)
        band += 1
      }
    }
    while starts.count <= bandCount { starts.append(keys.count) }
    numbers = keys.map(\.number)
    self.longitudes = keys.map(\.longitude)
    points = numbers.map {
      UnitVector(latitude: latitudes[Int($0)], longitude: longitudes[Int($0)])
    }
  }

  /// Visits the places in `points` of at least all positions within an angle of a point.
  ///
  /// - Parameter degrees: The angle at the centre of the sphere.
  @inline(__always)
  func forEachPlace(
    within degrees: Double,
    latitude: Double,
    longitude: Double,
    _ visit: (Int) -> Void
  ) {
    // Rounding must not leave out a position at the very edge.
    let reach = degrees + 1e-9
    let first = Self.band(of: max(-90, latitude - reach), bandCount)
    let last = Self.band(of: min(90, latitude + reach), bandCount)
    let half = Self.halfWidth(of: reach, at: latitude)
    let middle = Self.wrapped(longitude)
    for band in first...last {
      let places = starts[band]..<starts[band + 1]
      guard let half else {
        for place in places { visit(place) }
        continue
      }
      // The window, and what of it lies a turn to either side.
      for turn in [-360.0, 0, 360] {
        let low = middle - half + turn
        let high = middle + half + turn
        guard low < 180, high >= -180 else { continue }
        var place = lowerBound(low, in: places)
        while place < places.upperBound, longitudes[place] <= high {
          visit(place)
          place += 1
        }
      }
    }
  }

  /// How far to either side in longitude a circle around a point reaches; nil where it goes all
  /// the way round.
  private static func halfWidth(of degrees: Double, at latitude: Double) -> Double? {
    guard latitude.magnitude + degrees < 89.999 else { return nil }
    let sine = sineCosine(degrees: degrees).sine / sineCosine(degrees: latitude).cosine
    let half = arcSine(min(1, sine)) * (180 / .pi) + 1e-9
    return half < 180 ? half : nil
  }

  private static func wrapped(_ longitude: Double) -> Double {
    let turned = longitude - 360 * ((longitude + 180) / 360).rounded(.down)
    return turned < 180 ? turned : -180
  }

  private static func band(of latitude: Double, _ bandCount: Int) -> Int {
    min(bandCount - 1, max(0, Int((latitude + 90) * (Double(bandCount) / 180))))
  }

  private func lowerBound(_ longitude: Double, in places: Range<Int>) -> Int {
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if longitudes[middle] < longitude { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
