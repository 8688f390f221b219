internal import ObservationModel
internal import Reading
internal import Writing

extension PipelineFileDecoder {
  /// The global attributes: those of an included file, then the pipeline's own, which replace
  /// included ones of the same name in their place.
  func metadata(_ node: PipelineFileNode) -> [PipelineFile.GlobalAttribute]? {
    guard case .mapping(let pairs) = node.content else {
      problems.report(
        "'metadata': expected a mapping of attributes, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    var attributes: [PipelineFile.GlobalAttribute] = []
    if let include = pairs.first(where: { $0.key == "include" }) {
      attributes = included(include.value) ?? []
    }
    for pair in pairs where pair.key != "include" {
      guard let attribute = attribute(pair) else { continue }
      if let index = attributes.firstIndex(where: { $0.name == attribute.name }) {
        attributes[index] = attribute
      } else {
        attributes.append(attribute)
      }
    }
    return attributes
  }

  private func included(_ node: PipelineFileNode) -> [PipelineFile.GlobalAttribute]? {
    guard let name = text(node, of: "include") else { return nil }
    let file = PipelineFileSource.resolve(name, besideFile: path)
    let text: String
    switch PipelineFileSource.text(at: file) {
    case .success(let content): text = content
    case .failure(let fault) where fault.line > 0:
      problems.report(
        fault.message,
        at: PipelineFilePlace(file: file, line: fault.line, column: fault.column)
      )
      return nil
    case .failure(let fault):
      problems.report("include: \(printable(file)): \(fault.message)", at: node.place)
      return nil
    }
    guard let root = PipelineFileDocument.compose(text, file: file, problems: problems) else {
      return nil
    }
    guard case .mapping(let pairs) = root.content else {
      problems.report("expected a mapping of attributes, found \(root.kind)", at: root.place)
      return nil
    }
    return pairs.compactMap { attribute($0) }
  }

  private func attribute(_ pair: PipelineFilePair) -> PipelineFile.GlobalAttribute? {
    let name = pair.key
    if name == "include" {
      problems.report("an included file does not include others", at: pair.keyPlace)
      return nil
    }
    if name == "title" || name == "summary" {
      problems.report(
        "'\(name)' is a key of the pipeline file itself, not of its metadata",
        at: pair.keyPlace
      )
      return nil
    }
    let bytes = name.utf8
    let isName =
      bytes.first.map { $0.isLetterOrDigit && !(0x30...0x39).contains($0) } == true
      && bytes.count <= 200 && bytes.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
    guard isName else {
      problems.report(
        "metadata: expected the name of an attribute, a letter and then letters, digits and '_',"
          + " at most 200, found \(quoted(name))",
        at: pair.keyPlace
      )
      return nil
    }
    // The writer refuses it too, but only after everything has been read.
    guard !ProductMetadata.computedNames.contains(name) else {
      problems.report(
        "metadata: '\(name)' is computed from the product; leave it out",
        at: pair.keyPlace
      )
      return nil
    }
    guard let value = attributeValue(pair.value, of: name) else { return nil }
    return PipelineFile.GlobalAttribute(name: name, value: value)
  }

  private func attributeValue(_ node: PipelineFileNode, of name: String) -> AttributeValue? {
    switch node.content {
    case .scalar(.text(let text)):
      return .text(text)
    case .scalar(.integer(let digits)):
      guard let value = Self.integer(digits) else {
        problems.report("\(name): expected a number of 64 bits, found \(node.kind)", at: node.place)
        return nil
      }
      return .integers([value])
    case .scalar(.real):
      return number(node, of: name).map { .reals([$0]) }
    case .scalar(.boolean), .scalar(.null), .mapping:
      problems.report(
        "\(name): expected text, a number, or a list of either, found \(node.kind)",
        at: node.place
      )
      return nil
    case .list(let items):
      return attributeValues(items, of: name, at: node.place)
    }
  }

  private func attributeValues(
    _ items: [PipelineFileNode],
    of name: String,
    at place: PipelineFilePlace
  ) -> AttributeValue? {
    var texts: [String] = []
    var integers: [Int64] = []
    var reals: [Double] = []
    for item in items {
      switch item.content {
      case .list:
        problems.report("\(name): expected text or a number, found \(item.kind)", at: item.place)
        return nil
      default: break
      }
      switch attributeValue(item, of: name) {
      case .text(let text): texts.append(text)
      case .integers(let values):
        integers += values
        reals += values.map { Double($0) }
      case .reals(let values): reals += values
      default: return nil
      }
    }
    switch items.count {
    case 0: break
    case texts.count: return .texts(texts)
    case integers.count: return .integers(integers)
    case reals.count: return .reals(reals)
    default: break
    }
    let fault = items.isEmpty ? "an empty list" : "a list of both"
    problems.report("\(name): expected a list of texts or of numbers, found \(fault)", at: place)
    return nil
  }
}
