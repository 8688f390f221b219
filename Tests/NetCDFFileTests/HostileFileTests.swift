@preconcurrency import CHDF5
import CNetCDF
import Foundation
import NetCDFFile
import Testing

/// Files that would make a reader follow them out of the file, run in circles or take all memory.
@Suite("Hostile HDF5 files", .serialized)
struct HostileFileTests {
  /// Writes a file, which neither reader may open.
  static func refusal(
    isLatest: Bool = false,
    _ write: (HDF5Writer) -> Void
  ) throws -> [NetCDFError?] {
    let path = try HDF5Writer.file(isLatest: isLatest, write)
    defer { HDF5Writer.remove(path) }
    return NetCDFFile.Backend.allCases.map { backend in
      #expect(throws: NetCDFError.self) { try NetCDFFile(path: path, backend: backend) }
    }
  }

  private static let int16 = H5T_STD_I16LE_g

  @Test("values kept in another file are refused, whoever would read them")
  func externalStorage() throws {
    let errors = try Self.refusal { writer in
      writer.dataset(
        "secret",
        type: H5T_STD_U8LE_g,
        shape: [16],
        fill: UInt8(0),
        settings: { HDF5Writer.check(H5Pset_external($0, "/etc/passwd", 0, 16)) }
      )
    }
    for error in errors {
      #expect(error?.kind == .unsupported)
      #expect(error?.variable == "secret")
    }
  }

  @Test("links out of the file are refused, in either kind of group", arguments: [false, true])
  func externalLinks(isLatest: Bool) throws {
    let errors = try Self.refusal(isLatest: isLatest) { writer in
      writer.dataset("v", type: Self.int16, shape: [1], values: [Int16(1)])
      let group = HDF5Writer.check(H5Gcreate2(writer.file, "group", 0, 0, 0))
      HDF5Writer.check(H5Lcreate_external("other.h5", "/v", group, "away", 0, 0))
      HDF5Writer.check(H5Gclose(group))
    }
    for error in errors {
      #expect(error?.kind == .unsupported)
      #expect(error?.detail.contains("group/away") == true)
    }
  }

  @Test("virtual datasets are refused")
  func virtual() throws {
    let errors = try Self.refusal(isLatest: true) { writer in
      let space = HDF5Writer.space([4])
      writer.dataset(
        "mosaic",
        type: Self.int16,
        shape: [4],
        fill: Int16(0),
        settings: { HDF5Writer.check(H5Pset_virtual($0, space, "other.h5", "v", space)) }
      )
      HDF5Writer.check(H5Sclose(space))
    }
    for error in errors {
      #expect(error?.kind == .unsupported)
      #expect(error?.variable == "mosaic")
    }
  }

  @Test("a group that contains itself is corrupt, and so is one that does through others")
  func cycles() throws {
    for depth in [1, 3] {
      let errors = try Self.refusal { writer in
        var groups = [HDF5Writer.check(H5Gcreate2(writer.file, "a", 0, 0, 0))]
        for i in 1..<max(2, depth) {
          groups.append(HDF5Writer.check(H5Gcreate2(groups[i - 1], "b\(i)", 0, 0, 0)))
        }
        let last = groups[depth - 1]
        HDF5Writer.check(H5Lcreate_hard(groups[0], ".", last, "back", 0, 0))
        for group in groups { HDF5Writer.check(H5Gclose(group)) }
      }
      for error in errors {
        #expect(error?.kind == .corrupt)
        #expect(error?.detail.contains("contains itself") == true)
      }
    }
  }

  @Test("a link that leads to itself leads nowhere")
  func softCycle() throws {
    let errors = try Self.refusal { writer in
      HDF5Writer.check(H5Lcreate_soft("b", writer.file, "a", 0, 0))
      HDF5Writer.check(H5Lcreate_soft("a", writer.file, "b", 0, 0))
    }
    for error in errors { #expect(error?.kind == .corrupt) }
  }

  @Test("groups nested 70 deep are corrupt, 60 deep are not")
  func depth() throws {
    func nest(_ depth: Int) -> (HDF5Writer) -> Void {
      { writer in
        var groups = [writer.file]
        for i in 0..<depth {
          groups.append(HDF5Writer.check(H5Gcreate2(groups[i], "g", 0, 0, 0)))
        }
        for group in groups.dropFirst() { HDF5Writer.check(H5Gclose(group)) }
      }
    }
    for error in try Self.refusal(nest(70)) { #expect(error?.kind == .corrupt) }
    let path = try HDF5Writer.file(nest(60))
    defer { HDF5Writer.remove(path) }
    #expect(throws: Never.self) { try NetCDFFile(path: path) }
  }

  @Test("an unknown filter refuses its variable by number and leaves the others")
  func filters() throws {
    let path = try HDF5Writer.file { writer in
      writer.dataset(
        "zstandard",
        type: Self.int16,
        shape: [8],
        chunk: [8],
        values: HardCaseTests.values(8),
        settings: { HDF5Writer.check(H5Pset_filter($0, 32015, 1, 0, nil)) }
      )
      writer.dataset("v", type: Self.int16, shape: [2], values: [Int16(1), 2])
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    #expect(try FileText.values("v", of: file) == .short([1, 2]))
    let error = #expect(throws: NetCDFError.self) {
      try FileText.values("zstandard", of: file)
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.detail.contains("32015") == true)
  }

  @Test("filters that only the library has are read through it, variable by variable")
  func libraryFilters() throws {
    let values = (0..<4096).map { Int16($0 % 100) }
    let path = try HDF5Writer.file { writer in
      let settings: [(String, (hid_t) -> Void)] = [
        ("scaled", { HDF5Writer.check(H5Pset_scaleoffset($0, H5Z_SO_INT, 0)) }),
        ("bits", { HDF5Writer.check(H5Pset_nbit($0)) }),
        ("v", { HDF5Writer.deflateAndShuffle($0) }),
      ]
      for (name, set) in settings {
        writer.dataset(
          name,
          type: Self.int16,
          shape: [4096],
          chunk: [512],
          values: values,
          settings: set
        )
      }
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    #expect(!file.isReadByLibrary)
    for name in ["scaled", "bits", "v"] {
      #expect(try FileText.values(name, of: file) == .short(values))
    }
  }

  @Test("values beyond measure are refused before memory is taken for them")
  func bombs() throws {
    let path = try HDF5Writer.file { writer in
      let sparse = writer.open(
        "sparse",
        type: H5T_IEEE_F64LE_g,
        shape: [200_000, 200_000],
        chunk: [100, 100],
        fill: 0.0
      )
      HDF5Writer.check(H5Dclose(sparse))
      let large = writer.open(
        "large",
        type: H5T_IEEE_F64LE_g,
        shape: [100_000_000],
        chunk: [100_000_000],
        fill: 0.0
      )
      HDF5Writer.check(H5Dclose(large))
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    for name in ["sparse", "large"] {
      let error = #expect(throws: NetCDFError.self) { try FileText.values(name, of: file) }
      #expect(error?.kind == .tooLarge)
    }
    // A part of the sparse one is as good as any other values.
    let sparse = try #require(file.variable("sparse"))
    let part = try file.read(sparse, region: Region(start: [199_990, 7], count: [10, 1]))
    #expect(part == .double([Double](repeating: 0, count: 10)))
  }
}
