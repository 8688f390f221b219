/// What Argo files tell of their quality tests as a whole: which ran, which failed, and how much of
/// a profile is good.
public enum ArgoQualityControl {
  /// The highest test number that `HISTORY_QCTEST` can hold: it has room for 16 digits.
  public static let largestTestNumber = 63

  /// The hexadecimal sum of `2^number` over tests, as `HISTORY_QCTEST` states those performed
  /// (action `QCP$`) and those failed (`QCF$`).
  ///
  /// - Parameter tests: Test numbers; those beyond 0 to 63 have no place and are left out.
  /// - SeeAlso: Argo user's manual, reference table 11.
  public static func history(ofTests tests: some Sequence<Int>) -> String {
    var sum: UInt64 = 0
    for test in tests where (0...largestTestNumber).contains(test) { sum |= 1 << UInt64(test) }
    return String(sum, radix: 16, uppercase: true)
  }

  /// The numbers of the tests in a `HISTORY_QCTEST`, rising.
  ///
  /// - Parameter text: Hexadecimal digits, padded with blanks; blank for none.
  /// - Returns: Nil when it is no such number.
  public static func tests(ofHistory text: String) -> [Int]? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != 0 }
    guard !digits.isEmpty else { return [] }
    guard digits.allSatisfy({ isHexadecimal($0) }),
      let sum = UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    return (0...largestTestNumber).filter { sum >> UInt64($0) & 1 == 1 }
  }

  /// `UInt64(_:radix:)` takes a sign as well.
  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// The letter that `PROFILE_<PARAM>_QC` gives a profile: how many of its levels are good.
  ///
  /// With `N` the levels with good flags (1, 2, 5 or 8) in percent of those with a value (any flag
  /// but 9): `A` for `N = 100`, `B` from 75, `C` from 50, `D` from 25, `E` above 0, `F` for 0, and
  /// a blank where no quality control was done, which flags 0 and blank say of a level.
  ///
  /// - Parameter codes: The flags of the levels, by reference table 2.
  /// - SeeAlso: Argo user's manual, reference table 2a.
  public static func profileLetter(ofCodes codes: some Sequence<Int>) -> Character {
    var (levels, good, judged) = (0, 0, 0)
    for code in codes where code != 9 {
      levels += 1
      if code != 0 { judged += 1 }
      if [1, 2, 5, 8].contains(code) { good += 1 }
    }
    guard judged > 0 else { return " " }
    if good == levels { return "A" }
    if 4 * good >= 3 * levels { return "B" }
    if 2 * good >= levels { return "C" }
    if 4 * good >= levels { return "D" }
    return good > 0 ? "E" : "F"
  }
}
