/// A value of a YAML document, with its place in the file.
struct PipelineFileNode {
  enum Content {
    case scalar(PipelineFileScalar)
    case list([PipelineFileNode])
    case mapping([PipelineFilePair])
  }

  let content: Content
  let place: PipelineFilePlace

  /// What the value is, for messages: `the number 3`, `a list`.
  var kind: String {
    switch content {
    case .scalar(let scalar): scalar.kind
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key of a mapping and its value.
struct PipelineFilePair {
  let key: String
  let keyPlace: PipelineFilePlace
  let value: PipelineFileNode
}

/// A scalar, read by the core schema of YAML 1.2: `yes`, `no`, `on` and `12:30` are text.
enum PipelineFileScalar: Equatable {
  case text(String)
  /// The digits as written, with sign and radix.
  case integer(String)
  /// The digits as written; also `.inf` and `.nan`.
  case real(String)
  case boolean(Bool)
  case null

  /// Reads a scalar that is not in quotes.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default:
      if Self.isInteger(text) {
        self = .integer(text)
      } else if Self.isReal(text) {
        self = .real(text)
      } else {
        self = .text(text)
      }
    }
  }

  var kind: String {
    switch self {
    case .text(let text): "the text \(quoted(text))"
    case .integer(let digits), .real(let digits): "the number \(quoted(digits).dropQuotes)"
    case .boolean(let value): "the boolean \(value)"
    case .null: "nothing"
    }
  }

  /// `[-+]? [0-9]+ | 0o [0-7]+ | 0x [0-9a-fA-F]+`.
  private static func isInteger(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.starts(with: Array("0o".utf8)) {
      return bytes.count > 2 && bytes.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) }
    }
    if bytes.starts(with: Array("0x".utf8)) {
      return bytes.count > 2
        && bytes.dropFirst(2).allSatisfy {
          isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
        }
    }
    let digits = withoutSign(bytes[...])
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, `[-+]? \.inf` and
  /// `\.nan` in their spellings.
  private static func isReal(_ text: String) -> Bool {
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    var rest = withoutSign(Array(text.utf8)[...])
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return true }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !whole.isEmpty || !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    } else if whole.isEmpty {
      return false
    }
    guard let exponentMark = rest.first else { return true }
    guard exponentMark == UInt8(ascii: "e") || exponentMark == UInt8(ascii: "E") else {
      return false
    }
    let exponent = withoutSign(rest.dropFirst())
    return !exponent.isEmpty && exponent.allSatisfy(isDigit)
  }

  private static func withoutSign(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
      ? bytes.dropFirst() : bytes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension String {
  /// The text between the quotes that `quoted` puts.
  fileprivate var dropQuotes: Substring { dropFirst().dropLast() }
}
