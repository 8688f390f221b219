import KernelTypes
import Kernels
import Testing

@Suite("Windows of time")
struct TimeWindowsTests {
  /// The rule of `gradeFlatLine`, one window at a time.
  static func flatLine(_ x: [Double], _ t: [Double], _ limits: FlatLineLimits) -> [UInt8] {
    func isFlat(_ i: Int, _ seconds: Double) -> Bool {
      // The observations since the record began: after a longer gap or a jump backwards.
      var start = i
      let timed = (0...i).filter { !t[$0].isNaN }
      for (a, b) in zip(timed, timed.dropFirst()).reversed() {
        guard t[b] >= t[a], t[b] - t[a] <= seconds else { break }
        start = a
      }
      let record = timed.filter { $0 >= start }
      guard record.count > 1 else { return false }
      let began = t[record[0]] - (t[record[1]] - t[record[0]])
      let window = record.filter { t[$0] >= t[i] - seconds && !x[$0].isNaN }.map { x[$0] }
      guard window.count > 1, let low = window.min(), let high = window.max() else { return false }
      // A value before the record's beginning does not matter, one within covers what it must.
      let isCovered = began < t[i] - seconds
      return isCovered && (high - low < limits.tolerance || high == low)
    }
    return x.indices.map { i in
      if x[i].isNaN { return GradeCode.missing }
      if t[i].isNaN { return GradeCode.notEvaluated }
      if isFlat(i, limits.failSeconds) { return GradeCode.fail }
      return isFlat(i, limits.suspectSeconds) ? GradeCode.suspect : GradeCode.pass
    }
  }

  /// Times that begin at a whole minute and go on by minutes, with what can happen to a clock.
  static func times(_ count: Int, seed: UInt64, isRegular: Bool) -> [Double] {
    var time = 1_600_000_020.0
    return StoredNumbersTests.words(count, seed: seed).map { word in
      if isRegular {
        time += 60
        return time
      }
      switch word % 64 {
      case 0: time += 4000
      case 1: time -= 500
      case 2: return .nan
      case 3: break
      default: time += Double(30 + (word >> 8) % 60)
      }
      return time
    }
  }

  /// Steps between a few levels, with stretches of one level and gaps.
  static func values(_ count: Int, seed: UInt64) -> [Double] {
    var level = 0.0
    return StoredNumbersTests.words(count, seed: seed).map { word in
      if word % 9 == 0 { level = Double((word >> 8) % 5) }
      return word % 10 == 1 ? .nan : level + Double((word >> 16) % 8) / 1024
    }
  }

  @Test("a flat line is that of one window at a time")
  func flatLines() {
    for (seed, isRegular) in [(1, true), (2, false), (3, false), (4, true)] as [(UInt64, Bool)] {
      let x = Self.values(250, seed: seed)
      let t = Self.times(250, seed: seed + 100, isRegular: isRegular)
      for (suspect, fail) in [(180.0, 300.0), (60, 3000), (150, 170), (400, .infinity)] {
        for tolerance in [0, 0.004, 0.01, 1.5, 100] {
          let limits = FlatLineLimits(
            suspectSeconds: suspect,
            failSeconds: fail,
            tolerance: tolerance
          )
          var flags = [UInt8](repeating: 77, count: x.count)
          var view = flags.mutableSpan
          gradeFlatLine(x.span, times: t.span, limits: limits, into: &view)
          #expect(flags == Self.flatLine(x, t, limits), "\(seed) \(suspect) \(fail) \(tolerance)")
        }
      }
    }
  }

  /// The rule of `gradeAttenuation`, one window at a time with two passes over each.
  static func attenuation(
    _ x: [Double],
    _ t: [Double],
    _ seconds: Double,
    _ minimumCount: Int,
    _ limits: AttenuationLimits
  ) -> [UInt8?] {
    x.indices.map { i in
      if x[i].isNaN { return GradeCode.missing }
      if t[i].isNaN { return GradeCode.notEvaluated }
      var window: [Double] = []
      var (latest, hasGap) = (t[i], false)
      for k in (0...i).reversed() where !t[k].isNaN {
        guard t[k] <= latest, t[k] > t[i] - seconds else { break }
        latest = t[k]
        if x[k].isNaN { hasGap = true } else { window.append(x[k]) }
      }
      if window.count < minimumCount || (hasGap && limits.statistic == .range) {
        return GradeCode.notEvaluated
      }
      let mean = window.reduce(0, +) / Double(window.count)
      let variance = window.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(window.count)
      let variation =
        switch limits.statistic {
        case .standardDeviation: variance.squareRoot()
        case .range: (window.max() ?? 0) - (window.min() ?? 0)
        }
      // Too near a threshold to say which side is right.
      for limit in [limits.suspectBelow, limits.failBelow]
      where limits.statistic == .standardDeviation && abs(variation - limit) < 1e-12 {
        return nil
      }
      if variation < limits.failBelow { return GradeCode.fail }
      return variation < limits.suspectBelow ? GradeCode.suspect : GradeCode.pass
    }
  }

  @Test("an attenuated signal is that of one window at a time")
  func attenuated() {
    for (seed, isRegular) in [(5, true), (6, false), (7, false)] as [(UInt64, Bool)] {
      let x = Self.values(700, seed: seed)
      let t = Self.times(700, seed: seed + 100, isRegular: isRegular)
      for seconds in [60.0, 170, 600, 1e6] {
        for statistic in [AttenuationLimits.Statistic.standardDeviation, .range] {
          for minimumCount in [0, 1, 4] {
            let limits = AttenuationLimits(
              statistic: statistic,
              suspectBelow: 1,
              failBelow: 0.003
            )
            var flags = [UInt8](repeating: 77, count: x.count)
            var view = flags.mutableSpan
            gradeAttenuation(
              x.span,
              times: t.span,
              seconds: seconds,
              minimumCount: minimumCount,
              limits: limits,
              into: &view
            )
            let expected = Self.attenuation(x, t, seconds, minimumCount, limits)
            let differing = x.indices.filter { expected[$0] != nil && flags[$0] != expected[$0] }
            #expect(differing == [], "\(seed) \(seconds) \(statistic) \(minimumCount)")
            #expect(expected.count { $0 == nil } < 10)
          }
        }
      }
    }
  }

  @Test("the standard deviation is right far from zero and after a spike has left the window")
  func precision() {
    // Alternating values 0.02 apart around ten thousand: the population deviation is 0.01.
    var x = (0..<4000).map { 10_000 + ($0.isMultiple(of: 2) ? 0.01 : -0.01) }
    x[100] = 1e9
    let t = (0..<4000).map { Double($0) * 60 }
    for (limit, code) in [(0.010001, GradeCode.fail), (0.009999, GradeCode.pass)] {
      let limits = AttenuationLimits(
        statistic: .standardDeviation,
        suspectBelow: limit,
        failBelow: limit
      )
      var flags = [UInt8](repeating: 77, count: x.count)
      var view = flags.mutableSpan
      gradeAttenuation(
        x.span,
        times: t.span,
        seconds: 6000,
        minimumCount: 100,
        limits: limits,
        into: &view
      )
      #expect(flags[200..<4000].allSatisfy { $0 == code })
    }
  }

  @Test("a signal is judged as a whole when there is no window")
  func whole() {
    func codes(_ x: [Double], _ limits: AttenuationLimits) -> [UInt8] {
      var flags = [UInt8](repeating: 77, count: x.count)
      var view = flags.mutableSpan
      gradeAttenuation(x.span, limits: limits, into: &view)
      return flags
    }
    // The population deviation of 1, 2, 3, 4 is the root of 1.25; their range is 3.
    let deviation = AttenuationLimits(
      statistic: .standardDeviation,
      suspectBelow: 1.2,
      failBelow: 1.1
    )
    #expect(codes([1, 2, .nan, 3, 4], deviation) == [3, 3, 9, 3, 3])
    let range = AttenuationLimits(statistic: .range, suspectBelow: 3, failBelow: 3)
    #expect(codes([1, 2, .nan, 3, 4], range) == [1, 1, 9, 1, 1])
    #expect(codes([.nan, .nan], deviation) == [9, 9])
    #expect(codes([], deviation) == [])
  }
}
