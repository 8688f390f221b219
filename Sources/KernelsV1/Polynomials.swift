internal import KernelTypes

// Polynomials in several variables as sums over powers of one variable at a time. A sum is linear
// in the powers, so that those of a derivative or an integral take the place of the powers
// themselves: one table of coefficients serves the function and its derivatives. Terms are added
// from the lowest power up.

/// `1, x, x², ... x⁷`.
@inline(__always)
func powers(_ x: Double) -> Terms {
  let x2 = x * x
  let x4 = x2 * x2
  return (1, x, x2, x2 * x, x4, x4 * x, x4 * x2, x4 * (x2 * x))
}

/// The coefficients times the powers; powers beyond the coefficients are not used.
@inline(__always)
func sum(_ x: Terms, _ c0: Double, _ c1: Double) -> Double {
  c0 * x.0 + c1 * x.1
}

@inline(__always)
func sum(_ x: Terms, _ c0: Double, _ c1: Double, _ c2: Double) -> Double {
  sum(x, c0, c1) + c2 * x.2
}

@inline(__always)
func sum(_ x: Terms, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double) -> Double {
  sum(x, c0, c1, c2) + c3 * x.3
}

@inline(__always)
func sum(
  _ x: Terms,
  _ c0: Double,
  _ c1: Double,
  _ c2: Double,
  _ c3: Double,
  _ c4: Double
) -> Double {
  sum(x, c0, c1, c2, c3) + c4 * x.4
}

@inline(__always)
func sum(
  _ x: Terms,
  _ c0: Double,
  _ c1: Double,
  _ c2: Double,
  _ c3: Double,
  _ c4: Double,
  _ c5: Double
) -> Double {
  sum(x, c0, c1, c2, c3, c4) + c5 * x.5
}

@inline(__always)
func sum(
  _ x: Terms,
  _ c0: Double,
  _ c1: Double,
  _ c2: Double,
  _ c3: Double,
  _ c4: Double,
  _ c5: Double,
  _ c6: Double
) -> Double {
  sum(x, c0, c1, c2, c3, c4, c5) + c6 * x.6
}

/// The polynomial `c` at `y`.
@inline(__always)
func value(_ c: Terms, at y: Double) -> Double {
  var p = c.7 * y + c.6
  p = p * y + c.5
  p = p * y + c.4
  p = p * y + c.3
  p = p * y + c.2
  p = p * y + c.1
  return p * y + c.0
}

/// The first derivative of the polynomial `c` at `y`.
@inline(__always)
func slope(_ c: Terms, at y: Double) -> Double {
  var p = 7 * c.7 * y + 6 * c.6
  p = p * y + 5 * c.5
  p = p * y + 4 * c.4
  p = p * y + 3 * c.3
  p = p * y + 2 * c.2
  return p * y + c.1
}

/// The second derivative of the polynomial `c` at `y`.
@inline(__always)
func curvature(_ c: Terms, at y: Double) -> Double {
  var p = 42 * c.7 * y + 30 * c.6
  p = p * y + 20 * c.5
  p = p * y + 12 * c.4
  p = p * y + 6 * c.3
  return p * y + 2 * c.2
}
