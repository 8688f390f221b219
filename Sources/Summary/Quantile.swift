/// The quantile of sorted values, linear in the rank between two of them.
///
/// With `h = (n - 1) * fraction` it is `v[⌊h⌋] + (h - ⌊h⌋) * (v[⌊h⌋ + 1] - v[⌊h⌋])`: definition 7
/// of Hyndman and Fan (1996, The American Statistician 50, 361-365), that of numpy and R.
///
/// - Parameters:
///   - values: In rising order, one at least.
///   - fraction: From 0 to 1.
public func quantile(ofSorted values: [Double], _ fraction: Double) -> Double {
  precondition(!values.isEmpty && fraction >= 0 && fraction <= 1)
  let rank = Double(values.count - 1) * fraction
  let below = Int(rank.rounded(.down))
  guard below + 1 < values.count else { return values[below] }
  return values[below] + (rank - Double(below)) * (values[below + 1] - values[below])
}
