import ArgumentParser
import Foundation
import Sverdrup

extension ExitCode {
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let noInput = ExitCode(66)
  static let missingService = ExitCode(69)
  static let internalError = ExitCode(70)
  static let inputOutput = ExitCode(74)
  static let busy = ExitCode(75)
  static let badPipeline = ExitCode(78)

  /// The exit code for a file that cannot be read.
  init(_ error: ReadingError) {
    self =
      switch error.kind {
      case .noSuchFile, .notRegularFile: .noInput
      case .inputOutput: .inputOutput
      case .missingUnitsDatabase: .missingService
      case .badMap, .unknownNetwork: .usage
      default: .badData
      }
  }
}

/// Writes a line to standard error.
func printError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// A JSON value with its keys in the order given.
indirect enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case text(String)
  case array([JSON])
  case object([(String, JSON)])

  init(_ value: Int?) { self = value.map { .int($0) } ?? .null }
  init(_ value: Double?) { self = value.map { .double($0) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }

  var text: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .double(let value): return value.isFinite ? "\(value)" : "null"
    case .text(let value): return Self.quoted(value)
    case .array(let values): return "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      return "{" + members.map { "\(Self.quoted($0)): \($1.text)" }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7f {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
