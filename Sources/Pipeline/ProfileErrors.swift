/// The random errors of a profile at standard depths.
///
/// Linear between the observations above and below, and that of the nearest beyond both ends: what
/// an interpolation has when its neighbours err alike, and an upper bound when they err apart.
///
/// - Parameter depths: In metres.
/// - Returns: Empty where the observations have no errors of their own.
func randomErrors(of rows: ArraySlice<PartRow>, at depths: [Double]) -> [Double] {
  let known = rows.filter { !$0.error.isNaN }.sorted { $0.depth < $1.depth }
  guard let first = known.first, let last = known.last else { return [] }
  return depths.map { depth in
    guard let below = known.firstIndex(where: { $0.depth >= depth }) else { return last.error }
    guard below > 0 else { return first.error }
    let (a, b) = (known[below - 1], known[below])
    return a.error + (b.error - a.error) * ((depth - a.depth) / (b.depth - a.depth))
  }
}
