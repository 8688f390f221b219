internal import Kernels

extension SurfaceLayer {
  /// The integrated profile function of wind, `ψ(ζ)` of `ζ = z / L`.
  ///
  /// Stable after Beljaars and Holtslag (1991), J. Appl. Meteorol. 30, 327-341; unstable between
  /// the Kansas profile and free convection after Grachev, Fairall and Bradley (2000), Boundary-
  /// Layer Meteorol. 94, 495-515.
  ///
  /// - Parameter first: The constants of the first guess of COARE.
  static func windProfile(_ zeta: Double, first: Bool) -> Double {
    guard zeta < 0 else {
      let decay = exponential(-min(50, 0.35 * zeta))
      return -((first ? 1 : 0.7) * zeta + 0.75 * (zeta - 5 / 0.35) * decay + 0.75 * 5 / 0.35)
    }
    let x = (1 - (first ? 18 : 15) * zeta).squareRoot().squareRoot()
    let kansas =
      2 * naturalLogarithm((1 + x) / 2) + naturalLogarithm((1 + x * x) / 2)
      - 2 * arcTangent(x, 1) + .pi / 2
    return blend(zeta, kansas, convection(1 - (first ? 10 : 10.15) * zeta))
  }

  /// The integrated profile function of temperature and humidity, from the same sources.
  static func scalarProfile(_ zeta: Double) -> Double {
    guard zeta < 0 else {
      let decay = exponential(-min(50, 0.35 * zeta))
      let y = 1 + 2 * zeta / 3
      return -(y * y.squareRoot() + 0.6667 * (zeta - 5 / 0.35) * decay + 0.6667 * 5 / 0.35 - 1)
    }
    let x = (1 - 15 * zeta).squareRoot()
    return blend(zeta, 2 * naturalLogarithm((1 + x) / 2), convection(1 - 34.15 * zeta))
  }

  /// The profile of free convection.
  private static func convection(_ y: Double) -> Double {
    let x = cubeRoot(y)
    let root = (3.0).squareRoot()
    return 1.5 * naturalLogarithm((x * x + x + 1) / 3)
      - root * arcTangent((2 * x + 1) / root, 1) + .pi / root
  }

  private static func blend(_ zeta: Double, _ kansas: Double, _ convection: Double) -> Double {
    let share = zeta * zeta / (1 + zeta * zeta)
    return (1 - share) * kansas + share * convection
  }
}

/// The cube root of a positive number.
func cubeRoot(_ x: Double) -> Double { exponential(naturalLogarithm(x) / 3) }
