internal import KernelTypes
public import ObservationModel

/// Fails positions of a drifter from when on it has run aground.
///
/// Positions are smoothed by medians of `smoothing` successive latitudes and longitudes. From each
/// smoothed position on, the way to the last one within `longestSeconds`, or to the last one at all
/// when that is not given, is looked at, provided that it took `shortestSeconds` at least. The drifter
/// is aground when that way is no longer than what positions to 0.01° may be off, the distance
/// from (0°, 0°) to (0.01°, 0.01°). All positions from the first of the last unbroken run of such
/// ways on fail, in the middle of its median; a drifter that moves again was not aground. A record
/// of no more than `smoothing` positions passes. Observations without position or time are not
/// evaluated, nor are features other than trajectories.
///
/// Longitudes are smoothed along their shortest way, so that drifters may cross 180°.
///
/// - SeeAlso: Atkinson and others (2013), *Assessing the quality of sea surface temperature
///   observations from drifting buoys and ships on a platform-by-platform basis*, Journal of
///   Geophysical Research Oceans 118, 3507-3529; marine_qc 0.4.2, `do_aground_check` (medians of 41,
///   8 to 10 days) and `do_new_aground_check` (no longest).
public struct AgroundTest: QualityTest, Equatable {
  public static var name: String { "aground" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String { "drifters that have run aground" }
  public static var source: String { "Atkinson and others (2013); marine_qc, do_aground_check" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "smoothing",
        .integer(1...9999),
        "the positions of a median, an odd number; 41 unless given"
      ),
      TestParameter(
        "shortest",
        .measure(unit: "s"),
        "the time a way must have taken; 8 days unless given"
      ),
      TestParameter(
        "longest",
        .measure(unit: "s"),
        "the time it may have taken; unlimited, to the end of the record, unless given"
      ),
    ]
  }

  public let smoothing: Int
  public let shortestSeconds: Double

  /// Infinite when ways go to the end of the record.
  public let longestSeconds: Double

  /// - Precondition: `smoothing` is positive and odd, `0 < shortestSeconds <= longestSeconds`.
  public init(
    smoothing: Int = 41,
    shortestSeconds: Double = 8 * 86400,
    longestSeconds: Double = .infinity
  ) {
    precondition(smoothing > 0 && smoothing % 2 == 1)
    precondition(0 < shortestSeconds && shortestSeconds <= longestSeconds)
    self.smoothing = smoothing
    self.shortestSeconds = shortestSeconds
    self.longestSeconds = longestSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let smoothing = arguments.integer("smoothing") ?? 41
    guard smoothing % 2 == 1 else {
      throw TestConfigurationError("expected an odd number", parameter: "smoothing")
    }
    let shortest = arguments.number("shortest") ?? 8 * 86400
    guard shortest > 0 else {
      throw TestConfigurationError("expected more than 0", parameter: "shortest")
    }
    let longest = arguments.number("longest") ?? .infinity
    guard longest >= shortest else {
      throw TestConfigurationError("expected no less than 'shortest'", parameter: "longest")
    }
    self.init(smoothing: smoothing, shortestSeconds: shortest, longestSeconds: longest)
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for i in 0..<range.count { flags[i] = GradeCode.notEvaluated }
    guard batch.featureType == .trajectory || batch.featureType == .point else { return }
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    batch.forEachSeries(in: range) { series, _ in
      let places = batch.inTimeOrder(series).filter {
        !latitudes[$0].isNaN && !longitudes[$0].isNaN
      }
      let start = firstAground(
        times: places.map { times[$0] },
        latitudes: places.map { latitudes[$0] },
        longitudes: places.map { longitudes[$0] }
      )
      for (k, place) in places.enumerated() {
        flags[place - range.lowerBound] = k >= start ? GradeCode.fail : GradeCode.pass
      }
    }
  }

  /// The place from which on all positions are aground; beyond the end when none is.
  private func firstAground(times: [Double], latitudes: [Double], longitudes: [Double]) -> Int {
    let count = times.count - smoothing + 1
    guard count > 1 else { return times.count }
    let half = smoothing / 2
    let smoothLatitudes = medians(of: latitudes)
    let smoothLongitudes = medians(of: unwrapped(longitudes))
    let positions = SpherePositions(
      latitudes: smoothLatitudes.span,
      longitudes: smoothLongitudes.span,
      places: Array(0..<count)
    )
    let corners = [0, 0.01]
    let jitter = SpherePositions(
      latitudes: corners.span,
      longitudes: corners.span,
      places: [0, 1]
    )
    var start: Int?
    var end = 0
    let last = times[half + count - 1]
    for i in 0..<count {
      let time = times[half + i]
      guard last - time >= shortestSeconds else { break }
      end = max(end, i)
      while end + 1 < count, times[half + end + 1] <= time + longestSeconds { end += 1 }
      guard times[half + end] - time >= shortestSeconds else { continue }
      if positions.chordSquared(i, end) <= jitter.chordSquared(0, 1) {
        start = start ?? i
      } else {
        start = nil
      }
    }
    guard let start else { return times.count }
    return start > 0 ? start + half : 0
  }

  /// The medians of all runs of `smoothing` values.
  private func medians(of values: [Double]) -> [Double] {
    var window = SortedWindow()
    var medians: [Double] = []
    for k in values.indices {
      window.insert(values[k])
      if k >= smoothing { window.remove(values[k - smoothing]) }
      if k >= smoothing - 1 { medians.append(window.median) }
    }
    return medians
  }

  /// Longitudes that do not jump by a turn where a track crosses 180°.
  private func unwrapped(_ longitudes: [Double]) -> [Double] {
    var turned = 0.0
    return longitudes.indices.map { k in
      let step = k > 0 ? longitudes[k] - longitudes[k - 1] : 0
      turned -= step > 180 ? 360 : step < -180 ? -360 : 0
      return longitudes[k] + turned
    }
  }
}
