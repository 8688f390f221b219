public import KernelTypes
internal import Kernels
public import ObservationModel

/// The rules that turn the stored numbers of a variable into values, and back.
///
/// `_Unsigned` reinterprets integers first. A number is missing when it equals `_FillValue` or
/// `missing_value` in the stored type, is NaN, or, without a `_FillValue` attribute, is the fill
/// value of the library for the type (but for one-byte types). What is left becomes
/// `stored * scale_factor + add_offset` in Double. Text in any of these attributes is ignored, as
/// are a scale factor of zero and numbers that are not finite. `valid_range` is not applied.
///
/// - SeeAlso: CF Conventions 1.11, sections 2.5.1 and 8.1; NetCDF Users Guide, appendix A.
public struct Packing: Sendable, Equatable {
  public let scaleFactor: Double
  public let addOffset: Double

  /// True when integers are stored as signed and meant as unsigned.
  public let isUnsigned: Bool

  /// The width of the stored type in bits where integers are meant as unsigned; nil elsewhere.
  public var unsignedBitWidth: Int? {
    isUnsigned ? transform.map { $0.kind.byteCount * 8 } : nil
  }

  /// Missing integers, after reinterpretation.
  private let missingIntegers: [Int64]
  private let missingUnsigned: [UInt64]
  private let missingReals: [Double]
  private let storedType: String

  /// - Parameters:
  ///   - attributes: The attributes of the variable, by name.
  ///   - storedType: The type by its CDL name, such as `short`.
  public init(attributes: [String: AttributeValue], storedType: String) {
    self.storedType = storedType
    let unsigned = attributes["_Unsigned"]?.text?.lowercased()
    isUnsigned = unsigned == "true" && ["byte", "short", "int", "int64"].contains(storedType)
    let scale = attributes["scale_factor"]?.number ?? 1
    let offset = attributes["add_offset"]?.number ?? 0
    scaleFactor = scale.isFinite && scale != 0 ? scale : 1
    addOffset = offset.isFinite ? offset : 0
    var integers: [Int64] = []
    var unsignedIntegers: [UInt64] = []
    var reals: [Double] = []
    for name in ["_FillValue", "missing_value"] {
      switch attributes[name] {
      case .integers(let values):
        integers += values
        unsignedIntegers += values.map { UInt64(bitPattern: $0) }
        reals += values.map { Double($0) }
      case .unsigned(let values):
        integers += values.map { Int64(bitPattern: $0) }
        unsignedIntegers += values
        reals += values.map { Double($0) }
      case .reals(let values):
        integers += values.compactMap { Int64(exactly: $0) }
        unsignedIntegers += values.compactMap { UInt64(exactly: $0) }
        reals += values
      case .text, .texts, nil:
        break
      }
    }
    let hasFill = attributes["_FillValue"].map { $0.numbers != nil } ?? false
    if !hasFill, let fill = Self.libraryFill[storedType] {
      integers.append(fill.integer)
      unsignedIntegers.append(fill.unsigned)
      reals.append(fill.real)
    }
    missingIntegers = integers
    missingUnsigned = unsignedIntegers
    missingReals = reals
  }

  /// The fill values of the library (netcdf.h, NC_FILL_*).
  private static let libraryFill: [String: (integer: Int64, unsigned: UInt64, real: Double)] = [
    "short": (-32_767, 0xffff_ffff_ffff_8001, -32_767),
    "int": (-2_147_483_647, 0xffff_ffff_8000_0001, -2_147_483_647),
    "ushort": (65_535, 65_535, 65_535),
    "uint": (4_294_967_295, 4_294_967_295, 4_294_967_295),
    "int64": (-9_223_372_036_854_775_806, 0x8000_0000_0000_0002, -9.223372036854775806e18),
    "uint64": (-2, 18_446_744_073_709_551_614, 1.8446744073709551614e19),
    "float": (0, 0, 9.969209968386869e36),
    "double": (0, 0, 9.969209968386869e36),
  ]

  /// True when values are stored numbers times a factor or plus an offset.
  public var isPacked: Bool { scaleFactor != 1 || addOffset != 0 }

  /// What numbers stored in this variable come to, for the kernels; nil for text.
  public var transform: PackedTransform? {
    switch storedType {
    case "byte": transform(of: Int8.self)
    case "ubyte": transform(of: UInt8.self)
    case "short": transform(of: Int16.self)
    case "ushort": transform(of: UInt16.self)
    case "int": transform(of: Int32.self)
    case "uint": transform(of: UInt32.self)
    case "int64": transform(of: Int64.self)
    case "uint64": transform(of: UInt64.self)
    case "float": transform(.float, missing: missingReals.map { UInt64(Float($0).bitPattern) })
    case "double": transform(.double, missing: missingReals.map(\.bitPattern))
    default: nil
    }
  }

  private func transform(_ kind: StoredKind, missing: [UInt64]) -> PackedTransform {
    PackedTransform(kind: kind, scale: scaleFactor, offset: addOffset, missing: missing)
  }

  private func transform<Stored: FixedWidthInteger>(of type: Stored.Type) -> PackedTransform {
    let missing: [Stored] =
      if isUnsigned, Stored.isSigned {
        // The missing values as they are stored, without regard to the sign they were written
        // with; what neither the type nor its unsigned twin holds is no number of this variable.
        missingIntegers.compactMap { value in
          Stored(exactly: value)
            ?? Stored.Magnitude(exactly: value).map { Stored(truncatingIfNeeded: $0) }
        }
      } else if Stored.isSigned {
        missingIntegers.compactMap { Stored(exactly: $0) }
      } else {
        missingUnsigned.compactMap { Stored(exactly: $0) }
      }
    let kind: StoredKind =
      switch (Stored.bitWidth, Stored.isSigned && !isUnsigned) {
      case (8, true): .int8
      case (8, false): .uint8
      case (16, true): .int16
      case (16, false): .uint16
      case (32, true): .int32
      case (32, false): .uint32
      case (_, true): .int64
      case (_, false): .uint64
      }
    let mask = ~UInt64(0) >> UInt64(64 - Stored.bitWidth)
    return transform(kind, missing: missing.map { UInt64(truncatingIfNeeded: $0) & mask })
  }

  /// The values of stored integers, NaN where missing. Shape `[value]`.
  public func decodeDoubles<Stored: FixedWidthInteger & BitwiseCopyable>(
    _ stored: Span<Stored>
  ) -> [Double] {
    decode(stored.bytes, count: stored.count, transform(of: Stored.self))
  }

  /// The values of stored floating-point numbers, NaN where missing. Shape `[value]`.
  public func decodeDoubles(_ stored: Span<Float>) -> [Double] {
    let missing = missingReals.map { UInt64(Float($0).bitPattern) }
    return decode(stored.bytes, count: stored.count, transform(.float, missing: missing))
  }

  /// The values of stored floating-point numbers; see the variant for Float.
  public func decodeDoubles(_ stored: Span<Double>) -> [Double] {
    let missing = missingReals.map(\.bitPattern)
    return decode(stored.bytes, count: stored.count, transform(.double, missing: missing))
  }

  private func decode(_ stored: RawSpan, count: Int, _ transform: PackedTransform) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    var span = values.mutableSpan
    let layout = StoredLayout(byteCount: transform.kind.byteCount)
    Kernels.decode(stored, layout: layout, transform: transform, into: &span)
    return values
  }

  /// The stored integer of a value: the nearest, ties to even; `fill` where the value is NaN; nil
  /// where the type cannot hold it.
  public func encode<Stored: FixedWidthInteger>(_ value: Double, fill: Stored) -> Stored? {
    if value.isNaN { return fill }
    return Stored(exactly: ((value - addOffset) / scaleFactor).rounded(.toNearestOrEven))
  }
}
