internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Moving means along the rows of a field, over windows whose width may differ from row to row.
///
/// The mean at a place is over the values at most `halfWidth` steps away, and over the next one on
/// either side with the weight `tail`. Missing values must not be among them. Sums run along the
/// row, from the first place on.
///
/// - Parameters:
///   - field: Shape `[rows, columns]`.
///   - halfWidths: Steps, shape `[rows]`.
///   - tails: From 0 up to 1, shape `[rows]`.
///   - isPeriodic: Whether the row closes upon itself; where not, what lies beyond its ends is 0.
///     A window longer than a periodic row gives the mean of the row.
///   - means: Receives the means, shape `[rows, columns]`.
/// - Precondition: The lengths agree, and half widths are not negative.
public func movingMeansAlongRows(
  _ field: Span<Double>,
  halfWidths: Span<Int>,
  tails: Span<Double>,
  isPeriodic: Bool,
  into means: inout MutableSpan<Double>
) {
  let rows = halfWidths.count
  precondition(rows > 0 && tails.count == rows && field.count % rows == 0)
  precondition(means.count == field.count)
  let columns = field.count / rows
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.movingMeansAlongRows(
        field,
        columns: columns,
        halfWidths: halfWidths,
        tails: tails,
        isPeriodic: isPeriodic,
        into: &means
      )
    case 3:
      KernelsV3.movingMeansAlongRows(
        field,
        columns: columns,
        halfWidths: halfWidths,
        tails: tails,
        isPeriodic: isPeriodic,
        into: &means
      )
  #endif
  default:
    KernelsV1.movingMeansAlongRows(
      field,
      columns: columns,
      halfWidths: halfWidths,
      tails: tails,
      isPeriodic: isPeriodic,
      into: &means
    )
  }
}

/// Moving means along the columns of a field; see `movingMeansAlongRows` for the windows.
///
/// - Parameters:
///   - field: Shape `[rows, columns]`.
///   - columns: The number of columns.
///   - halfWidth: Steps.
///   - tail: From 0 up to 1.
///   - overPoles: Whether a column goes on over the poles along the column half a turn away; where
///     not, what lies beyond its ends is 0.
///   - sums: Room for one row, shape `[columns]`.
///   - means: Receives the means, shape `[rows, columns]`.
/// - Precondition: The lengths agree, and there is an even number of columns where they go over
///   the poles.
public func movingMeansAlongColumns(
  _ field: Span<Double>,
  columns: Int,
  halfWidth: Int,
  tail: Double,
  overPoles: Bool,
  sums: inout MutableSpan<Double>,
  into means: inout MutableSpan<Double>
) {
  precondition(columns > 0 && field.count % columns == 0 && halfWidth >= 0)
  precondition(means.count == field.count && sums.count == columns)
  precondition(!overPoles || columns % 2 == 0)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.movingMeansAlongColumns(
        field,
        columns: columns,
        halfWidth: halfWidth,
        tail: tail,
        overPoles: overPoles,
        sums: &sums,
        into: &means
      )
    case 3:
      KernelsV3.movingMeansAlongColumns(
        field,
        columns: columns,
        halfWidth: halfWidth,
        tail: tail,
        overPoles: overPoles,
        sums: &sums,
        into: &means
      )
  #endif
  default:
    KernelsV1.movingMeansAlongColumns(
      field,
      columns: columns,
      halfWidth: halfWidth,
      tail: tail,
      overPoles: overPoles,
      sums: &sums,
      into: &means
    )
  }
}
