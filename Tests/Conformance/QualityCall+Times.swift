import Glibc
import ObservationModel
import Validation

extension QualityCall {
  func timeGap() throws(QualityCallError) -> [Int] {
    try expect(["tinp"], ["fail_span"])
    let maximum = try hours("fail_span", else: 2)
    let times = try times()
    guard times.count > 1 else { throw QualityCallError("expected two times at least", "tinp") }
    return try Self.flags(TimeGapTest(maximumSeconds: maximum), times: times)
  }

  func dataReception() throws(QualityCallError) -> [Int] {
    try expect(["tinp"], ["fail_span", "from_time"])
    let maximum = try hours("fail_span", else: 6)
    var received = Self.now
    if isGiven("from_time"), let value = parameters["from_time"] {
      received = try Self.instant(value, "from_time") ?? received
    }
    return try Self.flags(
      DataReceptionTest(maximumSeconds: maximum, receivedAt: 0),
      times: try times(),
      origin: received
    )
  }

  func impossibleDate() throws(QualityCallError) -> [Int] {
    try expect(["tinp"], ["fail_span"])
    var (first, last): (Int?, Int?) = (nil, nil)
    if isGiven("fail_span") {
      guard case .list(let ends)? = parameters["fail_span"], ends.count >= 2 else {
        throw QualityCallError("expected two instants", "fail_span")
      }
      (first, last) = (
        try Self.instant(ends[0], "fail_span"), try Self.instant(ends[1], "fail_span")
      )
    }
    let clock = Clock(origin: first ?? Self.now)
    let earliest = first.map { _ in 0.0 } ?? -.infinity
    let latest = min(clock.seconds(Self.now), last.map(clock.seconds) ?? .infinity)
    guard earliest <= latest else {
      // Nothing is both.
      return try Self.flags(
        ValidRangeTest(of: .time, from: .infinity, to: nil),
        times: try times(),
        origin: clock.origin
      )
    }
    return try Self.flags(
      ImpossibleDateTest(earliest: earliest, latest: latest, missingTimeFails: false),
      times: try times(),
      origin: clock.origin
    )
  }

  func duplicateTime() throws(QualityCallError) -> [Int] {
    try expect(["tinp"])
    return try Self.flags(DuplicateTimeTest(), times: try times())
  }

  /// The flags that `test` gives observations at these times.
  private static func flags(
    _ test: some QualityTest,
    times: [Int?],
    origin: Int? = nil
  ) throws(QualityCallError) -> [Int] {
    let clock = Clock(origin: origin ?? times.compactMap { $0 }.first ?? 0)
    return try flags(
      test,
      times.map { _ in presence(true) },
      times: times.map(clock.seconds)
    )
  }

  /// Whole seconds of a number of hours.
  private func hours(_ name: String, else fallback: Double) throws(QualityCallError) -> Double {
    let hours = try isThere(name) ? required(name) : fallback
    guard hours >= 0 else { throw QualityCallError("expected 0 or more", name) }
    return (hours * 3600).rounded(.towardZero)
  }

  /// The present in nanoseconds since 1970-01-01 UTC.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000
  }

  func validRange() throws(QualityCallError) -> [Int] {
    try expect(
      ["inp"],
      ["valid_span", "dtype", "start_inclusive", "end_inclusive"],
      required: ["valid_span"]
    )
    guard case .list(let ends)? = parameters["valid_span"], ends.count >= 2 else {
      throw QualityCallError("expected two bounds", "valid_span")
    }
    // Only `true` includes an end.
    let startIsInclusive = (parameters["start_inclusive"] ?? .boolean(true)) == .boolean(true)
    let endIsInclusive = (parameters["end_inclusive"] ?? .boolean(false)) == .boolean(true)
    let type = isGiven("dtype") ? try text("dtype", else: "") : "float64"
    if type.hasPrefix("datetime64") || type.hasPrefix("M8") || type.hasPrefix("<M8") {
      let span = (
        try Self.instant(ends[0], "valid_span"), try Self.instant(ends[1], "valid_span")
      )
      let clock = Clock(origin: span.0 ?? span.1 ?? 0)
      return try Self.flags(
        ValidRangeTest(
          of: .time,
          from: span.0.map(clock.seconds),
          to: span.1.map(clock.seconds),
          startIsInclusive: startIsInclusive,
          endIsInclusive: endIsInclusive
        ),
        times: try times("inp"),
        origin: clock.origin
      )
    }
    let cast: (Double) -> Double
    switch type {
    case "float64", "float", "f8", "<f8", "double": cast = { $0 }
    case "float32", "single", "f4", "<f4": cast = { Double(Float($0)) }
    case "int8", "int16", "int32", "int64", "int", "i2", "i4", "i8", "uint8", "uint16", "uint32":
      cast = { $0.rounded(.towardZero) }
    default: throw QualityCallError("unknown type '\(type)'", "dtype")
    }
    let (first, last) = (
      try Self.double(ends[0], "valid_span"), try Self.double(ends[1], "valid_span")
    )
    return try Self.flags(
      ValidRangeTest(
        from: first.flatMap { $0.isNaN ? nil : cast($0) },
        to: last.flatMap { $0.isNaN ? nil : cast($0) },
        startIsInclusive: startIsInclusive,
        endIsInclusive: endIsInclusive
      ),
      try values("inp").map(cast)
    )
  }

  func syntax() throws(QualityCallError) -> [Int] {
    try expect(["inp"], ["nchar", "lentype", "delimiter"], required: ["nchar"])
    var messages: [String] = []
    for item in try list("inp") {
      switch item {
      case .text(let text): messages.append(text)
      case .null: messages.append("None")
      default: throw QualityCallError("expected texts, found \(item.kind)", "inp")
      }
    }
    let unit: MessageSyntax.Unit
    let lentype = try text("lentype", else: "char").lowercased().filter { !$0.isWhitespace }
    switch lentype {
    case "char": unit = .character
    case "byte": unit = .byte
    default: throw QualityCallError("expected 'char' or 'byte'", "lentype")
    }
    var delimiter = isGiven("delimiter") ? try text("delimiter", else: "") : nil
    if delimiter == "" { delimiter = nil }
    // No message has the length of a text, a fraction or a negative number.
    var length = -1
    switch parameters["nchar"] {
    case .integer(let whole)?: length = whole
    case .number(let number)?: length = Int(exactly: number) ?? -1
    default: break
    }
    guard length >= 0 else {
      return messages.map { _ in Int(QualityFlag.fail.rawValue) }
    }
    let syntax = MessageSyntax(length: length, unit: unit, delimiter: delimiter)
    return messages.map { Int(syntax.flag(of: $0).rawValue) }
  }
}
