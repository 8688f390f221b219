internal import Glibc

/// Reads a data file that a Debian package provides.
func dataFile(_ path: String, package: String) throws(ReportingError) -> [UInt8] {
  guard let file = fopen(path, "rb") else { throw .missingData(path: path, package: package) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&block, 1, block.count, file)
    if count == 0 { break }
    bytes.append(contentsOf: block[..<count])
  }
  guard ferror(file) == 0, !bytes.isEmpty else { throw .damagedData(path: path) }
  return bytes
}
