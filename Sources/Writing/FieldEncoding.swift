internal import Conventions
public import NetCDFFile
internal import ObservationModel

/// How the values of fields are stored in a file.
public struct FieldEncoding: Sendable {
  /// The ways to store fields.
  public enum Form: Sendable {
    /// Rounded to the nearest number of 32 bits, or as numbers of 64 bits.
    case floating(isDouble: Bool)

    /// As whole numbers with the scale and offset of a variable.
    case packed(like: Variable)
  }

  public let type: StoredType

  /// The number that stands for missing values.
  public let fill: AttributeContent

  /// The attributes that tell the packing; empty where there is none.
  public let attributes: [Attribute]

  private let packing: Packing?
  private let integerFill: Int64

  /// Names of the attributes that tell how stored numbers become values, or are given in the type
  /// of the stored numbers.
  public static let packingAttributes: Set<String> = [
    "scale_factor", "add_offset", "_Unsigned", "_FillValue", "missing_value", "valid_range",
    "valid_min", "valid_max",
  ]

  /// The fill value of Float and Double of the netCDF library (netcdf.h, NC_FILL_FLOAT).
  private static let floatFill = 9.969209968386869e36

  /// - Note: What is packed like a variable of floating-point numbers is stored as these.
  public init(_ form: Form) {
    switch form {
    case .floating(let isDouble):
      self.init(isDouble: isDouble)
    case .packed(let variable):
      self = Self(packedLike: variable) ?? Self(isDouble: variable.type == .double)
    }
  }

  private init(isDouble: Bool) {
    type = isDouble ? .double : .float
    fill = .reals([Self.floatFill])
    attributes = []
    packing = nil
    integerFill = 0
  }

  private init?(packedLike variable: Variable) {
    let isUnsigned: Bool =
      if case .text(let text)? = variable.attribute("_Unsigned")?.content {
        text.lowercased() == "true"
      } else {
        false
      }
    let type: StoredType
    // What is meant as unsigned is stored as such.
    switch variable.type {
    case .byte: type = isUnsigned ? .ubyte : .byte
    case .short: type = isUnsigned ? .ushort : .short
    case .int: type = isUnsigned ? .uint : .int
    case .ubyte, .ushort, .uint: type = variable.type
    default: return nil
    }
    let range: ClosedRange<Int64> =
      switch type {
      case .byte: Int64(Int8.min)...Int64(Int8.max)
      case .ubyte: 0...Int64(UInt8.max)
      case .short: Int64(Int16.min)...Int64(Int16.max)
      case .ushort: 0...Int64(UInt16.max)
      case .uint: 0...Int64(UInt32.max)
      default: Int64(Int32.min)...Int64(Int32.max)
      }
    var values: [String: AttributeValue] = [:]
    var kept: [Attribute] = []
    for attribute in variable.attributes
    where attribute.name == "scale_factor" || attribute.name == "add_offset" {
      if case .reals(let numbers) = attribute.content { values[attribute.name] = .reals(numbers) }
      if case .integers(let numbers) = attribute.content {
        values[attribute.name] = .integers(numbers)
      }
      kept.append(attribute)
    }
    let given: Int64? =
      switch variable.attribute("_FillValue")?.content {
      case .integers(let numbers)?: numbers.first
      case .unsigned(let numbers)?: numbers.first.flatMap { Int64(exactly: $0) }
      default: nil
      }
    // The same bits, read as unsigned where these are meant.
    let turned = given.map { $0 < range.lowerBound ? $0 + range.upperBound + 1 : $0 }
    let outermost = range.lowerBound < 0 ? range.lowerBound : range.upperBound
    integerFill = turned.flatMap { range.contains($0) ? $0 : nil } ?? outermost
    self.type = type
    fill = .integers([integerFill])
    attributes = kept
    packing = Packing(attributes: values, storedType: type.rawValue)
  }

  /// The stored numbers of values, the nearest with ties to even.
  ///
  /// - Parameter values: NaN where missing.
  /// - Returns: Nil when a value is out of the range of the packing, or would be stored as the
  ///   number that stands for missing values.
  public func encode(_ values: Span<Double>) -> StoredValues? {
    guard let packing else {
      if type == .double {
        var stored: [Double] = []
        stored.reserveCapacity(values.count)
        for i in values.indices { stored.append(values[i].isNaN ? Self.floatFill : values[i]) }
        return .double(stored)
      }
      var stored: [Float] = []
      stored.reserveCapacity(values.count)
      let fill = Float(Self.floatFill)
      for i in values.indices { stored.append(values[i].isNaN ? fill : Float(values[i])) }
      return .float(stored)
    }
    func packed<Stored: FixedWidthInteger>(_ type: Stored.Type) -> [Stored]? {
      let fill = Stored(truncatingIfNeeded: integerFill)
      var stored: [Stored] = []
      stored.reserveCapacity(values.count)
      for i in values.indices {
        guard let number = packing.encode(values[i], fill: fill),
          number != fill || values[i].isNaN
        else { return nil }
        stored.append(number)
      }
      return stored
    }
    switch type {
    case .byte: return packed(Int8.self).map { .byte($0) }
    case .ubyte: return packed(UInt8.self).map { .ubyte($0) }
    case .short: return packed(Int16.self).map { .short($0) }
    case .ushort: return packed(UInt16.self).map { .ushort($0) }
    case .uint: return packed(UInt32.self).map { .uint($0) }
    default: return packed(Int32.self).map { .int($0) }
    }
  }
}
