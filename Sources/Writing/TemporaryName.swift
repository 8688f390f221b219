internal import Synchronization

/// The name of a temporary file, which tells the process that writes it: its machine, when that
/// machine started, the process and when the process started.
///
/// `.NAME.part-<machine>-<boot>-<process>-<start>-<number>`, with `NAME` cut and its unusual
/// characters replaced. Nobody but a live process of that description still needs the file.
package struct TemporaryName: Equatable {
  package let text: String

  /// A name that no other file of any running process has.
  package init(for name: String, writer: ProcessIdentity = .current) {
    let number = temporaryNumber.wrappingAdd(1, ordering: .relaxed).newValue
    let plain = name.utf8.prefix(150).map { byte in
      let character = Character(UnicodeScalar(byte))
      return byte < 128 && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "_"
    }
    text = ".\(String(plain)).part-\(writer.text)-\(number)"
  }

  /// The writer that the name of a file tells of, nil when it is no name of a temporary file.
  package static func writer(of name: String) -> ProcessIdentity? {
    guard name.hasPrefix("."), let mark = lastMark(in: name) else { return nil }
    let fields = name[mark...].split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 5, UInt64(fields[4]) != nil else { return nil }
    return ProcessIdentity(fields: fields.prefix(4).map { String($0) })
  }

  /// Where the text behind the last `.part-` starts.
  private static func lastMark(in name: String) -> String.Index? {
    let mark = ".part-"
    var index = name.endIndex
    while index > name.startIndex {
      index = name.index(before: index)
      if name[index...].hasPrefix(mark) { return name.index(index, offsetBy: mark.count) }
    }
    return nil
  }
}

private let temporaryNumber = Atomic<UInt64>(0)
