/// What the observations of a swath say of many places.
public struct SampledField: Sendable {
  /// Shape `[target]`.
  public var values: [SampledValue]

  /// 1 for observations that a value is made of, shape `[source]`.
  public var isUsed: [UInt8]

  /// Works on places in chunks, on up to `threads` threads.
  ///
  /// - Parameter body: Receives the indices of a chunk, the place for its values, and for marks
  ///   at the observations that it uses.
  init(
    targetCount: Int,
    sourceCount: Int,
    chunk: Int,
    threads: Int,
    _ body:
      @Sendable (Range<Int>, inout MutableSpan<SampledValue>, inout MutableSpan<UInt8>) -> Void
  ) {
    (values, isUsed) = sampledConcurrently(
      targetCount,
      of: SampledValue(),
      sourceCount: sourceCount,
      chunk: chunk,
      threads: threads,
      body
    )
  }
}

/// What the observations of a swath say of many places, and 1 for those that were used.
///
/// Works on places in chunks, on up to `threads` threads.
///
/// - Parameter body: Receives the indices of a chunk, the place for what is said, and for marks at
///   the observations that it uses.
func sampledConcurrently<Element: BitwiseCopyable & Sendable>(
  _ targetCount: Int,
  of initial: Element,
  sourceCount: Int,
  chunk: Int,
  threads: Int,
  _ body: @Sendable (Range<Int>, inout MutableSpan<Element>, inout MutableSpan<UInt8>) -> Void
) -> (values: [Element], isUsed: [UInt8]) {
  let workers = max(1, min(threads, (targetCount + chunk - 1) / chunk))
  var marks = [UInt8](repeating: 0, count: sourceCount * workers)
  let values = marks.withUnsafeMutableBufferPointer { buffer in
    // Safe: each thread has marks of its own, and the array is read after all are done.
    let shared = UnsafeSharedStorage(buffer: buffer)
    return filledConcurrently(
      targetCount,
      of: initial,
      chunk: chunk,
      threads: workers
    ) { range, thread, values in
      let own = (thread * sourceCount)..<((thread + 1) * sourceCount)
      var used = UnsafeMutableBufferPointer(rebasing: shared.buffer[own]).mutableSpan
      body(range, &values, &used)
    }
  }
  var isUsed = Array(marks[..<sourceCount])
  for worker in 1..<max(2, workers) where worker < workers {
    let others = marks[(worker * sourceCount)...]
    for (i, mark) in zip(isUsed.indices, others) { isUsed[i] |= mark }
  }
  return (values, isUsed)
}
