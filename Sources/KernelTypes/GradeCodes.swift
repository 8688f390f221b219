/// The flag codes that grading kernels write: those of QARTOD.
public enum GradeCode {
  public static var pass: UInt8 { 1 }
  public static var notEvaluated: UInt8 { 2 }
  public static var suspect: UInt8 { 3 }
  public static var fail: UInt8 { 4 }

  /// Passes, but is only probably good. QARTOD has no such code; files say `pass` in its scheme and
  /// `probably good` in those that tell the two apart.
  public static var probablyGood: UInt8 { 5 }
  public static var missing: UInt8 { 9 }
}

/// Limits that values are graded against, in the unit of the values. Bounds themselves pass.
public struct RangeLimits: Sendable {
  public let failBelow, failAbove, suspectBelow, suspectAbove: Double

  public init(fail: ClosedRange<Double>, suspect: ClosedRange<Double>) {
    (failBelow, failAbove) = (fail.lowerBound, fail.upperBound)
    (suspectBelow, suspectAbove) = (suspect.lowerBound, suspect.upperBound)
  }

  /// The limits for values of single precision: a value that is written as the bound is the bound.
  public var ofFloats: RangeLimits {
    func rounded(_ span: (Double, Double)) -> ClosedRange<Double> {
      Double(Float(span.0))...Double(Float(span.1))
    }
    return RangeLimits(
      fail: rounded((failBelow, failAbove)),
      suspect: rounded((suspectBelow, suspectAbove))
    )
  }
}

/// Distances above which values are suspect or fail, in the unit of the values.
public struct DistanceLimits: Sendable {
  public let suspectAbove, failAbove: Double

  public init(suspectAbove: Double, failAbove: Double) {
    (self.suspectAbove, self.failAbove) = (suspectAbove, failAbove)
  }
}

/// Increases of density from one level to the next deeper one below which both levels are suspect
/// or fail, in kg m-3: small negative numbers, or -∞ for never.
public struct InversionLimits: Sendable {
  public let suspectBelow, failBelow: Double

  public init(suspectBelow: Double, failBelow: Double) {
    (self.suspectBelow, self.failBelow) = (suspectBelow, failBelow)
  }
}

/// What values are graded against where some depths have limits of their own.
///
/// The `k` boundaries divide the depths into `2 k + 1` parts: those above the first boundary and
/// unknown ones, the first boundary itself, those between it and the second, and so on.
public struct DepthLimits: Sendable {
  /// In ascending order.
  public let boundaries: [Double]

  /// Five numbers a part: fail below and above, suspect below and above, and the code of what lies
  /// within, which is `GradeCode.notEvaluated` where there are no limits.
  public let parts: [Double]

  /// - Parameter limits: One for each part; nil where values are not graded.
  /// - Precondition: Boundaries ascend, and `limits.count == 2 * boundaries.count + 1`.
  public init(boundaries: [Double], limits: [RangeLimits?]) {
    precondition(limits.count == 2 * boundaries.count + 1)
    precondition(zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 })
    self.boundaries = boundaries
    parts = limits.flatMap { limits -> [Double] in
      guard let limits else {
        let everything = Double.infinity
        return [
          -everything, everything, -everything, everything, Double(GradeCode.notEvaluated),
        ]
      }
      return [
        limits.failBelow, limits.failAbove, limits.suspectBelow, limits.suspectAbove,
        Double(GradeCode.pass),
      ]
    }
  }
}
