import FuzzSupport
import Reading

private let catalogue = try? NetworkCatalogue()

/// Opens the input as a classic file of observations and tells everything of it: what networks,
/// coordinates, ragged arrays, flags and units make of values that contradict each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  // Not HDF5: that would be a test of the C library.
  guard bytes.starts(with: Array("CDF".utf8)), let catalogue, let path = file(bytes),
    let file = try? ObservationFile(path: path, catalogue: catalogue)
  else { return 0 }
  _ = try? file.inspect()
  return 0
}
