internal import KernelTypes

/// Bytes that are read by position.
protocol ByteSource: Sendable {
  /// Reads exactly `buffer.count` bytes from `offset`.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(NetCDFError)
}

extension SourceFile: ByteSource {}

extension HDF5File: ByteSource {}

/// The values of a variable that lie in a file in row-major order, as those of classic files and
/// the contiguous ones of HDF5 do, cut into blocks of about a megabyte.
struct ContiguousBlocks: BlockSource {
  let source: any ByteSource
  let layout: StoredLayout
  let shape: [Int]
  let blockShape: [Int]

  /// The byte of the first value.
  private let begin: Int

  /// The bytes from one place to the next along each dimension.
  private let strides: [Int]

  /// True when other values lie between the places along the first dimension.
  private let isInterleaved: Bool

  private static let blockBytes = 1 << 20

  /// - Parameter recordStride: The bytes from one record to the next, where the first dimension is
  ///   that of records.
  /// - Precondition: All values lie within the file.
  init(
    source: any ByteSource,
    begin: Int,
    layout: StoredLayout,
    shape: [Int],
    recordStride: Int? = nil
  ) {
    self.source = source
    self.layout = layout
    self.shape = shape
    self.begin = begin
    blockShape = Self.blockShape(of: shape, valueSize: layout.byteCount)
    var strides = shape
    var below = layout.byteCount
    for i in shape.indices.reversed() {
      strides[i] = below
      below *= shape[i]
    }
    let record = strides.first ?? 0
    isInterleaved = recordStride.map { $0 != record } ?? false
    if let recordStride, !strides.isEmpty { strides[0] = recordStride }
    self.strides = strides
  }

  /// Blocks of about a megabyte: the last dimensions whole, one in part, the first ones singly.
  ///
  /// - Parameter least: The number of values that a block may not be cut below.
  static func blockShape(of shape: [Int], valueSize: Int, atLeast least: Int = 1) -> [Int] {
    var blockShape = shape.map { _ in 1 }
    var room = max(1, least, blockBytes / valueSize)
    for i in shape.indices.reversed() {
      blockShape[i] = max(1, min(shape[i], room))
      if blockShape[i] < shape[i] { break }
      room /= max(1, shape[i])
      if room == 0 { break }
    }
    return blockShape
  }

  func load(
    blockAt start: [Int],
    scratch: BlockScratch,
    into target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    var count = blockShape
    var place = begin
    for i in start.indices {
      count[i] = min(count[i], shape[i] - start[i])
      place += start[i] * strides[i]
    }
    let box = Region(start: start, count: count)
    let bytes = target.reserve(box.valueCount * layout.byteCount)
    if isInterleaved, count[0] > 1 {
      try readRecords(at: place, count: count[0], scratch, into: bytes)
    } else {
      try source.read(at: place, into: bytes)
    }
    return LoadedBlock(bytes: UnsafeRawBufferPointer(bytes), layout: layout, box: box)
  }

  /// Reads records of this variable with those of the others between them.
  private func readRecords(
    at place: Int,
    count: Int,
    _ scratch: BlockScratch,
    into bytes: UnsafeMutableRawBufferPointer
  ) throws(NetCDFError) {
    let record = bytes.count / count
    let stride = strides[0]
    // A call to the system costs as much as reading some ten thousand bytes that nobody wants.
    let batch = stride - record > 1 << 15 ? 1 : max(1, Self.blockBytes / stride)
    var done = 0
    while done < count {
      let records = min(batch, count - done)
      let output = UnsafeMutableRawBufferPointer(
        rebasing: bytes[(done * record)..<((done + records) * record)]
      )
      if records == 1 {
        try source.read(at: place + done * stride, into: output)
      } else {
        let input = scratch.spare.reserve((records - 1) * stride + record)
        try source.read(at: place + done * stride, into: input)
        for i in 0..<records {
          UnsafeMutableRawBufferPointer(rebasing: output[(i * record)..<((i + 1) * record)])
            .copyMemory(
              from: UnsafeRawBufferPointer(
                rebasing: input[(i * stride)..<(i * stride + record)]
              )
            )
        }
      }
      done += records
    }
  }
}
