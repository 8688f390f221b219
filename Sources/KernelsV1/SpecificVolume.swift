internal import CLanes
public import KernelTypes

/// The variable of the 75-term expression for salinity: `√((SA + 24 g/kg) / (40 · 35.16504/35))`.
@inline(__always)
private func offsetSalinityRoot(_ absoluteSalinity: Double) -> Double {
  lanes_sqrt(absoluteSalinity * 0.0248826675584615 + 0.5971840214030754)
}

/// The 75-term expression from powers of its variables; see the facade.
///
/// Roquet, Madec, McDougall and Barker (2015), Ocean Modelling 90, 29-43, coefficients `v_ijk`,
/// here in the order of the powers of pressure, temperature and salinity.
@inline(__always)
private func volume(_ x: Powers, _ y: Powers, _ z: Powers) -> Double {
  let v0 = y.sum(
    x.sum(
      1.0769995862e-3,
      -3.1038981976e-4,
      6.6928067038e-4,
      -8.5047933937e-4,
      5.8086069943e-4,
      -2.1092370507e-4,
      3.1932457305e-5
    ),
    x.sum(
      -1.5649734675e-5,
      3.5009599764e-5,
      -4.3592678561e-5,
      3.4532461828e-5,
      -1.1959409788e-5,
      1.3864594581e-6
    ),
    x.sum(2.7762106484e-5, -3.7435842344e-5, 3.5907822760e-5, -1.8698584187e-5, 3.8595339244e-6),
    x.sum(-1.6521159259e-5, 2.4141479483e-5, -1.4353633048e-5, 2.2863324556e-6),
    x.sum(6.9111322702e-6, -8.7595873154e-6, 4.3703680598e-6),
    x.sum(-8.0539615540e-7, -3.3052758900e-7),
    x.sum(2.0543094268e-7)
  )
  let v1 = y.sum(
    x.sum(
      -6.0799143809e-5,
      2.4262468747e-5,
      -3.4792460974e-5,
      3.7470777305e-5,
      -1.7322218612e-5,
      3.0927427253e-6
    ),
    x.sum(1.8505765429e-5, -9.5677088156e-6, 1.1100834765e-5, -9.8447117844e-6, 2.5909225260e-6),
    x.sum(-1.1716606853e-5, -2.3678308361e-7, 2.9283346295e-6, -4.8826139200e-7),
    x.sum(7.9279656173e-6, -3.4558773655e-6, 3.1655306078e-7),
    x.sum(-3.4102187482e-6, 1.2956717783e-6),
    x.sum(5.0736766814e-7)
  )
  let v2 = y.sum(
    x.sum(9.9856169219e-6, -5.8484432984e-7, -4.8122251597e-6, 4.9263106998e-6, -1.7811974727e-6),
    x.sum(-1.1736386731e-6, -5.5699154557e-6, 5.4620748834e-6, -1.3544185627e-6),
    x.sum(2.1305028740e-6, 3.9137387080e-7, -6.5731104067e-7),
    x.sum(-4.6132540037e-7, 7.7618888092e-9),
    x.sum(-6.3352916514e-8)
  )
  let v3 = y.sum(
    x.sum(-1.1309361437e-6, 3.6310188515e-7, 1.6746303780e-8),
    x.sum(-3.6527006553e-7, -2.7295696237e-7),
    x.sum(2.8695905159e-7)
  )
  let v4 = y.sum(x.sum(1.0531153080e-7, -1.1147125423e-7), x.sum(3.1454099902e-7))
  let v5 = y.sum(x.sum(-1.2647261286e-8))
  let v6 = y.sum(x.sum(1.9613503930e-9))
  return z.sum(v0, v1, v2, v3, v4, v5, v6)
}

/// See the facade.
@inline(never)
public func specificVolume(salinity x: Powers, temperature y: Powers, pressure z: Powers) -> Double
{ volume(x, y, z) }

@inline(__always)
private func density(_ absoluteSalinity: Double, _ temperature: Double, _ z: Powers) -> Double {
  1 / volume(Powers(of: offsetSalinityRoot(absoluteSalinity)), Powers(of: temperature * 0.025), z)
}

/// See the facade.
@inline(never)
public func density(
  absoluteSalinity: Span<Double>,
  conservativeTemperature: Span<Double>,
  pressure: Span<Double>,
  into result: inout MutableSpan<Double>
) {
  let n = result.count
  precondition(absoluteSalinity.count == n && pressure.count == n)
  precondition(conservativeTemperature.count == n)
  for i in 0..<n {
    let z = Powers(of: pressure[i] * 1e-4)
    result[i] = density(absoluteSalinity[i], conservativeTemperature[i], z)
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
    let z = Powers(of: (pressure[i] + pressure[i + 1]) * 0.5 * 1e-4)
    first[i] = density(absoluteSalinity[i], conservativeTemperature[i], z)
    second[i] = density(absoluteSalinity[i + 1], conservativeTemperature[i + 1], z)
  }
}
