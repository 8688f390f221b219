public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

extension ValueStatistics {
  /// Adds the next piece of the sequence: NaN is counted as missing, infinities as valid but not
  /// finite. Shape `[value]`.
  public mutating func add(_ values: Span<Float>) {
    let position = position
    do {
      var state = self.state.mutableSpan
      switch kernelLevel {
      #if KERNEL_LEVELS
        case 4...:
          KernelsV4.accumulate(values, position: position, state: &state)
        case 3:
          KernelsV3.accumulate(values, position: position, state: &state)
      #endif
      default:
        KernelsV1.accumulate(values, position: position, state: &state)
      }
    }
    finish(values.count)
  }

  /// Adds the next piece of the sequence; see the variant for Float.
  public mutating func add(_ values: Span<Double>) {
    let position = position
    do {
      var state = self.state.mutableSpan
      switch kernelLevel {
      #if KERNEL_LEVELS
        case 4...:
          KernelsV4.accumulate(values, position: position, state: &state)
        case 3:
          KernelsV3.accumulate(values, position: position, state: &state)
      #endif
      default:
        KernelsV1.accumulate(values, position: position, state: &state)
      }
    }
    finish(values.count)
  }

  private mutating func finish(_ count: Int) {
    position += count
    // Which zero comes out must not depend on the pieces: -0 + 0 is +0.
    state[8] += 0
    state[9] += 0
  }
}
