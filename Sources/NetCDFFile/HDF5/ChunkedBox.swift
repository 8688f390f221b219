/// Fills a buffer with a box of an HDF5 variable, chunk by chunk.
struct ChunkedBox {
  let storage: ChunkedStorage
  let variable: Variable
  let region: Region

  private var decoder: ChunkDecoder

  init(storage: ChunkedStorage, variable: Variable, region: Region) {
    self.storage = storage
    self.variable = variable
    self.region = region
    decoder = ChunkDecoder(storage: storage)
  }

  /// Writes all values of the region, last dimension fastest, in the byte order of this machine.
  mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(NetCDFError) {
    guard buffer.count > 0 else { return }
    var inner = region.count
    var isWhole = true
    for i in inner.indices {
      let extent = storage.shape[i]
      let length = variable.dimensions[i].length
      guard extent >= length || variable.dimensions[i].isUnlimited else {
        throw NetCDFError(
          .corrupt,
          path: storage.file.source.path,
          variable: variable.path,
          detail: "has \(extent) values along a dimension of \(length)"
        )
      }
      let end = min(region.start[i] + region.count[i], extent)
      inner[i] = max(0, end - region.start[i])
      isWhole = isWhole && inner[i] == region.count[i]
    }
    if !isWhole { Self.repeatBytes(storage.padding, in: buffer) }
    if !inner.contains(0) { try fillInner(buffer, count: inner) }
    if storage.isBigEndian { Self.swapBytes(buffer, elementSize: storage.elementSize) }
  }

  private mutating func fillInner(
    _ buffer: UnsafeMutableRawBufferPointer,
    count: [Int]
  ) throws(NetCDFError) {
    if storage.isInOnePiece {
      try fillFromOnePiece(buffer, count: count)
      return
    }
    let rank = count.count
    let first = (0..<rank).map { region.start[$0] / storage.chunkShape[$0] }
    let last = (0..<rank).map { (region.start[$0] + count[$0] - 1) / storage.chunkShape[$0] }
    var position = first
    while true {
      var number = 0
      for i in 0..<rank { number = number * storage.grid[i] + position[i] }
      try copyChunk(number, at: position, into: buffer, count: count)
      var i = rank - 1
      while i >= 0 {
        position[i] += 1
        if position[i] <= last[i] { break }
        position[i] = first[i]
        i -= 1
      }
      if i < 0 { return }
    }
  }

  /// Copies what the region has of one chunk.
  private mutating func copyChunk(
    _ number: Int,
    at position: [Int],
    into buffer: UnsafeMutableRawBufferPointer,
    count: [Int]
  ) throws(NetCDFError) {
    let rank = count.count
    var box = BoxCopy(elementSize: storage.elementSize)
    for i in 0..<rank {
      let origin = position[i] * storage.chunkShape[i]
      let start = max(origin, region.start[i])
      let end = min(origin + storage.chunkShape[i], region.start[i] + count[i])
      box.append(
        count: end - start,
        sourceLength: storage.chunkShape[i],
        sourceStart: start - origin,
        targetLength: region.count[i],
        targetStart: start - region.start[i]
      )
    }
    guard let place = try storage.place(ofChunk: number) else {
      box.fill(buffer, with: storage.fill)
      return
    }
    try decoder.withDecoded(place) { bytes in box.copy(bytes, to: buffer) }
  }

  private mutating func fillFromOnePiece(
    _ buffer: UnsafeMutableRawBufferPointer,
    count: [Int]
  ) throws(NetCDFError) {
    var box = BoxCopy(elementSize: storage.elementSize)
    for i in count.indices {
      box.append(
        count: count[i],
        sourceLength: storage.shape[i],
        sourceStart: region.start[i],
        targetLength: region.count[i],
        targetStart: 0
      )
    }
    guard let place = try storage.place(ofChunk: 0) else {
      box.fill(buffer, with: storage.fill)
      return
    }
    try box.forEachRun { source, target, length throws(NetCDFError) in
      // Safe: runs lie within the buffer, whose lengths they were worked out from.
      let slice = UnsafeMutableRawBufferPointer(rebasing: buffer[target..<(target + length)])
      try storage.file.read(at: place.offset + source, into: slice)
    }
  }

  static func repeatBytes(_ value: [UInt8], in buffer: UnsafeMutableRawBufferPointer) {
    guard !value.isEmpty else { return }
    if value.allSatisfy({ $0 == value[0] }) {
      buffer.initializeMemory(as: UInt8.self, repeating: value[0])
      return
    }
    // Each copy doubles what is filled.
    var filled = min(value.count, buffer.count)
    for i in 0..<filled { buffer[i] = value[i] }
    while filled < buffer.count {
      let count = min(filled, buffer.count - filled)
      // Safe: source and target lie within the buffer and do not overlap.
      UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
      filled += count
    }
  }

  static func swapBytes(_ buffer: UnsafeMutableRawBufferPointer, elementSize: Int) {
    func swap<Value: FixedWidthInteger>(_ type: Value.Type) {
      for place in stride(from: 0, through: buffer.count - elementSize, by: elementSize) {
        // Safe: whole elements lie within the buffer, and neither access needs alignment.
        let value = buffer.loadUnaligned(fromByteOffset: place, as: Value.self)
        buffer.storeBytes(of: value.byteSwapped, toByteOffset: place, as: Value.self)
      }
    }
    switch elementSize {
    case 2: swap(UInt16.self)
    case 4: swap(UInt32.self)
    case 8: swap(UInt64.self)
    default: break
    }
  }
}

/// Copies a box from one array into another.
struct BoxCopy {
  let elementSize: Int
  private var counts: [Int] = []
  private var sourceLengths: [Int] = []
  private var sourceStarts: [Int] = []
  private var targetLengths: [Int] = []
  private var targetStarts: [Int] = []

  init(elementSize: Int) { self.elementSize = elementSize }

  /// Adds a dimension, slowest first.
  mutating func append(
    count: Int,
    sourceLength: Int,
    sourceStart: Int,
    targetLength: Int,
    targetStart: Int
  ) {
    counts.append(count)
    sourceLengths.append(sourceLength)
    sourceStarts.append(sourceStart)
    targetLengths.append(targetLength)
    targetStarts.append(targetStart)
  }

  /// Calls `body` with each run of bytes that lies in one piece in both arrays: where it begins in
  /// the source and in the target, and how long it is.
  func forEachRun<Failure: Error>(
    _ body: (Int, Int, Int) throws(Failure) -> Void
  ) throws(Failure) {
    let rank = counts.count
    // Dimensions that both arrays have in full join the run of the one before.
    var outer = rank
    var run = elementSize
    while outer > 0 {
      run *= counts[outer - 1]
      outer -= 1
      if counts[outer] != sourceLengths[outer] || counts[outer] != targetLengths[outer] { break }
    }
    var (sourceStrides, targetStrides) = (counts, counts)
    var (source, target) = (0, 0)
    var (sourceStride, targetStride) = (elementSize, elementSize)
    for i in (0..<rank).reversed() {
      sourceStrides[i] = sourceStride
      targetStrides[i] = targetStride
      source += sourceStarts[i] * sourceStride
      target += targetStarts[i] * targetStride
      sourceStride *= sourceLengths[i]
      targetStride *= targetLengths[i]
    }
    guard outer > 0 else { return try body(source, target, run) }
    var position = [Int](repeating: 0, count: outer)
    while true {
      try body(source, target, run)
      var i = outer - 1
      while i >= 0 {
        position[i] += 1
        source += sourceStrides[i]
        target += targetStrides[i]
        if position[i] < counts[i] { break }
        source -= counts[i] * sourceStrides[i]
        target -= counts[i] * targetStrides[i]
        position[i] = 0
        i -= 1
      }
      if i < 0 { return }
    }
  }

  /// - Precondition: the arrays hold what `append` said of them.
  func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) {
    forEachRun { from, to, length in
      // Safe: slices of a buffer are checked against its end.
      UnsafeMutableRawBufferPointer(rebasing: target[to..<(to + length)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[from..<(from + length)]))
    }
  }

  /// Fills the box with one value.
  func fill(_ target: UnsafeMutableRawBufferPointer, with value: [UInt8]) {
    forEachRun { _, to, length in
      ChunkedBox.repeatBytes(
        value,
        in: UnsafeMutableRawBufferPointer(rebasing: target[to..<(to + length)])
      )
    }
  }
}
