import FuzzSupport
import Reading

/// Reads the input as a network map.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = try? NetworkMap(yaml: text(start, count), path: "fuzz.yaml")
  return 0
}
