/// The keys of a YAML text of ours, found without a YAML reader: what is to be changed in it must
/// not depend on what is tested.
struct ConfigurationKeys {
  /// One key with its value.
  struct Key {
    let name: String

    /// The key itself, its value, and both with what parts them from the next.
    let nameRange, valueRange, wholeRange: Range<Int>

    /// From 1.
    let line: Int

    /// The keys it is in, from the outermost.
    let path: [String]
  }

  let text: [Character]
  private(set) var keys: [Key] = []

  init(_ text: String) {
    self.text = Array(text)
    // The keys that are open, with the column of block keys, or nil in braces.
    var open: [(name: String, column: Int?)] = []
    var depth = 0
    var line = 1
    var lineStart = 0
    var i = 0
    while i < self.text.count {
      let c = self.text[i]
      switch c {
      case "\n":
        line += 1
        lineStart = i + 1
        i += 1
      case "#" where i == lineStart || self.text[i - 1] == " ":
        i = end(of: i) { $0 == "\n" }
      case "\"", "'":
        i = end(of: i + 1) { $0 == c } + 1
      case "{", "[":
        depth += 1
        open.append(("", nil))
        i += 1
      case "}", "]":
        depth -= 1
        while let last = open.popLast(), !(last.name.isEmpty && last.column == nil) {}
        i += 1
      case let c where c.isLetter && startsWord(at: i):
        let stop = end(of: i) { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        let isKey =
          stop < self.text.count && self.text[stop] == ":"
          && (stop + 1 == self.text.count || self.text[stop + 1] == " "
            || self.text[stop + 1] == "\n")
        guard isKey else {
          // Plain text goes to the end of the line, or of the item in braces.
          i = end(of: i) { $0 == "\n" || (depth > 0 && ",]}".contains($0)) }
          continue
        }
        let name = String(self.text[i..<stop])
        let column = i - lineStart
        if depth == 0 {
          while let last = open.last, let other = last.column, other >= column { open.removeLast() }
        } else {
          while let last = open.last, !last.name.isEmpty, last.column == nil { open.removeLast() }
        }
        let finish = depth == 0 ? blockEnd(from: stop, column: column) : flowEnd(from: stop)
        keys.append(
          Key(
            name: name,
            nameRange: i..<stop,
            valueRange: (stop + 1)..<finish,
            wholeRange:
              i..<(depth > 0 && finish < self.text.count && self.text[finish] == ","
              ? finish + 1 : finish),
            line: line,
            path: open.map(\.name).filter { !$0.isEmpty }
          )
        )
        open.append((name, depth == 0 ? column : nil))
        i = stop + 1
      default:
        i += 1
      }
    }
  }

  /// The text with another text in place of a range.
  func replacing(_ range: Range<Int>, with other: String) -> String {
    String(text[..<range.lowerBound]) + other + String(text[range.upperBound...])
  }

  private func startsWord(at i: Int) -> Bool {
    i == 0 || " \n{[,".contains(text[i - 1])
  }

  private func end(of start: Int, _ stops: (Character) -> Bool) -> Int {
    var i = start
    while i < text.count, !stops(text[i]) { i += 1 }
    return i
  }

  /// The end of what is indented deeper than `column`, its last line break left out.
  private func blockEnd(from start: Int, column: Int) -> Int {
    var stop = end(of: start) { $0 == "\n" }
    while stop < text.count {
      let next = end(of: stop + 1) { $0 != " " }
      guard next < text.count, text[next] != "\n", next - stop - 1 > column else { break }
      stop = end(of: next) { $0 == "\n" }
    }
    return stop
  }

  private func flowEnd(from start: Int) -> Int {
    var depth = 0
    var i = start
    while i < text.count {
      switch text[i] {
      case "\"": i = end(of: i + 1) { $0 == "\"" }
      case "{", "[": depth += 1
      case "}", "]":
        if depth == 0 { return i }
        depth -= 1
      case "," where depth == 0: return i
      default: break
      }
      i += 1
    }
    return i
  }
}
