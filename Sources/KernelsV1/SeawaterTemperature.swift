internal import CLanes
internal import KernelTypes

/// 273.15 K in units of 40 K.
@inline(__always)
private var reducedCelsiusZero: Double { 6.82875 }

/// The specific heat in the definition of conservative temperature, in J/(kg K): IOC, SCOR and
/// IAPSO (2010), equation 3.3.3.
@inline(__always)
private var conservativeHeat: Double { 3991.86795711963 }

/// Conservative temperature in °C; see the facade.
///
/// Potential temperature has at the surface the entropy that the parcel has in situ. In y, entropy
/// is the negative slope of the Gibbs function, and potential enthalpy is
/// `g - (y + T0/40) · slope` at the surface. With the slope held at that of the parcel, an error
/// of y moves potential enthalpy only in second order, so that two Newton steps are ample: the
/// first starts in situ, where the entropies differ by exactly what pressure adds.
@inline(__always)
private func conservative(_ absoluteSalinity: Double, _ temperature: Double, _ pressure: Double)
  -> Double
{
  let s = gibbsSalinityPowers(absoluteSalinity)
  let surface = gibbsAtSurface(s)
  let excess = gibbsOfPressure(s, gibbsPressurePowers(pressure)).slope(at: temperature * 0.025)
  let y = temperature * 0.025
  let slope = surface.slope(at: y) + excess
  let y1 = y + excess / surface.curvature(at: y)
  let y2 = y1 - (surface.slope(at: y1) - slope) / surface.curvature(at: y1)
  return (surface.value(at: y2) - (y2 + reducedCelsiusZero) * slope) * (1 / conservativeHeat)
}

/// The temperature in y where the second polynomial has the slope of the first, which is to say
/// the entropy: three Newton steps, whose error is below 10^-16 after a descent of 10 000 m.
@inline(__always)
private func carried(_ y: Double, from start: Polynomial, to end: Polynomial) -> Double {
  let slope = start.slope(at: y)
  var moved = y - (end.slope(at: y) - slope) / end.curvature(at: y)
  moved = moved - (end.slope(at: moved) - slope) / end.curvature(at: moved)
  return moved - (end.slope(at: moved) - slope) / end.curvature(at: moved)
}

/// What is left of potential enthalpy over that of a conservative temperature, divided by its
/// slope in y.
@inline(__always)
private func enthalpyStep(_ surface: Polynomial, _ enthalpy: Double, _ y: Double) -> Double {
  let kelvin = y + reducedCelsiusZero
  let excess = surface.value(at: y) - kelvin * surface.slope(at: y) - enthalpy
  return excess / (-kelvin * surface.curvature(at: y))
}

/// Potential temperature in y of a conservative temperature, by three Newton steps from it. They
/// differ by less than 2 °C, and the specific heat by less than 1 % over that.
@inline(__always)
private func potential(_ surface: Polynomial, _ conservativeTemperature: Double) -> Double {
  let enthalpy = conservativeTemperature * conservativeHeat
  var y = conservativeTemperature * 0.025
  y = y - enthalpyStep(surface, enthalpy, y)
  y = y - enthalpyStep(surface, enthalpy, y)
  return y - enthalpyStep(surface, enthalpy, y)
}

/// In-situ temperature in °C of a conservative temperature.
@inline(__always)
private func inSitu(
  _ absoluteSalinity: Double,
  _ conservativeTemperature: Double,
  _ pressure: Double
) -> Double {
  let s = gibbsSalinityPowers(absoluteSalinity)
  let surface = gibbsAtSurface(s)
  let there = surface + gibbsOfPressure(s, gibbsPressurePowers(pressure))
  return 40 * carried(potential(surface, conservativeTemperature), from: surface, to: there)
}

/// The conservative temperature in °C at which seawater freezes; see the facade.
@inline(__always)
private func freezing(_ absoluteSalinity: Double, _ pressure: Double, _ saturation: Double)
  -> Double
{
  let x2 = absoluteSalinity * 0.01
  let x = lanes_sqrt(x2)
  let x4 = x2 * x2
  let s = Powers(1, x2, x2 * x, x4, x4 * x, x4 * x2, x4 * (x2 * x), 0)
  let p0 = s.sum(
    0.017947064327968736,
    -6.076099099929818,
    4.883198653547851,
    -11.88081601230542,
    13.34658511480257,
    -8.722761043208607,
    2.082038908808201
  )
  let p1 = s.sum(
    -7.389420998107497,
    -0.9891538123307282,
    -0.08987150128406496,
    1.054318231187074,
    0.3850133554097069,
    -2.079022768390933,
    1.242891021876471
  )
  let p2 = s.sum(
    -2.110913185058476,
    0.3831132432071728,
    1.065556599652796,
    -2.078616693017569,
    1.596435439942262
  )
  let p3 = s.sum(
    0.2295491578006229,
    -0.7997496801694032,
    0.8756340772729538,
    0.1338002171109174
  )
  let air =
    1e-3 * (2.4 - 0.014289763856964 * absoluteSalinity)
    * (1 + 0.057000649899720 * (1 - absoluteSalinity * (1 / 35.16504)))
  return Powers(of: pressure * 1e-4).sum(p0, p1, p2, p3) - saturation * air
}

/// See the facade.
@inline(never)
public func conservativeTemperature(
  absoluteSalinity: Double,
  temperature: Double,
  pressure: Double
) -> Double { conservative(absoluteSalinity, temperature, pressure) }

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
    result[i] = conservative(absoluteSalinity[i], temperature[i], pressure[i])
  }
}

/// See the facade.
@inline(never)
public func conservativeTemperature(absoluteSalinity: Double, potentialTemperature: Double)
  -> Double
{
  let surface = gibbsAtSurface(gibbsSalinityPowers(absoluteSalinity))
  let y = potentialTemperature * 0.025
  let enthalpy = surface.value(at: y) - (y + reducedCelsiusZero) * surface.slope(at: y)
  return enthalpy * (1 / conservativeHeat)
}

/// See the facade.
@inline(never)
public func potentialTemperature(absoluteSalinity: Double, conservativeTemperature: Double)
  -> Double
{
  40 * potential(gibbsAtSurface(gibbsSalinityPowers(absoluteSalinity)), conservativeTemperature)
}

/// See the facade.
@inline(never)
public func potentialTemperature(
  absoluteSalinity: Double,
  temperature: Double,
  pressure: Double,
  referencePressure: Double
) -> Double {
  let s = gibbsSalinityPowers(absoluteSalinity)
  let surface = gibbsAtSurface(s)
  let start = surface + gibbsOfPressure(s, gibbsPressurePowers(pressure))
  let end = surface + gibbsOfPressure(s, gibbsPressurePowers(referencePressure))
  return 40 * carried(temperature * 0.025, from: start, to: end)
}

/// See the facade.
@inline(never)
public func temperature(
  absoluteSalinity: Double,
  conservativeTemperature: Double,
  pressure: Double
) -> Double { inSitu(absoluteSalinity, conservativeTemperature, pressure) }

/// See the facade.
@inline(never)
public func freezingConservativeTemperature(
  absoluteSalinity: Double,
  pressure: Double,
  saturationFraction: Double
) -> Double { freezing(absoluteSalinity, pressure, saturationFraction) }

/// See the facade.
@inline(never)
public func freezingTemperature(
  absoluteSalinity: Double,
  pressure: Double,
  saturationFraction: Double
) -> Double {
  let conservative = freezing(absoluteSalinity, pressure, saturationFraction)
  return inSitu(absoluteSalinity, conservative, pressure)
}

/// See the facade.
@inline(never)
public func freezingTemperature(
  absoluteSalinity: Span<Double>,
  pressure: Span<Double>,
  saturationFraction: Double,
  into result: inout MutableSpan<Double>
) {
  let n = result.count
  precondition(absoluteSalinity.count == n && pressure.count == n)
  for i in 0..<n {
    let conservative = freezing(absoluteSalinity[i], pressure[i], saturationFraction)
    result[i] = inSitu(absoluteSalinity[i], conservative, pressure[i])
  }
}
