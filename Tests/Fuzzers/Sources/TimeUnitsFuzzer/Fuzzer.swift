import Conventions
import FuzzSupport

/// The first eight bytes are a value, the next one chooses the calendar, the rest is a unit of time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  guard bytes.count > 9 else { return 0 }
  let calendars = [
    nil, "standard", "gregorian", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day",
    "none", "x",
  ]
  let units = String(decoding: bytes[9...], as: UTF8.self)
  let calendar = calendars[Int(bytes[8]) % calendars.count]
  guard let time = try? TimeUnits(units: units, calendar: calendar) else { return 0 }
  let value = Double(bitPattern: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) })
  let instant = time.instant(value)
  _ = time.value(ofInstant: instant)
  return 0
}
