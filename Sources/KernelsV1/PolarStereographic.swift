public import KernelTypes

// The polar stereographic projection of the ellipsoid, eight positions at a time. No libm and no
// branches on values, so that every level gives the same bits.

/// `exp(e artanh(e s))` for the sines `s` of latitudes: `((1 + e s) / (1 - e s))^(e / 2)`.
///
/// With `e` below 0.1, the series of the inverse hyperbolic tangent to the 17th power and that of
/// the exponential function to the sixth have truncation below 1e-17.
@inline(__always)
private func conformalFactor(_ s: Lanes, _ e: Double) -> Lanes {
  let u: Lanes = s * e
  let z = u * u
  var p = z * (1 / 17.0)
  p = (p + 1 / 15.0) * z
  p = (p + 1 / 13.0) * z
  p = (p + 1 / 11.0) * z
  p = (p + 1 / 9.0) * z
  p = (p + 1 / 7.0) * z
  p = (p + 1 / 5.0) * z
  p = (p + 1 / 3.0) * z
  let v: Lanes = (u + u * p) * e
  var q = v * (1 / 720.0)
  q = (q + 1 / 120.0) * v
  q = (q + 1 / 24.0) * v
  q = (q + 1 / 6.0) * v
  q = (q + 0.5) * v
  return 1.0 + (v + v * q)
}

/// `t` of latitudes seen from the pole in the middle, `tan(π/4 - φ/2)` times the conformal
/// factor.
@inline(__always)
private func conformalTangent(_ latitudes: Lanes, _ e: Double) -> Lanes {
  let (sine, cosine) = halfTurnSineCosine(degrees: latitudes)
  // Both forms are the tangent; each is exact near its own pole.
  let tangent = select(sine .< 0, (1.0 - sine) / cosine, cosine / (1.0 + sine))
  return tangent * conformalFactor(sine, e)
}

/// See the facade.
@inline(never)
public func conformalTangent(latitude: Double, eccentricity: Double) -> Double {
  conformalTangent(Lanes(repeating: latitude), eccentricity)[0]
}

/// Positions in the plane, in metres; NaN where a position is missing or off the globe.
@inline(__always)
private func projected(
  _ latitudes: Lanes,
  _ longitudes: Lanes,
  _ projection: PolarStereographic
) -> (x: Lanes, y: Lanes) {
  let signed: Lanes = projection.isSouth ? -latitudes : latitudes
  let rho = conformalTangent(signed, projection.eccentricity) * projection.scaleMeters
  let turned = withinTurn(longitudes - projection.centralLongitude)
  let (sine, cosine) = halfTurnSineCosine(degrees: turned)
  let isPlace = lanes(latitudes.magnitude .<= 90)
  let missing = Lanes(repeating: .nan)
  return (
    select(isPlace, rho * sine, missing),
    select(isPlace, rho * (projection.isSouth ? cosine : -cosine), missing)
  )
}

/// See the facade.
@inline(never)
public func projectPolarStereographic(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  projection: PolarStereographic,
  x: inout MutableSpan<Double>,
  y: inout MutableSpan<Double>
) {
  for i in stride(from: 0, to: latitudes.count, by: 8) {
    let positions = EightPositions(latitudes, longitudes, at: i)
    let (across, along) = projected(positions.latitudes, positions.longitudes, projection)
    for k in 0..<positions.count {
      x[i + k] = across[k]
      y[i + k] = along[k]
    }
  }
}

/// See the facade.
@inline(never)
public func polarStereographicCells(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  projection: PolarStereographic,
  xEdges: Span<Double>,
  yEdges: Span<Double>,
  into cells: inout MutableSpan<Int32>
) {
  let (rows, columns) = (yEdges.count - 1, xEdges.count - 1)
  let (left, right) = (xEdges[0], xEdges[columns])
  let (bottom, top) = (yEdges[0], yEdges[rows])
  let columnsPerMeter = Double(columns) / (right - left)
  let rowsPerMeter = Double(rows) / (top - bottom)
  for i in stride(from: 0, to: latitudes.count, by: 8) {
    let positions = EightPositions(latitudes, longitudes, at: i)
    let (across, along) = projected(positions.latitudes, positions.longitudes, projection)
    let isInside =
      lanes(across .>= left) & lanes(across .< right)
      & lanes(along .>= bottom) & lanes(along .< top)
    for k in 0..<positions.count {
      guard isInside[k] != 0 else {
        cells[i + k] = -1
        continue
      }
      let row = evenCell(along[k], edges: yEdges, shift: 0, cellsPerUnit: rowsPerMeter)
      let column = evenCell(across[k], edges: xEdges, shift: 0, cellsPerUnit: columnsPerMeter)
      cells[i + k] = Int32(truncatingIfNeeded: row &* columns &+ column)
    }
  }
}

/// Positions of points in the plane, with longitudes within a turn of the central meridian.
@inline(__always)
private func unprojected(
  _ x: Lanes,
  _ y: Lanes,
  _ projection: PolarStereographic
) -> (latitudes: Lanes, longitudes: Lanes) {
  let t: Lanes = (x * x + y * y).root / Lanes(repeating: projection.scaleMeters)
  // T = tan(π/4 - φ/2) is t without the conformal factor at sin φ = (1 - T²) / (1 + T²); each
  // round brings it nearer by a factor of e², 1/149.
  var tangent = t
  for _ in 0..<7 {
    let square = tangent * tangent
    tangent = t / conformalFactor((1.0 - square) / (1.0 + square), projection.eccentricity)
  }
  let angle = upperArcTangent(tangent, Lanes(repeating: 1)) * (2 * 57.295779513082323)
  let latitudes: Lanes = 90.0 - angle
  // At the pole the arc tangent of 0 by 0 is not a number; any longitude will do there.
  let along = projection.isSouth ? y : -y
  let turn = upperArcTangent(x.magnitude, select(t .> 0, along, Lanes(repeating: 1)))
  let longitudes = turn.withSign(of: x) * 57.295779513082323 + projection.centralLongitude
  return (projection.isSouth ? -latitudes : latitudes, withinTurn(longitudes))
}

/// See the facade.
@inline(never)
public func unprojectPolarStereographic(
  x: Span<Double>,
  y: Span<Double>,
  projection: PolarStereographic,
  latitudes: inout MutableSpan<Double>,
  longitudes: inout MutableSpan<Double>
) {
  for i in stride(from: 0, to: x.count, by: 8) {
    let points = EightNumbers(x, y, at: i)
    let (north, east) = unprojected(points.first, points.second, projection)
    for k in 0..<points.count {
      latitudes[i + k] = north[k]
      longitudes[i + k] = east[k] >= 180 ? east[k] - 360 : east[k]
    }
  }
}
