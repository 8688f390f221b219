internal import KernelTypes

/// An array that was never written: one value everywhere.
struct ConstantBlocks: BlockSource {
  let blockShape: [Int]

  private let value: [UInt8]
  private let layout: StoredLayout

  /// - Parameters:
  ///   - value: The bytes of one value, or of several that repeat.
  ///   - shape: The lengths of the array.
  init(value: [UInt8], layout: StoredLayout, shape: [Int]) {
    self.value = value
    self.layout = layout
    blockShape = ContiguousBlocks.blockShape(
      of: shape,
      valueSize: layout.byteCount,
      atLeast: value.count / layout.byteCount
    )
  }

  func load(
    blockAt start: [Int],
    scratch: BlockScratch,
    into target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    let box = Region(start: start, count: blockShape)
    let bytes = target.reserve(box.valueCount * layout.byteCount)
    repeatValue(value, in: bytes)
    return LoadedBlock(bytes: UnsafeRawBufferPointer(bytes), layout: layout, box: box)
  }
}

/// Fills a buffer with the bytes of a value, again and again.
func repeatValue(_ value: [UInt8], in bytes: UnsafeMutableRawBufferPointer) {
  guard !value.isEmpty else { return }
  for i in 0..<min(value.count, bytes.count) { bytes[i] = value[i] }
  // Each copy doubles what is filled.
  var done = min(value.count, bytes.count)
  while done < bytes.count {
    let more = min(done, bytes.count - done)
    // Safe: both parts lie within the buffer and do not overlap.
    UnsafeMutableRawBufferPointer(rebasing: bytes[done..<(done + more)])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<more]))
    done += more
  }
}
