/// The middle one of three; NaN when one is.
func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
  let middle = max(min(a, b), min(max(a, b), c))
  return (a + b + c).isNaN && (a.isNaN || b.isNaN || c.isNaN) ? .nan : middle
}

/// The middle one of five; NaN when one is.
///
/// Of two pairs, the lesser of the smaller ones and the greater of the larger ones are not the
/// middle; it is the middle one of the other two and the fifth.
func median(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double) -> Double {
  if a.isNaN || b.isNaN || c.isNaN || d.isNaN || e.isNaN { return .nan }
  return median(max(min(a, b), min(c, d)), min(max(a, b), max(c, d)), e)
}
