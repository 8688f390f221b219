internal import ObservationModel

/// Dates and times as text of attributes: ISO 8601 and what files make of it.
///
/// `2008-01-01T17:49:13.000Z`, `2006-07-05 00:00:00.000000 UTC`, `2021-181T21:36:09.000` (day of
/// the year), `UTC=2021-06-30T21:09:13`, `20160828T001510Z` and `2024-06` are all seen.
public enum DateText {
  /// The instant of a text in seconds since 1970-01-01 UTC; nil when it is no date.
  public static func decode(_ text: String) -> Double? {
    var word = text.trimmingBlanks
    if word.uppercased().hasPrefix("UTC=") { word.removeFirst(4) }
    let bytes = Array(word.utf8)
    guard bytes.count <= 64, let first = bytes.first, isDigit(first) else { return nil }
    let dateEnd =
      bytes.firstIndex { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") } ?? bytes.count
    let date = bytes[..<dateEnd]
    let rest = bytes.dropFirst(dateEnd + 1)
    guard let days = days(of: date) else { return nil }
    guard let seconds = secondsOfDay(String(decoding: rest, as: UTF8.self)) else { return nil }
    return Double(days) * 86_400 + seconds
  }

  /// The text of an instant to the millisecond: the inverse of `decode`; nil when not finite.
  public static func encode(_ seconds: Double) -> String? {
    CivilTime.iso8601Milliseconds(seconds)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 4, bytes.allSatisfy(isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Days since 1970-01-01 of `2021-06-30`, `2021-181`, `2021-06`, `2021`, `20210630`, `2021181`.
  private static func days(of date: ArraySlice<UInt8>) -> Int? {
    let parts = date.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
    }
    var fields: [Int] = []
    if parts.count == 1, date.count == 8 || date.count == 7 {
      let start = date.startIndex
      guard let year = number(date[start..<(start + 4)]) else { return nil }
      fields = [year]
      if date.count == 7 {
        guard let day = number(date[(start + 4)...]) else { return nil }
        return CalendarFields(year: year, dayOfYear: day).flatMap { $0.days }
      }
      guard let month = number(date[(start + 4)..<(start + 6)]),
        let day = number(date[(start + 6)...])
      else { return nil }
      fields += [month, day]
    } else {
      for part in parts {
        guard let value = number(part) else { return nil }
        fields.append(value)
      }
      if fields.count == 2, parts[1].count == 3 {
        return CalendarFields(year: fields[0], dayOfYear: fields[1]).flatMap { $0.days }
      }
    }
    guard (1...3).contains(fields.count), parts[0].count >= 4 else { return nil }
    return CalendarFields(
      year: fields[0],
      month: fields.count > 1 ? fields[1] : 1,
      day: fields.count > 2 ? fields[2] : 1
    )?.days
  }

  /// Seconds from midnight UTC of `17:49:13.000Z`, `174913`, `17:49:13+02:00`, an empty text.
  private static func secondsOfDay(_ text: String) -> Double? {
    let text = text.trimmingBlanks
    if text.isEmpty { return 0 }
    let digits = Array(text.utf8.prefix { isDigit($0) })
    if digits.count == 4 || digits.count == 6 {
      // The basic format: put the colons in.
      let rest = text.dropFirst(digits.count)
      let pairs = stride(from: 0, to: digits.count, by: 2).map {
        String(decoding: digits[$0..<($0 + 2)], as: UTF8.self)
      }
      return ReferenceDate("1970-01-01 \(pairs.joined(separator: ":"))\(rest)")?.secondsOfDay
    }
    return ReferenceDate("1970-01-01 \(text)")?.secondsOfDay
  }
}

extension String {
  /// Without blanks and control characters at both ends.
  fileprivate var trimmingBlanks: String {
    let bytes = Array(utf8)
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }),
      let end = bytes.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(decoding: bytes[start...end], as: UTF8.self)
  }
}
