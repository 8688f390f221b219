internal import Yams

/// A mapping of a network map, looked at strictly: every fault is noted with line, column and the
/// nearest valid word, and looking goes on.
///
/// What a faulty key gives is a stand-in that nothing uses: a map with faults is never made.
struct MapSection {
  let mapping: Node.Mapping
  let name: String
  let faults: MapFaults
  private let node: Node

  /// - Returns: Nil, the fault being noted, when the node is no mapping.
  init?(_ node: Node, name: String, faults: MapFaults) {
    guard case .mapping(let mapping) = node else {
      faults.note("\(name) must be a mapping", at: node)
      return nil
    }
    self.mapping = mapping
    self.name = name
    self.faults = faults
    self.node = node
  }

  /// Notes a fault of a key, or of the section as a whole.
  func fault(_ detail: String, at place: Node? = nil) {
    faults.note("\(name): \(detail)", at: place ?? node)
  }

  func fault(_ detail: String, of key: String) { fault(detail, at: mapping[Node(key)]) }

  /// Refuses keys that are not among `keys`.
  func allow(_ keys: [String]) {
    for (key, _) in mapping where !keys.contains(key.scalar?.string ?? "") {
      let found = key.scalar?.string ?? "a key that is not text"
      fault("unknown key \(found); \(NearestWord.expectation(found, keys))", at: key)
    }
  }

  func has(_ key: String) -> Bool { mapping[Node(key)] != nil }

  func optionalText(_ key: String) -> String? {
    guard let node = mapping[Node(key)] else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty else {
      fault("\(key) must be text", at: node)
      return nil
    }
    return text
  }

  func text(_ key: String) -> String {
    if !has(key) { fault("\(key) is missing") }
    return optionalText(key) ?? ""
  }

  func optionalBool(_ key: String) -> Bool? {
    guard let text = optionalText(key) else { return nil }
    if text != "true", text != "false" {
      fault("\(key) must be true or false, not \(text)", of: key)
    }
    return text == "true"
  }

  /// A number; nil when the key is absent.
  func optionalNumber(_ key: String) -> Double? {
    guard let text = optionalText(key) else { return nil }
    guard let value = Double(text), value.isFinite else {
      fault("\(key) must be a number", of: key)
      return nil
    }
    return value
  }

  /// Whole numbers, one or a list; none when the key is absent.
  func integers(_ key: String, in range: ClosedRange<Int>) -> [Int] {
    texts(key).compactMap { text in
      if let number = Int(text), range.contains(number) { return number }
      fault(
        "\(key) must hold whole numbers from \(range.lowerBound) to \(range.upperBound)",
        of: key
      )
      return nil
    }
  }

  func texts(_ key: String) -> [String] {
    guard let node = mapping[Node(key)] else { return [] }
    if let text = node.scalar?.string { return [text] }
    guard let sequence = node.sequence else {
      fault("\(key) must be a name or a list of names", at: node)
      return []
    }
    return sequence.compactMap { item in
      if item.scalar == nil { fault("\(key) must hold names", at: item) }
      return item.scalar?.string
    }
  }

  func optionalWord<Word: RawRepresentable & CaseIterable>(
    _ key: String,
    _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let text = optionalText(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    fault("\(key): unknown word \(text); \(NearestWord.expectation(text, words))", of: key)
    return nil
  }

  func section(_ key: String) -> MapSection? {
    mapping[Node(key)].flatMap { MapSection($0, name: key, faults: faults) }
  }

  func sections(_ key: String) -> [MapSection] {
    guard let node = mapping[Node(key)] else { return [] }
    guard let sequence = node.sequence else {
      fault("\(key) must be a list", at: node)
      return []
    }
    return sequence.compactMap { MapSection($0, name: key, faults: faults) }
  }

  /// A name, a mapping, or a list of these; none when the key is absent.
  func items(_ key: String) -> [MapItem] {
    guard let node = mapping[Node(key)] else { return [] }
    let nodes = node.sequence.map { Array($0) } ?? [node]
    return nodes.compactMap { node in
      if let text = node.scalar?.string { return .text(text, node) }
      return MapSection(node, name: key, faults: faults).map { .section($0) }
    }
  }

  /// The mappings of a key of which each item must be one.
  func mappings(_ key: String) -> [MapSection] {
    items(key).compactMap { item in
      switch item {
      case .section(let section): return section
      case .text(let text, let node):
        fault("\(key) must be a mapping or a list of mappings, not \(text)", at: node)
        return nil
      }
    }
  }

  func dictionary() -> [String: String] {
    var result: [String: String] = [:]
    for (key, value) in mapping {
      if let key = key.scalar?.string, let value = value.scalar?.string {
        result[key] = value
      } else {
        fault("must map words to words", at: key)
      }
    }
    return result
  }
}

/// What stands in a place of a map where a name may do for a mapping.
enum MapItem {
  case text(String, Node)
  case section(MapSection)
}

/// The faults of a map, in the order of the text.
final class MapFaults {
  private let path: String
  private var found: [(line: Int, column: Int, detail: String)] = []

  init(path: String) { self.path = path }

  func note(_ detail: String, at node: Node) {
    found.append((node.mark?.line ?? 1, node.mark?.column ?? 1, detail))
  }

  /// One error of all faults, with the place of the first; nil when there are none.
  var error: ReadingError? {
    // Of one place in the order in which they were found.
    let sorted = found.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset)
        < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    let others = sorted.dropFirst().map { "\n\(path):\($0.line):\($0.column): \($0.detail)" }
    return ReadingError(
      .badMap,
      path: "\(path):\(first.line):\(first.column)",
      detail: first.detail + others.joined()
    )
  }
}
