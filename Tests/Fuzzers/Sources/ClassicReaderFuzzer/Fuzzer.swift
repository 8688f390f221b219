import FuzzSupport
import NetCDFFile

/// Opens the input as a classic file and reads every variable that it tells of.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var bytes = input(start, count)
  guard bytes.count >= 4 else { return 0 }
  let versions: [UInt8] = [1, 2, 5]
  bytes.replaceSubrange(0..<4, with: Array("CDF".utf8) + [versions[Int(bytes[3]) % 3]])
  guard let path = file(bytes) else { return 0 }
  guard let file = try? NetCDFFile(path: path, limits: .init(bytesOfRead: 1 << 24)) else {
    return 0
  }
  for variable in file.allVariables { _ = try? file.read(variable) }
  return 0
}
