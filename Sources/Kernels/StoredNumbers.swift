public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Decodes stored numbers: byte order and shuffling undone, missing ones NaN, scaled.
///
/// - Parameters:
///   - stored: The bytes, of a whole chunk where they are shuffled.
///   - layout: How they lie.
///   - start: The number within `stored` that comes first.
///   - transform: What the numbers mean.
///   - values: Receives the values of numbers `start` and on. Shape `[value]`; NaN where missing.
/// - Precondition: The numbers wanted lie within `stored`, and `transform.kind` has the width of
///   `layout`.
public func decode(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int = 0,
  transform: PackedTransform,
  into values: inout MutableSpan<Float>
) {
  check(stored, layout, start, values.count)
  precondition(transform.kind.byteCount == layout.byteCount)
  let (kind, scale, offset) = (transform.kind, transform.scale, transform.offset)
  let missing = transform.missing.span
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &values
      )
    case 3:
      KernelsV3.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &values
      )
  #endif
  default:
    KernelsV1.decode(
      stored,
      layout: layout,
      from: start,
      kind: kind,
      scale: scale,
      offset: offset,
      missing: missing,
      into: &values
    )
  }
}

/// Decodes stored numbers; see the variant for Float.
public func decode(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int = 0,
  transform: PackedTransform,
  into values: inout MutableSpan<Double>
) {
  check(stored, layout, start, values.count)
  precondition(transform.kind.byteCount == layout.byteCount)
  let (kind, scale, offset) = (transform.kind, transform.scale, transform.offset)
  let missing = transform.missing.span
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &values
      )
    case 3:
      KernelsV3.decode(
        stored,
        layout: layout,
        from: start,
        kind: kind,
        scale: scale,
        offset: offset,
        missing: missing,
        into: &values
      )
  #endif
  default:
    KernelsV1.decode(
      stored,
      layout: layout,
      from: start,
      kind: kind,
      scale: scale,
      offset: offset,
      missing: missing,
      into: &values
    )
  }
}

/// Copies stored numbers into native order, their bits otherwise untouched.
///
/// - Parameter bytes: Receives numbers `start` and on, as many whole ones as it holds.
/// - Precondition: The numbers wanted lie within `stored`.
public func copyStored(
  _ stored: RawSpan,
  layout: StoredLayout,
  from start: Int = 0,
  into bytes: inout MutableRawSpan
) {
  check(stored, layout, start, bytes.byteCount / layout.byteCount)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.copyStored(stored, layout: layout, from: start, into: &bytes)
    case 3:
      KernelsV3.copyStored(stored, layout: layout, from: start, into: &bytes)
  #endif
  default:
    KernelsV1.copyStored(stored, layout: layout, from: start, into: &bytes)
  }
}

/// Stops when numbers `start ..< start + count` do not lie within the bytes.
private func check(_ stored: RawSpan, _ layout: StoredLayout, _ start: Int, _ count: Int) {
  precondition([1, 2, 4, 8].contains(layout.byteCount) && start >= 0)
  let length = layout.planeLength ?? stored.byteCount / layout.byteCount
  precondition(length >= 0 && length <= stored.byteCount / layout.byteCount)
  precondition(start <= length && count <= length - start)
}
