internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Replaces the upper triangle of a symmetric matrix `A` by its Cholesky factor `U`, with
/// `A = Uᵀ U`.
///
/// Every element is the result of the same operations in the same order on every machine.
///
/// - Parameters:
///   - matrix: Row by row, shape `[order, order]`. What is below the diagonal is neither read nor
///     changed.
///   - order: The number of rows.
/// - Returns: False when the matrix is not positive definite; its elements then mean nothing.
/// - Precondition: The matrix has `order * order` elements.
/// - SeeAlso: Golub and Van Loan (2013), *Matrix computations*, section 4.2.5, outer products.
public func factorise(_ matrix: inout MutableSpan<Double>, order: Int) -> Bool {
  precondition(order >= 0 && matrix.count == order * order)
  return switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.factorise(&matrix, order: order)
    case 3:
      KernelsV3.factorise(&matrix, order: order)
  #endif
  default:
    KernelsV1.factorise(&matrix, order: order)
  }
}

/// Replaces `b` by the solution `z` of `Uᵀ z = b` with the factor `U` of `factorise`.
///
/// With `z` of one vector and `y` of another, `bᵀ A⁻¹ d = z · y`.
///
/// - Precondition: The factor has `order * order` elements, the vector `order`.
public func solve(factor: Span<Double>, order: Int, into vector: inout MutableSpan<Double>) {
  precondition(order >= 0 && factor.count == order * order && vector.count == order)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.solve(factor: factor, order: order, into: &vector)
    case 3:
      KernelsV3.solve(factor: factor, order: order, into: &vector)
  #endif
  default:
    KernelsV1.solve(factor: factor, order: order, into: &vector)
  }
}
