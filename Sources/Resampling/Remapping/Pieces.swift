internal import Synchronization

/// What `body` makes of consecutive ranges of indices, in their order, on up to `threads` threads.
func inPieces<Piece: Sendable>(
  _ count: Int,
  of length: Int,
  threads: Int,
  _ body: @Sendable (Range<Int>) -> Piece
) -> [Piece] {
  let pieces = (count + length - 1) / length
  let made = Mutex([Int: Piece]())
  forEachConcurrently(pieces, threads: threads) { index, _ in
    let piece = body((index * length)..<min(count, (index + 1) * length))
    made.withLock { $0[index] = piece }
  }
  return made.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
}
