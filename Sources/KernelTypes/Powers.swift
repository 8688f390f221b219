/// Powers of one variable, lowest first, to be summed with coefficients.
///
/// A polynomial in several variables is a sum over the powers of each in turn. It is linear in
/// them, so that the slopes of the powers in their place give its derivative: one table of
/// coefficients serves a function and its derivatives. Terms are added from the lowest power up.
public struct Powers: Sendable {
  /// The powers, of which some may be left out or weighted.
  @usableFromInline let terms: (Double, Double, Double, Double, Double, Double, Double, Double)

  /// Any eight terms.
  @inlinable @inline(__always)
  public init(
    _ x0: Double,
    _ x1: Double,
    _ x2: Double,
    _ x3: Double,
    _ x4: Double,
    _ x5: Double,
    _ x6: Double,
    _ x7: Double
  ) {
    terms = (x0, x1, x2, x3, x4, x5, x6, x7)
  }

  /// `1, x, x², ... x⁷`.
  @inlinable @inline(__always)
  public init(of x: Double) {
    let x2 = x * x
    let x4 = x2 * x2
    self.init(1, x, x2, x2 * x, x4, x4 * x, x4 * x2, x4 * (x2 * x))
  }

  /// The derivatives of the powers: `0, 1, 2 x, ... 7 x⁶`.
  @inlinable @inline(__always)
  public init(slopesAt x: Double) {
    let x2 = x * x
    let x4 = x2 * x2
    self.init(0, 1, 2 * x, 3 * x2, 4 * (x2 * x), 5 * x4, 6 * (x4 * x), 7 * (x4 * x2))
  }

  /// The first power times its coefficient.
  @inlinable @inline(__always)
  public func sum(_ c0: Double) -> Double { c0 * terms.0 }

  /// The sum of the first two powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(_ c0: Double, _ c1: Double) -> Double { c0 * terms.0 + c1 * terms.1 }

  /// The sum of the first three powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(_ c0: Double, _ c1: Double, _ c2: Double) -> Double {
    sum(c0, c1) + c2 * terms.2
  }

  /// The sum of the first four powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(_ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double) -> Double {
    sum(c0, c1, c2) + c3 * terms.3
  }

  /// The sum of the first five powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(_ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double) -> Double {
    sum(c0, c1, c2, c3) + c4 * terms.4
  }

  /// The sum of the first six powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(
    _ c0: Double,
    _ c1: Double,
    _ c2: Double,
    _ c3: Double,
    _ c4: Double,
    _ c5: Double
  ) -> Double {
    sum(c0, c1, c2, c3, c4) + c5 * terms.5
  }

  /// The sum of the first seven powers times their coefficients.
  @inlinable @inline(__always)
  public func sum(
    _ c0: Double,
    _ c1: Double,
    _ c2: Double,
    _ c3: Double,
    _ c4: Double,
    _ c5: Double,
    _ c6: Double
  ) -> Double {
    sum(c0, c1, c2, c3, c4, c5) + c6 * terms.6
  }
}
