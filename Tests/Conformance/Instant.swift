import ObservationModel

/// Nanoseconds since 1970-01-01 UTC, as ISO 8601 texts tell them.
enum Instant {
  /// Reads `2020`, `2020-01`, `2020-01-02` and `2020-01-02T03:04:05.678`, with `Z` or without;
  /// nil for anything else.
  static func nanoseconds(_ text: String) -> Int? {
    var rest = Substring(text)
    func number(_ length: Int, after mark: String) -> Int? {
      guard rest.hasPrefix(mark) else { return nil }
      let digits = rest.dropFirst(mark.count).prefix(length)
      guard digits.count == length, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      rest = rest.dropFirst(mark.count + length)
      return Int(digits)
    }
    guard let year = number(4, after: "") else { return nil }
    var time = CivilTime(year: year, month: 1, day: 1)
    var fraction = 0
    if let month = number(2, after: "-") {
      guard (1...12).contains(month) else { return nil }
      time.month = month
      if let day = number(2, after: "-") {
        time.day = day
        if let hour = number(2, after: "T") ?? number(2, after: " ") {
          time.hour = hour
          if let minute = number(2, after: ":") {
            time.minute = minute
            if let second = number(2, after: ":") {
              time.second = second
              if rest.hasPrefix(".") {
                let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }.prefix(9)
                rest = rest.dropFirst(1 + digits.count)
                fraction = Int(digits + String(repeating: "0", count: 9 - digits.count)) ?? 0
              }
            }
          }
        }
      }
    }
    // Fields beyond their range would carry over.
    guard rest.isEmpty || rest == "Z",
      let same = CivilTime(secondsSince1970: Double(time.secondsSince1970)), same == time
    else { return nil }
    let (whole, overflow) = time.secondsSince1970.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? nil : whole + fraction
  }
}

/// Turns nanoseconds into the seconds of a batch.
struct Clock {
  /// Nanoseconds since 1970 at the second 0. Tests that only compare times keep nearly every
  /// nanosecond with an origin among them; tests that ask the calendar need 0.
  let origin: Int

  static let calendar = Clock(origin: 0)

  /// NaN for a missing time.
  func seconds(_ nanoseconds: Int?) -> Double {
    guard let nanoseconds else { return .nan }
    let (elapsed, overflow) = nanoseconds.subtractingReportingOverflow(origin)
    if overflow { return Double(nanoseconds) / 1e9 - Double(origin) / 1e9 }
    let (whole, rest) = elapsed.quotientAndRemainder(dividingBy: 1_000_000_000)
    let second = Double(rest < 0 ? whole - 1 : whole)
    let seconds = second + Double(rest < 0 ? rest + 1_000_000_000 : rest) / 1e9
    // A nanosecond before midnight belongs to the day before.
    return seconds < second + 1 ? seconds : seconds.nextDown
  }
}
