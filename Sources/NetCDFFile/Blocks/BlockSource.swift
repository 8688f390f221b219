internal import CDeflate
internal import Glibc
internal import KernelTypes
internal import Synchronization

/// The stored values of a variable, cut into blocks on a regular grid, which are fetched one at a
/// time and by several threads at once.
protocol BlockSource: Sendable {
  /// The lengths of a block, one for each dimension of the variable, none of them 0. Blocks begin
  /// at multiples of them.
  var blockShape: [Int] { get }

  /// Fetches a block.
  ///
  /// - Parameters:
  ///   - start: Where the block begins.
  ///   - scratch: Memory of the calling thread.
  ///   - target: Receives the bytes.
  func load(
    blockAt start: [Int],
    scratch: BlockScratch,
    into target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock
}

/// A block in memory.
///
/// Safe to share: threads only read it while its buffer is left alone.
struct LoadedBlock: @unchecked Sendable {
  /// Valid until the buffer that the block was loaded into is used again.
  let bytes: UnsafeRawBufferPointer

  let layout: StoredLayout

  /// The box whose values `bytes` holds in row-major order. It may reach beyond the array.
  let box: Region
}

/// Memory that grows as needed and is used again.
///
/// Not safe to share: one thread uses a buffer at a time.
final class BlockBuffer: @unchecked Sendable {
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// The bytes of a large page of memory.
  private static let page = 2 << 20

  deinit { memory.deallocate() }

  /// At least `count` bytes; what was there before is lost.
  func reserve(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if count > memory.count {
      // Chunks differ in length: with some room, the next longer one needs no new memory.
      let room = count + count / 8
      memory.deallocate()
      memory = .allocate(byteCount: room, alignment: room < Self.page ? 64 : Self.page)
      if room >= Self.page { madvise(memory.baseAddress, room, MADV_HUGEPAGE) }
    }
    // Safe: the memory holds `count` bytes and lives until the buffer grows or goes.
    return UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
  }
}

/// What one thread needs to fetch blocks.
///
/// Not safe to share: one thread uses it at a time.
final class BlockScratch: @unchecked Sendable {
  let compressed = BlockBuffer()
  let spare = BlockBuffer()
  let block = BlockBuffer()
  let values = BlockBuffer()

  private var decompressor: OpaquePointer?

  deinit {
    if let decompressor { libdeflate_free_decompressor(decompressor) }
  }

  /// Inflates a zlib stream that holds exactly the bytes of `target`.
  ///
  /// - Returns: False when it is damaged or holds more or fewer.
  func inflate(
    _ stream: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    if decompressor == nil { decompressor = libdeflate_alloc_decompressor() }
    guard let decompressor else { return false }
    var count = 0
    // Safe: both buffers are as long as they say, and the library writes within the second.
    let result = libdeflate_zlib_decompress(
      decompressor,
      stream.baseAddress,
      stream.count,
      target.baseAddress,
      target.count,
      &count
    )
    return result == LIBDEFLATE_SUCCESS && count == target.count
  }
}

/// The scratch memory of a file, handed to threads and taken back.
final class ScratchPool: Sendable {
  private let free = Mutex<[BlockScratch]>([])

  func take() -> BlockScratch { free.withLock { $0.popLast() } ?? BlockScratch() }

  func give(_ scratch: BlockScratch) { free.withLock { $0.append(scratch) } }
}
