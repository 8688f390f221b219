/// What a product file holds, before a byte of it is written: dimensions, variables with their
/// attributes, and global attributes, in the order of the file.
package struct FileLayout {
  package var dimensions: [(name: String, length: Int)] = []
  package var variables: [VariableLayout] = []
  package var globals: GlobalAttributes

  /// Lays out a product.
  ///
  /// - Throws: `ProductFault` when the product contradicts itself.
  package init(_ product: GridProduct) throws(ProductFault) {
    try product.check()
    let levels = VerticalCoordinates(product)
    globals = GlobalAttributes(product, levels: levels)
    addCoordinates(of: product, levels: levels)
    for (index, variable) in product.variables.enumerated() {
      addStatistics(of: variable, index: index, in: product, levels: levels)
    }
    try checkNames()
  }

  private func checkNames() throws(ProductFault) {
    if let name = firstRepeated(variables.map(\.name)) { throw .duplicateName(name) }
    if let name = firstRepeated(globals.attributes.map(\.name)) { throw .duplicateName(name) }
    for variable in variables {
      if let name = firstRepeated(variable.attributes.map(\.name)) {
        throw .duplicateName("\(variable.name):\(name)")
      }
    }
  }

  private func firstRepeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
