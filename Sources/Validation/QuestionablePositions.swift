internal import Kernels

/// A fix of a drifting platform.
public struct PositionFix: Sendable, Equatable {
  /// How well a position is known.
  ///
  /// The letters are those of Argo reference table 5: the classes of the Argos system, and `G` for
  /// a satellite navigation receiver.
  public enum Accuracy: String, Sendable, CaseIterable {
    case satelliteNavigation = "G"
    case class3 = "3"
    case class2 = "2"
    case class1 = "1"
    case class0 = "0"
    case classA = "A"
    case classB = "B"
    case classZ = "Z"

    /// The error in metres by which classes are ranked; those without an estimate follow class 0
    /// (Nakamura et al. 2008).
    public var errorMeters: Double {
      switch self {
      case .satelliteNavigation: 30
      case .class3: 150
      case .class2: 350
      case .class1: 1000
      case .class0: 1500
      case .classA: 1501
      case .classB: 1502
      case .classZ: 1503
      }
    }
  }

  /// Seconds since 1970-01-01 UTC.
  public let time: Double
  /// Degrees north and east.
  public let latitude, longitude: Double
  public let accuracy: Accuracy

  public init(time: Double, latitude: Double, longitude: Double, accuracy: Accuracy) {
    (self.time, self.latitude, self.longitude) = (time, latitude, longitude)
    self.accuracy = accuracy
  }
}

/// Finds fixes that a drifting platform cannot have been at.
///
/// The fastest segment between neighbouring fixes is looked at, while there is one that is faster
/// than the limit and at least as long as its fixes are uncertain, `sqrt(e1² + e2²)`. Of fixes of
/// different accuracy the worse one is discarded. Of fixes of the same accuracy that one is
/// discarded without which the segments that are left around the other are slower, the later one
/// when neither is. The neighbours of what is discarded become neighbours.
///
/// - Parameters:
///   - fixes: In order of time.
/// - Returns: The indices of the discarded fixes, in order.
/// - Complexity: The number of fixes times the number of those that are discarded.
/// - SeeAlso: Nakamura, Ogita and Kobayashi (2008), *Quality control method of Argo float position
///   data*, JAMSTEC Report of Research and Development 7, 11-18; Argo quality control manual,
///   test 20.
public func questionablePositions(
  _ fixes: [PositionFix],
  speedAboveMetersPerSecond: Double
) -> [Int] {
  func segment(_ a: Int?, _ b: Int?) -> (meters: Double, speed: Double) {
    guard let a, let b else { return (0, 0) }
    let meters = geodesicDistance(
      latitude1: fixes[a].latitude,
      longitude1: fixes[a].longitude,
      latitude2: fixes[b].latitude,
      longitude2: fixes[b].longitude
    )
    return (meters, meters == 0 ? 0 : meters / (fixes[b].time - fixes[a].time).magnitude)
  }
  var kept = Array(fixes.indices)
  var discarded: [Int] = []
  // The speed of the segment that ends at each kept fix; 0 where it is not to be looked at.
  func speed(to k: Int) -> Double {
    guard k > 0 else { return 0 }
    let (a, b) = (fixes[kept[k - 1]], fixes[kept[k]])
    let (meters, speed) = segment(kept[k - 1], kept[k])
    let (e1, e2) = (a.accuracy.errorMeters, b.accuracy.errorMeters)
    return speed > speedAboveMetersPerSecond && meters >= (e1 * e1 + e2 * e2).squareRoot()
      ? speed : 0
  }
  var speeds = kept.indices.map { speed(to: $0) }
  while let fastest = speeds.indices.max(by: { speeds[$0] < speeds[$1] }), speeds[fastest] > 0 {
    let (a, b) = (fastest - 1, fastest)
    let (e1, e2) = (fixes[kept[a]].accuracy.errorMeters, fixes[kept[b]].accuracy.errorMeters)
    let dropped: Int
    if e1 != e2 {
      dropped = e1 > e2 ? a : b
    } else {
      let before = a > 0 ? kept[a - 1] : nil
      let after = b + 1 < kept.count ? kept[b + 1] : nil
      let withoutA = max(segment(before, kept[b]).speed, segment(kept[b], after).speed)
      let withoutB = max(segment(before, kept[a]).speed, segment(kept[a], after).speed)
      dropped = withoutA < withoutB ? a : b
    }
    discarded.append(kept.remove(at: dropped))
    speeds.remove(at: dropped)
    if dropped < kept.count { speeds[dropped] = speed(to: dropped) }
  }
  return discarded.sorted()
}
