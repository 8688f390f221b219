internal import Kernels

/// The unit vectors of directions as integers.
enum Direction {
  /// The integer that stands for 1.
  static let unit = 0x1p30

  static let degreesPerRadian = 57.295779513082323

  /// The sine and cosine of an angle in degrees, in units of 2⁻³⁰, ties to even.
  ///
  /// Half a unit is less than 10⁻⁹, or 3 · 10⁻⁸ degrees.
  static func integers(degrees: Double) -> (sine: Int32, cosine: Int32) {
    let (sine, cosine) = sineCosine(degrees: degrees)
    return (
      Int32((sine * unit).rounded(.toNearestOrEven)),
      Int32((cosine * unit).rounded(.toNearestOrEven))
    )
  }
}
