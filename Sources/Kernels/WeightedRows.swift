internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Begins the weighted sums of the columns of a field with its first row.
///
/// - Parameters:
///   - row: Values, shape `[column]`.
///   - references: Receives the values, shape `[column]`: the sums are of differences from them,
///     so that a constant comes out as itself.
///   - sums: Receives zeros, shape `[column]`.
/// - Precondition: The lengths agree.
public func startColumns(
  _ row: Span<Float>,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.startColumns(
        row,
        references: &references,
        sums: &sums
      )
    case 3:
      KernelsV3.startColumns(
        row,
        references: &references,
        sums: &sums
      )
  #endif
  default:
    KernelsV1.startColumns(
      row,
      references: &references,
      sums: &sums
    )
  }
}

/// Adds the differences of a row from the references, times a weight, to the sums of columns:
/// `sums[i] += weight * (row[i] - references[i])`, NaN where a value is missing.
///
/// - Precondition: The lengths agree.
public func addToColumns(
  _ row: Span<Float>,
  weight: Double,
  references: Span<Double>,
  sums: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.addToColumns(
        row,
        weight: weight,
        references: references,
        sums: &sums
      )
    case 3:
      KernelsV3.addToColumns(
        row,
        weight: weight,
        references: references,
        sums: &sums
      )
  #endif
  default:
    KernelsV1.addToColumns(
      row,
      weight: weight,
      references: references,
      sums: &sums
    )
  }
}

/// Adds what is not missing in a row to the sums and weights of columns.
///
/// - Parameters:
///   - row: Values, shape `[column]`; NaN where missing.
///   - references: Shape `[column]`: NaN where no value was added yet, and the first value after.
///   - sums: The sums of weights times differences from the references, shape `[column]`.
///   - weights: The sums of weights, shape `[column]`.
/// - Precondition: The lengths agree.
public func addValidToColumns(
  _ row: Span<Float>,
  weight: Double,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>,
  weights: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.addValidToColumns(
        row,
        weight: weight,
        references: &references,
        sums: &sums,
        weights: &weights
      )
    case 3:
      KernelsV3.addValidToColumns(
        row,
        weight: weight,
        references: &references,
        sums: &sums,
        weights: &weights
      )
  #endif
  default:
    KernelsV1.addValidToColumns(
      row,
      weight: weight,
      references: &references,
      sums: &sums,
      weights: &weights
    )
  }
}

/// Begins the weighted sums of the columns of a field; see the variant for Float.
public func startColumns(
  _ row: Span<Double>,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.startColumns(
        row,
        references: &references,
        sums: &sums
      )
    case 3:
      KernelsV3.startColumns(
        row,
        references: &references,
        sums: &sums
      )
  #endif
  default:
    KernelsV1.startColumns(
      row,
      references: &references,
      sums: &sums
    )
  }
}

/// Adds the differences of a row to the sums of columns; see the variant for Float.
public func addToColumns(
  _ row: Span<Double>,
  weight: Double,
  references: Span<Double>,
  sums: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.addToColumns(
        row,
        weight: weight,
        references: references,
        sums: &sums
      )
    case 3:
      KernelsV3.addToColumns(
        row,
        weight: weight,
        references: references,
        sums: &sums
      )
  #endif
  default:
    KernelsV1.addToColumns(
      row,
      weight: weight,
      references: references,
      sums: &sums
    )
  }
}

/// Adds what is not missing to the sums and weights of columns; see the variant for Float.
public func addValidToColumns(
  _ row: Span<Double>,
  weight: Double,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>,
  weights: inout MutableSpan<Double>
) {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.addValidToColumns(
        row,
        weight: weight,
        references: &references,
        sums: &sums,
        weights: &weights
      )
    case 3:
      KernelsV3.addValidToColumns(
        row,
        weight: weight,
        references: &references,
        sums: &sums,
        weights: &weights
      )
  #endif
  default:
    KernelsV1.addValidToColumns(
      row,
      weight: weight,
      references: &references,
      sums: &sums,
      weights: &weights
    )
  }
}
