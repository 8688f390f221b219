import Foundation
import KernelTypes
import NetCDFFile
import Testing

@Suite("Tiles", .serialized)
struct TilesTests {
  /// Bundled files of every format, and real ones that are not large.
  static let files: [String] = {
    func files(below directory: String) -> [String] {
      let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String }
      return (names ?? []).sorted().map { directory + "/" + $0 }
        .filter { FileSignature.isNetCDF($0) }
    }
    let bundled = files(below: FileText.package + "/Fixtures").enumerated()
      .filter { $0.offset % 7 == 0 }.map(\.element)
    let real = FileText.reference.map { files(below: $0 + "/data/real") } ?? []
    return bundled
      + real.filter {
        let size = try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int
        return (size ?? 0) < 2 << 20
      }
  }()

  /// A rule with one missing number, the first that is stored.
  static func transform(_ variable: Variable, first: UInt64?) -> PackedTransform? {
    let kind: StoredKind? =
      switch variable.type {
      case .byte: .int8
      case .ubyte: .uint8
      case .short: .int16
      case .ushort: .uint16
      case .int: .int32
      case .uint: .uint32
      case .int64: .int64
      case .uint64: .uint64
      case .float: .float
      case .double: .double
      case .char, .string: nil
      }
    return kind.map {
      PackedTransform(kind: $0, scale: 0.5, offset: 3, missing: first.map { [$0] } ?? [])
    }
  }

  /// The same rule, one number at a time.
  static func decoded(_ stored: StoredValues) -> [Double] {
    func values<Value: Equatable>(_ stored: [Value], _ number: (Value) -> Double) -> [Double] {
      stored.map { value in
        let x = number(value)
        let product = x * 0.5
        return value == stored[0] || x.isNaN ? .nan : product + 3
      }
    }
    return switch stored {
    case .byte(let stored): values(stored) { Double($0) }
    case .ubyte(let stored): values(stored) { Double($0) }
    case .short(let stored): values(stored) { Double($0) }
    case .ushort(let stored): values(stored) { Double($0) }
    case .int(let stored): values(stored) { Double($0) }
    case .uint(let stored): values(stored) { Double($0) }
    case .int64(let stored): values(stored) { Double($0) }
    case .uint64(let stored): values(stored) { Double($0) }
    case .float(let stored): values(stored) { Double($0) }
    case .double(let stored): values(stored) { $0 }
    case .char, .string: []
    }
  }

  /// The values of all tiles, which must follow each other.
  static func tiles<Value: TileValue>(
    _ file: NetCDFFile,
    _ variable: Variable,
    region: Region? = nil,
    as type: Value.Type,
    transform: PackedTransform?,
    threads: Int
  ) throws -> [Value] {
    var values: [Value] = []
    try file.forEachTile(
      of: variable,
      region: region,
      as: type,
      transform: transform,
      threads: threads
    ) { tile in
      #expect(tile.offset == values.count)
      #expect(tile.values.count == tile.region.count.reduce(1, *))
      for i in tile.values.indices { values.append(tile.values[i]) }
    }
    return values
  }

  @Test("tiles and whole arrays are what is stored, decoded, for any number of threads and reader")
  func agreement() throws {
    #expect(Self.files.count > 10)
    for path in Self.files {
      guard let file = try? NetCDFFile(path: path) else { continue }
      let library = try NetCDFFile(path: path, backend: .library)
      for variable in file.allVariables where variable.count < 1 << 20 {
        guard Self.transform(variable, first: nil) != nil else { continue }
        let stored = try file.read(variable)
        let transform = Self.transform(variable, first: FileText.bits(of: stored).first)
        let expected = Self.decoded(stored).map(\.bitPattern)
        for threads in [1, 3] {
          let tiles = try Self.tiles(
            file,
            variable,
            as: Double.self,
            transform: transform,
            threads: threads
          )
          #expect(tiles.map(\.bitPattern) == expected, "\(path) \(variable.path)")
          let whole = try file.decoded(
            variable,
            as: Float.self,
            transform: transform,
            threads: threads
          )
          #expect(
            whole.map(\.bitPattern) == Self.decoded(stored).map { Float($0).bitPattern },
            "\(path) \(variable.path)"
          )
        }
        let twin = try #require(library.variable(variable.path))
        let through = try Self.tiles(
          library,
          twin,
          as: Double.self,
          transform: transform,
          threads: 2
        )
        #expect(through.map(\.bitPattern) == expected, "\(path) \(variable.path)")
      }
    }
  }

  // MARK: Files made here

  static func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("tiles-\(UUID().uuidString)-\(name)").path
  }

  /// The value at a place of the arrays below.
  static func value(_ place: [Int]) -> Int16 {
    Int16(truncatingIfNeeded: place.reduce(17) { $0 &* 31 &+ $1 })
  }

  static func places(_ region: Region) -> [[Int]] {
    zip(region.start, region.count).reduce([[]]) { places, axis in
      places.flatMap { place in (axis.0..<(axis.0 + axis.1)).map { place + [$0] } }
    }
  }

  /// A file with one variable of shorts.
  static func write(
    _ path: String,
    format: FileFormat,
    shape: [Int],
    chunks: [Int]?,
    deflate: Int?
  ) throws {
    let writer = try NetCDFWriter(path: path, format: format)
    let names = shape.indices.map { "d\($0)" }
    for (name, length) in zip(names, shape) { try writer.defineDimension(name, length: length) }
    try writer.defineVariable(
      "v",
      type: .short,
      dimensions: names,
      chunks: chunks,
      deflate: deflate
    )
    let whole = Region(start: shape.map { _ in 0 }, count: shape)
    try writer.write(.short(places(whole).map { value($0) }), to: "v")
    try writer.close()
  }

  @Test("any box of any chunking comes out in order, however little memory there is")
  func boxes() throws {
    let shapes: [([Int], [Int]?)] = [
      ([1000], [64]), ([37, 41], [8, 10]), ([37, 41], nil), ([3, 20, 30], [1, 7, 30]),
      ([12, 9, 10], [12, 2, 3]), ([5, 6, 7, 8], [2, 3, 7, 5]), ([1, 300], [1, 299]),
    ]
    for (shape, chunks) in shapes {
      for (format, deflate) in [(FileFormat.netCDF4, 1), (.netCDF4, nil), (.offset64, nil)] {
        let path = Self.temporary("box.nc")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let isClassic = format == .offset64
        if isClassic, chunks != nil { continue }
        try Self.write(path, format: format, shape: shape, chunks: chunks, deflate: deflate)
        var limits = NetCDFFile.Limits.standard
        for bytes in [1 << 20, 2000, 40, 1] {
          limits.bytesOfTiles = bytes
          let file = try NetCDFFile(path: path, limits: limits)
          let variable = try #require(file.variable("v"))
          var state = UInt64(bytes)
          func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
          }
          for turn in 0..<12 {
            let start = shape.map { turn == 0 ? 0 : below($0) }
            let count = zip(shape, start).map { turn == 0 ? $0 : 1 + below($0 - $1) }
            let region = Region(start: start, count: count)
            let expected = Self.places(region).map { Self.value($0) }
            let tiles = try Self.tiles(
              file,
              variable,
              region: region,
              as: Int16.self,
              transform: nil,
              threads: 1 + turn % 3
            )
            #expect(tiles == expected, "\(shape) \(chunks ?? []) \(region) \(bytes)")
            let whole = try file.decoded(
              variable,
              region: region,
              as: Int16.self,
              threads: 1 + turn % 3
            )
            #expect(whole == expected, "\(shape) \(chunks ?? []) \(region)")
          }
        }
      }
    }
  }

  @Test("records of several variables are told apart")
  func records() throws {
    let path = Self.temporary("records.nc")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let count = 70_000
    let writer = try NetCDFWriter(path: path, format: .classic)
    try writer.defineDimension("time", length: nil)
    try writer.defineDimension("x", length: 3)
    try writer.defineVariable("a", type: .short, dimensions: ["time"])
    try writer.defineVariable("b", type: .double, dimensions: ["time", "x"])
    try writer.defineVariable("c", type: .byte, dimensions: ["time", "x"])
    let a = (0..<count).map { Int16(truncatingIfNeeded: $0) }
    let b = (0..<(3 * count)).map { Double($0) / 8 }
    let c = (0..<(3 * count)).map { Int8(truncatingIfNeeded: $0) }
    let whole = Region(start: [0, 0], count: [count, 3])
    try writer.write(.short(a), to: "a", region: Region(start: [0], count: [count]))
    try writer.write(.double(b), to: "b", region: whole)
    try writer.write(.byte(c), to: "c", region: whole)
    try writer.close()
    let file = try NetCDFFile(path: path)
    for threads in [1, 2] {
      let variable = try #require(file.variable("a"))
      #expect(
        try file.decoded(variable, as: Int16.self, threads: threads) == a
      )
      let doubles = try Self.tiles(
        file,
        try #require(file.variable("b")),
        as: Double.self,
        transform: nil,
        threads: threads
      )
      #expect(doubles == b)
    }
    #expect(try file.read(try #require(file.variable("c"))) == .byte(c))
    let region = Region(start: [69_000, 1], count: [500, 2])
    let part = try file.read(try #require(file.variable("b")), region: region)
    var expected: [Double] = []
    for record in 69_000..<69_500 { expected += b[(3 * record + 1)..<(3 * record + 3)] }
    #expect(part == .double(expected))
  }

  @Test("an array without values has no tiles")
  func empty() throws {
    let path = Self.temporary("empty.nc")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try NetCDFWriter(path: path, format: .netCDF4)
    try writer.defineDimension("time", length: nil)
    try writer.defineVariable("v", type: .float, dimensions: ["time"])
    try writer.close()
    for backend in NetCDFFile.Backend.allCases {
      let file = try NetCDFFile(path: path, backend: backend)
      let variable = try #require(file.variable("v"))
      try file.forEachTile(of: variable, as: Float.self) { _ in Issue.record("a tile of nothing") }
      #expect(try file.decoded(variable, as: Float.self).isEmpty)
    }
  }

  @Test("a type that the values are not stored in is refused, as is a box beyond the array")
  func refusals() throws {
    let path = Self.temporary("refusals.nc")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.write(path, format: .netCDF4, shape: [4, 5], chunks: nil, deflate: nil)
    let file = try NetCDFFile(path: path)
    let variable = try #require(file.variable("v"))
    #expect(throws: NetCDFError.self) { try file.decoded(variable, as: Int32.self) }
    #expect(throws: NetCDFError.self) { try file.decoded(variable, as: Float.self) }
    for region in [
      Region(start: [0], count: [4]), Region(start: [0, 0], count: [5, 1]),
      Region(start: [-1, 0], count: [1, 1]), Region(start: [0, Int.max], count: [1, 1]),
    ] {
      #expect(throws: NetCDFError.self) {
        try file.decoded(variable, region: region, as: Int16.self)
      }
    }
  }
}
