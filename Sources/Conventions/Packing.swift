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

  /// The values of stored integers, NaN where missing. Shape `[value]`.
  public func decodeDoubles<Stored: FixedWidthInteger>(_ stored: Span<Stored>) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(stored.count)
    if isUnsigned, Stored.isSigned {
      // The missing values as they are stored, without regard to the sign they were written with.
      let missing = missingIntegers.map { Stored(truncatingIfNeeded: $0) }
      for i in stored.indices {
        let q = stored[i]
        let magnitude = Double(
          UInt64(truncatingIfNeeded: q) & (~0 >> (64 - UInt64(Stored.bitWidth)))
        )
        values.append(missing.contains(q) ? .nan : magnitude * scaleFactor + addOffset)
      }
      return values
    }
    let missing =
      Stored.isSigned
      ? missingIntegers.compactMap { Stored(exactly: $0) }
      : missingUnsigned.compactMap { Stored(exactly: $0) }
    for i in stored.indices {
      let q = stored[i]
      values.append(missing.contains(q) ? .nan : Double(q) * scaleFactor + addOffset)
    }
    return values
  }

  /// The values of stored floating-point numbers, NaN where missing. Shape `[value]`.
  public func decodeDoubles<Stored: BinaryFloatingPoint>(_ stored: Span<Stored>) -> [Double] {
    let missing = missingReals.map { Stored($0) }
    var values: [Double] = []
    values.reserveCapacity(stored.count)
    for i in stored.indices {
      let x = stored[i]
      values.append(missing.contains(x) ? .nan : Double(x) * scaleFactor + addOffset)
    }
    return values
  }

  /// The stored integer of a value: the nearest, ties to even; `fill` where the value is NaN; nil
  /// where the type cannot hold it.
  public func encode<Stored: FixedWidthInteger>(_ value: Double, fill: Stored) -> Stored? {
    if value.isNaN { return fill }
    return Stored(exactly: ((value - addOffset) / scaleFactor).rounded(.toNearestOrEven))
  }
}
