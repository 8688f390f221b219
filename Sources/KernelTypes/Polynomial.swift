/// A polynomial of one variable to the seventh power.
public struct Polynomial: Sendable {
  /// The coefficients, that of the constant first.
  @usableFromInline let c: (Double, Double, Double, Double, Double, Double, Double, Double)

  /// The polynomial of the coefficients given, that of the constant first.
  @inlinable @inline(__always)
  public init(
    _ c0: Double,
    _ c1: Double,
    _ c2: Double,
    _ c3: Double,
    _ c4: Double,
    _ c5: Double,
    _ c6: Double,
    _ c7: Double
  ) {
    c = (c0, c1, c2, c3, c4, c5, c6, c7)
  }

  /// The sum of two polynomials.
  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self {
    let (a, b) = (a.c, b.c)
    return Self(
      a.0 + b.0,
      a.1 + b.1,
      a.2 + b.2,
      a.3 + b.3,
      a.4 + b.4,
      a.5 + b.5,
      a.6 + b.6,
      a.7 + b.7
    )
  }

  /// The value at `x`.
  @inlinable @inline(__always)
  public func value(at x: Double) -> Double {
    var p = c.7 * x + c.6
    p = p * x + c.5
    p = p * x + c.4
    p = p * x + c.3
    p = p * x + c.2
    p = p * x + c.1
    return p * x + c.0
  }

  /// The first derivative at `x`.
  @inlinable @inline(__always)
  public func slope(at x: Double) -> Double {
    var p = 7 * c.7 * x + 6 * c.6
    p = p * x + 5 * c.5
    p = p * x + 4 * c.4
    p = p * x + 3 * c.3
    p = p * x + 2 * c.2
    return p * x + c.1
  }

  /// The second derivative at `x`.
  @inlinable @inline(__always)
  public func curvature(at x: Double) -> Double {
    var p = 42 * c.7 * x + 30 * c.6
    p = p * x + 20 * c.5
    p = p * x + 12 * c.4
    p = p * x + 6 * c.3
    return p * x + 2 * c.2
  }
}
