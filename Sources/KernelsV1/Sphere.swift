/// The points of the unit sphere at some positions; see the facade.
@inline(never)
public func unitVectors(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  x: inout MutableSpan<Double>,
  y: inout MutableSpan<Double>,
  z: inout MutableSpan<Double>
) {
  let n = latitudes.count
  latitudes.withUnsafeBufferPointer { latitudes in
    longitudes.withUnsafeBufferPointer { longitudes in
      // Safe: lanes are loaded where eight numbers from the index on lie within the buffer.
      func load(_ buffer: UnsafeBufferPointer<Double>, _ i: Int) -> Lanes {
        UnsafeRawPointer(buffer.baseAddress! + i).loadUnaligned(as: Lanes.self)
      }
      var i = 0
      while i + 8 <= n {
        let (a, b, c) = unitVectors(load(latitudes, i), load(longitudes, i))
        for k in 0..<8 { x[i + k] = a[k] }
        for k in 0..<8 { y[i + k] = b[k] }
        for k in 0..<8 { z[i + k] = c[k] }
        i += 8
      }
      guard i < n else { return }
      var (latitude, longitude) = (Lanes(), Lanes())
      for k in 0..<(n - i) { (latitude[k], longitude[k]) = (latitudes[i + k], longitudes[i + k]) }
      let (a, b, c) = unitVectors(latitude, longitude)
      for k in 0..<(n - i) { (x[i + k], y[i + k], z[i + k]) = (a[k], b[k], c[k]) }
    }
  }
}

@inline(__always)
private func unitVectors(_ latitudes: Lanes, _ longitudes: Lanes) -> (x: Lanes, y: Lanes, z: Lanes)
{
  let turned = longitudes - (longitudes * (1 / 360.0)).nearestWhole * 360.0
  let (sine, cosine) = halfTurnSineCosine(degrees: latitudes)
  let (across, along) = halfTurnSineCosine(degrees: turned)
  // Latitudes off the globe and longitudes many turns away are no positions.
  let isPosition =
    lanes(latitudes.magnitude .<= 90) & lanes(longitudes.magnitude .<= 1080)
  let missing = Lanes(repeating: .nan)
  return (
    select(isPosition, cosine * along, missing),
    select(isPosition, cosine * across, missing),
    select(isPosition, sine, missing)
  )
}
