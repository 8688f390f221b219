public import KernelTypes

// One series a call. Float and Double share one definition each; arithmetic is in Double, which
// holds every Float exactly. The loops have no branches, so that the compiler works on as many
// values at a time as a register holds; the ends of a series are mended after them. NaN compares
// false everywhere, so missing values fall through to the last choice.

@inline(__always)
private func range<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) {
  let count = flags.count
  precondition(values.count == count)
  let (failBelow, failAbove) = (limits.failBelow, limits.failAbove)
  let (suspectBelow, suspectAbove) = (limits.suspectBelow, limits.suspectAbove)
  values.withUnsafeBufferPointer { values in
    flags.withUnsafeMutableBufferPointer { flags in
      // Safe: both hold `count` elements.
      guard count > 0, let x = values.baseAddress, let flag = flags.baseAddress else { return }
      for i in 0..<count {
        let x = Double(x[i])
        let known = x == x ? GradeCode.pass : GradeCode.missing
        let suspected = x < suspectBelow || x > suspectAbove ? GradeCode.suspect : known
        flag[i] = x < failBelow || x > failAbove ? GradeCode.fail : suspected
      }
    }
  }
}

/// See the facade.
@inline(never)
public func gradeRange(
  _ values: Span<Float>,
  limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) { range(values, limits, into: &flags) }

/// See the facade.
@inline(never)
public func gradeRange(
  _ values: Span<Double>,
  limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) { range(values, limits, into: &flags) }

/// How the distance of a value from its neighbours is measured: NaN when one of them is missing.
@inline(__always)
private func spikeDistance(_ before: Double, _ x: Double, _ after: Double, _ form: Int32) -> Double
{
  let mean = (x - (before + after) * 0.5).magnitude
  if form == 0 { return mean }
  if form == 2 { return mean - ((after - before) * 0.5).magnitude }
  let (rise, fall) = (x - before, x - after)
  // A spike has both neighbours on the same side: below it both are positive, above it both are
  // negative, and otherwise the larger of these two is not positive.
  let above = rise < fall ? rise : fall
  let below = rise < fall ? -fall : -rise
  let apart = above > below ? above : below
  let isMissing = rise != rise || fall != fall
  return isMissing ? .nan : apart > 0 ? apart : 0
}

@inline(__always)
private func spike<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ range: Range<Int>,
  _ limits: DistanceLimits,
  _ form: Int32,
  into flags: inout MutableSpan<UInt8>
) {
  let (count, start) = (flags.count, range.lowerBound)
  precondition(range.count == count && start >= 0 && range.upperBound <= values.count)
  let last = values.count - 1
  let (suspectAbove, failAbove) = (limits.suspectAbove, limits.failAbove)
  values.withUnsafeBufferPointer { values in
    flags.withUnsafeMutableBufferPointer { flags in
      // Safe: `values` holds `range` and `flags` as many; the loop leaves out both ends of `values`.
      guard count > 0, let all = values.baseAddress, let flag = flags.baseAddress else { return }
      let x = all + start
      let first = start == 0 ? 1 : 0
      let end = start + count > last ? count - 1 : count
      for i in first..<max(first, end) {
        let (before, x, after) = (Double(x[i &- 1]), Double(x[i]), Double(x[i &+ 1]))
        let d = spikeDistance(before, x, after, form)
        let known = x == x ? GradeCode.notEvaluated : GradeCode.missing
        let evaluated = d == d ? GradeCode.pass : known
        let suspected = d > suspectAbove ? GradeCode.suspect : evaluated
        flag[i] = d > failAbove ? GradeCode.fail : suspected
      }
      if start == 0 { flag[0] = x[0] == x[0] ? GradeCode.notEvaluated : GradeCode.missing }
      if start + count > last {
        flag[end] = x[end] == x[end] ? GradeCode.notEvaluated : GradeCode.missing
      }
    }
  }
}

/// Chooses the form outside the loop.
@inline(__always)
private func spikes<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ range: Range<Int>,
  _ limits: DistanceLimits,
  _ form: Int32,
  into flags: inout MutableSpan<UInt8>
) {
  switch form {
  case 0: spike(values, range, limits, 0, into: &flags)
  case 1: spike(values, range, limits, 1, into: &flags)
  default: spike(values, range, limits, 2, into: &flags)
  }
}

/// See the facade.
@inline(never)
public func gradeSpike(
  _ values: Span<Float>,
  in range: Range<Int>,
  limits: DistanceLimits,
  form: Int32,
  into flags: inout MutableSpan<UInt8>
) { spikes(values, range, limits, form, into: &flags) }

/// See the facade.
@inline(never)
public func gradeSpike(
  _ values: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  form: Int32,
  into flags: inout MutableSpan<UInt8>
) { spikes(values, range, limits, form, into: &flags) }

@inline(__always)
private func rate<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ times: Span<Double>,
  _ range: Range<Int>,
  _ limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  let (count, start) = (flags.count, range.lowerBound)
  precondition(range.count == count && start >= 0 && range.upperBound <= values.count)
  precondition(times.count == values.count)
  let (suspectAbove, failAbove) = (limits.suspectAbove, limits.failAbove)
  values.withUnsafeBufferPointer { values in
    times.withUnsafeBufferPointer { times in
      flags.withUnsafeMutableBufferPointer { flags in
        // Safe: `values` and `times` hold `range` and `flags` as many; the loop leaves out the first
        // value, which has none before it.
        guard count > 0, let values = values.baseAddress,
          let times = times.baseAddress,
          let flag = flags.baseAddress
        else { return }
        let (x, t) = (values + start, times + start)
        let first = start == 0 ? 1 : 0
        for i in first..<max(first, count) {
          let value = Double(x[i])
          let step = (value - Double(x[i &- 1])).magnitude
          let elapsed = (t[i] - t[i &- 1]).magnitude
          let r = step / elapsed
          let known = value == value ? GradeCode.pass : GradeCode.missing
          let suspected = r > suspectAbove ? GradeCode.suspect : known
          let graded = r > failAbove ? GradeCode.fail : suspected
          // A change in no time, or in an unknown time, has no rate.
          let hasRate = elapsed > 0 || !(step > 0)
          flag[i] = hasRate ? graded : GradeCode.notEvaluated
        }
        if start == 0 { flag[0] = x[0] == x[0] ? GradeCode.pass : GradeCode.missing }
      }
    }
  }
}

/// See the facade.
@inline(never)
public func gradeRateOfChange(
  _ values: Span<Float>,
  times: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) { rate(values, times, range, limits, into: &flags) }

/// See the facade.
@inline(never)
public func gradeRateOfChange(
  _ values: Span<Double>,
  times: Span<Double>,
  in range: Range<Int>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) { rate(values, times, range, limits, into: &flags) }

/// Pass where a value lies at least `tolerance` from the one before it and its time no earlier; 0
/// where that is not so or cannot be told, and for the first.
@inline(__always)
private func steps<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ times: Span<Double>,
  _ tolerance: Double,
  into flags: inout MutableSpan<UInt8>
) {
  let count = flags.count
  precondition(values.count == count && times.count == count)
  values.withUnsafeBufferPointer { values in
    times.withUnsafeBufferPointer { times in
      flags.withUnsafeMutableBufferPointer { flags in
        // Safe: all hold `count` elements, and the loop leaves out the first.
        guard count > 0, let x = values.baseAddress, let t = times.baseAddress,
          let flag = flags.baseAddress
        else { return }
        flag[0] = 0
        for i in 1..<max(1, count) {
          let step = (Double(x[i]) - Double(x[i &- 1])).magnitude
          flag[i] = step >= tolerance && t[i] >= t[i &- 1] ? GradeCode.pass : 0
        }
      }
    }
  }
}

/// See `gradeFlatLine` of the facade.
@inline(never)
public func markSteps(
  _ values: Span<Float>,
  times: Span<Double>,
  tolerance: Double,
  into flags: inout MutableSpan<UInt8>
) { steps(values, times, tolerance, into: &flags) }

/// See `gradeFlatLine` of the facade.
@inline(never)
public func markSteps(
  _ values: Span<Double>,
  times: Span<Double>,
  tolerance: Double,
  into flags: inout MutableSpan<UInt8>
) { steps(values, times, tolerance, into: &flags) }

/// See the facade.
@inline(never)
public func gradeDensityInversion(
  _ densities: Span<Double>,
  depths: Span<Double>,
  limits: InversionLimits,
  into flags: inout MutableSpan<UInt8>
) {
  let count = flags.count
  precondition(densities.count == count && depths.count == count)
  let (suspectBelow, failBelow) = (limits.suspectBelow, limits.failBelow)
  densities.withUnsafeBufferPointer { densities in
    depths.withUnsafeBufferPointer { depths in
      flags.withUnsafeMutableBufferPointer { flags in
        // Safe: all hold `count` elements, and the loop leaves out the first and the last.
        guard count > 0, let rho = densities.baseAddress, let z = depths.baseAddress,
          let flag = flags.baseAddress
        else { return }
        /// The increase of density downwards between two levels; NaN when one is missing.
        func increase(_ i: Int, _ j: Int) -> Double {
          let (dz, d) = (z[j] - z[i], rho[j] - rho[i])
          return dz > 0 ? d : dz < 0 ? -d : dz == 0 ? d * 0 : .nan
        }
        func grade(_ least: Double, _ isMissing: Bool) -> UInt8 {
          let suspected = least < suspectBelow ? GradeCode.suspect : GradeCode.pass
          let graded = least < failBelow ? GradeCode.fail : suspected
          return isMissing ? GradeCode.missing : graded
        }
        for i in 1..<max(1, count - 1) {
          let (above, below) = (increase(i - 1, i), increase(i, i + 1))
          // NaN above means that this level or the one before is missing; NaN below does not count.
          flag[i] = grade(below < above ? below : above, above != above)
        }
        let last = count - 1
        if count == 1 {
          flag[0] = rho[0] == rho[0] && z[0] == z[0] ? GradeCode.notEvaluated : GradeCode.missing
        } else {
          flag[0] = grade(increase(0, 1), !(rho[0] == rho[0] && z[0] == z[0]))
          let above = increase(last - 1, last)
          flag[last] = grade(above, above != above)
        }
      }
    }
  }
}
