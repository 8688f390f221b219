public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Finds the node at or before each point.
///
/// - Parameters:
///   - points: Any order; those that increase are found fastest. NaN where missing.
///   - nodes: Strictly increasing, without NaN, shape `[node]`.
///   - brackets: Receives `k` with `nodes[k] <= point < nodes[k + 1]`, the last node for a point
///     on it, and -1 for a point beyond the nodes or missing.
/// - Precondition: `points` and `brackets` have the same length.
public func findBrackets(
  of points: Span<Double>,
  in nodes: Span<Double>,
  into brackets: inout MutableSpan<Int32>
) {
  precondition(points.count == brackets.count && nodes.count <= Int(Int32.max))
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: KernelsV4.findBrackets(of: points, in: nodes, into: &brackets)
    case 3: KernelsV3.findBrackets(of: points, in: nodes, into: &brackets)
  #endif
  default: KernelsV1.findBrackets(of: points, in: nodes, into: &brackets)
  }
}

/// Whether depths increase strictly and neither a depth nor a value is missing.
///
/// - Precondition: `depths` and `values` have the same length.
public func isInOrder(depths: Span<Double>, values: Span<Double>) -> Bool {
  precondition(depths.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: return KernelsV4.isInOrder(depths: depths, values: values)
    case 3: return KernelsV3.isInOrder(depths: depths, values: values)
  #endif
  default: return KernelsV1.isInOrder(depths: depths, values: values)
  }
}

/// Evaluates a curve through nodes at points whose brackets are known.
///
/// Slopes are found at the nodes beside a point alone. Through two nodes every curve is the
/// straight line; on a node it has the value of the node. Without fused multiply-add, so the bits
/// are the same on every processor.
///
/// - `linear`: `y0 + (y1 - y0) t`.
/// - `pchip`: cubic with the slope `(w0 + w1) / (w0 / d0 + w1 / d1)`, `w0 = h0 + 2 h1`,
///   `w1 = 2 h0 + h1`, at a node between intervals of widths `h` and slopes `d` of one sign, and 0
///   otherwise; at the ends that of the parabola through three nodes, of the sign of `d` and at
///   most `3 d` in size before a turn (Fritsch and Butland 1984, SIAM J. Sci. Stat. Comput. 5,
///   300-304; Moler 2004, *Numerical Computing with MATLAB*, section 3.4).
/// - `akima`: cubic with the slope `(|m4 - m3| m2 + |m2 - m1| m3) / (|m4 - m3| + |m2 - m1|)`,
///   the slopes beyond the ends continued evenly (Akima 1970, J. ACM 17, 589-602); the mean of
///   `m2` and `m3` where the weights are less than 1e-9 of the slopes.
/// - `modifiedAkima`: the same with `|m4 + m3| / 2` and `|m2 + m1| / 2` added to the weights
///   (as MATLAB's `makima` and scipy's).
/// - `reinigerRoss`: the two parabolas through three of the four nodes around a point, weighted
///   by the distance of the other from a reference curve (Reiniger and Ross 1968, Deep-Sea Res.
///   15, 185-193, equations 3 and 4); with three nodes their parabola, unless it leaves the range
///   of the two beside the point; else linear, as for the World Ocean Database.
///
/// - Parameters:
///   - nodes: Strictly increasing, shape `[node]`.
///   - values: At the nodes, without NaN, any unit.
///   - points: Shape `[point]`.
///   - brackets: What `findBrackets` tells of the points.
///   - results: Receive the values, shape `[point]`; NaN where the bracket is -1.
/// - Precondition: The lengths agree, and brackets are those of nodes.
public func interpolate(
  _ interpolant: Interpolant,
  nodes: Span<Double>,
  values: Span<Double>,
  at points: Span<Double>,
  brackets: Span<Int32>,
  into results: inout MutableSpan<Double>
) {
  precondition(nodes.count == values.count)
  precondition(points.count == brackets.count && points.count == results.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.interpolate(
        interpolant,
        nodes: nodes,
        values: values,
        at: points,
        brackets: brackets,
        into: &results
      )
    case 3:
      KernelsV3.interpolate(
        interpolant,
        nodes: nodes,
        values: values,
        at: points,
        brackets: brackets,
        into: &results
      )
  #endif
  default:
    KernelsV1.interpolate(
      interpolant,
      nodes: nodes,
      values: values,
      at: points,
      brackets: brackets,
      into: &results
    )
  }
}

/// Interpolates two quantities together, so that they keep to the shape of their diagram.
///
/// Monotone cubics in the number of the bottle through eight rotations, by multiples of π/16, of
/// the diagram of `factor · first` over `second`; the mean of the eight turned back. A further
/// monotone cubic tells the number of the bottle at a depth. With absolute salinity in g/kg,
/// conservative temperature in °C and a factor of 9 it is the MRST-PCHIP of TEOS-10.
///
/// - Parameters:
///   - nodes: Depths or pressures, strictly increasing, shape `[node]`.
///   - first: At the nodes, without NaN.
///   - second: At the nodes, without NaN.
///   - factor: The range of the second quantity over that of the first.
///   - points: Shape `[point]`.
///   - brackets: What `findBrackets` tells of the points.
///   - firstResults: Receive the first quantity, shape `[point]`; NaN where the bracket is -1.
///   - secondResults: Receive the second.
/// - Precondition: The lengths agree, and `factor > 0`.
/// - SeeAlso: Barker and McDougall (2020), J. Atmos. Oceanic Technol. 37, 605-619.
public func interpolateRotated(
  nodes: Span<Double>,
  first: Span<Double>,
  second: Span<Double>,
  factor: Double,
  at points: Span<Double>,
  brackets: Span<Int32>,
  intoFirst firstResults: inout MutableSpan<Double>,
  intoSecond secondResults: inout MutableSpan<Double>
) {
  precondition(nodes.count == first.count && nodes.count == second.count && factor > 0)
  precondition(points.count == brackets.count)
  precondition(points.count == firstResults.count && points.count == secondResults.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.interpolateRotated(
        nodes: nodes,
        first: first,
        second: second,
        factor: factor,
        at: points,
        brackets: brackets,
        intoFirst: &firstResults,
        intoSecond: &secondResults
      )
    case 3:
      KernelsV3.interpolateRotated(
        nodes: nodes,
        first: first,
        second: second,
        factor: factor,
        at: points,
        brackets: brackets,
        intoFirst: &firstResults,
        intoSecond: &secondResults
      )
  #endif
  default:
    KernelsV1.interpolateRotated(
      nodes: nodes,
      first: first,
      second: second,
      factor: factor,
      at: points,
      brackets: brackets,
      intoFirst: &firstResults,
      intoSecond: &secondResults
    )
  }
}

/// Averages the monotone cubic through a profile over layers.
///
/// The integral of the `pchip` curve from top to bottom over the thickness, piece by piece in
/// closed form: layers that adjoin one another have together the integral of the whole.
///
/// - Parameters:
///   - nodes: Strictly increasing, shape `[node]`.
///   - values: At the nodes, without NaN.
///   - tops: Shape `[layer]`, each less than its bottom.
///   - bottoms: Shape `[layer]`.
///   - reach: How far beyond the nodes at the ends their values hold; 0 for not at all.
///   - means: Receive the means, shape `[layer]`; NaN for a layer that reaches farther.
/// - Precondition: The lengths agree.
public func layerMeans(
  nodes: Span<Double>,
  values: Span<Double>,
  tops: Span<Double>,
  bottoms: Span<Double>,
  reach: Double,
  into means: inout MutableSpan<Double>
) {
  precondition(nodes.count == values.count)
  precondition(tops.count == bottoms.count && tops.count == means.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.layerMeans(
        nodes: nodes,
        values: values,
        tops: tops,
        bottoms: bottoms,
        reach: reach,
        into: &means
      )
    case 3:
      KernelsV3.layerMeans(
        nodes: nodes,
        values: values,
        tops: tops,
        bottoms: bottoms,
        reach: reach,
        into: &means
      )
  #endif
  default:
    KernelsV1.layerMeans(
      nodes: nodes,
      values: values,
      tops: tops,
      bottoms: bottoms,
      reach: reach,
      into: &means
    )
  }
}
