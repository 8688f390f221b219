public import ObservationModel

/// The length that the messages of an instrument have.
///
/// A message passes when it has exactly `length` characters, bytes or fields and fails otherwise.
/// Bytes are written as two hexadecimal digits each, so a message of an odd number of characters
/// fails. With a `delimiter` the fields that it parts are counted; an empty message is one field.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 2; the ways of counting are those of ioos_qc 3.0.0.
public struct MessageSyntax: Sendable, Equatable {
  /// What is counted when messages have no fields.
  public enum Unit: String, Sendable, CaseIterable {
    case character
    case byte
  }

  public let length: Int
  public let unit: Unit
  public let delimiter: String?

  /// - Precondition: `length >= 0`, and `delimiter` is not empty.
  public init(length: Int, unit: Unit = .character, delimiter: String? = nil) {
    precondition(length >= 0 && delimiter != "")
    self.length = length
    self.unit = unit
    self.delimiter = delimiter
  }

  public func flag(of message: String) -> QualityFlag {
    let characters = message.unicodeScalars.count
    if unit == .byte, characters % 2 != 0 { return .fail }
    let found =
      if let delimiter {
        Self.fields(of: message, partedBy: delimiter)
      } else {
        unit == .byte ? characters / 2 : characters
      }
    return found == length ? .pass : .fail
  }

  private static func fields(of message: String, partedBy delimiter: String) -> Int {
    let (text, mark) = (Array(message.utf8), Array(delimiter.utf8))
    var (fields, start) = (1, 0)
    while start + mark.count <= text.count {
      if text[start..<(start + mark.count)].elementsEqual(mark) {
        fields += 1
        start += mark.count
      } else {
        start += 1
      }
    }
    return fields
  }
}
