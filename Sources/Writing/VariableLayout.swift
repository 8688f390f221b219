package import NetCDFFile
package import Summary

/// One variable of a product file.
package struct VariableLayout {
  package var name: String
  package var type: StoredType
  package var dimensions: [String] = []
  package var attributes: [AttributeLayout] = []
  package var fill: AttributeContent?
  package var chunks: [Int]?
  package var contents: Contents

  /// Where the values come from.
  package enum Contents {
    case values(StoredValues)

    /// Numbers that are made for a range of cells at a time, one or more for each cell.
    case places(@Sendable (Range<Int>) -> [Double])

    /// A statistic of the variable of this index in the product.
    case statistic(Statistic, variable: Int)

    /// An estimate of the variable of this index in the product.
    case estimate(CellEstimate, variable: Int)

    case countByNetwork(variable: Int)

    case analysis(variable: Int)
    case analysisError(variable: Int)
  }
}
