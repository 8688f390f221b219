/// The median-with-distance test of one quantity along one profile (MEDD, Dobler).
///
/// A running median over a window that grows with depth follows the profile; levels that the slope
/// shows to be doubtful take no part in it. The profile is a spike where it leaves the envelope of
/// points that are a given distance from the median curve, in a plane whose axes are made comparable:
/// the range of the median against 700 dbar.
///
/// - SeeAlso: D. Dobler (Ifremer, 2019), *MEDD: a spike detection test*; Argo quality control manual,
///   test 25; the thresholds and the special cases are those of the real-time chain of Coriolis.
struct MedianDistance {
  /// What is judged, with its thresholds.
  struct Settings {
    /// The largest slopes, per dbar, above 60, 150, 500, 1000 and 2100 dbar and below.
    var steepest: [Double]

    /// The largest slopes on both sides of a turn, per dbar, in the same zones.
    var steepestTurn: [Double]

    /// Distances of the envelope above 500, 1000 and 1500 dbar and below, as parts of the range.
    var distances: [Double]

    /// The least and the largest range that is counted with, in the unit of the quantity.
    var extent: ClosedRange<Double>

    /// A rise with pressure above this, per dbar, is doubtful.
    var steepestRise = Double.infinity

    /// A fall with pressure beyond this, per dbar, is doubtful.
    var steepestFall = -Double.infinity

    /// The top of a series keeps its median when it rises faster than this, per dbar.
    var steepestRiseAtTop = Double.infinity

    /// Degrees Celsius.
    static func temperature(distances: [Double]) -> Settings {
      Settings(
        steepest: [5, 3.5, 0.5, 0.15, 0.05, 0.0004],
        steepestTurn: [0.08, 0.08, 0.03, 0.01, 0.003, 0.0004],
        distances: distances,
        extent: 4...10,
        steepestRise: 0.5,
        steepestRiseAtTop: 0.1
      )
    }

    /// Practical salinity.
    static let salinity = Settings(
      steepest: [1, 1, 0.08, 0.02, 0.004, 0.0002],
      steepestTurn: [0.01, 0.01, 0.005, 0.0001, 0.0002, 0.0002],
      distances: [0.08, 0.08, 0.07, 0.07],
      extent: 1...5
    )

    /// Potential density in kg/m³.
    static let density = Settings(
      steepest: [1.5, 0.07, 0.07, 0.005, 0.005, 0.0004],
      steepestTurn: [0.006, 0.006, 0.001, 0.0004, 0.0004, 0.0004],
      distances: [0.08, 0.08, 0.04, 0.04],
      extent: 1...6,
      steepestFall: -0.001
    )
  }

  private let settings: Settings
  private let pressures: [Double]
  private let values: [Double]
  private let slopes: [Double]
  private let isDoubtful: [Bool]

  /// True when pressures increase from each level to the next, so that windows are contiguous.
  private let isOrdered: Bool

  /// Which levels of a profile are spikes; nil when fewer than six can be judged.
  ///
  /// - Parameters:
  ///   - values: NaN where missing, shape `[level]`.
  ///   - pressures: In dbar, from the surface down.
  static func spikes(values: [Double], pressures: [Double], _ settings: Settings) -> [Bool]? {
    let present = values.indices.filter { (values[$0] * pressures[$0]).isFinite }
    guard present.count > 5 else { return nil }
    let profile = MedianDistance(
      values: present.map { values[$0] },
      pressures: present.map { pressures[$0] },
      settings
    )
    var spikes = [Bool](repeating: false, count: values.count)
    for (level, isSpike) in zip(present, profile.leavesEnvelope()) { spikes[level] = isSpike }
    return spikes
  }

  private init(values: [Double], pressures: [Double], _ settings: Settings) {
    self.settings = settings
    self.values = values
    self.pressures = pressures
    var slopes = [Double](repeating: 0, count: values.count)
    var isOrdered = true
    for i in 1..<values.count {
      let (dx, dp) = (values[i] - values[i - 1], pressures[i] - pressures[i - 1])
      // Points that are close in both have no slope to speak of.
      slopes[i] = dx.magnitude < 0.01 && dp.magnitude < 5 ? 0 : dx / dp
      isOrdered = isOrdered && dp > 0
    }
    slopes[0] = slopes[1]
    self.slopes = slopes
    self.isOrdered = isOrdered
    isDoubtful = Self.doubts(slopes, pressures, settings)
  }

  // MARK: Doubtful levels

  private static func doubts(
    _ slopes: [Double],
    _ pressures: [Double],
    _ settings: Settings
  ) -> [Bool] {
    let count = slopes.count
    let zones = pressures.map { p in
      p < 60 ? 0 : p < 150 ? 1 : p < 500 ? 2 : p < 1000 ? 3 : p < 2100 ? 4 : 5
    }
    var isDoubtful = [Bool](repeating: false, count: count)
    for i in 1..<(count - 1) {
      let (a, b) = (slopes[i], slopes[i + 1])
      isDoubtful[i] =
        a.magnitude > settings.steepestTurn[zones[i]]
        && b.magnitude > settings.steepestTurn[zones[i + 1]] && (a < 0) != (b < 0)
    }
    isDoubtful[0] = isDoubtful[1]
    for i in 0..<count {
      let slope = slopes[i]
      if slope > settings.steepestRise || slope < settings.steepestFall
        || slope.magnitude > settings.steepest[zones[i]]
      {
        isDoubtful[i] = true
      }
    }
    return isDoubtful
  }

  // MARK: The median

  /// The window at a pressure, in dbar: 110 above 150, 180 at 500, 400 at 1000, 500 from 1500 on.
  private static func halfWidth(_ p: Double) -> Double {
    let window =
      p < 150
      ? 110
      : p < 500
        ? 110 + 70 * ((p - 150) / 350)
        : p < 1000 ? 180 + 220 * ((p - 500) / 500) : p < 1500 ? 400 + 100 * ((p - 1000) / 500) : 500
    return (window / 2).rounded(.up) + 1
  }

  /// The levels whose median is taken at `i`, in their order: as many above as below where both
  /// sides have some, the first one twice when the number would be even.
  private func window(at i: Int, into levels: inout [Int]) {
    let p = pressures[i]
    let width = Self.halfWidth(p)
    var range = 0..<values.count
    if isOrdered {
      var (low, high) = (i, i + 1)
      while low > 0, p - pressures[low - 1] < width { low -= 1 }
      while high < values.count, pressures[high] - p < width { high += 1 }
      range = low..<high
    }
    levels.removeAll(keepingCapacity: true)
    var (above, below) = (0, 0)
    for k in range where !isDoubtful[k] && (pressures[k] - p).magnitude < width {
      levels.append(k)
      if pressures[k] < p { above += 1 }
      if pressures[k] > p { below += 1 }
    }
    let each = min(above, below)
    if each > 0 {
      // Of those above the last, of those below the first; none of other levels at this pressure.
      var (skipped, taken) = (above - each, 0)
      levels.removeAll { k in
        if pressures[k] < p {
          skipped -= 1
          return skipped >= 0
        }
        if pressures[k] > p {
          taken += 1
          return taken > each
        }
        return k != i
      }
    }
    if levels.isEmpty { levels.append(i) }
    if levels.count % 2 == 0 { levels.insert(levels[0], at: 0) }
  }

  private func medians() -> [Double] {
    let count = values.count
    var medians = [Double](repeating: .nan, count: count)
    var followsValue = [Bool](repeating: false, count: count)
    let firstSound = isDoubtful.firstIndex(of: false) ?? 0
    var lastSound = [Int](repeating: firstSound, count: count)
    let lastAbove1950 = pressures.lastIndex { $0 < 1950 }
    var levels: [Int] = []
    var scratch: [Double] = []
    for i in 0..<count {
      window(at: i, into: &levels)
      scratch.removeAll(keepingCapacity: true)
      for k in levels { scratch.append(values[k]) }
      medians[i] = middle(&scratch)
      let isSound = !isDoubtful[i]
      let end = levels.count
      if i > 0, isSound, !isDoubtful[i - 1] {
        followsValue[i] = i == levels[end - 1] || (end > 1 && i == levels[end - 2])
      }
      if i < count - 1, isSound, !isDoubtful[i + 1], slopes[i] <= settings.steepestRiseAtTop {
        if i == levels[0] || (end > 1 && i == levels[1]) { followsValue[i] = true }
      }
      if pressures[i] >= 1950, isSound {
        var isTooSteep = false
        if let above = lastAbove1950 {
          let slope = (values[i] - values[above]) / (pressures[i] - pressures[above])
          isTooSteep = slope.magnitude > steepest(at: pressures[i])
          if isTooSteep { medians[i] = medians[above] }
        }
        followsValue[i] = !isTooSteep
      }
      if i > 0 { lastSound[i] = isSound ? i : lastSound[i - 1] }
    }
    for i in 0..<count where followsValue[i] { medians[i] = values[i] }
    let sound = medians
    for i in 0..<count where isDoubtful[i] { medians[i] = sound[lastSound[i]] }
    return medians
  }

  private func steepest(at p: Double) -> Double {
    settings.steepest[p < 2100 ? 4 : 5]
  }

  /// The middle of an odd number of values, which are put in order as far as that needs.
  private func middle(_ values: inout [Double]) -> Double {
    let target = values.count / 2
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = values[(low + high) / 2]
      var (i, j) = (low, high)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if target <= j {
        high = j
      } else if target >= i {
        low = i
      } else {
        break
      }
    }
    return values[target]
  }

  // MARK: The envelope

  private func leavesEnvelope() -> [Bool] {
    let medians = medians()
    var (least, largest) = (Double.infinity, -Double.infinity)
    for x in medians {
      least = min(least, x)
      largest = max(largest, x)
    }
    let extent = min(max(largest - least, settings.extent.lowerBound), settings.extent.upperBound)
    let y = pressures.map { $0 * extent / 700 }
    let zones = pressures.map { p in p < 500 ? 0 : p < 1000 ? 1 : p < 1500 ? 2 : 3 }
    var spikes = [Bool](repeating: false, count: values.count)
    for zone in 0..<4 where zones.contains(zone) {
      let distance = settings.distances[zone] * extent
      let curve = Curve(x: medians, y: y, spacing: distance, isOrdered: isOrdered)
      for i in spikes.indices where zones[i] == zone {
        spikes[i] = !curve.isNear(values[i], y[i], distance: distance)
      }
    }
    return spikes
  }

  /// A line through points, with points between them so that none is further from the next than
  /// about the spacing.
  private struct Curve {
    private var xs: [Double] = []
    private var ys: [Double] = []
    private let isOrdered: Bool

    init(x: [Double], y: [Double], spacing: Double, isOrdered: Bool) {
      self.isOrdered = isOrdered
      xs.reserveCapacity(x.count * 2)
      ys.reserveCapacity(x.count * 2)
      for i in x.indices {
        xs.append(x[i])
        ys.append(y[i])
        guard i + 1 < x.count else { break }
        let (dx, dy) = (x[i + 1] - x[i], y[i + 1] - y[i])
        let length = (dx * dx + dy * dy).squareRoot()
        let parts = (length / spacing - 0.2).rounded(.down)
        guard parts > 0, parts < 1e6 else { continue }
        for part in 1...Int(parts) {
          let fraction = Double(part) / (parts + 1)
          xs.append(x[i] + dx * fraction)
          ys.append(y[i] + dy * fraction)
        }
      }
    }

    /// Whether `x` lies between the outermost abscissas at height `y` that are within a distance
    /// of any point of the curve.
    func isNear(_ x: Double, _ y: Double, distance: Double) -> Bool {
      let square = distance * distance
      var (least, largest) = (Double.infinity, -Double.infinity)
      var start = 0
      if isOrdered {
        // The first point that is not too far above.
        var (low, high) = (0, ys.count)
        while low < high {
          let middle = (low + high) / 2
          if y - ys[middle] > distance { low = middle + 1 } else { high = middle }
        }
        start = max(low - 1, 0)
      }
      for k in start..<ys.count {
        let dy = y - ys[k]
        let rest = square - dy * dy
        if rest >= 0 {
          let reach = rest.squareRoot()
          least = min(least, xs[k] - reach)
          largest = max(largest, xs[k] + reach)
        } else if isOrdered, dy < 0 {
          break
        }
      }
      return x >= least && x <= largest
    }
  }
}
