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
      let library = try NetCDFFile(path: path, backend: .library)
      #expect(FileText.metadata(of: own) == FileText.metadata(of: library), "\(path)")
      #expect(Set(own.skipped).isSuperset(of: library.skipped), "\(path)")
      for (variable, twin) in zip(own.allVariables, library.allVariables) {
        let values = FileText.bits(of: try own.read(variable))
        let expected = FileText.bits(of: try library.read(twin))
        #expect(values == expected, "\(path) \(variable.path)")
      }
    }
  }
}
