internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Adds a field of stored whole numbers to sums, cell by cell.
///
/// - Parameters:
///   - values: As they are stored, shape `[cell]`.
///   - missing: A number that stands for no value.
///   - other: Another one, or the same.
///   - counts: Receives one more where there is a value, shape `[cell]`.
///   - sums: Receives the numbers, shape `[cell]`. Cannot overflow with up to 65 535 fields.
/// - Precondition: The three have the same length.
public func addFields(
  _ values: Span<Int16>,
  missing: Int16,
  orMissing other: Int16,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int32>
) {
  precondition(counts.count == values.count)
  precondition(sums.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.addFields(values, missing: missing, orMissing: other, counts: &counts, sums: &sums)
    case 3:
      KernelsV3.addFields(values, missing: missing, orMissing: other, counts: &counts, sums: &sums)
  #endif
  default:
    KernelsV1.addFields(values, missing: missing, orMissing: other, counts: &counts, sums: &sums)
  }
}

/// Adds a field of stored whole numbers without a missing one; see the variant with missing ones.
public func addFields(
  _ values: Span<Int16>,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int32>
) {
  precondition(counts.count == values.count)
  precondition(sums.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: KernelsV4.addFields(values, counts: &counts, sums: &sums)
    case 3: KernelsV3.addFields(values, counts: &counts, sums: &sums)
  #endif
  default: KernelsV1.addFields(values, counts: &counts, sums: &sums)
  }
}

/// Adds a field to sums on a lattice, cell by cell: `sum += round(value * scale)`, ties to even.
///
/// - Parameters:
///   - values: Shape `[cell]`; NaN and infinities are left out.
///   - scale: A power of two with `|value * scale| < 2^51` for all finite values.
///   - counts: Receives one more where there is a value, shape `[cell]`.
///   - sums: Receives the whole numbers, shape `[cell]`.
/// - Precondition: The three have the same length.
public func addFields(
  _ values: Span<Double>,
  scale: Double,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int64>
) {
  precondition(counts.count == values.count)
  precondition(sums.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: KernelsV4.addFields(values, scale: scale, counts: &counts, sums: &sums)
    case 3: KernelsV3.addFields(values, scale: scale, counts: &counts, sums: &sums)
  #endif
  default: KernelsV1.addFields(values, scale: scale, counts: &counts, sums: &sums)
  }
}

/// Adds the squares of a field on a lattice, cell by cell: `sum += round(value * scale)²`.
///
/// - Parameters:
///   - values: Shape `[cell]`; NaN and infinities are left out.
///   - scale: As for the sums.
///   - squares: Receives the squares, shape `[cell]`.
/// - Precondition: The two have the same length.
public func addSquaresOfFields(
  _ values: Span<Double>,
  scale: Double,
  squares: inout MutableSpan<UInt128>
) {
  precondition(squares.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: KernelsV4.addSquaresOfFields(values, scale: scale, squares: &squares)
    case 3: KernelsV3.addSquaresOfFields(values, scale: scale, squares: &squares)
  #endif
  default: KernelsV1.addSquaresOfFields(values, scale: scale, squares: &squares)
  }
}

/// Takes the least and the greatest values of a field, cell by cell.
///
/// - Parameters:
///   - values: Shape `[cell]`; NaN and infinities are left out.
///   - minima: Starts at infinity, shape `[cell]`.
///   - maxima: Starts at minus infinity, shape `[cell]`.
/// - Precondition: The three have the same length.
public func takeExtremesOfFields(
  _ values: Span<Double>,
  minima: inout MutableSpan<Double>,
  maxima: inout MutableSpan<Double>
) {
  precondition(minima.count == values.count)
  precondition(maxima.count == values.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...: KernelsV4.takeExtremesOfFields(values, minima: &minima, maxima: &maxima)
    case 3: KernelsV3.takeExtremesOfFields(values, minima: &minima, maxima: &maxima)
  #endif
  default: KernelsV1.takeExtremesOfFields(values, minima: &minima, maxima: &maxima)
  }
}
