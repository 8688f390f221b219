/// Finds the node at or before each point; see the facade.
@inline(never)
public func findBrackets(
  of points: Span<Double>,
  in nodes: Span<Double>,
  into brackets: inout MutableSpan<Int32>
) {
  guard nodes.count > 0 else {
    for i in 0..<points.count { brackets[i] = -1 }
    return
  }
  var k = 0
  for i in 0..<points.count {
    let z = points[i]
    guard z >= nodes[0], z <= nodes[nodes.count - 1] else {
      brackets[i] = -1
      continue
    }
    k = bracket(of: z, in: nodes, from: z < nodes[k] ? 0 : k)
    brackets[i] = Int32(truncatingIfNeeded: k)
  }
}

/// The last node that is not beyond `z`, looked for in strides that double from `start` on: points
/// that follow one another are near.
///
/// - Precondition: `nodes[start] <= z`.
@inline(__always)
func bracket(of z: Double, in nodes: Span<Double>, from start: Int) -> Int {
  var k = start
  var stride = 1
  while k + stride < nodes.count, nodes[k + stride] <= z {
    k += stride
    stride *= 2
  }
  while stride > 1 {
    stride /= 2
    if k + stride < nodes.count, nodes[k + stride] <= z { k += stride }
  }
  return k
}

/// Whether depths increase strictly and nothing is missing; see the facade.
@inline(never)
public func isInOrder(depths: Span<Double>, values: Span<Double>) -> Bool {
  guard depths.count > 0, values.count > 0 else { return true }
  // Counts, not ways out: packed comparisons. A missing number compares false.
  var disorder: Int64 = depths[0] == depths[0] && values[0] == values[0] ? 0 : 1
  let nextDepths = depths.extracting(droppingFirst: 1)
  let nextValues = values.extracting(droppingFirst: 1)
  let count = min(depths.count, min(nextDepths.count, nextValues.count))
  for i in 0..<count {
    disorder &+= depths[i] < nextDepths[i] ? 0 : 1
    disorder &+= nextValues[i] == nextValues[i] ? 0 : 1
  }
  return disorder == 0
}
