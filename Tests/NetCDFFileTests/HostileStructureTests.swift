@preconcurrency import CHDF5
import Foundation
import NetCDFFile
import Testing

/// Structures of HDF5 that are small in the file and would take a reader without end, or out of
/// its arrays. Some are put together byte by byte where the library has no hand in them.
@Suite("Hostile structures of HDF5", .serialized)
struct HostileStructureTests {
  private static let int16 = H5T_STD_I16LE_g

  // MARK: Bytes

  private static func number(_ value: Int, _ size: Int = 8) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static let undefined = [UInt8](repeating: 0xff, count: 8)

  private static func place(of bytes: [UInt8], in file: [UInt8], from start: Int = 0) -> Int? {
    (start...(file.count - bytes.count)).first {
      file[$0..<($0 + bytes.count)].elementsEqual(bytes)
    }
  }

  private static func put(_ bytes: [UInt8], at place: Int, into file: inout [UInt8]) {
    file.replaceSubrange(place..<(place + bytes.count), with: bytes)
  }

  /// Fills up to a multiple of eight bytes and returns where the file ends.
  private static func align(_ file: inout [UInt8]) -> Int {
    file += [UInt8](repeating: 0, count: -file.count & 7)
    return file.count
  }

  /// Writes a file and changes its bytes. The end of the file that its superblock of version 0
  /// states, at byte 40, is left, since a file may be longer.
  private static func forged(
    isLatest: Bool = false,
    _ write: (HDF5Writer) -> Void,
    _ forge: (inout [UInt8]) throws -> Void
  ) throws -> String {
    let path = try HDF5Writer.file(isLatest: isLatest, write)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    try forge(&bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Bob Jenkins' checksum of bytes, `hashlittle` of lookup3.c, with 0 to begin with.
  private static func checksum(_ bytes: some Collection<UInt8>) -> [UInt8] {
    func rotated(_ x: UInt32, _ k: UInt32) -> UInt32 { x << k | x >> (32 - k) }
    var rest = Array(bytes)
    var a = 0xdead_beef &+ UInt32(rest.count)
    var (b, c) = (a, a)
    guard !rest.isEmpty else { return number(Int(c), 4) }
    func word(_ i: Int) -> UInt32 {
      (0..<4).reduce(0) { sum, k in
        let place = 4 * i + k
        return sum | (place < rest.count ? UInt32(rest[place]) << UInt32(8 * k) : 0)
      }
    }
    while rest.count > 12 {
      a = (a &+ word(0) &- (c &+ word(2))) ^ rotated(c &+ word(2), 4)
      (b, c) = (b &+ word(1), c &+ word(2))
      c = c &+ b
      b = (b &- a) ^ rotated(a, 6)
      a = a &+ c
      c = (c &- b) ^ rotated(b, 8)
      b = b &+ a
      a = (a &- c) ^ rotated(c, 16)
      c = c &+ b
      b = (b &- a) ^ rotated(a, 19)
      a = a &+ c
      c = (c &- b) ^ rotated(b, 4)
      b = b &+ a
      rest.removeFirst(12)
    }
    (a, b, c) = (a &+ word(0), b &+ word(1), c &+ word(2))
    c = (c ^ b) &- rotated(b, 14)
    a = (a ^ c) &- rotated(c, 11)
    b = (b ^ a) &- rotated(a, 25)
    c = (c ^ b) &- rotated(b, 16)
    a = (a ^ c) &- rotated(c, 4)
    b = (b ^ a) &- rotated(a, 14)
    c = (c ^ b) &- rotated(b, 24)
    return number(Int(c), 4)
  }

  // MARK: Arrays and names

  @Test("an empty array along an unlimited dimension is padded to its length")
  func emptyInOnePiece() throws {
    for layout in [H5D_COMPACT, H5D_CONTIGUOUS] {
      let path = try HDF5Writer.file { writer in
        let time = writer.open(
          "time",
          type: Self.int16,
          shape: [5],
          greatest: [nil],
          chunk: [5],
          fill: Int16(0)
        )
        let text = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
        HDF5Writer.check(H5Tset_size(text, 16))
        writer.attribute(
          "CLASS",
          of: time,
          type: text,
          shape: [],
          values: Array("DIMENSION_SCALE\0".utf8)
        )
        HDF5Writer.check(H5Tclose(text))
        writer.attribute(
          "_Netcdf4Dimid",
          of: time,
          type: H5T_STD_I32LE_g,
          shape: [],
          values: [Int32(0)]
        )
        HDF5Writer.check(H5Dclose(time))
        let empty = writer.open(
          "v",
          type: Self.int16,
          shape: [0],
          fill: Int16(-7),
          settings: {
            HDF5Writer.check(H5Pset_layout($0, layout))
            HDF5Writer.check(H5Pset_alloc_time($0, H5D_ALLOC_TIME_EARLY))
          }
        )
        writer.attribute(
          "_Netcdf4Coordinates",
          of: empty,
          type: H5T_STD_I32LE_g,
          shape: [1],
          values: [Int32(0)]
        )
        HDF5Writer.check(H5Dclose(empty))
      }
      defer { HDF5Writer.remove(path) }
      for backend in NetCDFFile.Backend.allCases {
        let file = try NetCDFFile(path: path, backend: backend)
        #expect(try FileText.values("v", of: file) == .short([-7, -7, -7, -7, -7]))
      }
    }
  }

  @Test("a dimension that is made up does not take the name of one that is there")
  func phonyNames() throws {
    let path = try HDF5Writer.file { writer in
      let scale = writer.open(
        "phony_dim_1",
        type: Self.int16,
        shape: [2],
        fill: Int16(0)
      )
      let text = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
      HDF5Writer.check(H5Tset_size(text, 16))
      writer.attribute(
        "CLASS",
        of: scale,
        type: text,
        shape: [],
        values: Array("DIMENSION_SCALE\0".utf8)
      )
      HDF5Writer.check(H5Tclose(text))
      HDF5Writer.check(H5Dclose(scale))
      writer.dataset("a", type: Self.int16, shape: [3], values: [Int16(1), 2, 3])
      writer.dataset("b", type: Self.int16, shape: [4], values: [Int16(1), 2, 3, 4])
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    let names = file.root.dimensions.map(\.name)
    #expect(names == ["phony_dim_1", "phony_dim_2", "phony_dim_3"])
    #expect(file.variable("a")?.dimensions.map(\.name) == ["phony_dim_2"])
    #expect(file.variable("b")?.dimensions.map(\.name) == ["phony_dim_3"])
  }

  // MARK: Structures that lead nowhere or in circles

  @Test("a row of blocks in a heap that is smaller than the least row is corrupt")
  func heapRows() throws {
    let path = try Self.forged(isLatest: true) { writer in
      let v = writer.open("v", type: Self.int16, shape: [1], fill: Int16(0))
      for i in 0..<12 {
        writer.attribute("a\(i)", of: v, type: Self.int16, shape: [], values: [Int16(i)])
      }
      HDF5Writer.check(H5Dclose(v))
    } _: { file in
      // Rows of 4096 blocks of 512 bytes, the greatest that hold objects: the blocks of row 2 have
      // room for a quarter of a row.
      let heap = try #require(Self.place(of: Array("FRHP".utf8), in: file))
      let offsetSize = (Int(file[heap + 128]) + 7) / 8
      Self.put(Self.number(4096, 2), at: heap + 110, into: &file)
      Self.put(Self.number(512) + Self.number(512), at: heap + 112, into: &file)
      Self.put(Self.number(file.count) + Self.number(4, 2), at: heap + 132, into: &file)
      Self.put(Self.checksum(file[heap..<(heap + 142)]), at: heap + 142, into: &file)
      // The tree of names is of type 8; its first record begins with the object's identifier.
      let tree = try #require(Self.place(of: Array("BTHD".utf8) + [0, 8], in: file))
      let leaf = try #require(Self.place(of: Array("BTLF".utf8) + [0, 8], in: file))
      let size =
        6 + (Int(file[tree + 10]) + Int(file[tree + 11]) << 8)
        * (Int(file[tree + 24]) + Int(file[tree + 25]) << 8)
      Self.put(Self.number(4 << 20 + 100, offsetSize), at: leaf + 7, into: &file)
      Self.put(Self.checksum(file[leaf..<(leaf + size)]), at: leaf + size, into: &file)
      var block = Array("FHIB".utf8) + [0] + Self.number(heap)
      block += [UInt8](repeating: 0, count: offsetSize + 4 * 4096 * 8)
      file += block + Self.checksum(block)
    }
    defer { HDF5Writer.remove(path) }
    let error = #expect(throws: NetCDFError.self) { try NetCDFFile(path: path) }
    #expect(error?.kind == .corrupt)
    #expect(error?.detail.contains("too small for a row") == true, "\(error?.detail ?? "")")
  }

  @Test("links of which each leads through many others are corrupt", .timeLimit(.minutes(1)))
  func branchingLinks() throws {
    let errors = try HostileFileTests.refusal { writer in
      for i in 0..<14 {
        let next = "l\(10 + i + 1)"
        let target = [String](repeating: next, count: 10).joined(separator: "/")
        HDF5Writer.check(H5Lcreate_soft(target, writer.file, "l\(10 + i)", 0, 0))
      }
      HDF5Writer.check(H5Lcreate_soft("/", writer.file, "l24", 0, 0))
    }
    for error in errors { #expect(error?.kind == .corrupt) }
  }

  @Test("a chain of 15 links is followed")
  func chainOfLinks() throws {
    let path = try HDF5Writer.file { writer in
      writer.dataset("v", type: Self.int16, shape: [1], values: [Int16(3)])
      for i in 0..<15 {
        HDF5Writer.check(H5Lcreate_soft(i == 0 ? "v" : "w\(i - 1)", writer.file, "w\(i)", 0, 0))
      }
    }
    defer { HDF5Writer.remove(path) }
    #expect(try FileText.values("w14", of: NetCDFFile(path: path)) == .short([3]))
  }

  /// A file with a chunked variable of four numbers, and where its tree of chunks is.
  private static func chunked(
    _ forge: (inout [UInt8], Int) throws -> Void
  ) throws -> String {
    try forged { writer in
      writer.dataset(
        "v",
        type: int16,
        shape: [4],
        greatest: [nil],
        chunk: [2],
        values: [Int16(1), 2, 3, 4]
      )
    } _: { file in
      let tree = try #require(Self.place(of: Array("TREE".utf8) + [1], in: file))
      try forge(&file, tree)
    }
  }

  @Test("a tree that leads to one node again and again is corrupt", .timeLimit(.minutes(1)))
  func repeatedNodes() throws {
    let path = try Self.chunked { file, tree in
      // The file has the place of the tree once, in the layout of the variable.
      let pointer = try #require(Self.place(of: Self.number(tree), in: file))
      let count = 32_000
      func node(level: UInt8, firstOffset: Int, child: Int) -> [UInt8] {
        var node = Array("TREE".utf8) + [1, level] + Self.number(count, 2)
        node += Self.undefined + Self.undefined
        let head = Self.number(4, 4) + Self.number(0, 4)
        for i in 0..<count {
          node += head + Self.number(firstOffset + 2 * i) + Self.number(0) + Self.number(child)
        }
        return node + head + Self.number(firstOffset + 2 * count) + Self.number(0)
      }
      let leaf = Self.align(&file)
      file += node(level: 0, firstOffset: 2000, child: tree)
      Self.put(Self.number(Self.align(&file)), at: pointer, into: &file)
      file += node(level: 1, firstOffset: 0, child: leaf)
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    let error = #expect(throws: NetCDFError.self) { try FileText.values("v", of: file) }
    #expect(error?.kind == .corrupt)
    #expect(error?.detail.contains("B-tree") == true)
  }

  @Test("chunks that have more bytes together than the file are corrupt")
  func overlappingChunks() throws {
    let path = try Self.forged { writer in
      writer.dataset(
        "v",
        type: Self.int16,
        shape: [4 * 4096],
        chunk: [4096],
        values: [Int16](repeating: 5, count: 4 * 4096)
      )
    } _: { file in
      // All entries of the tree get the address of the first, and the file loses the other chunks.
      let tree = try #require(Self.place(of: Array("TREE".utf8) + [1], in: file))
      let first = Array(file[(tree + 48)..<(tree + 56)])
      for i in 1..<4 { Self.put(first, at: tree + 48 + 32 * i, into: &file) }
      let start = first.enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
      let end = max(start + 8192, tree + 24 + 32 * 64)
      file.removeSubrange(end...)
      Self.put(Self.number(end), at: 40, into: &file)
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    let error = #expect(throws: NetCDFError.self) { try FileText.values("v", of: file) }
    #expect(error?.kind == .corrupt)
    #expect(error?.detail.contains("more bytes than the file") == true, "\(error?.detail ?? "")")
  }

  @Test("an object header that goes on in one place again and again is corrupt")
  func repeatedContinuations() throws {
    for distance in [0, 8] {
      let path = try Self.forged {
        $0.dataset("v", type: Self.int16, shape: [1], values: [Int16(1)])
      } _: { file in
        // A root group whose header is two continuations: the same, or overlapping by most bytes.
        let header = Self.align(&file)
        let block = 4096
        var messages: [UInt8] = []
        for i in 0..<100 {
          messages += Self.number(0x10, 2) + Self.number(16, 2) + Self.number(0, 4)
          messages += Self.number(header + block + i * distance) + Self.number(block)
        }
        file += [1, 0] + Self.number(100, 2) + Self.number(1, 4)
        file += Self.number(messages.count, 4) + Self.number(0, 4) + messages
        file += [UInt8](repeating: 0, count: header + 4 * block - file.count)
        Self.put(Self.number(header), at: 64, into: &file)
      }
      defer { HDF5Writer.remove(path) }
      let error = #expect(throws: NetCDFError.self) { try NetCDFFile(path: path) }
      #expect(error?.kind == .corrupt)
      #expect(error?.detail.contains("goes on") == true, "\(error?.detail ?? "")")
    }
  }

  // MARK: Text

  @Test("texts are counted by their bytes, those that share one included")
  func textBombs() throws {
    let path = try HDF5Writer.file { writer in
      let text = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
      HDF5Writer.check(H5Tset_size(text, -1))
      let long = strdup(String(repeating: "x", count: 60_000))
      let id = writer.open("v", type: text, shape: [2000], chunk: [100], fill: long)
      HDF5Writer.check(H5Dclose(id))
      HDF5Writer.check(H5Tclose(text))
      free(long)
    }
    defer { HDF5Writer.remove(path) }
    // 2000 texts of 60 kB are more than the 64 MiB that any file may become.
    for limits in [
      NetCDFFile.Limits(expansion: 10),
      NetCDFFile.Limits(bytesOfRead: 100 << 20),
    ] {
      let file = try NetCDFFile(path: path, limits: limits)
      let error = #expect(throws: NetCDFError.self) { try FileText.values("v", of: file) }
      #expect(error?.kind == .tooLarge)
      let variable = try #require(file.variable("v"))
      let some = try file.read(variable, region: Region(start: [150], count: [3]))
      #expect(some == .string([String](repeating: String(repeating: "x", count: 60_000), count: 3)))
    }
  }
}
