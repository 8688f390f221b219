/// Which word was meant by one that is none.
package enum NearestWord {
  /// The nearest valid word, and all of them, for a message.
  package static func expectation(_ found: String, _ words: [String]) -> String {
    "\(hint(found, words))expected one of \(words.joined(separator: ", "))"
  }

  /// The question whether the nearest word was meant, with a blank after it; empty when none is
  /// near.
  package static func hint(_ found: String, _ words: [String]) -> String {
    let nearest = words.min { distance($0, found) < distance($1, found) }
    guard let nearest, distance(nearest, found) <= max(2, found.count / 3) else { return "" }
    return "did you mean \(nearest)? "
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
}
