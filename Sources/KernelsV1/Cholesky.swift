/// The Cholesky factor of a symmetric matrix; see the facade.
@inline(never)
public func factorise(_ matrix: inout MutableSpan<Double>, order n: Int) -> Bool {
  // Safe: the facade has checked that the matrix has n * n elements, and every index below is
  // one of them.
  matrix.withUnsafeMutableBufferPointer { buffer in
    guard let a = buffer.baseAddress else { return true }
    for j in 0..<n {
      let row = a + j * n
      guard row[j] > 0, row[j] < .infinity else { return false }
      let pivot = row[j].squareRoot()
      for i in j..<n { row[i] = row[i] / pivot }
      for m in (j + 1)..<max(n, j + 1) {
        let (factor, other) = (row[m], a + m * n)
        for i in m..<n { other[i] = other[i] - factor * row[i] }
      }
    }
    return true
  }
}

/// Solves for the transpose of a Cholesky factor; see the facade.
@inline(never)
public func solve(
  factor: Span<Double>,
  order n: Int,
  into vector: inout MutableSpan<Double>
) {
  // Safe: the facade has checked that the factor has n * n elements and the vector n.
  factor.withUnsafeBufferPointer { factor in
    vector.withUnsafeMutableBufferPointer { vector in
      guard let a = factor.baseAddress, let b = vector.baseAddress else { return }
      for j in 0..<n {
        let row = a + j * n
        let solved = b[j] / row[j]
        b[j] = solved
        for i in (j + 1)..<max(n, j + 1) { b[i] = b[i] - row[i] * solved }
      }
    }
  }
}
