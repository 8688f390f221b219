internal import NetCDFFile

/// One netCDF file before it is written: dimensions, attributes and variables with their values.
///
/// Attributes keep the order in which they were given, as in the files whose layout is copied.
struct DatasetDraft {
  /// A name, a value and the stored type of an attribute.
  struct AttributeDraft {
    let name: String
    let content: AttributeContent
    let type: StoredType?

    static func text(_ name: String, _ text: String) -> Self {
      Self(name: name, content: .text(text), type: .char)
    }
    static func byte(_ name: String, _ values: Int64...) -> Self {
      Self(name: name, content: .integers(values), type: .byte)
    }
    static func short(_ name: String, _ values: Int64...) -> Self {
      Self(name: name, content: .integers(values), type: .short)
    }
    static func int(_ name: String, _ values: Int64...) -> Self {
      Self(name: name, content: .integers(values), type: .int)
    }
    static func float(_ name: String, _ values: Double...) -> Self {
      Self(name: name, content: .reals(values), type: .float)
    }
    static func double(_ name: String, _ values: Double...) -> Self {
      Self(name: name, content: .reals(values), type: .double)
    }
  }

  /// A variable with its values, in C order.
  struct VariableDraft {
    let name: String
    let dimensions: [String]
    var attributes: [AttributeDraft]
    var values: StoredValues
  }

  let format: FileFormat
  /// Length nil stands for an unlimited dimension; `records` is then its length.
  var dimensions: [(name: String, length: Int?)] = []
  var records = 0
  var attributes: [AttributeDraft] = []
  var variables: [VariableDraft] = []

  init(format: FileFormat) {
    self.format = format
  }

  mutating func add(
    _ name: String,
    _ dimensions: [String],
    _ values: StoredValues,
    _ attributes: [AttributeDraft] = []
  ) {
    variables.append(
      VariableDraft(name: name, dimensions: dimensions, attributes: attributes, values: values)
    )
  }

  /// Writes the file. Variables of netCDF-4 files are deflated at level 5 with the shuffle.
  func write(to path: String) throws {
    let writer = try NetCDFWriter(path: path, format: format)
    for dimension in dimensions {
      try writer.defineDimension(dimension.name, length: dimension.length)
    }
    for variable in variables {
      try writer.defineVariable(
        variable.name,
        type: variable.values.type,
        dimensions: variable.dimensions,
        deflate: format == .netCDF4 && variable.values.count > 1 ? 5 : nil
      )
      for attribute in variable.attributes {
        try writer.putAttribute(
          attribute.name,
          attribute.content,
          type: attribute.type,
          of: variable.name
        )
      }
    }
    for attribute in attributes {
      try writer.putAttribute(attribute.name, attribute.content, type: attribute.type)
    }
    let unlimited = Set(dimensions.filter { $0.length == nil }.map(\.name))
    for variable in variables where variable.values.count > 0 {
      if variable.dimensions.contains(where: unlimited.contains) {
        let count = variable.dimensions.map { name in
          dimensions.first { $0.name == name }?.length ?? records
        }
        try writer.write(
          variable.values,
          to: variable.name,
          region: Region(start: count.map { _ in 0 }, count: count)
        )
      } else {
        try writer.write(variable.values, to: variable.name)
      }
    }
    try writer.close()
  }
}

extension StoredValues {
  /// Texts as characters, each cut or padded to a length with blanks, or with zero bytes.
  static func texts(_ texts: [String], length: Int, padding: UInt8 = 0x20) -> StoredValues {
    .char(
      texts.flatMap { text in
        let bytes = Array(text.utf8.prefix(length))
        return bytes + [UInt8](repeating: padding, count: length - bytes.count)
      }
    )
  }
}
