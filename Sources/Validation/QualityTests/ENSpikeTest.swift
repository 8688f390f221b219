internal import KernelTypes
public import ObservationModel

/// Judges spikes and steps in temperature profiles, as the Met Office does for its EN data.
///
/// The tolerance `tol` is 5 degrees down to 200 m (300 m within 20 degrees of the equator), falls to half
/// of that over the next 100 m, and is 0.5 of it to 500 m, 0.4 to 600 m, 0.3 below. With `d` the
/// difference of a level to the one above, where the two are no more than 50 m apart (100 m from 350 m
/// on), and `g = d / max(dz, 10 m)`, a level between the differences `d1` and `d2`
///
/// - fails when the larger of `|d1|` and `|d2|` is above `tol` and `|d1 + d2| < tol / 2`;
/// - fails when the larger of `|d1|` and `|d2|` is above `tol / 2`, the larger of `|g1|` and `|g2|` above
///   0.05 degrees per metre and `|d1 + d2| < |d2 - d1| / 4`.
///
/// Both levels of a step above `tol` that is no spike are suspect, unless it is a fall of less than three
/// tolerances down to 250 m (a thermocline), lies within half a tolerance of the straight line between its
/// neighbours, or is a large gradient that goes evenly on. A step at the lowest level, a lowest level of
/// exactly 0, and values below 1 degree above 1000 m within 20 degrees of the equator are suspect. When four
/// levels fail, or more than half, the whole profile fails. Levels beside a missing one are judged no
/// further than that. Only temperatures of sea water are evaluated.
///
/// - SeeAlso: Ingleby and Huddleston (2007), J. Mar. Syst. 65, 158-175, appendix B; AutoQC,
///   `EN_spike_and_step_check`.
public struct ENSpikeTest: QualityTest, Equatable {
  public static var name: String { "en_spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String { "spikes and steps in temperature profiles" }
  public static var source: String {
    "Ingleby and Huddleston (2007), appendix B: spike and step check"
  }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .feature }

  /// In degrees Celsius.
  static let tolerance = 5.0

  /// In degrees Celsius per metre.
  private static let gradientTolerance = 0.05

  /// The tolerance at a depth, in degrees Celsius.
  static func tolerance(depthMeters z: Double, latitudeDegrees: Double) -> Double {
    let knee = latitudeDegrees.magnitude < 20 ? 300.0 : 200.0
    let factor =
      z > 600
      ? 0.3 : z > 500 ? 0.4 : z > knee + 100 ? 0.5 : z > knee ? 1 - 0.005 * (z - knee) : 1
    return factor * tolerance
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels, batch.columns[column].quantity.name == "temperature" else { return }
    let values = batch.doubles(ofColumn: column, in: range)
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations
      guard profile.count > 1 else { continue }
      let depths = profile.map { batch.depthMeters(at: $0) }
      let codes = Self.codes(
        temperatures: Array(values[profile.relative(to: range.lowerBound)]),
        depths: depths,
        latitude: batch.latitudes[profile.lowerBound]
      )
      for (i, code) in zip(profile, codes) where flags[i - range.lowerBound] != GradeCode.missing {
        flags[i - range.lowerBound] = code
      }
    }
  }

  private static func codes(
    temperatures t: [Double],
    depths z: [Double],
    latitude: Double
  ) -> [UInt8] {
    let count = t.count
    var codes = t.indices.map {
      t[$0].isNaN || z[$0].isNaN ? GradeCode.notEvaluated : GradeCode.pass
    }
    // A difference that is not there, or has been explained, is NaN.
    var d = [Double](repeating: .nan, count: count)
    var g = d
    for i in 1..<count {
      let dz = z[i] - z[i - 1]
      guard dz <= 50 || (z[i] >= 350 && dz <= 100) else { continue }
      d[i] = t[i] - t[i - 1]
      g[i] = d[i] / max(10, dz)
    }
    var rejected = [Bool](repeating: false, count: count)
    func suspect(_ i: Int) {
      if codes[i] == GradeCode.pass { codes[i] = GradeCode.suspect }
    }
    let isTropical = latitude.magnitude < 20
    for i in 1..<count {
      let before = max(i - 2, 0)
      guard (before...i).allSatisfy({ !t[$0].isNaN && !z[$0].isNaN }) else { continue }
      let tol = tolerance(depthMeters: z[i - 1], latitudeDegrees: latitude)
      if isTropical, z[i - 1] < 1000, t[i - 1] < 1 {
        d[i] = .nan
        suspect(i - 1)
        continue
      }
      let (d1, d2) = (d[i - 1], d[i])
      let isBetween = !d1.isNaN && !d2.isNaN
      let largest = max(d1.magnitude, d2.magnitude)
      if isBetween, largest > tol {
        let isWide = i >= 2 && z[i] - z[i - 2] >= 5
        let weight = isWide ? (z[i - 1] - z[i - 2]) / (z[i] - z[i - 2]) : 0.5
        if (d1 + d2).magnitude < 0.5 * tol {
          rejected[i - 1] = true
          (d[i - 1], d[i]) = (.nan, .nan)
        } else if ((1 - weight) * d1 - weight * d2).magnitude < 0.5 * tol {
          (d[i - 1], d[i]) = (.nan, .nan)
        }
      }
      let isStillBetween = !d[i - 1].isNaN && !d[i].isNaN
      if isStillBetween, largest > 0.5 * tol,
        max(g[i - 1].magnitude, g[i].magnitude) > gradientTolerance,
        (d1 + d2).magnitude < 0.25 * (d2 - d1).magnitude
      {
        rejected[i - 1] = true
        (d[i - 1], d[i]) = (.nan, .nan)
      }
      if d[i - 1].magnitude > tol {
        let isThermocline = z[i - 1] <= 250 && d[i - 1] < -tol && d[i - 1] > -3 * tol
        if !isThermocline, !isOnLine(t, z, i, within: 0.5 * tol) {
          suspect(i - 2)
          suspect(i - 1)
        }
      }
    }
    let last = count - 1
    if d[last].magnitude > tolerance(depthMeters: z[last], latitudeDegrees: latitude) {
      suspect(last)
    }
    if t[last] == 0 { suspect(last) }
    let rejections = rejected.count { $0 }
    let isWhole = rejections >= 4 || rejections * 2 > count
    for i in codes.indices where codes[i] != GradeCode.notEvaluated && (isWhole || rejected[i]) {
      codes[i] = GradeCode.fail
    }
    return codes
  }

  /// Whether the level before `i` lies on the line between its neighbours.
  private static func isOnLine(_ t: [Double], _ z: [Double], _ i: Int, within: Double) -> Bool {
    guard i > 1, z[i] - z[i - 2] > 0 else { return false }
    let line = (z[i - 1] - z[i - 2]) / (z[i] - z[i - 2]) * (t[i] - t[i - 2]) + t[i - 2]
    return (t[i - 1] - line).magnitude < within
  }
}
