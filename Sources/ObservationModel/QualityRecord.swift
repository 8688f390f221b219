/// For each value of a column, which tests ran and what they found: one bit a test.
///
/// | property    | shape   | bit `k` of an element is set when test `k`          |
/// |:------------|:--------|:----------------------------------------------------|
/// | `performed` | `[obs]` | could be applied to the value                       |
/// | `suspect`   | `[obs]` | graded it `suspect`                                 |
/// | `fail`      | `[obs]` | graded it `fail`                                    |
/// | `probably`  | `[obs]` | passed it as probably good                          |
///
/// `probably` is empty as long as no test has given that grade.
///
/// Any flag scheme is derived from the bits, so nothing is lost to a precedence rule.
public struct QualityRecord: Sendable, Equatable {
  /// The most tests one record can hold.
  public static let capacity = 32

  public private(set) var performed: [UInt32]
  public private(set) var suspect: [UInt32]
  public private(set) var fail: [UInt32]
  public private(set) var probably: [UInt32] = []

  public init(count: Int) {
    performed = [UInt32](repeating: 0, count: count)
    suspect = performed
    fail = performed
  }

  public var count: Int { performed.count }

  /// Enters the flags of one test for the values from `start` on.
  ///
  /// - Parameters:
  ///   - flags: Raw values of `QualityFlag`, shape `[obs]`, or 5 for what passes as probably good;
  ///     `notEvaluated` and `missing` leave all bits clear.
  ///   - test: The number of the test among those of the column.
  /// - Precondition: The values are those of the record, and
  ///   `0 <= test < QualityRecord.capacity`.
  public mutating func enter(_ flags: Span<UInt8>, at start: Int = 0, test: Int) {
    precondition(start >= 0 && flags.count <= count - start && (0..<Self.capacity).contains(test))
    let bit = UInt32(1) << UInt32(test)
    let range = start..<(start + flags.count)
    // Three plain loops, each of which the compiler works on many values at a time.
    performed.mark(range, bit, flags) { $0 == 1 || ($0 >= 3 && $0 <= 5) }
    suspect.mark(range, bit, flags) { $0 == 3 }
    fail.mark(range, bit, flags) { $0 == 4 }
    var reservations: UInt8 = 0
    for i in 0..<flags.count { reservations |= flags[i] == 5 ? 1 : 0 }
    guard reservations != 0 else { return }
    if probably.isEmpty { probably = [UInt32](repeating: 0, count: count) }
    probably.mark(range, bit, flags) { $0 == 5 }
  }

  /// True when a test passed the value as probably good.
  public func isProbablyGood(at i: Int) -> Bool { !probably.isEmpty && probably[i] != 0 }

  /// Writes what the tests say together, as `flag(at:)` has it.
  ///
  /// - Parameter flags: Receives raw values of `QualityFlag`, shape `[obs]`.
  /// - Precondition: `flags.count == count`.
  public func writeFlags(into flags: inout MutableSpan<UInt8>) {
    precondition(flags.count == count)
    let (performed, suspect, fail) = (performed.span, suspect.span, fail.span)
    let count = flags.count
    precondition(performed.count == count && suspect.count == count && fail.count == count)
    for i in 0..<count {
      let evaluated: UInt8 = performed[i] != 0 ? 1 : 2
      let suspected: UInt8 = suspect[i] != 0 ? 3 : evaluated
      flags[i] = fail[i] != 0 ? 4 : suspected
    }
  }

  /// The bits of the values of `range`.
  public func extracting(_ range: Range<Int>) -> QualityRecord {
    var record = QualityRecord(count: 0)
    record.performed = Array(performed[range])
    record.suspect = Array(suspect[range])
    record.fail = Array(fail[range])
    record.probably = probably.isEmpty ? [] : Array(probably[range])
    return record
  }

  /// What the tests say together, in QARTOD's order: one `fail` fails, else one `suspect` is
  /// suspect, else one test that ran passes, else nothing was evaluated.
  public func flag(at i: Int) -> QualityFlag {
    if fail[i] != 0 { return .fail }
    if suspect[i] != 0 { return .suspect }
    return performed[i] != 0 ? .pass : .notEvaluated
  }

  /// What one test says of a value, missing values included.
  ///
  /// - Parameter test: The test's number within the plan.
  public func flag(ofTest test: Int, at i: Int) -> QualityFlag {
    if fail[i] >> test & 1 == 1 { return .fail }
    if suspect[i] >> test & 1 == 1 { return .suspect }
    return performed[i] >> test & 1 == 1 ? .pass : .notEvaluated
  }
}

extension [UInt32] {
  /// Sets `bit` in the elements of `range` whose flag is one that is asked for.
  @inline(__always)
  fileprivate mutating func mark(
    _ range: Range<Int>,
    _ bit: UInt32,
    _ flags: Span<UInt8>,
    where isMarked: (UInt8) -> Bool
  ) {
    var all = mutableSpan
    var part = all.extracting(range)
    let count = flags.count
    precondition(part.count == count)
    for i in 0..<count { part[i] |= isMarked(flags[i]) ? bit : 0 }
  }
}
