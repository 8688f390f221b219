internal import KernelTypes
internal import Synchronization

/// The way through a box of a variable, block by block.
struct BlockWalk<Value: TileValue> {
  let source: any BlockSource
  let region: Region
  let transform: PackedTransform?
  let pool: ScratchPool

  /// The values that a band is filled up to, and the most values of a tile.
  private static var goalOfBand: Int { 1 << 21 }
  private static var valuesOfTile: Int { 1 << 15 }

  /// A scalar is an array of one value along one dimension.
  private var isScalar: Bool { region.count.isEmpty }

  // MARK: All at once

  /// Fetches each block once and puts its values in place.
  func decode(threads: Int, into values: inout MutableSpan<Value>) throws(NetCDFError) {
    guard !region.count.contains(0) else { return }
    let blocks = BlockGrid(of: region, blockShape: source.blockShape)
    let scratches = (0..<max(1, min(threads, blocks.count))).map { _ in pool.take() }
    defer { for scratch in scratches { pool.give(scratch) } }
    var failure: NetCDFError?
    values.withUnsafeMutableBufferPointer { buffer in
      let target = SharedBuffer(buffer)
      do throws(NetCDFError) {
        try forEachConcurrently(blocks.count, threads: threads) {
          (index, thread) throws(NetCDFError) in
          let scratch = scratches[thread]
          let block = try source.load(
            blockAt: blocks[index],
            scratch: scratch,
            into: scratch.block
          )
          try put(block, into: target, of: region)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// The values in memory of their own.
  func decoded(threads: Int) throws(NetCDFError) -> [Value] {
    let count = region.valueCount
    var failure: NetCDFError?
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Safe: values are bits only, every place is written before the count says so, and the span
      // does not outlive the buffer.
      var span = MutableSpan(
        _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      )
      do throws(NetCDFError) {
        try decode(threads: threads, into: &span)
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }

  /// Puts the values of a block that lie in `box` in place.
  private func put(
    _ block: LoadedBlock,
    into target: SharedBuffer<Value>,
    of box: Region
  ) throws(NetCDFError) {
    guard let shared = block.box.intersection(box) else { return }
    // Safe: the block's bytes stay until the next one is loaded into the same buffer.
    let stored = RawSpan(_unsafeBytes: block.bytes)
    try shared.forEachRun(from: block.box, to: box) { (start, place, count) throws(NetCDFError) in
      var span = target.span(place, count)
      Value.fill(
        &span,
        from: stored,
        layout: block.layout,
        start: start,
        transform: transform
      )
    }
  }

  // MARK: Piece by piece

  /// Fetches the blocks of one band after the other, and gives out its values in tiles.
  ///
  /// - Parameter bytesHeld: The most stored bytes of a band.
  func forEachTile(
    threads: Int,
    bytesHeld: Int,
    _ body: (borrowing Tile<Value>) throws(NetCDFError) -> Void
  ) throws(NetCDFError) {
    guard !region.count.contains(0) else { return }
    guard !isScalar else { return try scalar(body) }
    let threads = max(1, threads)
    let scratches = (0..<threads).map { _ in pool.take() }
    defer { for scratch in scratches { pool.give(scratch) } }
    let limit = max(1, bytesHeld / (transform?.kind.byteCount ?? MemoryLayout<Value>.size))
    let bands = RowMajorCut(
      region,
      blockShape: source.blockShape,
      goal: min(Self.goalOfBand, limit),
      limit: limit
    )
    var buffers: [BlockBuffer] = []
    var offset = 0
    for index in 0..<bands.count {
      let band = bands[index]
      let blocks = BlockGrid(of: band, blockShape: source.blockShape)
      while buffers.count < blocks.count { buffers.append(BlockBuffer()) }
      let loaded = try load(blocks, of: band, into: buffers, scratches)
      try forEachTile(of: band, blocks, loaded, scratches, &offset, body)
    }
  }

  private func scalar(
    _ body: (borrowing Tile<Value>) throws(NetCDFError) -> Void
  ) throws(NetCDFError) {
    let scratch = pool.take()
    defer { pool.give(scratch) }
    let block = try source.load(blockAt: [], scratch: scratch, into: scratch.block)
    let buffer = scratch.values.reserve(MemoryLayout<Value>.size).bindMemory(to: Value.self)
    try put(block, into: SharedBuffer(buffer), of: region)
    try body(Tile(offset: 0, region: region, values: Span(_unsafeElements: buffer)))
  }

  /// Fetches the blocks of a band.
  private func load(
    _ blocks: BlockGrid,
    of band: Region,
    into buffers: [BlockBuffer],
    _ scratches: [BlockScratch]
  ) throws(NetCDFError) -> [LoadedBlock] {
    let results = Mutex([LoadedBlock?](repeating: nil, count: blocks.count))
    try forEachConcurrently(blocks.count, threads: scratches.count) {
      (index, thread) throws(NetCDFError) in
      let scratch = scratches[thread]
      let start = blocks[index]
      let whole = Region(start: start, count: source.blockShape)
      let shared = whole.intersection(band)
      // A block that is much larger than what the band needs of it is not kept whole.
      let isCut = shared.map { $0.valueCount < whole.valueCount / 2 } ?? false
      let buffer = buffers[index]
      var block = try source.load(
        blockAt: start,
        scratch: scratch,
        into: isCut ? scratch.block : buffer
      )
      if isCut, let part = block.box.intersection(band) {
        block = try cut(block, to: part, into: buffer)
      }
      results.withLock { [block] in $0[index] = block }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// A part of a block, in native order.
  private func cut(
    _ block: LoadedBlock,
    to part: Region,
    into buffer: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    let size = block.layout.byteCount
    let bytes = buffer.reserve(part.valueCount * size)
    try part.forEachRun(from: block.box, to: part) { (start, place, count) throws(NetCDFError) in
      copy(block.bytes, block.layout, from: start, count: count, to: bytes, at: place)
    }
    return LoadedBlock(
      bytes: UnsafeRawBufferPointer(bytes),
      layout: StoredLayout(byteCount: size),
      box: part
    )
  }

  /// Decodes some tiles at a time and hands them out in order.
  private func forEachTile(
    of band: Region,
    _ blocks: BlockGrid,
    _ loaded: [LoadedBlock],
    _ scratches: [BlockScratch],
    _ offset: inout Int,
    _ body: (borrowing Tile<Value>) throws(NetCDFError) -> Void
  ) throws(NetCDFError) {
    let tiles = RowMajorCut(band, atMost: Self.valuesOfTile)
    let threads = scratches.count
    // Each thread decodes a few tiles at a time, so that starting it is worth while.
    let batch = threads == 1 ? 1 : 8 * threads
    var first = 0
    while first < tiles.count {
      let count = min(batch, tiles.count - first)
      var places = [0]
      for i in 0..<count { places.append(places[i] + tiles[first + i].valueCount) }
      let bytes = scratches[0].values.reserve(places[count] * MemoryLayout<Value>.size)
      let buffer = bytes.bindMemory(to: Value.self)
      let target = SharedBuffer(buffer)
      let starts = places
      let firstTile = first
      try forEachConcurrently(count, threads: threads) { (i, _) throws(NetCDFError) in
        let tile = tiles[firstTile + i]
        let part = target.part(starts[i], tile.valueCount)
        for place in blocks.places(of: tile) {
          try put(loaded[place], into: part, of: tile)
        }
      }
      for i in 0..<count {
        let tile = tiles[first + i]
        // Safe: the values were written above and stay until the next tiles are decoded.
        let values = Span(
          _unsafeElements: UnsafeBufferPointer(rebasing: buffer[places[i]..<places[i + 1]])
        )
        try body(Tile(offset: offset, region: tile, values: values))
        offset += tile.valueCount
      }
      first += count
    }
  }
}

/// The blocks that hold a box, in row-major order.
struct BlockGrid {
  let blockShape: [Int]

  /// The number of the first block along each dimension and how many there are.
  private let first: [Int]
  private let lengths: [Int]

  let count: Int

  /// - Precondition: The box is not empty.
  init(of box: Region, blockShape: [Int]) {
    self.blockShape = blockShape
    var (first, lengths) = (box.start, box.count)
    for i in blockShape.indices {
      first[i] = box.start[i] / blockShape[i]
      lengths[i] = (box.start[i] + box.count[i] - 1) / blockShape[i] - first[i] + 1
    }
    (self.first, self.lengths) = (first, lengths)
    count = lengths.reduce(1, *)
  }

  /// Where a block begins.
  subscript(index: Int) -> [Int] {
    var start = first
    var rest = index
    for i in lengths.indices.reversed() {
      start[i] = (first[i] + rest % lengths[i]) * blockShape[i]
      rest /= lengths[i]
    }
    return start
  }

  /// The indices of the blocks that hold a box within this one.
  func places(of box: Region) -> [Int] {
    let inner = BlockGrid(of: box, blockShape: blockShape)
    return (0..<inner.count).map { index in
      let start = inner[index]
      var place = 0
      for i in lengths.indices {
        place = place * lengths[i] + start[i] / blockShape[i] - first[i]
      }
      return place
    }
  }
}

/// Memory that several threads write to, each its own places.
struct SharedBuffer<Value: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Value>

  init(_ buffer: UnsafeMutableBufferPointer<Value>) { self.buffer = buffer }

  /// Safe: the places lie within the buffer, or the slice stops; threads write to different ones.
  @_lifetime(borrow self)
  func span(_ place: Int, _ count: Int) -> MutableSpan<Value> {
    let span = MutableSpan(
      _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[place..<(place + count)])
    )
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  func part(_ place: Int, _ count: Int) -> SharedBuffer {
    SharedBuffer(UnsafeMutableBufferPointer(rebasing: buffer[place..<(place + count)]))
  }
}
