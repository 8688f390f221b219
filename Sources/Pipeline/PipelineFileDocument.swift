internal import Yams

/// Reads YAML text into nodes with places; what does not belong in a pipeline file is reported.
///
/// Hostile text costs no more than its size: a document has at most a mebibyte and 64 levels,
/// and neither anchors nor aliases, with which a few lines could stand for billions of values.
enum PipelineFileDocument {
  static let largestByteCount = 1 << 20
  static let largestDepth = 64

  /// The value of the document; nil when it cannot be told, which has been reported.
  static func compose(
    _ text: String,
    file: String,
    problems: PipelineFileProblems
  ) -> PipelineFileNode? {
    let start = PipelineFilePlace(file: file, line: 1, column: 1)
    guard text.utf8.count <= largestByteCount else {
      problems.report(
        "expected a file of at most \(largestByteCount) bytes, found \(text.utf8.count)",
        at: start
      )
      return nil
    }
    if let offset = tooManyAliases(in: text) {
      problems.report(noAliases, at: place(ofByte: offset, in: text, file: file))
      return nil
    }
    do {
      // Without rules all plain scalars stay text here: the schema of YAML 1.1 that the library
      // knows would turn `no` into a boolean and `12:30` into a number.
      let parser = try Yams.Parser(yaml: text, resolver: .basic)
      guard let root = try parser.singleRoot() else {
        problems.report("expected the keys of a pipeline, found nothing", at: start)
        return nil
      }
      let converter = Converter(file: file, problems: problems)
      // Nodes refer weakly to anchors that the parser owns.
      return withExtendedLifetime(parser) { converter.convert(root, depth: 1) }
    } catch {
      report(error, text: text, file: file, problems: problems)
      return nil
    }
  }

  private static let noAliases =
    "anchors (&name) and aliases (*name) are not used in pipeline files; write the value where it"
    + " is needed, and put a pattern that begins with * in quotes"

  /// Turns the nodes of the library into ours.
  private struct Converter {
    let file: String
    let problems: PipelineFileProblems

    func place(of node: Yams.Node) -> PipelineFilePlace {
      PipelineFilePlace(
        file: file,
        line: node.mark?.line ?? 1,
        column: node.mark?.column ?? 1
      )
    }

    func convert(_ node: Yams.Node, depth: Int) -> PipelineFileNode? {
      let place = place(of: node)
      guard depth <= largestDepth else {
        problems.report("expected at most \(largestDepth) levels, found more", at: place)
        return nil
      }
      if node.anchor != nil {
        problems.report(noAliases, at: place)
        return nil
      }
      switch node {
      case .scalar(let scalar):
        return convert(scalar, at: place)
      case .sequence(let sequence):
        guard allows(sequence.tag, "seq", at: place) else { return nil }
        let items = sequence.map { convert($0, depth: depth + 1) }
        guard !items.contains(where: { $0 == nil }) else { return nil }
        return PipelineFileNode(content: .list(items.compactMap { $0 }), place: place)
      case .mapping(let mapping):
        guard allows(mapping.tag, "map", at: place) else { return nil }
        return convert(mapping, at: place, depth: depth)
      case .alias:
        problems.report(noAliases, at: place)
        return nil
      }
    }

    private func convert(_ scalar: Yams.Node.Scalar, at place: PipelineFilePlace)
      -> PipelineFileNode?
    {
      // Neither paths nor units nor attributes can hold one: each would end there.
      guard !scalar.string.utf8.contains(0) else {
        problems.report("expected text without bytes of zero, found one", at: place)
        return nil
      }
      guard scalar.style == .plain else {
        guard allows(scalar.tag, "str", at: place) else { return nil }
        return PipelineFileNode(content: .scalar(.text(scalar.string)), place: place)
      }
      guard allows(scalar.tag, "", at: place) else { return nil }
      let value = PipelineFileScalar(plain: scalar.string)
      return PipelineFileNode(content: .scalar(value), place: place)
    }

    private func convert(
      _ mapping: Yams.Node.Mapping,
      at place: PipelineFilePlace,
      depth: Int
    ) -> PipelineFileNode? {
      var pairs: [PipelineFilePair] = []
      var seen: Set<String> = []
      var isWhole = true
      for (key, value) in mapping {
        let keyPlace = self.place(of: key)
        guard let word = key.scalar?.string, key.anchor == nil else {
          problems.report("expected a word as key, found a list, mapping or alias", at: keyPlace)
          isWhole = false
          continue
        }
        guard seen.insert(word).inserted else {
          problems.report("the key \(quoted(word)) is there already; keep one", at: keyPlace)
          isWhole = false
          continue
        }
        guard let value = convert(value, depth: depth + 1) else {
          isWhole = false
          continue
        }
        pairs.append(PipelineFilePair(key: word, keyPlace: keyPlace, value: value))
      }
      guard isWhole else { return nil }
      return PipelineFileNode(content: .mapping(pairs), place: place)
    }

    /// Refuses explicit tags such as `!!binary`.
    private func allows(_ tag: Tag, _ implied: String, at place: PipelineFilePlace) -> Bool {
      let name = tag.description
      if name.isEmpty || name == "!" || name == "tag:yaml.org,2002:\(implied)" { return true }
      problems.report("tags such as \(quoted(name)) are not used in pipeline files", at: place)
      return false
    }
  }

  // MARK: Faults of the text

  private static func report(
    _ error: any Error,
    text: String,
    file: String,
    problems: PipelineFileProblems
  ) {
    func place(_ mark: Mark) -> PipelineFilePlace {
      PipelineFilePlace(file: file, line: mark.line, column: mark.column)
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let doing = context.map { "\($0.text) " } ?? ""
      // Such as `files: *.nc`, where the star begins an alias that has no name.
      let isAlias = doing.contains("an alias") || doing.contains("an anchor")
      // Quotes that are never closed are told where they open, not at the end of the file.
      let isUnclosed = problem.contains("end of stream")
      problems.report(
        isAlias ? noAliases : "not YAML: \(doing)\(problem)",
        at: place(isAlias || isUnclosed ? context?.mark ?? mark : mark)
      )
    case .composer(_, let problem, let mark, _):
      let isAlias = problem.contains("alias")
      problems.report(isAlias ? noAliases : "not YAML: \(problem)", at: place(mark))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      problems.report(
        "the key \(quoted(key)) is there already; keep one",
        at: second(key, in: text, after: place(context.mark))
      )
    case .reader(let problem, let offset, _, _):
      problems.report(
        "not YAML: \(problem)",
        at: Self.place(ofCharacter: offset ?? 0, in: text, file: file)
      )
    default:
      problems.report(
        "not YAML: \(quoted("\(error)"))",
        at: PipelineFilePlace(file: file, line: 1, column: 1)
      )
    }
  }

  /// Where `key` stands for the second time in a block mapping; the first place when it is not
  /// found, as in a mapping in braces.
  private static func second(
    _ key: String,
    in text: String,
    after first: PipelineFilePlace
  ) -> PipelineFilePlace {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let indentation = first.column - 1
    for (index, line) in lines.enumerated().dropFirst(max(first.line, 0)) {
      let spaces = line.prefix { $0 == " " }.count
      if spaces == indentation, line.dropFirst(spaces).hasPrefix(key + ":") {
        return PipelineFilePlace(file: first.file, line: index + 1, column: first.column)
      }
    }
    return first
  }

  /// Where the text holds more aliases than a slip explains.
  ///
  /// The library follows aliases when it compares keys, so that a few dozen of them can keep it
  /// busy for years. Sixteen cannot: three to the fifth values at most.
  private static func tooManyAliases(in text: String) -> Int? {
    let bytes = Array(text.utf8)
    var count = 0
    for i in bytes.indices where bytes[i] == UInt8(ascii: "*") && i + 1 < bytes.count {
      // Beyond ASCII there are line breaks too, which is all that matters of it here.
      let mayStart =
        i == 0 || bytes[i - 1] >= 0x80 || " \t\r\n[{,:-?".utf8.contains(bytes[i - 1])
      let mayName = !" \t\r\n*,]}/.".utf8.contains(bytes[i + 1])
      guard mayStart, mayName else { continue }
      count += 1
      if count > 16 { return i }
    }
    return nil
  }

  private static func place(
    ofByte offset: Int,
    in text: String,
    file: String
  ) -> PipelineFilePlace {
    let index = text.utf8.index(text.startIndex, offsetBy: offset)
    return place(ofCharacter: text[..<index].count, in: text, file: file)
  }

  private static func place(
    ofCharacter offset: Int,
    in text: String,
    file: String
  ) -> PipelineFilePlace {
    var place = PipelineFilePlace(file: file, line: 1, column: 1)
    for character in text.prefix(offset) {
      if character.isNewline {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    return place
  }
}
