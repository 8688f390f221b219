/// Reads a JSON text (RFC 8259), and `NaN`, `Infinity` and `-Infinity` besides, which other
/// programs write.
struct JSONParser {
  /// Where and how a text departs from JSON.
  struct Fault: Error, CustomStringConvertible {
    let offset: Int
    let message: String

    var description: String { "byte \(offset): \(message)" }
  }

  private static let largestDepth = 256

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.offset == bytes.count else { throw parser.fault("expected the end of the text") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fault(_ message: String) -> Fault { Fault(offset: offset, message: message) }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0d).contains(byte) { offset += 1 }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: byte) else { return false }
    offset += 1
    return true
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipSpace()
    guard depth < Self.largestDepth else { throw fault("expected fewer levels") }
    depth += 1
    defer { depth -= 1 }
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    default: return try word()
    }
  }

  private mutating func object() throws(Fault) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let key = try text()
      guard take(":") else { throw fault("expected ':'") }
      members.append(JSONValue.Member(key: key, value: try value()))
    } while take(",")
    guard take("}") else { throw fault("expected ',' or '}'") }
    return .object(members)
  }

  private mutating func list() throws(Fault) -> JSONValue {
    offset += 1
    var values: [JSONValue] = []
    if take("]") { return .list(values) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw fault("expected ',' or ']'") }
    return .list(values)
  }

  private mutating func word() throws(Fault) -> JSONValue {
    let start = offset
    while let byte = next, !Self.ends(byte) { offset += 1 }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "NaN": return .number(.nan)
    case "Infinity": return .number(.infinity)
    case "-Infinity": return .number(-.infinity)
    default:
      if let value = Int(word) { return .integer(value) }
      let isNumber = word.utf8.first.map { $0 == 0x2d || (0x30...0x39).contains($0) } ?? false
      if isNumber, let value = Double(word) { return .number(value) }
      offset = start
      throw fault("expected a value")
    }
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte <= 0x20 || ",:]}[{\"".utf8.contains(byte)
  }

  private mutating func text() throws(Fault) -> String {
    offset += 1
    var units: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += try escaped().utf8
      default: units.append(byte)
      }
    }
    throw fault("expected '\"'")
  }

  private mutating func escaped() throws(Fault) -> String {
    guard let byte = next else { throw fault("expected what '\\' stands for") }
    offset += 1
    switch byte {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try unit()]
      // A pair of surrogates is one character.
      if (0xd800...0xdbff).contains(units[0]), bytes[offset...].starts(with: Array("\\u".utf8)) {
        offset += 2
        units.append(try unit())
      }
      return String(decoding: units, as: UTF16.self)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(UnicodeScalar(byte))
    default: throw fault("unknown escape")
    }
  }

  private mutating func unit() throws(Fault) -> UInt16 {
    guard offset + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw fault("expected four hexadecimal digits") }
    offset += 4
    return unit
  }
}
