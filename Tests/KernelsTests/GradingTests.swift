import KernelTypes
import Kernels
import KernelsV1
import Testing

#if KERNEL_LEVELS
  import KernelsV3
  import KernelsV4
#endif

/// The rules one value at a time, as the documentation of the kernels words them.
private enum Rule {
  static func range(_ x: Double, _ limits: RangeLimits) -> UInt8 {
    if x.isNaN { return GradeCode.missing }
    if x < limits.failBelow || x > limits.failAbove { return GradeCode.fail }
    return x < limits.suspectBelow || x > limits.suspectAbove ? GradeCode.suspect : GradeCode.pass
  }

  static func spike(_ x: [Double], _ i: Int, _ limits: DistanceLimits, _ form: SpikeForm) -> UInt8 {
    if x[i].isNaN { return GradeCode.missing }
    if i == 0 || i == x.count - 1 { return GradeCode.notEvaluated }
    let (a, b, c) = (x[i - 1], x[i], x[i + 1])
    if a.isNaN || c.isNaN { return GradeCode.notEvaluated }
    let d: Double
    switch form {
    case .average: d = abs(b - (a + c) / 2)
    case .argo: d = abs(b - (a + c) / 2) - abs((c - a) / 2)
    case .differential:
      let isPeak = (b > a && b > c) || (b < a && b < c)
      // The distance of an infinite value from an infinite neighbour is nothing at all.
      d = (b - a).isNaN || (b - c).isNaN ? .nan : isPeak ? min(abs(b - a), abs(b - c)) : 0
    }
    if d > limits.failAbove { return GradeCode.fail }
    if d > limits.suspectAbove { return GradeCode.suspect }
    return d.isNaN ? GradeCode.notEvaluated : GradeCode.pass
  }

  static func rate(_ x: [Double], _ t: [Double], _ i: Int, _ limits: DistanceLimits) -> UInt8 {
    if x[i].isNaN { return GradeCode.missing }
    if i == 0 { return GradeCode.pass }
    let (step, elapsed) = (abs(x[i] - x[i - 1]), abs(t[i] - t[i - 1]))
    if step > 0, !(elapsed > 0) { return GradeCode.notEvaluated }
    if step / elapsed > limits.failAbove { return GradeCode.fail }
    return step / elapsed > limits.suspectAbove ? GradeCode.suspect : GradeCode.pass
  }

  static func inversion(_ rho: [Double], _ z: [Double], _ i: Int, _ limits: InversionLimits)
    -> UInt8
  {
    func isMissing(_ k: Int) -> Bool { rho[k].isNaN || z[k].isNaN }
    if isMissing(i) || (i > 0 && isMissing(i - 1)) { return GradeCode.missing }
    if rho.count == 1 { return GradeCode.notEvaluated }
    var least = Double.infinity
    for k in [i - 1, i] where k >= 0 && k + 1 < rho.count && !isMissing(k) && !isMissing(k + 1) {
      let sign: Double = z[k + 1] > z[k] ? 1 : z[k + 1] < z[k] ? -1 : 0
      least = min(least, sign * (rho[k + 1] - rho[k]))
    }
    if least < limits.failBelow { return GradeCode.fail }
    return least < limits.suspectBelow ? GradeCode.suspect : GradeCode.pass
  }
}

@Suite("Grading")
struct GradingTests {
  /// Small values with ties, gaps and odd numbers among them.
  static func values(_ count: Int, seed: UInt64, odd: [Double] = [.nan, .nan, 1e300, -1e300, -0.0])
    -> [Double]
  {
    StoredNumbersTests.words(count, seed: seed).map { word in
      word % 11 == 0 ? odd[Int(word >> 8) % odd.count] : Double(Int(word >> 8) % 41 - 20) / 4
    }
  }

  /// The flags that each build of the kernels gives.
  private func atEachLevel(
    _ count: Int,
    _ bodies: [(inout MutableSpan<UInt8>) -> Void]
  ) -> [[UInt8]] {
    bodies.map { body in
      var flags = [UInt8](repeating: 77, count: count)
      var view = flags.mutableSpan
      body(&view)
      return flags
    }
  }

  @Test("ranges are those of one value at a time, at every level")
  func ranges() {
    let limits = RangeLimits(fail: -4...4.25, suspect: -2...3)
    for size in StoredNumbersTests.sizes {
      let x = Self.values(size, seed: 1, odd: [.nan, .infinity, -.infinity, -0.0])
      let floats = x.map { Float($0) }
      var bodies: [(inout MutableSpan<UInt8>) -> Void] = [
        { Kernels.gradeRange(x.span, limits: limits, into: &$0) },
        { Kernels.gradeRange(floats.span, limits: limits, into: &$0) },
        { KernelsV1.gradeRange(x.span, limits: limits, into: &$0) },
        { KernelsV1.gradeRange(floats.span, limits: limits, into: &$0) },
      ]
      #if KERNEL_LEVELS
        if kernelLevel >= 3 {
          bodies.append { KernelsV3.gradeRange(x.span, limits: limits, into: &$0) }
          bodies.append { KernelsV3.gradeRange(floats.span, limits: limits, into: &$0) }
        }
        if kernelLevel >= 4 {
          bodies.append { KernelsV4.gradeRange(x.span, limits: limits, into: &$0) }
          bodies.append { KernelsV4.gradeRange(floats.span, limits: limits, into: &$0) }
        }
      #endif
      let expected = x.map { Rule.range($0, limits) }
      for flags in atEachLevel(size, bodies) { #expect(flags == expected) }
    }
  }

  @Test("spikes are those of one value at a time, at every level and for any part of a series")
  func spikes() {
    let limits = DistanceLimits(suspectAbove: 1, failAbove: 3)
    for size in StoredNumbersTests.sizes {
      let x = Self.values(size, seed: 2)
      for form in [SpikeForm.average, .differential, .argo] {
        let expected = x.indices.map { Rule.spike(x, $0, limits, form) }
        for range in [0..<size, 0..<(size / 2), (size / 2)..<size, (size / 3)..<(size - size / 3)] {
          let code = form.rawValue
          var bodies: [(inout MutableSpan<UInt8>) -> Void] = [
            { Kernels.gradeSpike(x.span, in: range, limits: limits, form: form, into: &$0) },
            { KernelsV1.gradeSpike(x.span, in: range, limits: limits, form: code, into: &$0) },
          ]
          #if KERNEL_LEVELS
            if kernelLevel >= 3 {
              bodies.append {
                KernelsV3.gradeSpike(x.span, in: range, limits: limits, form: code, into: &$0)
              }
            }
            if kernelLevel >= 4 {
              bodies.append {
                KernelsV4.gradeSpike(x.span, in: range, limits: limits, form: code, into: &$0)
              }
            }
          #endif
          for flags in atEachLevel(range.count, bodies) {
            #expect(flags == Array(expected[range]))
          }
        }
      }
    }
  }

  @Test("values in single precision are judged in double precision")
  func floats() {
    let size = 1025
    let floats = Self.values(size, seed: 3, odd: [.nan]).map { Float($0) * 0.1 }
    let x = floats.map { Double($0) }
    let t = (0..<size).map { Double($0) }
    let limits = DistanceLimits(suspectAbove: 0.1, failAbove: 0.3)
    let flat = FlatLineLimits(suspectSeconds: 3, failSeconds: 5, tolerance: 0.3)
    let attenuation = AttenuationLimits(
      statistic: .standardDeviation,
      suspectBelow: 0.3,
      failBelow: 0.2
    )
    let pairs: [[(inout MutableSpan<UInt8>) -> Void]] =
      [SpikeForm.average, .differential, .argo].map { form in
        [
          { Kernels.gradeSpike(x.span, in: 0..<size, limits: limits, form: form, into: &$0) },
          { Kernels.gradeSpike(floats.span, in: 0..<size, limits: limits, form: form, into: &$0) },
        ]
      } + [
        [
          {
            Kernels.gradeRateOfChange(
              x.span,
              times: t.span,
              in: 0..<size,
              limits: limits,
              into: &$0
            )
          },
          {
            Kernels.gradeRateOfChange(
              floats.span,
              times: t.span,
              in: 0..<size,
              limits: limits,
              into: &$0
            )
          },
        ],
        [
          { gradeFlatLine(x.span, times: t.span, limits: flat, into: &$0) },
          { gradeFlatLine(floats.span, times: t.span, limits: flat, into: &$0) },
        ],
        [
          {
            gradeAttenuation(
              x.span,
              times: t.span,
              seconds: 7,
              minimumCount: 3,
              limits: attenuation,
              into: &$0
            )
          },
          {
            gradeAttenuation(
              floats.span,
              times: t.span,
              seconds: 7,
              minimumCount: 3,
              limits: attenuation,
              into: &$0
            )
          },
        ],
      ]
    for pair in pairs {
      let flags = atEachLevel(size, pair)
      #expect(flags[0] == flags[1])
      #expect(Set(flags[0]).count > 2)
    }
  }

  @Test("rates are those of one value at a time, at every level and for any part of a series")
  func rates() {
    let limits = DistanceLimits(suspectAbove: 1, failAbove: 3)
    for size in StoredNumbersTests.sizes {
      let x = Self.values(size, seed: 4)
      // Duplicate times, missing ones and a clock that runs backwards now and then.
      let t = StoredNumbersTests.words(size, seed: 5).enumerated().map { i, word in
        word % 13 == 0 ? Double.nan : Double(i) - Double(word % 3) * 0.5
      }
      let expected = x.indices.map { Rule.rate(x, t, $0, limits) }
      for range in [0..<size, 0..<(size / 2), (size / 2)..<size] {
        var bodies: [(inout MutableSpan<UInt8>) -> Void] = [
          {
            Kernels.gradeRateOfChange(x.span, times: t.span, in: range, limits: limits, into: &$0)
          },
          {
            KernelsV1.gradeRateOfChange(
              x.span,
              times: t.span,
              in: range,
              limits: limits,
              into: &$0
            )
          },
        ]
        #if KERNEL_LEVELS
          if kernelLevel >= 3 {
            bodies.append {
              KernelsV3.gradeRateOfChange(
                x.span,
                times: t.span,
                in: range,
                limits: limits,
                into: &$0
              )
            }
          }
          if kernelLevel >= 4 {
            bodies.append {
              KernelsV4.gradeRateOfChange(
                x.span,
                times: t.span,
                in: range,
                limits: limits,
                into: &$0
              )
            }
          }
        #endif
        for flags in atEachLevel(range.count, bodies) { #expect(flags == Array(expected[range])) }
      }
    }
  }

  @Test("limits by depth are those of one value at a time, at every level")
  func depths() {
    let limits: [RangeLimits?] = [
      nil, .init(fail: -3...3, suspect: -1...1), .init(fail: -4...4, suspect: -2...2),
      .init(fail: 0...5, suspect: 1...2), .init(fail: -1...0, suspect: -1...0), nil,
      .init(fail: -5...5, suspect: -5...5),
    ]
    let table = DepthLimits(boundaries: [-3, 0, 2.5], limits: limits)
    let (boundaries, parts) = (table.boundaries, table.parts)
    for size in StoredNumbersTests.sizes {
      let x = Self.values(size, seed: 8, odd: [.nan, .infinity, -.infinity, -0.0])
      let floats = x.map { Float($0) }
      let z = Self.values(size, seed: 9, odd: [.nan, 0, 2.5, -3])
      let expected = zip(x, z).map { x, z in
        // How many sides of boundaries lie above: both of those below the depth.
        let part = [-3, 0, 2.5].reduce(0) { $0 + (z >= $1 ? 1 : 0) + (z > $1 ? 1 : 0) }
        if x.isNaN { return GradeCode.missing }
        return limits[part].map { Rule.range(x, $0) } ?? GradeCode.notEvaluated
      }
      var bodies: [(inout MutableSpan<UInt8>) -> Void] = [
        { Kernels.gradeRange(x.span, depths: z.span, limits: table, into: &$0) },
        { Kernels.gradeRange(floats.span, depths: z.span, limits: table, into: &$0) },
        {
          KernelsV1.gradeRange(
            x.span,
            depths: z.span,
            boundaries: boundaries.span,
            parts: parts.span,
            into: &$0
          )
        },
      ]
      #if KERNEL_LEVELS
        if kernelLevel >= 3 {
          bodies.append {
            KernelsV3.gradeRange(
              x.span,
              depths: z.span,
              boundaries: boundaries.span,
              parts: parts.span,
              into: &$0
            )
          }
        }
        if kernelLevel >= 4 {
          bodies.append {
            KernelsV4.gradeRange(
              x.span,
              depths: z.span,
              boundaries: boundaries.span,
              parts: parts.span,
              into: &$0
            )
          }
        }
      #endif
      for flags in atEachLevel(size, bodies) { #expect(flags == expected) }
    }
  }

  @Test("inversions are those of one level at a time, at every level")
  func inversions() {
    let limits = InversionLimits(suspectBelow: -1, failBelow: -3)
    for size in StoredNumbersTests.sizes {
      let rho = Self.values(size, seed: 6)
      let z = Self.values(size, seed: 7, odd: [.nan])
      let expected = rho.indices.map { Rule.inversion(rho, z, $0, limits) }
      var bodies: [(inout MutableSpan<UInt8>) -> Void] = [
        { Kernels.gradeDensityInversion(rho.span, depths: z.span, limits: limits, into: &$0) },
        { KernelsV1.gradeDensityInversion(rho.span, depths: z.span, limits: limits, into: &$0) },
      ]
      #if KERNEL_LEVELS
        if kernelLevel >= 3 {
          bodies.append {
            KernelsV3.gradeDensityInversion(rho.span, depths: z.span, limits: limits, into: &$0)
          }
        }
        if kernelLevel >= 4 {
          bodies.append {
            KernelsV4.gradeDensityInversion(rho.span, depths: z.span, limits: limits, into: &$0)
          }
        }
      #endif
      for flags in atEachLevel(size, bodies) { #expect(flags == expected) }
    }
  }
}
