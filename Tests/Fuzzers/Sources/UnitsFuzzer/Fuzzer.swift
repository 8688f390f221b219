import Conventions
import FuzzSupport

/// Converts from the unit that the input spells.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let unit = text(start, count)
  for canonical in ["degree_Celsius", "m s-1", "1"] {
    _ = try? UnitConverter(from: unit, to: canonical)
  }
  return 0
}
