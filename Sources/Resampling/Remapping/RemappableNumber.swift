internal import Kernels

/// The types that values of a source field have.
public protocol RemappableNumber: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// See the kernels of these names.
  static func startColumns(
    _ row: Span<Self>,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>
  )

  static func addToColumns(
    _ row: Span<Self>,
    weight: Double,
    references: Span<Double>,
    sums: inout MutableSpan<Double>
  )

  static func addValidToColumns(
    _ row: Span<Self>,
    weight: Double,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>,
    weights: inout MutableSpan<Double>
  )
}

extension Float: RemappableNumber {
  public static func startColumns(
    _ row: Span<Float>,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>
  ) {
    Kernels.startColumns(row, references: &references, sums: &sums)
  }

  public static func addToColumns(
    _ row: Span<Float>,
    weight: Double,
    references: Span<Double>,
    sums: inout MutableSpan<Double>
  ) {
    Kernels.addToColumns(row, weight: weight, references: references, sums: &sums)
  }

  public static func addValidToColumns(
    _ row: Span<Float>,
    weight: Double,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>,
    weights: inout MutableSpan<Double>
  ) {
    Kernels.addValidToColumns(
      row,
      weight: weight,
      references: &references,
      sums: &sums,
      weights: &weights
    )
  }
}

extension Double: RemappableNumber {
  public static func startColumns(
    _ row: Span<Double>,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>
  ) {
    Kernels.startColumns(row, references: &references, sums: &sums)
  }

  public static func addToColumns(
    _ row: Span<Double>,
    weight: Double,
    references: Span<Double>,
    sums: inout MutableSpan<Double>
  ) {
    Kernels.addToColumns(row, weight: weight, references: references, sums: &sums)
  }

  public static func addValidToColumns(
    _ row: Span<Double>,
    weight: Double,
    references: inout MutableSpan<Double>,
    sums: inout MutableSpan<Double>,
    weights: inout MutableSpan<Double>
  ) {
    Kernels.addValidToColumns(
      row,
      weight: weight,
      references: &references,
      sums: &sums,
      weights: &weights
    )
  }
}
