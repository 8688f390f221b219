internal import Kernels

/// The Gibbs function of ice Ih at one temperature and pressure.
///
/// IAPWS R10-06 (2009), equations 1 to 3 and table 2, after Feistel and Wagner (2006).
struct IceGibbs {
  /// In J/kg.
  let value: Double
  /// The derivative by temperature in J/(kg K), the negative of entropy.
  let slope: Double

  init(temperatureCelsius: Double, pressureDecibar: Double) {
    // Temperature over that of the triple point, 273.16 K; pressure over its 611.657 Pa.
    let tau = (temperatureCelsius + 273.15) * (1 / 273.16)
    let pi = pressureDecibar * (1e4 / 611.657)
    let first = Resonance(
      tau: tau,
      t: Complex(3.68017112855051e-2, 5.10878114959572e-2),
      r: Complex(4.47050716285388e1, 6.56876847463481e1)
    )
    let second = Resonance(
      tau: tau,
      t: Complex(3.37315741065416e-1, 3.35449415919309e-1),
      r: Complex(
        -7.25974574329220e1 + pi * (-5.57107698030123e-5 + pi * 2.34801409215913e-11),
        -7.81008427112870e1 + pi * (4.64578634580806e-5 - pi * 2.85651142904972e-11)
      )
    )
    let residual =
      -6.32020233335886e5
      + pi
      * (6.55022213658955e-1
        + pi * (-1.89369929326131e-8 + pi * (3.3974612327105304e-15 - pi * 5.564648690589909e-22)))
    let entropy = -3.32733756492168e3
    value = residual - 273.16 * (entropy * tau - (first.value + second.value))
    slope = -entropy + first.slope + second.slope
  }
}

/// One of the two complex terms of the Gibbs function of ice.
private struct Resonance {
  let value: Double
  let slope: Double

  init(tau: Double, t: Complex, r: Complex) {
    let u = Complex(tau, 0) / t
    // ln((1 + u) / (1 - u)) and ln(1 - u²), for |arg| < π.
    let plus = Complex(1 + u.real, u.imaginary).logarithm
    let minus = Complex(1 - u.real, -u.imaginary).logarithm
    let difference = plus - minus
    let inner = plus + minus - u * u
    value = (r * (Complex(tau, 0) * difference + t * inner)).real
    slope = (r * (difference - u - u)).real
  }
}

private struct Complex {
  let real: Double
  let imaginary: Double

  init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }

  var logarithm: Self {
    Self(
      0.5 * naturalLogarithm(real * real + imaginary * imaginary),
      arcTangent(imaginary, real)
    )
  }

  static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imaginary + b.imaginary) }

  static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imaginary - b.imaginary) }

  static func * (a: Self, b: Self) -> Self {
    Self(
      a.real * b.real - a.imaginary * b.imaginary,
      a.real * b.imaginary + a.imaginary * b.real
    )
  }

  static func / (a: Self, b: Self) -> Self {
    let square = b.real * b.real + b.imaginary * b.imaginary
    return Self(
      (a.real * b.real + a.imaginary * b.imaginary) / square,
      (a.imaginary * b.real - a.real * b.imaginary) / square
    )
  }
}
