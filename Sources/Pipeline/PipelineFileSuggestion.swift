/// The word of `words` that somebody who wrote `word` most likely meant; nil when none is near.
///
/// Near is an edit distance of at most a third of the longer word, with hyphens and capitals
/// forgiven. Of words equally near it is the first.
package func nearestWord(to word: String, among words: [String]) -> String? {
  guard word.utf8.count <= 64 else { return nil }
  let found = forgiving(word)
  var best: (word: String, distance: Int)?
  for candidate in words {
    let expected = forgiving(candidate)
    let distance = editDistance(found, expected)
    guard distance * 3 <= max(found.count, expected.count) else { continue }
    if distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

private func forgiving(_ word: String) -> [Character] {
  word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from `a` to `b`
/// (the optimal string alignment distance).
///
/// - Complexity: `a.count * b.count`.
package func editDistance<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in 0..<b.count {
      var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}

/// Text from a file in quotes, safe to print: control characters are shown as escapes and long
/// text is cut.
func quoted(_ text: String) -> String {
  var result = "'"
  for scalar in text.unicodeScalars.prefix(60) {
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result + (text.unicodeScalars.count > 60 ? "...'" : "'")
}

/// Words as an enumeration for people, `a, b or c`.
func enumerated(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
