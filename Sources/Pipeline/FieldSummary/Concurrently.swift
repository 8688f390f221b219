internal import Dispatch
internal import Synchronization

/// Calls `body` for each index on up to `threads` threads, in rising order on each.
///
/// - Parameter body: Receives the index and the number of the thread, below `threads`.
/// - Throws: The error of the lowest index that failed; later ones may not have been tried.
func forEachConcurrently<Failure: Error>(
  _ count: Int,
  threads: Int,
  _ body: @Sendable (_ index: Int, _ thread: Int) throws(Failure) -> Void
) throws(Failure) {
  let next = Atomic(0)
  let failure = Mutex<(index: Int, error: Failure)?>(nil)
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { @Sendable thread in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      do throws(Failure) {
        try body(index, thread)
      } catch {
        // Indices are given out in order: all lower ones are being worked on already.
        next.store(count, ordering: .relaxed)
        failure.withLock { first in
          if first.map({ index < $0.index }) ?? true { first = (index, error) }
        }
        return
      }
    }
  }
  if let failure = failure.withLock({ $0 }) { throw failure.error }
}
