internal import CLanes
internal import KernelTypes

// The Gibbs function of seawater in J/kg: a polynomial in the reduced variables
// x = √(SA / (40 · 35.16504/35)), y = t / 40 °C, z = p / 10⁴ dbar, and a term
// x² (5812.81 + 851.23 y) ln x. Whatever does not depend on that term (entropies at one salinity,
// enthalpy, volume, the chemical potential of water) follows from the polynomial alone.
//
// IAPWS R13-08 (2008), tables of g_ijk of the saline part; IAPWS SR7-09 (2009), table of g_jk of
// the water part. IOC, SCOR and IAPSO (2010), appendix G and H.

/// `1, x², x³, ... x⁷`: there is no term in x.
@inline(__always)
func salinityTerms(_ x2: Double) -> Terms {
  let x = lanes_sqrt(x2)
  let x4 = x2 * x2
  return (1, x2, x2 * x, x4, x4 * x, x4 * x2, x4 * (x2 * x), 0)
}

/// The square of the reduced salinity.
@inline(__always)
func reducedSalinity(_ absoluteSalinity: Double) -> Double { absoluteSalinity * 0.0248826675584615 }

/// `z, z², ... z⁶`.
@inline(__always)
func pressureTerms(_ z: Double) -> Terms {
  let z2 = z * z
  let z4 = z2 * z2
  return (z, z2, z2 * z, z4, z4 * z, z4 * z2, 0, 0)
}

/// The coefficients of the powers of y in the polynomial at the surface, z = 0.
@inline(__always)
func gibbsAtSurface(_ s: Terms) -> Terms {
  let g0 = sum(
    s,
    101.342743139674,
    1416.27648484197,
    -2432.14662381794,
    2025.80115603697,
    -1091.66841042967,
    374.60123787784,
    -48.5891069025409
  )
  let g1 = sum(
    s,
    5.90578347909402,
    168.072408311545,
    -493.407510141682,
    543.835333000098,
    -196.028306689776,
    36.7571622995805
  )
  let g2 = sum(s, -12357.785933039, 880.031352997204, -43.0664675978042, -68.5572509204491)
  let g3 = sum(s, 736.741204151612, -225.267649263401, -10.0227370861875, 49.3667694856254)
  let g4 = sum(s, -148.185936433658, 91.4260447751259, 0.875600661808945, -17.1397577419788)
  let g5 = sum(s, 58.0259125842571, -21.6603240875311) + 2.49697009569508 * s.3
  let g6 = sum(s, -18.9843846514172, 2.13016970847183)
  let g7 = 3.05081646487967

  return (g0, g1, g2, g3, g4, g5, g6, g7)
}

/// The coefficients of the powers of y in what pressure adds to the polynomial.
@inline(__always)
func gibbsOfPressure(_ s: Terms, _ z: Terms) -> Terms {
  let g0 = sum(
    z,
    sum(
      s,
      100015.695367145,
      -3310.49154044839,
      199.459603073901,
      -54.7919133532887,
      36.0284195611086
    ),
    sum(s, -2544.5765420363, 384.794152978599, -52.2940909281335, -4.08193978912261),
    sum(s, 284.517778446287, -96.5324320107458, 68.0444942726459, -30.1755111971161),
    sum(s, -33.3146754253611, 15.8408172766824, -3.41251932441282),
    sum(s, 4.20263108803084, -2.62480156590992),
    -0.546428511471039
  )
  let g1 = sum(
    z,
    sum(s, -270.983805184062, 729.116529735046, -175.292041186547, -22.6683558512829),
    sum(s, 776.153611613101, -343.956902961561, 83.1923927801819),
    sum(s, -196.51255088122, 124.687671116248, -29.483064349429),
    sum(s, 28.9796526294175, -31.656964386073),
    sum(s, -2.13290083518327, 7.04658803315449)
  )
  let g2 = sum(
    z,
    sum(s, 1455.0364540468, -860.764303783977, 383.058066002476),
    sum(s, -756.558385769359, 337.409530269367, -54.1917262517112),
    sum(s, 273.479662323528, -178.314556207638, 25.6398487389914),
    sum(s, -55.5604063817218, 44.2040358308),
    sum(s, 4.34420671917197, -7.92001547211682)
  )
  let g3 = sum(
    z,
    sum(s, -672.50778314507, 694.244814133268, -460.319931801257),
    sum(s, 499.360390819152, -204.889641964903),
    sum(s, -239.545330654412, 113.561697840594),
    sum(s, 48.8012518593872, -11.1282734326413),
    -1.66307106208905
  )
  let g4 = sum(
    z,
    sum(s, 397.968445406972, -297.728741987187, 234.565187611355),
    sum(s, -301.815380621876, 74.726141138756),
    sum(s, 152.196371733841, -36.4872919001588),
    -26.3748377232802
  )
  let g5 = sum(z, -194.618310617595, 120.520654902025, -55.2723052340152, 6.48190668077221)
  let g6 = sum(z, 63.5113936641785, -22.2897317140459, 8.17060541818112)
  let g7 = -9.63108119393062 * z.0
  return (g0, g1, g2, g3, g4, g5, g6, g7)
}

/// 273.15 K in units of 40 K.
@inline(__always)
var reducedCelsiusZero: Double { 6.82875 }

/// The specific heat in the definition of conservative temperature, in J/(kg K): IOC, SCOR and
/// IAPSO (2010), equation 3.3.3.
@inline(__always)
var conservativeHeat: Double { 3991.86795711963 }

/// Conservative temperature in °C; see the facade.
///
/// Potential temperature has at the surface the entropy that the parcel has in situ. In y, entropy
/// is the negative slope of the Gibbs function, and potential enthalpy is
/// `g - (y + T0/40) · slope` at the surface. With the slope held at that of the parcel, an error
/// of y moves potential enthalpy only in second order. So two Newton steps are ample: the first
/// starts in situ, where the entropies differ by exactly what pressure adds.
@inline(__always)
func conservativeTemperatureOf(
  _ absoluteSalinity: Double,
  _ temperature: Double,
  _ pressure: Double
)
  -> Double
{
  let s = salinityTerms(reducedSalinity(absoluteSalinity))
  let surface = gibbsAtSurface(s)
  let excess = gibbsOfPressure(s, pressureTerms(pressure * 1e-4))
  let y = temperature * 0.025
  let excessSlope = slope(excess, at: y)
  let slopeInSitu = slope(surface, at: y) + excessSlope
  let y1 = y + excessSlope / curvature(surface, at: y)
  let y2 = y1 - (slope(surface, at: y1) - slopeInSitu) / curvature(surface, at: y1)
  let enthalpy = value(surface, at: y2) - (y2 + reducedCelsiusZero) * slopeInSitu
  return enthalpy * (1 / 3991.86795711963)
}

/// See the facade.
@inline(never)
public func conservativeTemperature(
  absoluteSalinity: Span<Double>,
  temperature: Span<Double>,
  pressure: Span<Double>,
  into result: inout MutableSpan<Double>
) {
  let n = result.count
  precondition(absoluteSalinity.count == n && temperature.count == n && pressure.count == n)
  for i in 0..<n {
    result[i] = conservativeTemperatureOf(absoluteSalinity[i], temperature[i], pressure[i])
  }
}
