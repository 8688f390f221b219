public import NetCDFFile

/// What a file of fields on grids holds, beside the fields themselves.
public struct GriddedFileLayout: Sendable {
  public var dimensions: [Dimension]

  /// The attributes of the file.
  public var attributes: [Attribute]

  public var variables: [GriddedFileVariable]

  /// The level of compression of fields, 1 (fast) to 9 (small); nil for none.
  public var deflateLevel: Int?

  /// Whether bytes are shuffled before they are compressed.
  public var isShuffled: Bool

  public init(
    dimensions: [Dimension],
    attributes: [Attribute],
    variables: [GriddedFileVariable],
    deflateLevel: Int? = nil,
    isShuffled: Bool = true
  ) {
    self.dimensions = dimensions
    self.attributes = attributes
    self.variables = variables
    self.deflateLevel = deflateLevel
    self.isShuffled = isShuffled
  }

  private func dimension(_ name: String) -> Dimension? { dimensions.first { $0.name == name } }

  /// The bytes of all values before compression.
  var byteCount: Int {
    variables.reduce(0) { sum, variable in
      let count = variable.dimensions.reduce(1) { $0 * (dimension($1)?.length ?? 0) }
      return sum + count * (variable.type.byteCount ?? 16)
    }
  }

  /// All of a variable; the lengths of dimensions that may grow are those of the layout.
  func whole(_ variable: GriddedFileVariable) -> Region {
    let lengths = variable.dimensions.map { dimension($0)?.length ?? 0 }
    return Region(start: lengths.map { _ in 0 }, count: lengths)
  }

  func isDeflated(_ variable: GriddedFileVariable) -> Bool {
    deflateLevel != nil && variable.dimensions.count >= 2 && variable.values == nil
  }

  /// The most values of a chunk.
  private static let largestChunk = 1 << 20

  /// The chunks of variables that are compressed or may grow: one field each, or some rows of it;
  /// nil for those in one piece.
  func chunks(of variable: GriddedFileVariable) -> [Int]? {
    let spans = variable.dimensions.compactMap { dimension($0) }
    guard spans.count == variable.dimensions.count, !spans.isEmpty else { return nil }
    guard spans.contains(where: \.isUnlimited) || isDeflated(variable) else { return nil }
    guard spans.count > 1 else { return [max(1, min(spans[0].length, 512))] }
    var chunks = spans.map { max(1, $0.length) }
    var rest = Self.largestChunk
    for i in chunks.indices.reversed() {
      chunks[i] = min(chunks[i], max(1, rest))
      rest /= chunks[i]
    }
    // Fields of different times and levels lie in chunks of their own.
    for i in chunks.indices.dropLast(2) { chunks[i] = 1 }
    return chunks
  }
}

/// A variable of a file of fields on grids.
public struct GriddedFileVariable: Sendable {
  public var name: String
  public var type: StoredType
  public var dimensions: [String]

  /// But for `_FillValue`.
  public var attributes: [Attribute]

  public var fill: AttributeContent?

  /// The values, where they are written with the definition; nil for fields, which follow.
  public var values: StoredValues?

  public init(
    name: String,
    type: StoredType,
    dimensions: [String],
    attributes: [Attribute],
    fill: AttributeContent? = nil,
    values: StoredValues? = nil
  ) {
    self.name = name
    self.type = type
    self.dimensions = dimensions
    self.attributes = attributes
    self.fill = fill
    self.values = values
  }

  /// A variable of another file as it is.
  public init(copying variable: Variable, values: StoredValues) {
    let fill = variable.attribute("_FillValue").flatMap {
      $0.type == variable.type ? $0.content : nil
    }
    self.init(
      name: variable.name,
      type: variable.type,
      dimensions: variable.dimensions.map(\.name),
      attributes: variable.attributes.filter { $0.name != "_FillValue" },
      fill: fill,
      values: values
    )
  }
}
