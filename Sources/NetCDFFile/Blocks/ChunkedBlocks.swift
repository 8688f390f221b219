internal import KernelTypes
internal import Kernels

/// The chunks of an HDF5 variable: read without the library and without a lock, their filters
/// undone, but for the shuffling, which is left to what takes the values out.
struct ChunkedBlocks: BlockSource {
  let blockShape: [Int]

  private let storage: ChunkedStorage

  /// The lengths of the variable and those of the array in the file, which may be shorter.
  private let shape: [Int]
  private let extent: [Int]

  /// The bytes of what is handed on: a value, or a byte of it.
  private let unit: Int

  /// - Parameters:
  ///   - shape: The lengths of the variable.
  ///   - asBytes: Whether the bytes of a value make a dimension of their own, the last.
  init(_ storage: ChunkedStorage, shape: [Int], asBytes: Bool = false) {
    self.storage = storage
    let size = storage.elementSize
    self.shape = asBytes ? shape + [size] : shape
    extent = asBytes ? storage.shape + [size] : storage.shape
    blockShape = storage.chunkShape.map { max(1, $0) } + (asBytes ? [max(1, size)] : [])
    unit = asBytes ? 1 : size
  }

  /// The layout of values whose bytes lie side by side.
  private var layout: StoredLayout {
    StoredLayout(byteCount: unit, isBigEndian: storage.isBigEndian)
  }

  func load(
    blockAt start: [Int],
    scratch: BlockScratch,
    into target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    let box = Region(start: start, count: blockShape)
    guard start.indices.allSatisfy({ start[$0] < extent[$0] }) else {
      return filled(box, with: storage.padding, target)
    }
    var chunk = 0
    for i in storage.grid.indices {
      chunk = chunk * storage.grid[i] + start[i] / blockShape[i]
    }
    guard let place = try storage.place(ofChunk: chunk) else {
      return try padded(filled(box, with: storage.fill, target), scratch, target)
    }
    return try padded(unfiltered(place, chunk, box, scratch, target), scratch, target)
  }

  // MARK: Filters

  private func corrupt(_ chunk: Int, _ detail: String) -> NetCDFError {
    NetCDFError(
      .corrupt,
      path: storage.file.source.path,
      variable: storage.path,
      detail: "chunk \(chunk): \(detail)"
    )
  }

  private func unfiltered(
    _ place: ChunkPlace,
    _ chunk: Int,
    _ box: Region,
    _ scratch: BlockScratch,
    _ target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    let size = storage.elementSize
    // The filters that were applied, the last one first. Bit i of the mask leaves filter i out.
    var active = storage.filters.indices.reversed().filter {
      $0 >= 32 || place.filterMask & (1 << UInt32($0)) == 0
    }.map { storage.filters[$0] }
    if size == 1 { active.removeAll { $0 == .shuffle } }
    var layout = layout
    if active.last == .shuffle, unit == size, [2, 4, 8].contains(size) {
      active.removeLast()
      layout.planeLength = storage.chunkByteCount / size
    }
    var copies = active.count { $0 != .fletcher32 }
    var usesSpare = true
    var bytes = (copies == 0 ? target : scratch.compressed).reserve(place.byteCount)
    try storage.file.read(at: place.offset, into: bytes)
    for (i, filter) in active.enumerated() {
      // Each checksum that is still to be taken off adds four bytes.
      let rest = active[(i + 1)...]
      let expected = storage.chunkByteCount + 4 * rest.count { $0 == .fletcher32 }
      if filter == .fletcher32 {
        bytes = try verified(bytes, chunk)
        continue
      }
      copies -= 1
      let isLast = copies == 0
      let output = isLast ? target : usesSpare ? scratch.spare : scratch.compressed
      usesSpare.toggle()
      if filter == .deflate {
        guard !rest.contains(.deflate) else {
          throw NetCDFError(
            .unsupported,
            path: storage.file.source.path,
            variable: storage.path,
            detail: "is deflated twice"
          )
        }
        let inflated = output.reserve(expected)
        guard scratch.inflate(UnsafeRawBufferPointer(bytes), into: inflated) else {
          throw corrupt(chunk, "the deflated stream is damaged or not of \(expected) bytes")
        }
        bytes = inflated
      } else {
        bytes = unshuffled(bytes, into: output.reserve(bytes.count))
      }
    }
    guard bytes.count == storage.chunkByteCount else {
      throw corrupt(chunk, "\(bytes.count) bytes instead of \(storage.chunkByteCount)")
    }
    return LoadedBlock(bytes: UnsafeRawBufferPointer(bytes), layout: layout, box: box)
  }

  /// The bytes without their checksum.
  private func verified(
    _ bytes: UnsafeMutableRawBufferPointer,
    _ chunk: Int
  ) throws(NetCDFError) -> UnsafeMutableRawBufferPointer {
    guard bytes.count >= 4 else { throw corrupt(chunk, "too short for a checksum") }
    let data = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(bytes.count - 4)])
    let stored = UInt32(
      littleEndian: bytes.loadUnaligned(fromByteOffset: data.count, as: UInt32.self)
    )
    guard HDF5Checksum.isFletcher32(stored, of: UnsafeRawBufferPointer(data)) else {
      throw corrupt(chunk, "the Fletcher32 checksum does not fit")
    }
    return data
  }

  /// Undoes the shuffling where other filters wait below it. Bytes behind the last whole element
  /// stay where they are.
  private func unshuffled(
    _ bytes: UnsafeMutableRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer
  ) -> UnsafeMutableRawBufferPointer {
    let size = storage.elementSize
    let planeLength = bytes.count / size
    for element in 0..<planeLength {
      for k in 0..<size { target[element * size + k] = bytes[k * planeLength + element] }
    }
    for i in (planeLength * size)..<bytes.count { target[i] = bytes[i] }
    return target
  }

  // MARK: Values that were never written

  private func filled(
    _ box: Region,
    with element: [UInt8],
    _ target: BlockBuffer
  ) -> LoadedBlock {
    let bytes = target.reserve(storage.chunkByteCount)
    repeatValue(element, in: bytes)
    return LoadedBlock(bytes: UnsafeRawBufferPointer(bytes), layout: layout, box: box)
  }

  /// Puts the padding where a chunk reaches beyond the array in the file but not beyond that of
  /// the variable.
  private func padded(
    _ block: LoadedBlock,
    _ scratch: BlockScratch,
    _ target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    let box = block.box
    let isWhole = shape.indices.allSatisfy {
      shape[$0] <= extent[$0] || box.start[$0] + box.count[$0] <= extent[$0]
    }
    guard !isWhole,
      let written = box.intersection(Region(start: extent.map { _ in 0 }, count: extent))
    else { return block }
    // In native order from here on, in memory of the thread until the block is complete.
    let padding = filled(box, with: storage.padding, scratch.spare)
    let native = scratch.compressed.reserve(storage.chunkByteCount)
    let count = storage.chunkByteCount / unit
    copy(padding.bytes, padding.layout, from: 0, count: count, to: native, at: 0)
    try written.forEachRun(from: box, to: box) { (source, place, count) throws(NetCDFError) in
      copy(block.bytes, block.layout, from: source, count: count, to: native, at: place)
    }
    let bytes = target.reserve(storage.chunkByteCount)
    bytes.copyMemory(from: UnsafeRawBufferPointer(native))
    return LoadedBlock(
      bytes: UnsafeRawBufferPointer(bytes),
      layout: StoredLayout(byteCount: unit),
      box: box
    )
  }
}

/// Copies stored values into native order.
///
/// - Precondition: The values lie within both buffers.
func copy(
  _ source: UnsafeRawBufferPointer,
  _ layout: StoredLayout,
  from start: Int,
  count: Int,
  to target: UnsafeMutableRawBufferPointer,
  at place: Int
) {
  let size = layout.byteCount
  let slice = UnsafeMutableRawBufferPointer(
    rebasing: target[(place * size)..<((place + count) * size)]
  )
  // Safe: both buffers outlive the call, and the slice was held against the bounds of the second.
  var span = MutableRawSpan(_unsafeBytes: slice)
  copyStored(RawSpan(_unsafeBytes: source), layout: layout, from: start, into: &span)
}
