package import NetCDFFile
internal import ObservationModel

/// One attribute of a product file.
package struct AttributeLayout: Equatable {
  package var name: String
  package var content: AttributeContent

  /// The stored type, nil for the usual one of the content.
  package var type: StoredType?

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
  package init(_ fact: ProductFact) {
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
  package var isEmpty: Bool {
    switch content {
    case .text(let text): text.isEmpty
    case .strings(let texts): texts.isEmpty
    case .integers(let values): values.isEmpty
    case .unsigned(let values): values.isEmpty
    case .reals(let values): values.isEmpty
    }
  }
}
