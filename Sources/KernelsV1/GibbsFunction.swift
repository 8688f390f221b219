internal import CLanes
public import KernelTypes

// The Gibbs function of seawater in J/kg: a polynomial in the reduced variables
// x = √(SA / (40 · 35.16504/35)), y = t / 40 °C, z = p / 10⁴ dbar, and a term
// x² (5812.81 + 851.23 y) ln x. Whatever does not depend on that term (differences of entropy at
// one salinity, enthalpy, volume) follows from the polynomial alone.
//
// IAPWS R13-08 (2008), table of g_ijk of the saline part; IAPWS SR7-09 (2009), table of g_jk of
// the water part; IOC, SCOR and IAPSO (2010), appendices G and H.

/// The powers of salinity in the Gibbs function: `1, x², x³, ... x⁷`.
@inline(__always)
func gibbsSalinityPowers(_ absoluteSalinity: Double) -> Powers {
  let x2 = absoluteSalinity * 0.0248826675584615
  let x = lanes_sqrt(x2)
  let x4 = x2 * x2
  return Powers(1, x2, x2 * x, x4, x4 * x, x4 * x2, x4 * (x2 * x), 0)
}

/// The powers of pressure in what pressure adds: `z, z², ... z⁶`.
@inline(__always)
func gibbsPressurePowers(_ pressure: Double) -> Powers {
  let z = pressure * 1e-4
  let z2 = z * z
  let z4 = z2 * z2
  return Powers(z, z2, z2 * z, z4, z4 * z, z4 * z2, 0, 0)
}

/// The polynomial in y at the surface, z = 0.
@inline(__always)
func gibbsAtSurface(_ s: Powers) -> Polynomial {
  let g0 = s.sum(
    101.342743139674,
    1416.27648484197,
    -2432.14662381794,
    2025.80115603697,
    -1091.66841042967,
    374.60123787784,
    -48.5891069025409
  )
  let g1 = s.sum(
    5.90578347909402,
    168.072408311545,
    -493.407510141682,
    543.835333000098,
    -196.028306689776,
    36.7571622995805
  )
  let g2 = s.sum(-12357.785933039, 880.031352997204, -43.0664675978042, -68.5572509204491)
  let g3 = s.sum(736.741204151612, -225.267649263401, -10.0227370861875, 49.3667694856254)
  let g4 = s.sum(-148.185936433658, 91.4260447751259, 0.875600661808945, -17.1397577419788)
  let g5 = s.sum(58.0259125842571, -21.6603240875311, 0, 2.49697009569508)
  let g6 = s.sum(-18.9843846514172, 2.13016970847183)
  let g7 = s.sum(3.05081646487967)
  return Polynomial(g0, g1, g2, g3, g4, g5, g6, g7)
}

/// The polynomial in y that pressure adds.
@inline(__always)
func gibbsOfPressure(_ s: Powers, _ z: Powers) -> Polynomial {
  let g0 = z.sum(
    s.sum(
      100015.695367145,
      -3310.49154044839,
      199.459603073901,
      -54.7919133532887,
      36.0284195611086
    ),
    s.sum(-2544.5765420363, 384.794152978599, -52.2940909281335, -4.08193978912261),
    s.sum(284.517778446287, -96.5324320107458, 68.0444942726459, -30.1755111971161),
    s.sum(-33.3146754253611, 15.8408172766824, -3.41251932441282),
    s.sum(4.20263108803084, -2.62480156590992),
    s.sum(-0.546428511471039)
  )
  let g1 = z.sum(
    s.sum(-270.983805184062, 729.116529735046, -175.292041186547, -22.6683558512829),
    s.sum(776.153611613101, -343.956902961561, 83.1923927801819),
    s.sum(-196.51255088122, 124.687671116248, -29.483064349429),
    s.sum(28.9796526294175, -31.656964386073),
    s.sum(-2.13290083518327, 7.04658803315449)
  )
  let g2 = z.sum(
    s.sum(1455.0364540468, -860.764303783977, 383.058066002476),
    s.sum(-756.558385769359, 337.409530269367, -54.1917262517112),
    s.sum(273.479662323528, -178.314556207638, 25.6398487389914),
    s.sum(-55.5604063817218, 44.2040358308),
    s.sum(4.34420671917197, -7.92001547211682)
  )
  let g3 = z.sum(
    s.sum(-672.50778314507, 694.244814133268, -460.319931801257),
    s.sum(499.360390819152, -204.889641964903),
    s.sum(-239.545330654412, 113.561697840594),
    s.sum(48.8012518593872, -11.1282734326413),
    s.sum(-1.66307106208905)
  )
  let g4 = z.sum(
    s.sum(397.968445406972, -297.728741987187, 234.565187611355),
    s.sum(-301.815380621876, 74.726141138756),
    s.sum(152.196371733841, -36.4872919001588),
    s.sum(-26.3748377232802)
  )
  let g5 = z.sum(
    s.sum(-194.618310617595),
    s.sum(120.520654902025),
    s.sum(-55.2723052340152),
    s.sum(6.48190668077221)
  )
  let g6 = z.sum(s.sum(63.5113936641785), s.sum(-22.2897317140459), s.sum(8.17060541818112))
  let g7 = z.sum(s.sum(-9.63108119393062))
  return Polynomial(g0, g1, g2, g3, g4, g5, g6, g7)
}

/// See the facade.
@inline(never)
public func gibbsPolynomial(salinity: Powers, pressure: Powers) -> Polynomial {
  gibbsOfPressure(salinity, pressure)
}

/// See the facade.
@inline(never)
public func gibbsPolynomial(salinity: Powers) -> Polynomial { gibbsAtSurface(salinity) }
