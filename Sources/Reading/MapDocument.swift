internal import Yams

/// Reads the YAML text of a network map into nodes.
///
/// Hostile text costs no more than its size: a map has at most a mebibyte and 64 levels, and
/// neither anchors nor aliases, with which a few lines could stand for billions of values.
enum MapDocument {
  static let largestByteCount = 1 << 20
  static let largestDepth = 64

  /// - Returns: The root; what does not belong in a map is noted among the faults.
  /// - Throws: `ReadingError` of kind `badMap` when the text is too long, no YAML or empty, or has
  ///   more than a few aliases.
  static func compose(
    _ text: String,
    path: String,
    faults: MapFaults
  ) throws(ReadingError) -> Node {
    func bad(_ detail: String) -> ReadingError {
      ReadingError(.badMap, path: path, detail: detail)
    }
    let byteCount = text.utf8.count
    guard byteCount <= largestByteCount else {
      throw bad("a map has at most \(largestByteCount) bytes, and this one has \(byteCount)")
    }
    guard aliasCount(text) <= largestAliasCount else { throw bad(noAliases) }
    do {
      let parser = try Yams.Parser(yaml: text)
      guard let root = try parser.singleRoot() else { throw bad("the map is empty") }
      // Nodes refer weakly to anchors that the parser owns.
      withExtendedLifetime(parser) { check(root, depth: 1, faults: faults) }
      return root
    } catch let error as ReadingError {
      throw error
    } catch {
      throw bad("not YAML: \(error)")
    }
  }

  private static let noAliases =
    "anchors (&name) and aliases (*name) are not used in network maps; write the value where it is"
    + " needed, and put a pattern that begins with * in quotes"

  /// The library follows aliases when it compares keys, so that a few dozen can keep it busy for
  /// years. Of so many, five levels of three, the values are few.
  private static let largestAliasCount = 16

  /// The places where an alias may stand, those in comments and texts among them.
  private static func aliasCount(_ text: String) -> Int {
    var count = 0
    var previous = UInt8(ascii: "\n")
    var mayBegin = false
    for byte in text.utf8 {
      if mayBegin, !" \t\r\n*,]}/.".utf8.contains(byte) { count += 1 }
      // Beyond ASCII there are line breaks too.
      mayBegin =
        byte == UInt8(ascii: "*") && (previous >= 0x80 || " \t\r\n[{,:-?".utf8.contains(previous))
      previous = byte
    }
    return count
  }

  /// Notes the first anchor, or what lies too deep.
  ///
  /// - Returns: False when there is one. An alias comes after the anchor it repeats, so that
  ///   looking ends before it.
  @discardableResult
  private static func check(_ node: Node, depth: Int, faults: MapFaults) -> Bool {
    guard depth <= largestDepth else {
      faults.note("a map has at most \(largestDepth) levels", at: node)
      return false
    }
    guard node.anchor == nil else {
      faults.note(noAliases, at: node)
      return false
    }
    switch node {
    case .scalar:
      return true
    case .alias:
      faults.note(noAliases, at: node)
      return false
    case .sequence(let items):
      return items.allSatisfy { check($0, depth: depth + 1, faults: faults) }
    case .mapping(let pairs):
      return pairs.allSatisfy { key, value in
        check(key, depth: depth + 1, faults: faults)
          && check(value, depth: depth + 1, faults: faults)
      }
    }
  }
}
