/// For each value of a column, which tests ran and what they found: one bit a test.
///
/// | property    | shape   | bit `k` of an element is set when test `k`          |
/// |:------------|:--------|:----------------------------------------------------|
/// | `performed` | `[obs]` | could be applied to the value                       |
/// | `suspect`   | `[obs]` | graded it `suspect`                                 |
/// | `fail`      | `[obs]` | graded it `fail`                                    |
///
/// Any flag scheme is derived from the bits, so nothing is lost to a precedence rule.
public struct QualityRecord: Sendable, Equatable {
  /// The most tests one record can hold.
  public static let capacity = 32

  public private(set) var performed: [UInt32]
  public private(set) var suspect: [UInt32]
  public private(set) var fail: [UInt32]

  public init(count: Int) {
    performed = [UInt32](repeating: 0, count: count)
    suspect = performed
    fail = performed
  }

  public var count: Int { performed.count }

  /// Enters the flags of one test for the values from `start` on.
  ///
  /// - Parameters:
  ///   - flags: Raw values of `QualityFlag`, shape `[obs]`; `notEvaluated` and `missing` leave all
  ///     bits clear.
  ///   - test: The number of the test among those of the column.
  /// - Precondition: The values are those of the record, and
  ///   `0 <= test < QualityRecord.capacity`.
  public mutating func enter(_ flags: Span<UInt8>, at start: Int = 0, test: Int) {
    precondition(start >= 0 && flags.count <= count - start && (0..<Self.capacity).contains(test))
    let bit = UInt32(1) << UInt32(test)
    for i in 0..<flags.count {
      let flag = flags[i]
      let (isSuspect, isFail) = (flag == 3, flag == 4)
      performed[start + i] |= flag == 1 || isSuspect || isFail ? bit : 0
      suspect[start + i] |= isSuspect ? bit : 0
      fail[start + i] |= isFail ? bit : 0
    }
  }

  /// The bits of the values of `range`.
  public func extracting(_ range: Range<Int>) -> QualityRecord {
    var record = QualityRecord(count: 0)
    record.performed = Array(performed[range])
    record.suspect = Array(suspect[range])
    record.fail = Array(fail[range])
    return record
  }

  /// What the tests say together, in QARTOD's order: one `fail` fails, else one `suspect` is
  /// suspect, else one test that ran passes, else nothing was evaluated.
  public func flag(at i: Int) -> QualityFlag {
    if fail[i] != 0 { return .fail }
    if suspect[i] != 0 { return .suspect }
    return performed[i] != 0 ? .pass : .notEvaluated
  }
}
