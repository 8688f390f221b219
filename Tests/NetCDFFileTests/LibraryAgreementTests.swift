import NetCDFFile
import Testing

/// The reader of HDF5 held against libnetcdf, which reads the same files.
@Suite("Agreement with the library", .serialized)
struct LibraryAgreementTests {
  static let files =
    FileText.files(below: FileText.package + "/Fixtures")
    + (FileText.reference.map { FileText.files(below: $0 + "/data/real") } ?? [])

  @Test("files are described as the library describes them, and their values have the same bits")
  func agreement() throws {
    #expect(!Self.files.isEmpty)
    for path in Self.files {
      let own: NetCDFFile
      do {
        own = try NetCDFFile(path: path)
      } catch {
        // A file that is refused is refused by both.
        #expect(throws: NetCDFError.self) { try NetCDFFile(path: path, backend: .library) }
        continue
      }
      #expect(!own.isReadByLibrary, "\(path)")
      let library = try NetCDFFile(path: path, backend: .library)
      #expect(FileText.metadata(of: own) == FileText.metadata(of: library), "\(path)")
      #expect(Set(own.skipped).isSuperset(of: library.skipped), "\(path)")
      for (variable, twin) in zip(own.allVariables, library.allVariables) {
        // The first part of large arrays has whole chunks and parts of chunks alike.
        let region = Self.beginning(of: variable)
        let values = try own.read(variable, region: region)
        let expected = try library.read(twin, region: region)
        #expect(FileText.haveSameBits(values, expected), "\(path) \(variable.path)")
      }
    }
  }

  /// The variable, or as many of its first positions as have 300,000 values.
  static func beginning(of variable: Variable) -> Region {
    let shape = variable.shape
    let row = max(1, shape.dropFirst().reduce(1, *))
    var count = shape
    if variable.count > 300_000, let length = shape.first {
      count[0] = min(length, max(1, 300_000 / row))
    }
    return Region(start: shape.map { _ in 0 }, count: count)
  }
}
