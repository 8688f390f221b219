/// The name of a platform in one spelling, whichever distributor gives it.
///
/// Upper case without blanks, dashes, dots and underscores around or within; without a prefix such
/// as `WMO`, `ARGO` or `GTS`, the `Q` that messages put before the number of a float, and leading
/// zeros of numbers. A buoy of five digits and its number of seven digits are one: two zeros stand
/// after the area and subarea, as in 44761 and 4400761.
///
/// Names that stand for no platform in particular, such as the call sign `SHIP` of reports whose
/// own is withheld, are no name.
///
/// - SeeAlso: WMO (2019), *Manual on Codes*, volume I.2, FM 94 BUFR, and the rules of WMO
///   identifiers of ocean platforms, for the change from five to seven digits.
struct PlatformName: Hashable {
  let text: String

  /// Nil when the name tells nothing.
  init?(_ name: String) {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: ":"), 0:
        continue
      default: bytes.append(byte)
      }
    }
    for prefix in Self.prefixes where bytes.starts(with: prefix.utf8) {
      // A prefix stands before a number; WMOLAND is a name.
      let rest = bytes.dropFirst(prefix.utf8.count)
      if !rest.isEmpty, rest.allSatisfy(Self.isDigit) { bytes = Array(rest) }
    }
    if bytes.allSatisfy(Self.isDigit) {
      bytes = Array(bytes.drop { $0 == UInt8(ascii: "0") })
      if bytes.count == 5 { bytes.insert(contentsOf: [0x30, 0x30], at: 2) }
    }
    text = String(decoding: bytes, as: UTF8.self)
    guard !text.isEmpty, !Self.withheld.contains(text) else { return nil }
  }

  private static let prefixes = [
    "ARGO", "GTS", "WMOID", "WMO", "Q",
  ]

  /// Call signs that marine reports carry in place of one that is withheld or unknown, as in
  /// ICOADS and NCEP's tanks, and words for no name.
  private static let withheld: Set = [
    "SHIP", "MASKST", "MASKSTID", "BUOY", "RIGG", "PLAT", "UNKNOWN", "NONE", "NA", "N/A", "XXXX",
    "TEST", "99999", "9900999", "9999999", "PLATFORM",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
