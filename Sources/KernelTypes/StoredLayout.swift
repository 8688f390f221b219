/// The number types that files store.
public enum StoredKind: Sendable, CaseIterable {
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float, double

  /// The bytes of one number.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float: 4
    case .int64, .uint64, .double: 8
    }
  }
}

/// How the bytes of stored numbers lie in memory.
public struct StoredLayout: Sendable, Equatable {
  /// The bytes of one number: 1, 2, 4 or 8.
  public var byteCount: Int

  /// True when the most significant byte comes first.
  public var isBigEndian: Bool

  /// The length of each plane of shuffled bytes: all first bytes, then all second bytes, and so
  /// on. Nil when the bytes of a number lie side by side.
  ///
  /// - SeeAlso: HDF5 reference manual, H5Pset_shuffle.
  public var planeLength: Int?

  public init(byteCount: Int, isBigEndian: Bool = false, planeLength: Int? = nil) {
    self.byteCount = byteCount
    self.isBigEndian = isBigEndian
    self.planeLength = planeLength
  }
}
