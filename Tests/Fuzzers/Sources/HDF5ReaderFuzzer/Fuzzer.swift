import FuzzSupport
import NetCDFFile

/// Opens the input as an HDF5 file and reads every variable that it tells of, without the C library.
///
/// The checksums of superblocks and headers are the fuzzer's to find; most of the format has none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
  var bytes = input(start, count)
  guard bytes.count > 48 else { return 0 }
  bytes.replaceSubrange(0..<8, with: signature)
  guard let path = file(bytes) else { return 0 }
  let limits = NetCDFFile.Limits(
    bytesOfRead: 1 << 22,
    bytesOfChunk: 1 << 22,
    allowsLibrary: false
  )
  guard let file = try? NetCDFFile(path: path, limits: limits) else { return 0 }
  for variable in file.allVariables { _ = try? file.read(variable) }
  return 0
}
