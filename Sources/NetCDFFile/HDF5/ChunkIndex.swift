internal import Synchronization

/// The way that a file tells where the chunks of a variable are.
final class ChunkIndex: Sendable {
  enum Kind: Sendable, Equatable {
    /// All data in one piece.
    case whole(ChunkPlace)
    /// One chunk. Without filters, it has the bytes of the data.
    case single(address: Int?, byteCount: Int?, filterMask: UInt32)
    /// A B-tree of version 1 at an address; nil when no chunk was written.
    case tree(Int?)
    /// A B-tree of version 2.
    case tree2(Int?)
    /// All chunks in a row, without filters.
    case row(Int?)
    case fixedArray(Int?)
    case extensibleArray(Int?)
  }

  let kind: Kind

  /// The greatest lengths that the array may grow to; nil is unlimited.
  let greatestShape: [Int?]

  /// The bytes of a chunk before the filters.
  let chunkByteCount: Int

  /// Chunks that reach beyond the array have no filters.
  let leavesPartialChunksUnfiltered: Bool

  /// What answers where a chunk is: all places, or an array of them in the file.
  private enum Lookup: Sendable {
    case table(ChunkTable)
    case row(Int)
    case fixedArray(HDF5FixedArray)
    case extensibleArray(HDF5ExtensibleArray)
  }

  private let loaded = Mutex<Result<Lookup, HDF5Fault>?>(nil)

  init(
    _ kind: Kind,
    greatestShape: [Int?] = [],
    chunkByteCount: Int = 0,
    leavesPartialChunksUnfiltered: Bool = false
  ) {
    self.kind = kind
    self.greatestShape = greatestShape
    self.chunkByteCount = chunkByteCount
    self.leavesPartialChunksUnfiltered = leavesPartialChunksUnfiltered
  }

  /// Whether the data is in chunks, and not in one piece that can be read in part.
  var isChunked: Bool {
    if case .whole = kind { false } else { true }
  }

  /// The number of chunks along each dimension.
  static func grid(shape: [Int], chunkShape: [Int]) -> [Int] {
    zip(shape, chunkShape).map { length, chunk in
      length == 0 || chunk <= 0 ? 0 : (length - 1) / chunk + 1
    }
  }

  /// Where a chunk is; nil when it was never written.
  ///
  /// The first call reads the index, at a cost linear in the number of chunks.
  func place(
    ofChunk number: Int,
    in storage: ChunkedStorage
  ) throws(HDF5Fault) -> ChunkPlace? {
    if case .whole(let place) = kind { return place }
    let file = storage.file
    let lookup = try loaded.withLock { loaded throws(HDF5Fault) in
      if let loaded { return try loaded.get() }
      do throws(HDF5Fault) {
        let lookup = try load(file: file, shape: storage.shape, chunkShape: storage.chunkShape)
        loaded = .success(lookup)
        return lookup
      } catch {
        loaded = .failure(error)
        throw error
      }
    }
    if case .table(let table) = lookup { return table.place(ofChunk: number) }
    let numbering = ChunkNumbering(greatestShape: greatestShape, chunkShape: storage.chunkShape)
    let entry = try numbering.number(of: storage.position(ofChunk: number), file: file)
    let found: ChunkEntry?
    switch lookup {
    case .table: found = nil
    case .row(let address):
      let (offset, overflow) = entry.multipliedReportingOverflow(by: chunkByteCount)
      let (start, overflow2) = address.addingReportingOverflow(offset)
      guard !overflow, !overflow2 else { throw file.corrupt("a chunk beyond 2⁶³ bytes") }
      found = (start, chunkByteCount, 0)
    case .fixedArray(let array): found = try array.entry(entry)
    case .extensibleArray(let array): found = try array.entry(entry)
    }
    guard let found else { return nil }
    let (offset, overflow) = found.address.addingReportingOverflow(file.base)
    guard !overflow else { throw file.corrupt("a chunk beyond 2⁶³ bytes") }
    return ChunkPlace(offset: offset, byteCount: found.byteCount, filterMask: found.mask)
  }

  private func load(
    file: HDF5File,
    shape: [Int],
    chunkShape: [Int]
  ) throws(HDF5Fault) -> Lookup {
    var builder = ChunkTable.Builder(file: file, shape: shape, chunkShape: chunkShape)
    switch kind {
    case .whole, .tree(nil), .tree2(nil), .row(nil), .fixedArray(nil), .extensibleArray(nil):
      break
    case .single(let address, let byteCount, let filterMask):
      if let address {
        try builder.add(
          number: 0,
          address: address,
          byteCount: byteCount ?? chunkByteCount,
          mask: filterMask
        )
      }
    case .tree(let address?):
      try loadTree(address, file: file, chunkShape: chunkShape, into: &builder)
    case .tree2(let address?):
      try loadTree2(address, file: file, chunkShape: chunkShape, into: &builder)
    case .row(let address?): return .row(address)
    case .fixedArray(let address?):
      return .fixedArray(
        try HDF5FixedArray(file: file, at: address, chunkByteCount: chunkByteCount)
      )
    case .extensibleArray(let address?):
      return .extensibleArray(
        try HDF5ExtensibleArray(file: file, at: address, chunkByteCount: chunkByteCount)
      )
    }
    return .table(builder.table)
  }

  private func loadTree(
    _ address: Int,
    file: HDF5File,
    chunkShape: [Int],
    into builder: inout ChunkTable.Builder
  ) throws(HDF5Fault) {
    let rank = chunkShape.count
    let tree = HDF5Tree1(file: file, type: 1, keySize: 8 + 8 * (rank + 1))
    var position = [Int](repeating: 0, count: rank)
    try tree.forEachEntry(at: address) { key, child throws(HDF5Fault) in
      let byteCount = try key.uint32()
      let mask = try key.uint32()
      for i in 0..<rank {
        let offset = try key.uint64()
        guard offset % chunkShape[i] == 0 else {
          throw file.corrupt("a chunk begins at \(offset), which is no multiple of its length")
        }
        position[i] = offset / chunkShape[i]
      }
      try builder.add(
        position: position,
        address: child,
        byteCount: byteCount,
        mask: UInt32(truncatingIfNeeded: mask)
      )
    }
  }

  private func loadTree2(
    _ address: Int,
    file: HDF5File,
    chunkShape: [Int],
    into builder: inout ChunkTable.Builder
  ) throws(HDF5Fault) {
    let tree = try HDF5Tree2(file: file, at: address)
    guard tree.type == 10 || tree.type == 11 else {
      throw file.corrupt("a B-tree of type \(tree.type) where chunks are expected")
    }
    let rank = chunkShape.count
    let sizeSize = tree.recordSize - file.offsetSize - 4 - 8 * rank
    let chunkByteCount = chunkByteCount
    try tree.forEachRecord { record throws(HDF5Fault) in
      var record = record
      let place = try record.definedAddress(of: "a chunk")
      var (byteCount, mask) = (chunkByteCount, 0)
      if tree.type == 11 {
        byteCount = try record.integer(size: sizeSize)
        mask = try record.uint32()
      }
      var position = [Int](repeating: 0, count: rank)
      for i in 0..<rank { position[i] = try record.uint64() }
      try builder.add(
        position: position,
        address: place,
        byteCount: byteCount,
        mask: UInt32(truncatingIfNeeded: mask)
      )
    }
  }
}

/// Where the chunks of a variable are, in the order of their numbers.
struct ChunkTable: Sendable {
  /// The numbers of the chunks that were written, ascending; empty when all were.
  private let numbers: [Int]
  private let places: [ChunkPlace]

  private init(numbers: [Int], places: [ChunkPlace]) {
    // Ascending numbers from 0 without a gap need not be looked up.
    self.numbers = numbers.last == numbers.count - 1 ? [] : numbers
    self.places = places
  }

  func place(ofChunk number: Int) -> ChunkPlace? {
    if numbers.isEmpty { return places.indices.contains(number) ? places[number] : nil }
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? places[low] : nil
  }

  /// Collects chunks in ascending order.
  struct Builder {
    let file: HDF5File
    let shape: [Int]
    let chunkShape: [Int]
    let grid: [Int]
    private var numbers: [Int] = []
    private var places: [ChunkPlace] = []

    /// The bytes of all chunks in the file.
    private var byteCount = 0

    init(file: HDF5File, shape: [Int], chunkShape: [Int]) {
      self.file = file
      self.shape = shape
      self.chunkShape = chunkShape
      grid = ChunkIndex.grid(shape: shape, chunkShape: chunkShape)
    }

    var table: ChunkTable { ChunkTable(numbers: numbers, places: places) }

    /// Adds the chunk at a position of the grid; one beyond the array is left out.
    mutating func add(
      position: [Int],
      address: Int,
      byteCount: Int,
      mask: UInt32
    ) throws(HDF5Fault) {
      var number = 0
      for i in grid.indices {
        guard position[i] < grid[i] else { return }
        number = number * grid[i] + position[i]
      }
      try add(number: number, address: address, byteCount: byteCount, mask: mask)
    }

    mutating func add(
      number: Int,
      address: Int,
      byteCount: Int,
      mask: UInt32
    ) throws(HDF5Fault) {
      if let last = numbers.last, last >= number {
        throw file.corrupt("the chunks of a variable are out of order")
      }
      // Every chunk has an entry of its own in the file.
      guard numbers.count <= file.byteCount / 8 else {
        throw file.corrupt("more chunks than the file has room for")
      }
      // Nor do chunks overlap: many entries of one chunk would inflate it as many times.
      guard byteCount >= 0, byteCount <= file.byteCount - self.byteCount else {
        throw file.corrupt("chunks of more bytes than the file has")
      }
      self.byteCount += byteCount
      let (offset, overflow) = address.addingReportingOverflow(file.base)
      guard !overflow else { throw file.corrupt("a chunk beyond 2⁶³ bytes") }
      numbers.append(number)
      places.append(ChunkPlace(offset: offset, byteCount: byteCount, filterMask: mask))
    }
  }
}

/// The number that an index of layout version 4 gives to a chunk: row-major over all chunks that
/// the array may ever have, the unlimited dimension first.
struct ChunkNumbering {
  /// The dimensions, slowest first.
  private let order: [Int]
  private let lengths: [Int]

  init(greatestShape: [Int?], chunkShape: [Int]) {
    let unlimited = greatestShape.indices.filter { greatestShape[$0] == nil }
    order = unlimited + greatestShape.indices.filter { greatestShape[$0] != nil }
    lengths = order.map { i in
      greatestShape[i].map { chunkShape[i] > 0 && $0 > 0 ? ($0 - 1) / chunkShape[i] + 1 : 0 } ?? 0
    }
  }

  func number(of position: [Int], file: HDF5File) throws(HDF5Fault) -> Int {
    var number = 0
    for (place, dimension) in order.enumerated() {
      let (product, overflow) = number.multipliedReportingOverflow(by: lengths[place])
      let (sum, overflow2) = product.addingReportingOverflow(position[dimension])
      guard !overflow, !overflow2 else { throw file.corrupt("more than 2⁶³ chunks") }
      number = sum
    }
    return number
  }
}
