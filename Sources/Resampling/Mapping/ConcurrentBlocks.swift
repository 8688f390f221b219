internal import Dispatch
internal import Synchronization

/// What `body` makes of each of `count` blocks, in their order, on up to `threads` threads.
///
/// Blocks are handed out as threads become free; what becomes of a block does not depend on the
/// thread it falls to.
func concurrentBlocks<Block: Sendable>(
  _ count: Int,
  threads: Int,
  _ body: @Sendable (Int) -> Block
) -> [Block] {
  guard threads > 1, count > 1 else { return (0..<max(0, count)).map(body) }
  let next = Atomic(0)
  let made = Mutex<[(number: Int, block: Block)]>([])
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { @Sendable _ in
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let block = body(number)
      made.withLock { $0.append((number, block)) }
    }
  }
  return made.withLock { $0.sorted { $0.number < $1.number }.map(\.block) }
}
