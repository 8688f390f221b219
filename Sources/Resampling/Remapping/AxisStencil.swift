/// The values along a line that an interpolated value is made of, as many as six.
struct AxisStencil: Sendable {
  /// Numbers of nodes, which may lie beyond the ends of the line.
  private(set) var nodes = InlineArray<10, Int32>(repeating: 0)
  private(set) var weights = InlineArray<10, Double>(repeating: 0)
  private(set) var count = 0

  private mutating func add(_ node: Int, _ weight: Double) {
    for i in 0..<count where nodes[i] == Int32(node) {
      weights[i] += weight
      return
    }
    nodes[count] = Int32(node)
    weights[count] = weight
    count += 1
  }

  /// Between the nodes `i` and `i + 1`, linear.
  ///
  /// - Parameter fraction: Where between them, from 0 to 1.
  init(linear fraction: Double, from i: Int) {
    if fraction < 1 { add(i, 1 - fraction) }
    if fraction > 0 { add(i + 1, fraction) }
  }

  /// Between the nodes `i` and `i + 1`, cubic, with the slopes at both that the five nodes around
  /// each tell; fewer where there are no more.
  ///
  /// With `h` between the nodes and `t` from 0 to 1, the value is
  /// `(1 - t)² (1 + 2t) f0 + t² (3 - 2t) f1 + h t (1 - t)² f0' - h t² (1 - t) f1'`.
  ///
  /// - Parameters:
  ///   - t: Where between them, from 0 to 1; or a little beyond.
  ///   - range: The nodes that there are.
  ///   - place: Where a node lies.
  init(cubic t: Double, from i: Int, range: ClosedRange<Int>, place: (Int) -> Double) {
    guard t != 0 else {
      add(i, 1)
      return
    }
    guard t != 1 else {
      add(i + 1, 1)
      return
    }
    let h = place(i + 1) - place(i)
    let u = 1 - t
    add(i, u * u * (1 + 2 * t))
    add(i + 1, t * t * (3 - 2 * t))
    addSlope(at: i, times: h * t * u * u, range, place)
    addSlope(at: i + 1, times: -h * t * t * u, range, place)
  }

  /// Adds a multiple of the slope at a node of the polynomial through the nodes around it.
  private mutating func addSlope(
    at i: Int,
    times factor: Double,
    _ range: ClosedRange<Int>,
    _ place: (Int) -> Double
  ) {
    let length = min(5, range.count)
    let start = min(max(range.lowerBound, i - 2), range.upperBound + 1 - length)
    let nodes = start..<(start + length)
    let x = place(i)
    // The derivative at a node of Lagrange's polynomials.
    var own = 0.0
    for j in nodes where j != i {
      own += 1 / (x - place(j))
      var weight = 1 / (place(j) - x)
      for k in nodes where k != i && k != j {
        weight *= (x - place(k)) / (place(j) - place(k))
      }
      add(j, factor * weight)
    }
    add(i, factor * own)
  }
}
