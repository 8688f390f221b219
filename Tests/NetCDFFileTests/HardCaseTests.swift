@preconcurrency import CHDF5
import Foundation
import NetCDFFile
import Testing

/// The ways in which HDF5 stores an array, each written through libhdf5 from values that the test
/// works out itself.
@Suite("Hard cases of HDF5", .serialized)
struct HardCaseTests {
  /// What every value of an array is: a number of its place.
  static func values(_ count: Int) -> [Int16] {
    (0..<count).map { Int16(truncatingIfNeeded: $0 &* 7 - 999) }
  }

  /// Writes a file, reads `v` and holds it against what was written, whole, box by box and against
  /// the library.
  static func check(
    _ expected: [Int16],
    isLatest: Bool = false,
    userBlock: Int = 0,
    comparesLibrary: Bool = true,
    _ body: (HDF5Writer) -> Void
  ) throws {
    let path = try HDF5Writer.file(isLatest: isLatest, userBlock: userBlock, body)
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    #expect(!file.isReadByLibrary)
    let variable = try #require(file.variable("v"))
    #expect(try file.read(variable) == .short(expected))
    for region in Self.regions(of: variable.shape) {
      let found = try file.read(variable, region: region)
      #expect(found == .short(Self.box(expected, shape: variable.shape, region)), "\(region)")
    }
    guard comparesLibrary else { return }
    let library = try NetCDFFile(path: path, backend: .library)
    #expect(FileText.metadata(of: file) == FileText.metadata(of: library))
    let twin = try #require(library.variable("v"))
    #expect(try library.read(twin) == .short(expected))
  }

  /// Boxes in the middle, at the end and of one value.
  static func regions(of shape: [Int]) -> [Region] {
    guard !shape.contains(0) else { return [] }
    return [
      Region(start: shape.map { $0 / 3 }, count: shape.map { max(1, $0 / 2) }),
      Region(start: shape.map { $0 - 1 }, count: shape.map { _ in 1 }),
      Region(start: shape.map { $0 / 2 }, count: shape.map { $0 - $0 / 2 }),
    ]
  }

  static func box(_ values: [Int16], shape: [Int], _ region: Region) -> [Int16] {
    values.indices.filter { index in
      var rest = index
      for i in shape.indices.reversed() {
        let place = rest % shape[i]
        rest /= shape[i]
        if place < region.start[i] || place >= region.start[i] + region.count[i] { return false }
      }
      return true
    }.map { values[$0] }
  }

  private static var int16: hid_t { H5T_STD_I16LE_g }

  // MARK: Chunks

  @Test(
    "chunks at the edges hold the values of the array and no padding",
    arguments: [false, true]
  )
  func edges(isLatest: Bool) throws {
    let values = Self.values(50 * 37)
    try Self.check(values, isLatest: isLatest) {
      $0.dataset(
        "v",
        type: Self.int16,
        shape: [50, 37],
        chunk: [16, 16],
        values: values,
        settings: HDF5Writer.deflateAndShuffle
      )
    }
  }

  @Test("chunks that were never written have the fill value", arguments: [false, true])
  func missing(isLatest: Bool) throws {
    let chunk = Self.values(16 * 16)
    var expected = [Int16](repeating: -7, count: 64 * 64)
    for i in 0..<16 { for j in 0..<16 { expected[(16 + i) * 64 + 32 + j] = chunk[i * 16 + j] } }
    try Self.check(expected, isLatest: isLatest) { writer in
      let id = writer.open(
        "v",
        type: Self.int16,
        shape: [64, 64],
        chunk: [16, 16],
        fill: Int16(-7),
        settings: HDF5Writer.deflateAndShuffle
      )
      // Both filters are left out of this chunk.
      writer.rawChunk(id, at: [16, 32], mask: 3, chunk.flatMap { $0.littleEndianBytes })
      HDF5Writer.check(H5Dclose(id))
    }
  }

  @Test("each chunk says which filters it passed through")
  func masks() throws {
    let values = Self.values(4 * 64)
    try Self.check(values) { writer in
      let id = writer.open(
        "v",
        type: Self.int16,
        shape: [4 * 64],
        chunk: [64],
        fill: Int16(0),
        settings: {
          HDF5Writer.check(H5Pset_shuffle($0))
          HDF5Writer.check(H5Pset_fletcher32($0))
        }
      )
      for chunk in 0..<4 {
        let part = Array(values[(chunk * 64)..<((chunk + 1) * 64)])
        let plain = part.flatMap { $0.littleEndianBytes }
        let shuffled = part.map { $0.littleEndianBytes[0] } + part.map { $0.littleEndianBytes[1] }
        let mask = UInt32(chunk)
        var bytes = mask & 1 == 0 ? shuffled : plain
        if mask & 2 == 0 { bytes += Self.fletcher32(bytes).littleEndianBytes }
        writer.rawChunk(id, at: [chunk * 64], mask: mask, bytes)
      }
      HDF5Writer.check(H5Dclose(id))
    }
  }

  /// Fletcher's checksum as its definition has it: two sums modulo 65535 over big-endian words.
  static func fletcher32(_ bytes: [UInt8]) -> UInt32 {
    var (first, second) = (0, 0)
    for i in stride(from: 0, to: bytes.count, by: 2) {
      first = (first + Int(bytes[i]) << 8 + Int(bytes[i + 1])) % 65535
      second = (second + first) % 65535
    }
    return UInt32(second) << 16 | UInt32(first)
  }

  @Test("a checksum that does not fit its chunk is an error")
  func fletcher() throws {
    let values = Self.values(300)
    func write(_ writer: HDF5Writer) {
      writer.dataset(
        "v",
        type: Self.int16,
        shape: [300],
        chunk: [100],
        values: values,
        settings: { HDF5Writer.check(H5Pset_fletcher32($0)) }
      )
    }
    try Self.check(values, write)
    let path = try HDF5Writer.file(write)
    defer { HDF5Writer.remove(path) }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let first = values.prefix(8).flatMap { $0.littleEndianBytes }
    let place = try #require(bytes.range(of: Data(first)))
    bytes[place.lowerBound + 3] ^= 0x10
    try bytes.write(to: URL(fileURLWithPath: path))
    let file = try NetCDFFile(path: path)
    let variable = try #require(file.variable("v"))
    let error = #expect(throws: NetCDFError.self) { try file.read(variable) }
    #expect(error?.kind == .corrupt)
  }

  @Test("the indexes of layout version 4 lead to every chunk")
  func indexes() throws {
    // One chunk; chunks in a row; a fixed array with pages; an extensible array with pages in its
    // super blocks; a B-tree of version 2 with inner nodes. With filters and without.
    for isFiltered in [false, true] {
      func filters(_ creation: hid_t) {
        if isFiltered { HDF5Writer.deflateAndShuffle(creation) }
      }
      let cases: [(shape: [Int], greatest: [Int?], chunk: [Int])] = [
        ([20, 20], [20, 20], [20, 20]),
        ([60, 60], [60, 80], [1, 2]),
        ([12_000, 2], [nil, 2], [1, 1]),
        ([5, 3000], [5, nil], [2, 2]),
        ([61, 67], [nil, nil], [1, 2]),
      ]
      for (shape, greatest, chunk) in cases {
        let values = Self.values(shape.reduce(1, *))
        try Self.check(values, isLatest: true) {
          $0.dataset(
            "v",
            type: Self.int16,
            shape: shape,
            greatest: greatest,
            chunk: chunk,
            values: values,
            settings: filters
          )
        }
      }
    }
    let values = Self.values(50 * 30)
    try Self.check(values, isLatest: true) {
      $0.dataset(
        "v",
        type: Self.int16,
        shape: [50, 30],
        chunk: [16, 16],
        values: values,
        settings: { HDF5Writer.check(H5Pset_alloc_time($0, H5D_ALLOC_TIME_EARLY)) }
      )
    }
  }

  @Test("pages of an extensible array that were never written are fill values")
  func pages() throws {
    var expected = [Int16](repeating: 9, count: 200_000)
    let written = [0, 131_500, 140_000, 199_999]
    for place in written { expected[place] = Int16(place % 1000) }
    try Self.check(expected, isLatest: true) { writer in
      let id = writer.open(
        "v",
        type: Self.int16,
        shape: [200_000],
        greatest: [nil],
        chunk: [1],
        fill: Int16(9)
      )
      for place in written {
        writer.rawChunk(id, at: [place], mask: 0, expected[place].littleEndianBytes)
      }
      HDF5Writer.check(H5Dclose(id))
    }
  }

  @Test("a B-tree of version 1 with inner nodes leads to every chunk")
  func manyChunks() throws {
    let values = Self.values(120 * 90)
    try Self.check(values) {
      $0.dataset(
        "v",
        type: Self.int16,
        shape: [120, 90],
        greatest: [nil, nil],
        chunk: [2, 1],
        values: values
      )
    }
  }

  @Test("chunks that reach beyond the array may have no filters")
  func partialChunks() throws {
    let values = Self.values(50 * 37)
    try Self.check(values, isLatest: true) {
      $0.dataset(
        "v",
        type: Self.int16,
        shape: [50, 37],
        chunk: [16, 16],
        values: values,
        settings: {
          HDF5Writer.deflateAndShuffle($0)
          HDF5Writer.check(
            H5Pset_chunk_opts($0, UInt32(H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS))
          )
        }
      )
    }
  }

  // MARK: Other layouts

  @Test("compact, contiguous and unwritten arrays are read, behind a block of the user too")
  func layouts() throws {
    let values = Self.values(6 * 11)
    for userBlock in [0, 512, 2048] {
      try Self.check(values, userBlock: userBlock) {
        $0.dataset(
          "v",
          type: Self.int16,
          shape: [6, 11],
          values: values,
          settings: { HDF5Writer.check(H5Pset_layout($0, H5D_COMPACT)) }
        )
      }
      try Self.check(values, userBlock: userBlock) {
        $0.dataset("v", type: Self.int16, shape: [6, 11], values: values)
      }
    }
    try Self.check([Int16](repeating: 5, count: 66)) {
      $0.dataset("v", type: Self.int16, shape: [6, 11], fill: Int16(5))
    }
    try Self.check([77]) { $0.dataset("v", type: Self.int16, shape: [], values: [Int16(77)]) }
    try Self.check([]) {
      $0.dataset(
        "v",
        type: Self.int16,
        shape: [0, 4],
        greatest: [nil, 4],
        chunk: [8, 4],
        fill: Int16(0)
      )
    }
  }

  @Test("numbers of either byte order come out the same")
  func byteOrder() throws {
    let values: [Double] = [0, -1.5, 1e300, .pi, -.infinity]
    let swapped = values.map { Double(bitPattern: $0.bitPattern.byteSwapped) }
    let path = try HDF5Writer.file { writer in
      writer.dataset("little", type: H5T_IEEE_F64LE_g, shape: [5], values: values)
      writer.dataset("big", type: H5T_IEEE_F64BE_g, shape: [5], values: swapped)
      writer.dataset(
        "long",
        type: H5T_STD_I64BE_g,
        shape: [2],
        chunk: [2],
        values: [Int64(-2).byteSwapped, Int64(1 << 40).byteSwapped],
        settings: HDF5Writer.deflateAndShuffle
      )
      writer.attribute(
        "scale",
        type: H5T_IEEE_F32BE_g,
        shape: [1],
        values: [Float(0.25).bitPattern.byteSwapped]
      )
    }
    defer { HDF5Writer.remove(path) }
    let file = try NetCDFFile(path: path)
    #expect(try FileText.values("little", of: file) == .double(values))
    #expect(try FileText.values("big", of: file) == .double(values))
    #expect(try FileText.values("long", of: file) == .int64([-2, 1 << 40]))
    #expect(file.root.attributes.first?.content == .reals([0.25]))
  }
}

extension FixedWidthInteger {
  /// The bytes, least significant first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
