internal import Conventions
internal import NetCDFFile
internal import ObservationModel

extension Attribute {
  /// The value without the width it was stored in.
  var value: AttributeValue {
    switch content {
    case .text(let text): .text(text)
    case .strings(let texts): .texts(texts)
    case .integers(let values): .integers(values)
    case .unsigned(let values): .unsigned(values)
    case .reals(let values): .reals(values)
    }
  }
}

extension Variable {
  /// The text of an attribute, without surrounding blanks; nil when absent, empty or a number.
  func text(_ name: String) -> String? {
    guard let text = attribute(name)?.value.text else { return nil }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  var isNumeric: Bool { type != .char && type != .string }

  /// The path of the group with a slash at its end; empty for the root.
  var groupPrefix: String { String(path.dropLast(name.count)) }

  /// The rules for codes, which have missing values and are never scaled.
  var codePacking: Packing {
    var values: [String: AttributeValue] = [:]
    for attribute in attributes
    where attribute.name != "scale_factor" && attribute.name != "add_offset" {
      values[attribute.name] = attribute.value
    }
    return Packing(attributes: values, storedType: type.rawValue)
  }

  /// The rules that turn stored numbers into values.
  var packing: Packing {
    var values: [String: AttributeValue] = [:]
    for attribute in attributes { values[attribute.name] = attribute.value }
    return Packing(attributes: values, storedType: type.rawValue)
  }
}

extension AttributeValue {
  /// The number, also where it is written as text, with or without a unit after it.
  var plainNumber: Double? {
    let found =
      number
      ?? text.flatMap { $0.split(whereSeparator: { " \t\n\0".contains($0) }).first }
      .flatMap { Double($0) }
    return found.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The text, or the numbers as text: a whole number without a fraction.
  var writtenText: String {
    if let text { return text.trimmed }
    return switch self {
    case .text(let text): text.trimmed
    case .texts(let texts): texts.joined(separator: ", ").trimmed
    case .integers(let values): values.map(String.init).joined(separator: ", ")
    case .unsigned(let values): values.map(String.init).joined(separator: ", ")
    case .reals(let values):
      values.map { value in Int(exactly: value).map(String.init) ?? "\(value)" }
        .joined(separator: ", ")
    }
  }
}

extension NetCDFFile {
  /// The variable of numbers called `pattern`: its path, its path without regard to case, or its
  /// name in any group.
  func numericVariable(like pattern: String) -> Variable? {
    variable(like: pattern) { $0.isNumeric }
  }

  /// The variable called `pattern` that fulfils a condition.
  func variable(
    like pattern: String,
    where condition: (Variable) -> Bool = { _ in true }
  ) -> Variable? {
    if let exact = variable(pattern), condition(exact) { return exact }
    return allVariables.first { $0.path.matches(pattern) && condition($0) }
      ?? allVariables.first { $0.path.matches(pattern, ignoringCase: true) && condition($0) }
      ?? allVariables.first { $0.name.matches(pattern, ignoringCase: true) && condition($0) }
  }

  /// The value of an attribute of the file, by its name without regard to case.
  func globalAttribute(_ name: String) -> AttributeValue? {
    (root.attributes.first { $0.name == name }
      ?? root.attributes.first { $0.name.matches(name, ignoringCase: true) })?.value
  }

  /// A variable as a coordinate, each value sent through `transform`.
  func coordinate(
    _ variable: Variable,
    names: AxisNames,
    _ transform: @escaping @Sendable (Double) -> Double
  ) throws(ReadingError) -> Coordinate {
    let packing = variable.packing
    return try Coordinate(
      dimensions: names.names(of: variable),
      shape: variable.shape
    ) { region throws(ReadingError) in
      var values = packing.decode(try self.stored(variable, region: region))
      for i in values.indices { values[i] = transform(values[i]) }
      return values
    }
  }
}

extension Packing {
  /// The values of a stored array as Double, NaN where missing.
  func decode(_ stored: StoredValues) -> [Double] {
    switch stored {
    case .byte(let values): decodeDoubles(values.span)
    case .short(let values): decodeDoubles(values.span)
    case .int(let values): decodeDoubles(values.span)
    case .int64(let values): decodeDoubles(values.span)
    case .ubyte(let values): decodeDoubles(values.span)
    case .ushort(let values): decodeDoubles(values.span)
    case .uint(let values): decodeDoubles(values.span)
    case .uint64(let values): decodeDoubles(values.span)
    case .float(let values): decodeDoubles(values.span)
    case .double(let values): decodeDoubles(values.span)
    case .char(let bytes): bytes.map { Double($0) }
    case .string(let texts): texts.map { Double($0) ?? .nan }
    }
  }
}

extension String {
  /// Without blanks, line ends and NULs at both ends.
  var trimmed: String {
    let isPadding: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 }
    var scalars = unicodeScalars[...]
    while let first = scalars.first, isPadding(first) { scalars.removeFirst() }
    while let last = scalars.last, isPadding(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  /// True when the text matches `pattern`, in which `*` stands for any run of characters.
  func matches(_ pattern: String, ignoringCase: Bool = false) -> Bool {
    let text = Array((ignoringCase ? lowercased() : self).utf8)
    let glob = Array((ignoringCase ? pattern.lowercased() : pattern).utf8)
    var (t, g) = (0, 0)
    var (starText, starGlob) = (0, -1)
    while t < text.count {
      if g < glob.count, glob[g] == UInt8(ascii: "*") {
        (starText, starGlob) = (t, g)
        g += 1
      } else if g < glob.count, glob[g] == text[t] {
        t += 1
        g += 1
      } else if starGlob >= 0 {
        starText += 1
        t = starText
        g = starGlob + 1
      } else {
        return false
      }
    }
    while g < glob.count, glob[g] == UInt8(ascii: "*") { g += 1 }
    return g == glob.count
  }
}
