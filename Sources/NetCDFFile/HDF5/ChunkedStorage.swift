/// A filter that the bytes of a chunk pass through when they are written.
enum HDF5Filter: Sendable, Equatable {
  /// A zlib stream.
  case deflate
  /// The first bytes of all elements, then all second bytes, and so on. Bytes behind the last
  /// whole element stay where they are.
  case shuffle
  /// Four bytes of checksum, little-endian, behind the data.
  case fletcher32
}

/// Where the bytes of a chunk are.
struct ChunkPlace: Sendable, Equatable {
  /// The first byte, counted from the start of the file.
  let offset: Int

  /// The bytes in the file, after the filters.
  let byteCount: Int

  /// Bit i is set when filter i of the pipeline was not applied.
  let filterMask: UInt32
}

/// How the values of a chunked, contiguous or compact HDF5 variable are stored.
///
/// Chunks are numbered in row-major order over the grid that they make, last dimension fastest.
/// Contiguous and compact data is one chunk without filters. The chunks at the far edges are
/// whole: what lies beyond `shape` is padding.
struct ChunkedStorage: Sendable {
  /// The lengths of the array in the file, slowest first. Along an unlimited dimension it may be
  /// shorter than the dimension of the variable; the rest has the value of `padding`.
  let shape: [Int]

  /// The lengths of a chunk. None is 0 unless the array is empty.
  let chunkShape: [Int]

  /// The number of chunks along each dimension.
  let grid: [Int]

  /// The bytes of a value.
  let elementSize: Int

  let isBigEndian: Bool

  /// In the order of writing; reading goes backwards.
  let filters: [HDF5Filter]

  /// One value for chunks that were never written, in the byte order of the file.
  let fill: [UInt8]

  /// One value for what lies beyond `shape`, in the byte order of the file.
  let padding: [UInt8]

  let file: HDF5File
  private let index: ChunkIndex

  /// Whether the data is not in chunks, so that parts of it can be read.
  var isInOnePiece: Bool { !index.isChunked }

  /// The path of the variable, for errors.
  let path: String

  /// - Throws: `corrupt` for lengths that do not fit, `tooLarge` for chunks beyond the limit.
  init(
    file: HDF5File,
    path: String,
    shape: [Int],
    chunkShape: [Int],
    elementSize: Int,
    isBigEndian: Bool,
    filters: [HDF5Filter],
    fill: [UInt8],
    padding: [UInt8],
    index: ChunkIndex
  ) throws(HDF5Fault) {
    self.file = file
    self.path = path
    self.shape = shape
    self.chunkShape = chunkShape
    self.elementSize = elementSize
    self.isBigEndian = isBigEndian
    self.filters = filters
    self.fill = fill
    self.padding = padding
    self.index = index
    grid = ChunkIndex.grid(shape: shape, chunkShape: chunkShape)
    var bytes = elementSize
    for length in chunkShape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else {
        throw file.corrupt("a chunk of more than 2⁶³ bytes", variable: path)
      }
      bytes = product
    }
    guard !index.isChunked || bytes <= file.limits.bytesOfChunk else {
      throw file.tooLarge(
        "chunks of \(bytes) bytes; \(file.limits.bytesOfChunk) are the limit",
        variable: path
      )
    }
    chunkByteCount = bytes
    var chunks = 1
    for length in grid {
      let (product, overflow) = chunks.multipliedReportingOverflow(by: length)
      guard !overflow else { throw file.corrupt("more than 2⁶³ chunks", variable: path) }
      chunks = product
    }
    chunkCount = chunks
  }

  /// The bytes of a chunk when its filters are undone.
  let chunkByteCount: Int

  /// The number of chunks, those that were never written included.
  let chunkCount: Int

  /// Where a chunk is; nil when it was never written and has the value of `fill`.
  ///
  /// The first call reads the index of the chunks; all later ones, from any thread, look it up.
  ///
  /// - Precondition: `0 <= index < chunkCount`.
  /// - Throws: `corrupt` for an index that is damaged or points out of the file.
  func place(ofChunk chunk: Int) throws(NetCDFError) -> ChunkPlace? {
    let found: ChunkPlace?
    do throws(HDF5Fault) {
      found = try index.place(ofChunk: chunk, in: self)
    } catch {
      throw file.error(error, variable: path)
    }
    guard let place = found else { return nil }
    func corrupt(_ detail: String) -> NetCDFError {
      NetCDFError(
        .corrupt,
        path: file.source.path,
        variable: path,
        detail: "chunk \(chunk) \(detail)"
      )
    }
    guard place.offset >= 0, place.byteCount >= 0, place.offset <= file.source.byteCount,
      place.byteCount <= file.source.byteCount - place.offset
    else { throw corrupt("lies beyond the end of the file") }
    // A stream of deflate is longer than what it holds by few bytes at most.
    guard place.byteCount <= chunkByteCount + chunkByteCount / 64 + 1024 else {
      throw corrupt("has \(place.byteCount) bytes for \(chunkByteCount)")
    }
    let isPartial = index.leavesPartialChunksUnfiltered && reachesBeyondShape(chunk)
    return isPartial
      ? ChunkPlace(offset: place.offset, byteCount: place.byteCount, filterMask: .max) : place
  }

  /// The position of a chunk in the grid.
  func position(ofChunk chunk: Int) -> [Int] {
    var position = grid
    var rest = chunk
    for i in grid.indices.reversed() {
      position[i] = rest % grid[i]
      rest /= grid[i]
    }
    return position
  }

  private func reachesBeyondShape(_ chunk: Int) -> Bool {
    let position = position(ofChunk: chunk)
    return shape.indices.contains { (position[$0] + 1) * chunkShape[$0] > shape[$0] }
  }
}
