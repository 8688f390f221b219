public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Counts the observations without cell or integer, and the stretches of observations in one cell.
///
/// - Parameters:
///   - cells: Numbers of cells, shape `[obs]`; negative off the grid.
///   - integers: Lattice integers, shape `[obs]`; `LatticeScale.none` where there is none.
/// - Precondition: The two have the same length, at most 2³¹ - 1.
public func runCount(_ cells: Span<Int32>, _ integers: Span<Int32>) -> BinningCount {
  precondition(cells.count == integers.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: return KernelsV4.runCount(cells, integers)
    case 3: return KernelsV3.runCount(cells, integers)
  #endif
  default: return KernelsV1.runCount(cells, integers)
  }
}
