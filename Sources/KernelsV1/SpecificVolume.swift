internal import CLanes
public import KernelTypes

/// Salinity in the variable of the 75-term expression: `√((SA + 24 g/kg) / (40 · 35.16504/35))`.
@inline(__always)
func offsetSalinityRoot(_ absoluteSalinity: Double) -> Double {
  lanes_sqrt(absoluteSalinity * 0.0248826675584615 + 0.5971840214030754)
}

/// The specific volume of seawater in m³/kg by the 75-term expression, from powers of its three
/// reduced variables; see the facade.
///
/// Roquet, Madec, McDougall and Barker (2015), Ocean Modelling 90, 29-43, table of `v_ijk`, here
/// ordered by the powers of pressure, then temperature, then salinity.
@inline(__always)
func specificVolumeSum(_ x: Terms, _ y: Terms, _ z: Terms) -> Double {
  let v0 = sum(
    y,
    sum(
      x,
      1.0769995862e-3,
      -3.1038981976e-4,
      6.6928067038e-4,
      -8.5047933937e-4,
      5.8086069943e-4,
      -2.1092370507e-4,
      3.1932457305e-5
    ),
    sum(
      x,
      -1.5649734675e-5,
      3.5009599764e-5,
      -4.3592678561e-5,
      3.4532461828e-5,
      -1.1959409788e-5,
      1.3864594581e-6
    ),
    sum(x, 2.7762106484e-5, -3.7435842344e-5, 3.5907822760e-5, -1.8698584187e-5, 3.8595339244e-6),
    sum(x, -1.6521159259e-5, 2.4141479483e-5, -1.4353633048e-5, 2.2863324556e-6),
    sum(x, 6.9111322702e-6, -8.7595873154e-6, 4.3703680598e-6),
    sum(x, -8.0539615540e-7, -3.3052758900e-7),
    2.0543094268e-7
  )
  let v1 = sum(
    y,
    sum(
      x,
      -6.0799143809e-5,
      2.4262468747e-5,
      -3.4792460974e-5,
      3.7470777305e-5,
      -1.7322218612e-5,
      3.0927427253e-6
    ),
    sum(x, 1.8505765429e-5, -9.5677088156e-6, 1.1100834765e-5, -9.8447117844e-6, 2.5909225260e-6),
    sum(x, -1.1716606853e-5, -2.3678308361e-7, 2.9283346295e-6, -4.8826139200e-7),
    sum(x, 7.9279656173e-6, -3.4558773655e-6, 3.1655306078e-7),
    sum(x, -3.4102187482e-6, 1.2956717783e-6),
    5.0736766814e-7
  )
  let v2 = sum(
    y,
    sum(x, 9.9856169219e-6, -5.8484432984e-7, -4.8122251597e-6, 4.9263106998e-6, -1.7811974727e-6),
    sum(x, -1.1736386731e-6, -5.5699154557e-6, 5.4620748834e-6, -1.3544185627e-6),
    sum(x, 2.1305028740e-6, 3.9137387080e-7, -6.5731104067e-7),
    sum(x, -4.6132540037e-7, 7.7618888092e-9),
    -6.3352916514e-8
  )
  let v3 = sum(
    y,
    sum(x, -1.1309361437e-6, 3.6310188515e-7, 1.6746303780e-8),
    sum(x, -3.6527006553e-7, -2.7295696237e-7),
    2.8695905159e-7
  )
  let v4 = sum(y, sum(x, 1.0531153080e-7, -1.1147125423e-7), 3.1454099902e-7)
  let v5 = -1.2647261286e-8
  let v6 = 1.9613503930e-9
  return sum(z, v0, v1, v2, v3, v4, v5, v6)
}

/// The specific volume of seawater in m³/kg; see the facade.
@inline(__always)
func specificVolumeOf(_ absoluteSalinity: Double, _ temperature: Double, _ pressure: Double)
  -> Double
{
  specificVolumeSum(
    powers(offsetSalinityRoot(absoluteSalinity)),
    powers(temperature * 0.025),
    powers(pressure * 1e-4)
  )
}

/// See the facade.
@inline(never)
public func specificVolume(
  salinityTerms x: Terms,
  temperatureTerms y: Terms,
  pressureTerms z: Terms
) -> Double { specificVolumeSum(x, y, z) }

/// See the facade.
@inline(never)
public func density(
  absoluteSalinity: Span<Double>,
  conservativeTemperature: Span<Double>,
  pressure: Span<Double>,
  into result: inout MutableSpan<Double>
) {
  let n = result.count
  precondition(
    absoluteSalinity.count == n && conservativeTemperature.count == n && pressure.count == n
  )
  for i in 0..<n {
    result[i] = 1 / specificVolumeOf(absoluteSalinity[i], conservativeTemperature[i], pressure[i])
  }
}

/// See the facade.
@inline(never)
public func potentialDensityOfNeighbours(
  absoluteSalinity: Span<Double>,
  conservativeTemperature: Span<Double>,
  pressure: Span<Double>,
  first: inout MutableSpan<Double>,
  second: inout MutableSpan<Double>
) {
  let n = first.count
  precondition(second.count == n && absoluteSalinity.count == n + 1)
  precondition(conservativeTemperature.count == n + 1 && pressure.count == n + 1)
  for i in 0..<n {
    let z = powers((pressure[i] + pressure[i + 1]) * 0.5e-4)
    first[i] =
      1
      / specificVolumeSum(
        powers(offsetSalinityRoot(absoluteSalinity[i])),
        powers(conservativeTemperature[i] * 0.025),
        z
      )
    second[i] =
      1
      / specificVolumeSum(
        powers(offsetSalinityRoot(absoluteSalinity[i + 1])),
        powers(conservativeTemperature[i + 1] * 0.025),
        z
      )
  }
}
