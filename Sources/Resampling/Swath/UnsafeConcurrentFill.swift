internal import Dispatch
internal import Synchronization

/// Storage that several threads write, each to places of its own.
///
/// Safe: whoever uses it makes sure that no two threads write one place, and that nobody reads a
/// place that may still be written.
struct UnsafeSharedStorage<Element: BitwiseCopyable>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Element>

  @inline(__always)
  subscript(_ i: Int) -> Element {
    get { buffer[i] }
    nonmutating set { buffer[i] = newValue }
  }
}

/// Calls `body` for each index on up to `threads` threads.
///
/// - Parameter body: Receives the index and the number of the thread, below `threads`.
func forEachConcurrently(
  _ count: Int,
  threads: Int,
  _ body: @Sendable (_ index: Int, _ thread: Int) -> Void
) {
  guard threads > 1, count > 1 else {
    for index in 0..<max(0, count) { body(index, 0) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { @Sendable thread in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index, thread)
    }
  }
}

/// An array whose chunks are filled on up to `threads` threads.
///
/// - Parameters:
///   - count: The number of elements.
///   - chunk: How many of them are filled at a time.
///   - body: Receives the indices of a chunk, the number of the thread, and the place for its
///     elements.
func filledConcurrently<Element: BitwiseCopyable & Sendable>(
  _ count: Int,
  of initial: Element,
  chunk: Int,
  threads: Int,
  _ body: @Sendable (Range<Int>, _ thread: Int, inout MutableSpan<Element>) -> Void
) -> [Element] {
  var elements = [Element](repeating: initial, count: count)
  elements.withUnsafeMutableBufferPointer { buffer in
    // Safe: chunks do not overlap, and the array is read after all threads are done.
    let shared = UnsafeSharedStorage(buffer: buffer)
    forEachConcurrently((count + chunk - 1) / chunk, threads: threads) { index, thread in
      let range = (index * chunk)..<min(count, (index + 1) * chunk)
      var part = UnsafeMutableBufferPointer(rebasing: shared.buffer[range]).mutableSpan
      body(range, thread, &part)
    }
  }
  return elements
}
