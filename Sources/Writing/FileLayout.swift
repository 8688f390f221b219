internal import NetCDFFile
internal import ObservationModel
internal import Summary

/// What a product file holds, before a byte of it is written: dimensions, variables with their
/// attributes, and global attributes, in the order of the file.
struct FileLayout {
  var dimensions: [(name: String, length: Int)] = []
  var variables: [VariableLayout] = []
  var globals: GlobalAttributes

  /// Lays out a product.
  ///
  /// - Throws: `ProductFault` when the product contradicts itself.
  init(_ product: GridProduct) throws(ProductFault) {
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

/// One variable of a product file.
struct VariableLayout {
  var name: String
  var type: StoredType
  var dimensions: [String] = []
  var attributes: [AttributeLayout] = []
  var fill: AttributeContent?
  var chunks: [Int]?
  var contents: Contents

  /// Where the values come from.
  enum Contents {
    case values(StoredValues)

    /// A statistic of the variable of this index in the product.
    case statistic(Statistic, variable: Int)

    case countByNetwork(variable: Int)
  }
}

/// One attribute of a product file.
struct AttributeLayout: Equatable {
  var name: String
  var content: AttributeContent

  /// The stored type, nil for the usual one of the content.
  var type: StoredType?

  init(_ name: String, _ text: String) {
    self.name = name
    content = .text(text)
  }

  init(_ name: String, _ number: Double, type: StoredType = .double) {
    self.name = name
    content = .reals([number])
    self.type = type
  }

  init(_ name: String, integer: Int64) {
    self.name = name
    content = .integers([integer])
    type = .int
  }

  /// A given fact in the types of the classic data model: a list of texts becomes one text with
  /// commas, and integers that need more than 32 bits become Double.
  init(_ fact: ProductFact) {
    name = fact.name
    switch fact.value {
    case .text(let text): content = .text(text)
    case .texts(let texts): content = .text(texts.joined(separator: ", "))
    case .integers(let values):
      if values.allSatisfy({ Int32(exactly: $0) != nil }) {
        (content, type) = (.integers(values), .int)
      } else {
        (content, type) = (.reals(values.map { Double($0) }), .double)
      }
    case .unsigned(let values):
      let narrow = values.compactMap { Int32(exactly: $0).map { Int64($0) } }
      if narrow.count == values.count {
        (content, type) = (.integers(narrow), .int)
      } else {
        (content, type) = (.reals(values.map { Double($0) }), .double)
      }
    case .reals(let values): (content, type) = (.reals(values), .double)
    }
  }

  /// True when the attribute says nothing: an empty text or an empty list.
  var isEmpty: Bool {
    switch content {
    case .text(let text): text.isEmpty
    case .strings(let texts): texts.isEmpty
    case .integers(let values): values.isEmpty
    case .unsigned(let values): values.isEmpty
    case .reals(let values): values.isEmpty
    }
  }
}
