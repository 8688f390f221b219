internal import CDeflate

/// Undoes the filters of chunks, with memory that it keeps from one to the next.
struct ChunkDecoder {
  private let storage: ChunkedStorage
  private var raw: [UInt8] = []
  private var spare: [UInt8] = []
  private let inflater = Inflater()

  init(storage: ChunkedStorage) { self.storage = storage }

  /// Reads a chunk and hands on its values, in the byte order of the file.
  ///
  /// - Throws: `corrupt` when a checksum or a length is wrong.
  mutating func withDecoded(
    _ place: ChunkPlace,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(NetCDFError) {
    try read(place)
    var byteCount = place.byteCount
    for i in storage.filters.indices.reversed()
    where i >= 32 || place.filterMask & (1 << UInt32(i)) == 0 {
      let expected = sizeBefore(i, mask: place.filterMask)
      switch storage.filters[i] {
      case .deflate:
        try inflate(byteCount, to: expected)
        byteCount = expected
      case .shuffle: unshuffle(byteCount)
      case .fletcher32:
        try verify(byteCount)
        byteCount -= 4
      }
    }
    guard byteCount == storage.chunkByteCount else {
      throw corrupt("holds \(byteCount) bytes instead of \(storage.chunkByteCount)")
    }
    raw.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[0..<byteCount])) }
  }

  private func corrupt(_ detail: String) -> NetCDFError {
    NetCDFError(
      .corrupt,
      path: storage.file.source.path,
      variable: storage.path,
      detail: "a chunk \(detail)"
    )
  }

  /// The bytes that filter `i` was given when the chunk was written.
  private func sizeBefore(_ i: Int, mask: UInt32) -> Int {
    var size = storage.chunkByteCount
    for j in 0..<i where storage.filters[j] == .fletcher32 && mask & (1 << UInt32(j)) == 0 {
      size += 4
    }
    return size
  }

  private static func grow(_ buffer: inout [UInt8], to count: Int) {
    if buffer.count < count {
      buffer = [UInt8](repeating: 0, count: count)
    }
  }

  private mutating func read(_ place: ChunkPlace) throws(NetCDFError) {
    Self.grow(&raw, to: max(place.byteCount, storage.chunkByteCount))
    var failure: NetCDFError?
    let file = storage.file
    raw.withUnsafeMutableBytes { buffer in
      // Safe: the buffer has at least as many bytes.
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[0..<place.byteCount])
      do throws(NetCDFError) { try file.read(at: place.offset, into: part) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private mutating func inflate(_ count: Int, to expected: Int) throws(NetCDFError) {
    Self.grow(&spare, to: expected)
    let isWhole = raw.withUnsafeBytes { source in
      spare.withUnsafeMutableBytes { target in
        // Safe: both ranges lie within their buffers.
        inflater.inflate(
          UnsafeRawBufferPointer(rebasing: source[0..<count]),
          into: UnsafeMutableRawBufferPointer(rebasing: target[0..<expected])
        )
      }
    }
    guard isWhole else { throw corrupt("is not a zlib stream of \(expected) bytes") }
    swap(&raw, &spare)
  }

  private mutating func verify(_ count: Int) throws(NetCDFError) {
    guard count >= 4 else { throw corrupt("of \(count) bytes has no checksum") }
    let isSound = raw.withUnsafeBytes { buffer in
      // Safe: `count` bytes are there, of which the last four are the checksum.
      let stored = UInt32(
        littleEndian: buffer.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      )
      return HDF5Checksum.isFletcher32(
        stored,
        of: UnsafeRawBufferPointer(rebasing: buffer[0..<(count - 4)])
      )
    }
    guard isSound else { throw corrupt("does not have its checksum") }
  }

  private mutating func unshuffle(_ count: Int) {
    let size = storage.elementSize
    guard size > 1 else { return }
    Self.grow(&spare, to: count)
    let elements = count / size
    raw.withUnsafeBytes { source in
      spare.withUnsafeMutableBytes { target in
        for byte in 0..<size {
          for i in 0..<elements { target[i * size + byte] = source[byte * elements + i] }
        }
        for i in (elements * size)..<count { target[i] = source[i] }
      }
    }
    swap(&raw, &spare)
  }
}

/// A decompressor of libdeflate, which keeps its tables from one stream to the next.
final class Inflater {
  private let handle: OpaquePointer?

  init() { handle = libdeflate_alloc_decompressor() }

  deinit { if let handle { libdeflate_free_decompressor(handle) } }

  /// Inflates a zlib stream that must give exactly the bytes of `target`, its checksum included.
  ///
  /// - Returns: Whether it did.
  func inflate(
    _ source: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let handle, let from = source.baseAddress, let to = target.baseAddress else {
      return false
    }
    // Safe: both buffers are as long as is said; without a place for the length that was found,
    // libdeflate takes the one given only.
    return libdeflate_zlib_decompress(handle, from, source.count, to, target.count, nil)
      == LIBDEFLATE_SUCCESS
  }
}
