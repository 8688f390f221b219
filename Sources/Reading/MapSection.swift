internal import Yams

/// A mapping of a network map, looked at strictly: every fault names line and column, and the
/// nearest valid word.
struct MapSection {
  let mapping: Node.Mapping
  let path: String
  let name: String
  let mark: Mark?

  init(_ node: Node, path: String, name: String) throws(ReadingError) {
    guard case .mapping(let mapping) = node else {
      let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
      throw ReadingError(.badMap, path: path + place, detail: "\(name) must be a mapping")
    }
    self.mapping = mapping
    self.path = path
    self.name = name
    mark = node.mark
  }

  func fault(_ detail: String, at node: Node? = nil) -> ReadingError {
    let place = (node?.mark ?? mark).map { ":\($0.line):\($0.column)" } ?? ""
    return ReadingError(.badMap, path: path + place, detail: "\(name): \(detail)")
  }

  /// Refuses keys that are not among `keys`.
  func allow(_ keys: [String]) throws(ReadingError) {
    for (key, _) in mapping where !keys.contains(key.scalar?.string ?? "") {
      let found = key.scalar?.string ?? "a key that is not text"
      throw fault("unknown key \(found); \(Self.expectation(found, keys))", at: key)
    }
  }

  /// The nearest valid word, and all of them.
  static func expectation(_ found: String, _ words: [String]) -> String {
    let nearest = words.min { distance($0, found) < distance($1, found) }
    let hint =
      nearest.flatMap { distance($0, found) <= max(2, found.count / 3) ? $0 : nil }
      .map { "did you mean \($0)? " } ?? ""
    return "\(hint)expected one of \(words.joined(separator: ", "))"
  }

  /// The number of letters to change, leave out or put in.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8.prefix(64)), Array(b.utf8.prefix(64)))
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        current.append(
          min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        )
      }
      previous = current
    }
    return previous[b.count]
  }

  func has(_ key: String) -> Bool { mapping[Node(key)] != nil }

  func optionalText(_ key: String) throws(ReadingError) -> String? {
    guard let node = mapping[Node(key)] else { return nil }
    guard let text = node.scalar?.string else { throw fault("\(key) must be text", at: node) }
    return text
  }

  func text(_ key: String) throws(ReadingError) -> String {
    guard let text = try optionalText(key) else { throw fault("\(key) is missing") }
    return text
  }

  func optionalBool(_ key: String) throws(ReadingError) -> Bool? {
    guard let text = try optionalText(key) else { return nil }
    guard text == "true" || text == "false" else {
      throw fault("\(key) must be true or false, not \(text)", at: mapping[Node(key)])
    }
    return text == "true"
  }

  /// A number; nil when the key is absent.
  func optionalNumber(_ key: String) throws(ReadingError) -> Double? {
    guard let text = try optionalText(key) else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw fault("\(key) must be a number", at: mapping[Node(key)])
    }
    return value
  }

  /// Whole numbers, one or a list; none when the key is absent.
  func integers(_ key: String, in range: ClosedRange<Int>) throws(ReadingError) -> [Int] {
    try texts(key).map { text throws(ReadingError) in
      guard let number = Int(text), range.contains(number) else {
        throw fault(
          "\(key) must hold whole numbers from \(range.lowerBound) to \(range.upperBound)",
          at: mapping[Node(key)]
        )
      }
      return number
    }
  }

  func texts(_ key: String) throws(ReadingError) -> [String] {
    guard let node = mapping[Node(key)] else { return [] }
    if let text = node.scalar?.string { return [text] }
    guard let sequence = node.sequence else {
      throw fault("\(key) must be a name or a list of names", at: node)
    }
    return try sequence.map { item throws(ReadingError) in
      guard let text = item.scalar?.string else { throw fault("\(key) must hold names", at: item) }
      return text
    }
  }

  func optionalWord<Word: RawRepresentable & CaseIterable>(
    _ key: String,
    _ type: Word.Type
  ) throws(ReadingError) -> Word? where Word.RawValue == String {
    guard let text = try optionalText(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue)
      throw fault(
        "\(key): unknown word \(text); \(Self.expectation(text, words))",
        at: mapping[Node(key)]
      )
    }
    return word
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String,
    _ type: Word.Type
  ) throws(ReadingError) -> Word where Word.RawValue == String {
    guard let word = try optionalWord(key, type) else { throw fault("\(key) is missing") }
    return word
  }

  func optionalSection(_ key: String) throws(ReadingError) -> MapSection? {
    guard let node = mapping[Node(key)] else { return nil }
    return try MapSection(node, path: path, name: key)
  }

  func section(_ key: String) throws(ReadingError) -> MapSection {
    guard let section = try optionalSection(key) else { throw fault("\(key) is missing") }
    return section
  }

  func sections(_ key: String) throws(ReadingError) -> [MapSection] {
    guard let node = mapping[Node(key)] else { return [] }
    guard let sequence = node.sequence else { throw fault("\(key) must be a list", at: node) }
    return try sequence.map { item throws(ReadingError) in
      try MapSection(item, path: path, name: key)
    }
  }

  /// A name, a mapping, or a list of these; none when the key is absent.
  func items(_ key: String) throws(ReadingError) -> [MapItem] {
    guard let node = mapping[Node(key)] else { return [] }
    func item(_ node: Node) throws(ReadingError) -> MapItem {
      if let text = node.scalar?.string { return .text(text) }
      return .section(try MapSection(node, path: path, name: key))
    }
    guard let sequence = node.sequence else { return [try item(node)] }
    return try sequence.map { node throws(ReadingError) in try item(node) }
  }

  func dictionary() throws(ReadingError) -> [String: String] {
    var result: [String: String] = [:]
    for (key, value) in mapping {
      guard let key = key.scalar?.string, let value = value.scalar?.string else {
        throw fault("must map words to words", at: key)
      }
      result[key] = value
    }
    return result
  }
}

/// What stands in a place of a map where a name may do for a mapping.
enum MapItem {
  case text(String)
  case section(MapSection)
}
