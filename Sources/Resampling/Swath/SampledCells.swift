/// The cells of a grid that observations have a value for.
public struct SampledCells: Sendable {
  /// The numbers of the cells, each once.
  public private(set) var cells: [Int32] = []

  /// Shape `[cell]`.
  public private(set) var values: [Double] = []

  /// 1 for observations that a value is made of, shape `[source]`.
  public let isUsed: [UInt8]

  init(_ field: SampledField, cell: (Int) -> Int32) {
    isUsed = field.isUsed
    for i in field.values.indices where field.values[i].count > 0 {
      cells.append(cell(i))
      values.append(field.values[i].value)
    }
  }

  /// - Parameter values: One for each of many cells, NaN where there is none.
  init(_ values: [Double], isUsed: [UInt8], cell: (Int) -> Int32) {
    self.isUsed = isUsed
    for i in values.indices where !values[i].isNaN {
      cells.append(cell(i))
      self.values.append(values[i])
    }
  }

  /// No cell has a value.
  init(sourceCount: Int) { isUsed = [UInt8](repeating: 0, count: sourceCount) }

  /// The same cells with other values.
  ///
  /// - Precondition: As many as there are cells.
  public func replacingValues(_ values: [Double]) -> SampledCells {
    precondition(values.count == cells.count)
    var result = self
    result.values = values
    return result
  }
}
