@preconcurrency import CHDF5
import Foundation
import NetCDFFile
import Testing

/// What describes HDF5 files: groups, attributes, texts and types.
@Suite("Metadata of HDF5", .serialized)
struct HDF5MetadataTests {
  /// Opens a file with both readers, which must tell the same of it.
  static func check(
    isLatest: Bool = false,
    comparesLibrary: Bool = true,
    write: (HDF5Writer) -> Void,
    _ body: (NetCDFFile) throws -> Void
  ) throws {
    let path = try HDF5Writer.file(isLatest: isLatest, write)
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    #expect(!file.isReadByLibrary)
    if comparesLibrary {
      let library = try NetCDFFile(path: path, backend: .library)
      #expect(FileText.metadata(of: file) == FileText.metadata(of: library))
    }
    try body(file)
  }

  @Test("a thousand groups and a thousand attributes are found", arguments: [false, true])
  func many(isLatest: Bool) throws {
    try Self.check(isLatest: isLatest) { writer in
      let creation = HDF5Writer.check(H5Pcreate(H5P_CLS_GROUP_CREATE_ID_g))
      let order = UInt32(H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED)
      if isLatest { HDF5Writer.check(H5Pset_link_creation_order(creation, order)) }
      let parent = HDF5Writer.check(H5Gcreate2(writer.file, "parent", 0, creation, 0))
      for i in 0..<1000 {
        let group = HDF5Writer.check(H5Gcreate2(parent, "group \(999 - i)", 0, 0, 0))
        HDF5Writer.check(H5Gclose(group))
        writer.attribute(
          "attribute \(i)",
          of: parent,
          type: H5T_STD_I32LE_g,
          shape: [1],
          values: [Int32(i)]
        )
      }
      HDF5Writer.check(H5Gclose(parent))
      HDF5Writer.check(H5Pclose(creation))
    } _: { (file) throws in
      let parent = try #require(file.root.groups.first)
      // In the order in which they were made where it is kept, else by name.
      let names = (0..<1000).map { "group \(999 - $0)" }
      #expect(parent.groups.map(\.name) == (isLatest ? names : names.sorted()))
      #expect(parent.attributes.count == 1000)
      for attribute in parent.attributes {
        let number = try #require(Int64(attribute.name.dropFirst("attribute ".count)))
        #expect(attribute.content == .integers([number]))
      }
    }
  }

  @Test("attributes of any size are read, those of netCDF's own use are hidden")
  func attributes() throws {
    let long = (0..<20_000).map { Float($0) / 8 }
    try Self.check(isLatest: true) { writer in
      for i in 0..<12 {
        writer.attribute("a\(i)", type: H5T_STD_U8LE_g, shape: [2], values: [UInt8(i), 255])
      }
      writer.attribute("long", type: H5T_IEEE_F32LE_g, shape: [20_000], values: long)
      writer.attribute("_NCProperties", type: H5T_STD_I32LE_g, shape: [1], values: [Int32(1)])
      writer.attribute("scalar", type: H5T_STD_I64BE_g, shape: [], values: [Int64(-3).byteSwapped])
      writer.attribute("none", type: H5T_STD_I16LE_g, shape: [0], values: [Int16(0)])
    } _: { (file) throws in
      let names = (0..<12).map { "a\($0)" } + ["long", "scalar", "none"]
      #expect(Set(file.root.attributes.map(\.name)) == Set(names))
      let content = { name in file.root.attributes.first { $0.name == name }?.content }
      #expect(content("a7") == .unsigned([7, 255]))
      #expect(content("long") == .reals(long.map { Double($0) }))
      #expect(content("scalar") == .integers([-3]))
      #expect(content("none") == .integers([]))
    }
  }

  @Test("texts of fixed and of any length are read, as attributes and as values")
  func texts() throws {
    let words = ["", "Sverdrup", "ελληνικά", String(repeating: "long ", count: 2000)]
    try Self.check { writer in
      let any = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
      HDF5Writer.check(H5Tset_size(any, -1))
      let pointers = words.map { strdup($0) } + [nil]
      writer.dataset("any", type: any, shape: [5], values: pointers)
      writer.dataset(
        "packed",
        type: any,
        shape: [5],
        chunk: [2],
        values: pointers,
        settings: HDF5Writer.deflateAndShuffle
      )
      writer.attribute("words", type: any, shape: [4], values: Array(pointers[0..<4]))
      let fixed = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
      HDF5Writer.check(H5Tset_size(fixed, 4))
      let bytes: [UInt8] = Array("ab\0\0abcd\0\0\0\0".utf8)
      writer.dataset("fixed", type: fixed, shape: [3], values: bytes)
      writer.attribute("one", type: fixed, shape: [], values: Array(bytes[0..<4]))
      writer.attribute("three", type: fixed, shape: [3], values: bytes)
      let character = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
      writer.dataset("letters", type: character, shape: [5], values: Array("a\0c e".utf8))
      for pointer in pointers { free(pointer) }
      for type in [any, fixed, character] { HDF5Writer.check(H5Tclose(type)) }
    } _: { (file) throws in
      #expect(try FileText.values("any", of: file) == .string(words + [""]))
      #expect(try FileText.values("packed", of: file) == .string(words + [""]))
      #expect(try FileText.values("fixed", of: file) == .string(["ab", "abcd", ""]))
      #expect(try FileText.values("letters", of: file) == .char(Array("a\0c e".utf8)))
      let content = { name in file.root.attributes.first { $0.name == name }?.content }
      #expect(content("words") == .strings(words))
      #expect(content("one") == .text("ab"))
      #expect(content("three") == .strings(["ab", "abcd", ""]))
    }
  }

  @Test("types that observations do not need are left out and listed")
  func types() throws {
    try Self.check { writer in
      let opaque = HDF5Writer.check(H5Tcreate(H5T_OPAQUE, 4))
      writer.dataset("opaque", type: opaque, shape: [1], values: [UInt32(1)])
      let base = H5T_STD_I8LE_g
      let kind = HDF5Writer.check(H5Tenum_create(base))
      var value: Int8 = 1
      HDF5Writer.check(H5Tenum_insert(kind, "yes", &value))
      HDF5Writer.check(H5Tcommit2(writer.file, "answer", kind, 0, 0, 0))
      writer.dataset("enum", type: kind, shape: [2], values: [Int8(1), 1])
      let pair = HDF5Writer.check(H5Tcreate(H5T_COMPOUND, 4))
      HDF5Writer.check(H5Tinsert(pair, "a", 0, H5T_STD_I16LE_g))
      HDF5Writer.check(H5Tinsert(pair, "b", 2, H5T_STD_I16LE_g))
      writer.dataset("pair", type: pair, shape: [1], values: [UInt32(1)])
      let list = HDF5Writer.check(H5Tvlen_create(H5T_STD_I16LE_g))
      writer.dataset("list", type: list, shape: [1], fill: Optional<hvl_t>.none, values: nil)
      writer.dataset("v", type: H5T_STD_I16LE_g, shape: [1], values: [Int16(3)])
      for type in [opaque, kind, pair, list] { HDF5Writer.check(H5Tclose(type)) }
    } _: { (file) throws in
      #expect(file.allVariables.map(\.path) == ["v"])
      #expect(file.skipped.sorted() == ["enum", "list", "opaque", "pair"])
    }
  }

  @Test("a dimension of plain HDF5 is shared by variables of one length, not within a variable")
  func plain() throws {
    try Self.check { writer in
      let type = H5T_STD_I16LE_g
      writer.dataset("a", type: type, shape: [3, 5], values: HardCaseTests.values(15))
      writer.dataset("b", type: type, shape: [5, 5], values: HardCaseTests.values(25))
      writer.dataset(
        "c",
        type: type,
        shape: [3],
        greatest: [nil],
        chunk: [2],
        values: HardCaseTests.values(3)
      )
    } _: { (file) throws in
      let names = file.allVariables.map { $0.dimensions.map(\.name) }
      #expect(
        names == [
          ["phony_dim_0", "phony_dim_1"], ["phony_dim_1", "phony_dim_2"], ["phony_dim_3"],
        ]
      )
    }
  }

  @Test("a link within the file leads to what it names")
  func softLinks() throws {
    try Self.check { writer in
      writer.dataset("v", type: H5T_STD_I16LE_g, shape: [2], values: [Int16(4), 5])
      let group = HDF5Writer.check(H5Gcreate2(writer.file, "group", 0, 0, 0))
      HDF5Writer.check(H5Lcreate_soft("/v", group, "absolute", 0, 0))
      HDF5Writer.check(H5Lcreate_soft("absolute", group, "relative", 0, 0))
      HDF5Writer.check(H5Gclose(group))
    } _: { (file) throws in
      for path in ["v", "group/absolute", "group/relative"] {
        #expect(try FileText.values(path, of: file) == .short([4, 5]))
      }
    }
  }
}
