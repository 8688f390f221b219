import Kernels
import Testing

@Suite("Cholesky factors")
struct CholeskyTests {
  @Test("a matrix is the product of its factor, and solutions are those of whole numbers")
  func product() {
    // U = [2 1 -1; 0 3 2; 0 0 1], A = Uᵀ U; below the diagonal nothing is read.
    var matrix: [Double] = [4, 2, -2, .nan, 10, 5, .nan, .nan, 6]
    var view = matrix.mutableSpan
    #expect(factorise(&view, order: 3))
    #expect(matrix[0...2] == [2, 1, -1] && matrix[4...5] == [3, 2] && matrix[8] == 1)
    // Uᵀ z = b with z = (1, -2, 3).
    var vector: [Double] = [2, -5, -2]
    var solved = vector.mutableSpan
    solve(factor: matrix.span, order: 3, into: &solved)
    #expect(vector == [1, -2, 3])
  }

  @Test(
    "what is not positive definite is told",
    arguments: [[1, 2, 2, 1.0], [0, 0, 0, 1], [-1, 0, 0, 1]]
  )
  func notDefinite(elements: [Double]) {
    var matrix = elements
    var view = matrix.mutableSpan
    #expect(!factorise(&view, order: 2))
    matrix = [1, .nan, .nan, .nan]
    view = matrix.mutableSpan
    #expect(!factorise(&view, order: 2))
  }

  @Test("nothing has a factor")
  func nothing() {
    var matrix: [Double] = []
    var view = matrix.mutableSpan
    #expect(factorise(&view, order: 0))
  }
}
