// Weighted sums of rows of a field, row by row, as differences from the first value of each
// column: a constant comes out as itself, and large values lose no digits of small differences.

/// Sets each reference to the first row; see the facade.
@inline(never)
public func startColumns(
  _ row: Span<Float>,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n)
  for i in 0..<n {
    references[i] = Double(row[i])
    sums[i] = 0
  }
}

/// Adds a row to sums of differences; see the facade.
@inline(never)
public func addToColumns(
  _ row: Span<Float>,
  weight: Double,
  references: Span<Double>,
  sums: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n)
  for i in 0..<n { sums[i] = sums[i] + weight * (Double(row[i]) - references[i]) }
}

/// Adds the values of a row that are not missing; see the facade.
@inline(never)
public func addValidToColumns(
  _ row: Span<Float>,
  weight: Double,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>,
  weights: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n && weights.count == n)
  for i in 0..<n {
    let value = Double(row[i])
    // All is read before anything is written, or the loop stays scalar.
    let (old, sum, total) = (references[i], sums[i], weights[i])
    let isValid = value - value == 0
    let reference = old == old ? old : isValid ? value : .nan
    let difference = value - reference
    references[i] = reference
    sums[i] = sum + (isValid ? weight * difference : 0)
    weights[i] = total + (isValid ? weight : 0)
  }
}

/// Sets each reference to the first row; see the variant for Float.
@inline(never)
public func startColumns(
  _ row: Span<Double>,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n)
  for i in 0..<n {
    references[i] = row[i]
    sums[i] = 0
  }
}

/// Adds a row to sums of differences; see the variant for Float.
@inline(never)
public func addToColumns(
  _ row: Span<Double>,
  weight: Double,
  references: Span<Double>,
  sums: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n)
  for i in 0..<n { sums[i] = sums[i] + weight * (row[i] - references[i]) }
}

/// Adds the values of a row that are not missing; see the variant for Float.
@inline(never)
public func addValidToColumns(
  _ row: Span<Double>,
  weight: Double,
  references: inout MutableSpan<Double>,
  sums: inout MutableSpan<Double>,
  weights: inout MutableSpan<Double>
) {
  let n = row.count
  precondition(references.count == n && sums.count == n && weights.count == n)
  for i in 0..<n {
    let value = row[i]
    // All is read before anything is written, or the loop stays scalar.
    let (old, sum, total) = (references[i], sums[i], weights[i])
    let isValid = value - value == 0
    let reference = old == old ? old : isValid ? value : .nan
    let difference = value - reference
    references[i] = reference
    sums[i] = sum + (isValid ? weight * difference : 0)
    weights[i] = total + (isValid ? weight : 0)
  }
}
