/// An area of the earth whose sides are straight lines in longitude and latitude.
///
/// Longitudes are of any turn: -10 and 350 are the same meridian. A side goes the short way round
/// the earth, so that areas may cross the 180th meridian. A ring of corners that runs round a pole
/// encloses it, the one to the left of its direction (RFC 7946, section 3.1.6).
public struct GeographicArea: Sendable, Equatable {
  /// Where a position is.
  public enum Place: Sendable, Equatable {
    case inside, border, outside
  }

  /// A side, from west to east.
  private struct Side: Sendable, Equatable {
    /// Degrees east, in [-180, 180) unless longitudes are plain numbers.
    let west: Double
    /// Degrees to the eastern end; 0 for a side along a meridian.
    let width: Double
    /// Degrees north at the western and at the eastern end.
    let westLatitude, eastLatitude: Double

    init(
      from: (longitude: Double, latitude: Double),
      width: Double,
      to: (longitude: Double, latitude: Double),
      isPlane: Bool = false
    ) {
      west = isPlane ? from.longitude : withinTurn(from.longitude)
      self.width = width
      (westLatitude, eastLatitude) = (from.latitude, to.latitude)
    }
  }

  private let sides: [Side]

  /// True when the south pole is inside.
  private let startsInside: Bool

  /// True when longitudes are plain numbers.
  private let isPlane: Bool

  /// The area within a ring of corners, the last joined to the first; nil for fewer than three
  /// different ones.
  ///
  /// - Parameter isPlane: Whether longitudes are plain numbers, so that 190 is not -170 and a side
  ///   may be longer than half the way round. This is how other programs see areas.
  public init?(corners: [(longitude: Double, latitude: Double)], isPlane: Bool = false) {
    var sides: [Side] = []
    var turned = 0.0
    for (i, from) in corners.enumerated() {
      let to = corners[(i + 1) % corners.count]
      var width = to.longitude - from.longitude
      // Round the whole earth, as files have it that cut areas at the 180th meridian.
      if !isPlane, width.magnitude != 360 { width = width.remainder(dividingBy: 360) }
      guard width.isFinite, from.latitude.magnitude <= 90 else { return nil }
      if width == 0, from.latitude == to.latitude { continue }
      turned += width
      sides.append(
        width < 0
          ? Side(from: to, width: -width, to: from, isPlane: isPlane)
          : Side(from: from, width: width, to: to, isPlane: isPlane)
      )
    }
    guard sides.count >= 3 else { return nil }
    self.sides = sides
    // A ring that runs west round the earth has the south pole to its left.
    startsInside = !isPlane && turned < -180
    self.isPlane = isPlane
  }

  /// The area from `west` to `east` and `south` to `north`, in degrees.
  ///
  /// - Parameter east: As many degrees east of `west` as the box is wide, by one turn more where
  ///   `east < west`. Round the earth when they are 360 degrees apart or more.
  /// - Precondition: `south < north`.
  public init(west: Double, south: Double, east: Double, north: Double) {
    precondition(south < north)
    var width = east - west
    if width < 0 { width += 360 }
    let isRound = width >= 360
    if isRound { width = 360 }
    // A side that lies on a pole is no border.
    let (low, high) = (south <= -90 ? -91 : south, north >= 90 ? 91 : north)
    var sides = [low, high].map { latitude in
      Side(from: (west, latitude), width: width, to: (east, latitude))
    }
    if !isRound {
      sides += [west, east].map { longitude in
        Side(from: (longitude, low), width: 0, to: (longitude, high))
      }
    }
    self.sides = sides
    startsInside = false
    isPlane = false
  }

  /// The same meridian in [-180, 180).
  private static func withinTurn(_ longitude: Double) -> Double {
    if longitude >= -180, longitude < 180 { return longitude }
    let rest = longitude.remainder(dividingBy: 360)
    return rest >= 180 ? rest - 360 : rest
  }

  /// Where a position is; a missing one is outside.
  ///
  /// From the south pole up to the position the sides are counted that lie across its meridian. On
  /// a slanting side the border is as fine as the rounding of Double.
  public func place(latitude: Double, longitude: Double) -> Place {
    guard latitude.magnitude <= 90, longitude.magnitude < .infinity else { return .outside }
    let meridian = isPlane ? longitude : Self.withinTurn(longitude)
    var isInside = startsInside
    for side in sides {
      var offset = meridian - side.west
      if offset < 0, !isPlane { offset += 360 }
      if offset < 0 || offset > side.width { continue }
      if side.width == 0 {
        let low = min(side.westLatitude, side.eastLatitude)
        if latitude >= low, latitude <= max(side.westLatitude, side.eastLatitude) {
          return .border
        }
        continue
      }
      let rise = side.eastLatitude - side.westLatitude
      let crossing =
        offset == side.width
        ? side.eastLatitude : side.westLatitude + rise * offset / side.width
      if latitude == crossing { return .border }
      // The eastern end belongs to the next side.
      if offset < side.width, crossing < latitude { isInside.toggle() }
    }
    return isInside ? .inside : .outside
  }
}
