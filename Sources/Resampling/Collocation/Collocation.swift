internal import Kernels

/// Finds the observations of two networks that saw the same water or air.
///
/// Two observations match when their great-circle distance, their difference in time and their
/// difference in depth are at most those of the window. How near a match is, is told by its norm,
/// `(distance / radius)² + (time / window)² + (depth / depth window)²`.
public struct Collocation: Sendable, Hashable {
  /// Which of the matching pairs are kept.
  public enum Pairing: String, Sendable, Hashable, CaseIterable {
    /// The nearest pair first, then the nearest of those whose observations are both free still,
    /// and so on: every observation is in one pair at most.
    case unique
    /// For each observation of the first network the nearest of the second, which may be in several
    /// pairs.
    case nearest
    /// All.
    case all
  }

  public let radiusMeters: Double
  public let windowSeconds: Double
  public let depthWindowMeters: Double
  public let pairing: Pairing

  /// - Precondition: The radius is greater than 0 and at most 20 000 km, the window of time at
  ///   least a millisecond, that of depth greater than 0, and all are finite.
  public init(
    radiusMeters: Double,
    windowSeconds: Double,
    depthWindowMeters: Double = 5,
    pairing: Pairing = .unique
  ) {
    precondition(radiusMeters > 0 && radiusMeters <= 2e7)
    precondition(windowSeconds >= 0.001 && windowSeconds < .infinity)
    precondition(depthWindowMeters > 0 && depthWindowMeters < .infinity)
    self.radiusMeters = radiusMeters
    self.windowSeconds = windowSeconds
    self.depthWindowMeters = depthWindowMeters
    self.pairing = pairing
  }

  /// The matches of two networks, in the order of their indices.
  ///
  /// Of matches that are equally near those with the lesser indices come first. Sort both lists
  /// before, and the matches do not depend on the order of files.
  ///
  /// Cost: that of the candidates within radius and twice the time window of each observation.
  public func matches(_ first: [CollocationPoint], with second: [CollocationPoint]) -> [Matchup] {
    // Observations by windows of time, so that only three of these are searched for each.
    var windows: [Double: [Int]] = [:]
    for i in second.indices where second[i].isPlaced {
      windows[window(at: second[i].time), default: []].append(i)
    }
    let indexes = windows.mapValues { indices in
      SphereIndex(
        latitudes: indices.map { second[$0].latitude },
        longitudes: indices.map { second[$0].longitude }
      )
    }
    let squaredChord = SphereIndex.squaredChord(ofMeters: radiusMeters)
    var found: [Matchup] = []
    var slots: [Int] = []
    for i in first.indices where first[i].isPlaced {
      let point = UnitVector(latitude: first[i].latitude, longitude: first[i].longitude)
      var nearest: Matchup?
      let window = window(at: first[i].time)
      for neighbour in [window - 1, window, window + 1] {
        guard let index = indexes[neighbour], let indices = windows[neighbour] else { continue }
        index.findSlots(
          within: squaredChord,
          latitude: first[i].latitude,
          longitude: first[i].longitude,
          into: &slots
        )
        for slot in slots {
          let candidate = index.points[slot]
          let j = indices[Int(candidate.source)]
          let chord = candidate.unit.squaredChord(to: point).squareRoot()
          let distance = 2 * Sphere.radiusMeters * arcSine(min(1, chord / 2))
          let seconds = second[j].time - first[i].time
          let depth = second[j].depthMeters - first[i].depthMeters
          guard distance <= radiusMeters, seconds.magnitude <= windowSeconds,
            depth.magnitude <= depthWindowMeters
          else { continue }
          let match = Matchup(
            first: i,
            second: j,
            distanceMeters: distance,
            seconds: seconds,
            norm: norm(distance, seconds, depth)
          )
          if pairing == .nearest {
            if nearest.map({ match.isNearer(than: $0) }) ?? true { nearest = match }
          } else {
            found.append(match)
          }
        }
      }
      if let nearest { found.append(nearest) }
    }
    if pairing == .unique { found = unique(found, first.count, second.count) }
    return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The matches of one network with two others: those observations that have a match in both, by
  /// the pairing of each pair of networks.
  ///
  /// - Precondition: The pairing is not `all`, under which errors would not be independent.
  public func matches(
    _ first: [CollocationPoint],
    with second: [CollocationPoint],
    and third: [CollocationPoint]
  ) -> [(second: Matchup, third: Matchup)] {
    precondition(pairing != .all)
    let others = matches(first, with: third)
    var next = 0
    return matches(first, with: second).compactMap { match in
      while next < others.count, others[next].first < match.first { next += 1 }
      guard next < others.count, others[next].first == match.first else { return nil }
      return (match, others[next])
    }
  }

  /// The number of a stretch of time a little longer than the window, so that rounding does not
  /// bring times that are a window apart into stretches with one between them.
  private func window(at time: Double) -> Double {
    (time / (windowSeconds * 1.000_001)).rounded(.down)
  }

  private func norm(_ distance: Double, _ seconds: Double, _ depth: Double) -> Double {
    let (d, t, z) = (distance / radiusMeters, seconds / windowSeconds, depth / depthWindowMeters)
    return d * d + t * t + z * z
  }

  private func unique(_ matches: [Matchup], _ firstCount: Int, _ secondCount: Int) -> [Matchup] {
    var isTaken = (
      [Bool](repeating: false, count: firstCount), [Bool](repeating: false, count: secondCount)
    )
    return matches.sorted { $0.isNearer(than: $1) }.filter { match in
      guard !isTaken.0[match.first], !isTaken.1[match.second] else { return false }
      isTaken.0[match.first] = true
      isTaken.1[match.second] = true
      return true
    }
  }
}

extension CollocationPoint {
  fileprivate var isPlaced: Bool {
    time.isFinite && latitude.magnitude <= 90 && longitude.isFinite && depthMeters.isFinite
      && value.isFinite
  }
}
