public import KernelTypes

// One series a call. Float and Double share one definition each; arithmetic is in Double, which
// holds every Float exactly. NaN compares false everywhere, so missing values fall through.

@inline(__always)
private func range<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ limits: RangeLimits,
  into flags: inout MutableSpan<UInt8>
) {
  for i in 0..<flags.count {
    let x = Double(values[i])
    let isFail = x < limits.failBelow || x > limits.failAbove
    let isSuspect = x < limits.suspectBelow || x > limits.suspectAbove
    flags[i] =
      isFail ? GradeCode.fail : isSuspect ? GradeCode.suspect : x == x ? GradeCode.pass : 9
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

/// How the distance of a value from its neighbours is measured.
@inline(__always)
private func spikeDistance(_ before: Double, _ x: Double, _ after: Double, _ form: Int32) -> Double
{
  let mean = (x - (before + after) * 0.5).magnitude
  if form == 0 { return mean }
  if form == 2 { return mean - ((after - before) * 0.5).magnitude }
  let (rise, fall) = (x - before, x - after)
  // Both neighbours lie on the same side of a spike.
  let smaller = rise.magnitude < fall.magnitude ? rise.magnitude : fall.magnitude
  return (rise > 0 && fall > 0) || (rise < 0 && fall < 0)
    ? smaller
    : rise + fall == rise + fall
      ? 0 : .nan
}

@inline(__always)
private func spike<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ limits: DistanceLimits,
  _ form: Int32,
  into flags: inout MutableSpan<UInt8>
) {
  let n = flags.count
  for i in 0..<n {
    let x = Double(values[i])
    guard x == x else {
      flags[i] = GradeCode.missing
      continue
    }
    guard i > 0, i < n - 1 else {
      flags[i] = GradeCode.notEvaluated
      continue
    }
    let d = spikeDistance(Double(values[i - 1]), x, Double(values[i + 1]), form)
    flags[i] =
      d > limits.failAbove
      ? GradeCode.fail
      : d > limits.suspectAbove
        ? GradeCode.suspect : d == d ? GradeCode.pass : GradeCode.notEvaluated
  }
}

/// See the facade.
@inline(never)
public func gradeSpike(
  _ values: Span<Float>,
  limits: DistanceLimits,
  form: Int32,
  into flags: inout MutableSpan<UInt8>
) { spike(values, limits, form, into: &flags) }

/// See the facade.
@inline(never)
public func gradeSpike(
  _ values: Span<Double>,
  limits: DistanceLimits,
  form: Int32,
  into flags: inout MutableSpan<UInt8>
) { spike(values, limits, form, into: &flags) }

@inline(__always)
private func rate<Value: BinaryFloatingPoint>(
  _ values: Span<Value>,
  _ times: Span<Double>,
  _ limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) {
  for i in 0..<flags.count {
    let x = Double(values[i])
    guard x == x else {
      flags[i] = GradeCode.missing
      continue
    }
    guard i > 0 else {
      flags[i] = GradeCode.notEvaluated
      continue
    }
    let elapsed = times[i] - times[i - 1]
    let step = (x - Double(values[i - 1])).magnitude
    guard elapsed > 0, step == step else {
      flags[i] = GradeCode.notEvaluated
      continue
    }
    let r = step / elapsed
    flags[i] =
      r > limits.failAbove
      ? GradeCode.fail : r > limits.suspectAbove ? GradeCode.suspect : GradeCode.pass
  }
}

/// See the facade.
@inline(never)
public func gradeRateOfChange(
  _ values: Span<Float>,
  times: Span<Double>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) { rate(values, times, limits, into: &flags) }

/// See the facade.
@inline(never)
public func gradeRateOfChange(
  _ values: Span<Double>,
  times: Span<Double>,
  limits: DistanceLimits,
  into flags: inout MutableSpan<UInt8>
) { rate(values, times, limits, into: &flags) }
