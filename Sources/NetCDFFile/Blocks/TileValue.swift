public import KernelTypes
internal import Kernels

/// A type that the values of a variable can be had in.
///
/// Float and Double hold decoded values, or those of a variable that is stored so. The others hold
/// values as they are stored.
public protocol TileValue: BitwiseCopyable, Sendable {
  /// The types that are stored so.
  static var storedTypes: [StoredType] { get }

  /// Puts `values.count` values in place, from number `start` of the stored ones on.
  ///
  /// - Parameter transform: How stored numbers become values; nil leaves them as they are.
  static func fill(
    _ values: inout MutableSpan<Self>,
    from stored: RawSpan,
    layout: StoredLayout,
    start: Int,
    transform: PackedTransform?
  )
}

extension TileValue {
  public static func fill(
    _ values: inout MutableSpan<Self>,
    from stored: RawSpan,
    layout: StoredLayout,
    start: Int,
    transform: PackedTransform?
  ) {
    var bytes = values.mutableBytes
    copyStored(stored, layout: layout, from: start, into: &bytes)
  }
}

extension Int8: TileValue {
  public static var storedTypes: [StoredType] { [.byte] }
}

extension UInt8: TileValue {
  public static var storedTypes: [StoredType] { [.ubyte, .char] }
}

extension Int16: TileValue {
  public static var storedTypes: [StoredType] { [.short] }
}

extension UInt16: TileValue {
  public static var storedTypes: [StoredType] { [.ushort] }
}

extension Int32: TileValue {
  public static var storedTypes: [StoredType] { [.int] }
}

extension UInt32: TileValue {
  public static var storedTypes: [StoredType] { [.uint] }
}

extension Int64: TileValue {
  public static var storedTypes: [StoredType] { [.int64] }
}

extension UInt64: TileValue {
  public static var storedTypes: [StoredType] { [.uint64] }
}

extension Float: TileValue {
  public static var storedTypes: [StoredType] { [.float] }

  public static func fill(
    _ values: inout MutableSpan<Float>,
    from stored: RawSpan,
    layout: StoredLayout,
    start: Int,
    transform: PackedTransform?
  ) {
    if let transform {
      decode(stored, layout: layout, from: start, transform: transform, into: &values)
    } else {
      var bytes = values.mutableBytes
      copyStored(stored, layout: layout, from: start, into: &bytes)
    }
  }
}

extension Double: TileValue {
  public static var storedTypes: [StoredType] { [.double] }

  public static func fill(
    _ values: inout MutableSpan<Double>,
    from stored: RawSpan,
    layout: StoredLayout,
    start: Int,
    transform: PackedTransform?
  ) {
    if let transform {
      decode(stored, layout: layout, from: start, transform: transform, into: &values)
    } else {
      var bytes = values.mutableBytes
      copyStored(stored, layout: layout, from: start, into: &bytes)
    }
  }
}
