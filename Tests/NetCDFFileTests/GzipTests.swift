import CDeflate
import Foundation
import NetCDFFile
import Testing

@Suite("Files compressed with gzip")
struct GzipTests {
  /// A gzip member.
  static func member(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(6) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    var packed = [UInt8](repeating: 0, count: bytes.count + 1024)
    let count = libdeflate_gzip_compress(compressor, bytes, bytes.count, &packed, packed.count)
    return Array(packed[..<count])
  }

  static let fixtures = ["/ghrsst/2024", "/argo/2990001/profiles"].compactMap { directory in
    let path = FileText.package + "/Fixtures/archive" + directory
    return try? FileManager.default.contentsOfDirectory(atPath: path).sorted().first.map {
      path + "/" + $0
    }
  }

  static func written(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("gzip-\(UUID().uuidString).nc.gz").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("a netCDF-4 and a classic file read the same packed, in one member and in three")
  func members() throws {
    #expect(Self.fixtures.count == 2)
    for fixture in Self.fixtures {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixture)))
      let plain = try NetCDFFile(path: fixture)
      let third = bytes.count / 3
      let three =
        Self.member(Array(bytes[..<third])) + Self.member(Array(bytes[third..<(2 * third)]))
        + Self.member(Array(bytes[(2 * third)...]))
      for packed in [Self.member(bytes), three, three + [0, 0, 0, 0]] {
        let path = try Self.written(packed)
        defer { try? FileManager.default.removeItem(atPath: path) }
        for backend in NetCDFFile.Backend.allCases {
          let file = try NetCDFFile(path: path, backend: backend)
          #expect(FileText.metadata(of: file) == FileText.metadata(of: plain))
          for (variable, twin) in zip(file.allVariables, plain.allVariables) {
            #expect(FileText.haveSameBits(try file.read(variable), try plain.read(twin)))
          }
        }
      }
    }
  }

  @Test("a member that is cut off or damaged is corrupt, one that is too large is refused")
  func damage() throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(fileURLWithPath: try #require(Self.fixtures.first)))
    )
    let whole = Self.member(bytes)
    var flipped = whole
    flipped[whole.count / 2] ^= 1
    for packed in [Array(whole.dropLast(whole.count / 2)), flipped] {
      let path = try Self.written(packed)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let error = #expect(throws: NetCDFError.self) { try NetCDFFile(path: path) }
      #expect(error?.kind == .corrupt)
    }
    let path = try Self.written(whole)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let limits = NetCDFFile.Limits(bytesUnpacked: bytes.count - 1)
    let error = #expect(throws: NetCDFError.self) {
      try NetCDFFile(path: path, limits: limits)
    }
    #expect(error?.kind == .tooLarge)
  }
}
