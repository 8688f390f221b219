/// The type of the elements of a dataset or attribute, as far as observations need it.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.d.
struct HDF5Datatype: Sendable, Equatable {
  indirect enum Kind: Sendable, Equatable {
    /// An integer of two's complement whose bits fill its bytes.
    case integer(isSigned: Bool, isBigEndian: Bool)
    /// An IEEE 754 number of 4 or 8 bytes.
    case real(isBigEndian: Bool)
    /// Text of a fixed number of bytes.
    case text
    /// Text of any length, in a heap.
    case string
    /// The address of an object.
    case reference
    /// Elements of any number, in a heap.
    case sequence(HDF5Datatype)
    /// A type that netCDF-4 has and observations do not need.
    case other(String)
    /// A number that is laid out in a way of its own.
    case oddNumber
  }

  let kind: Kind

  /// The bytes of one element.
  let size: Int

  init(_ body: inout HDF5Cursor, depth: Int = 0) throws(HDF5Fault) {
    let file = body.file
    let first = try body.uint8()
    let (kind, version) = (first & 0x0f, first >> 4)
    guard (1...5).contains(version) else { throw file.unknownVersion(version, of: "a datatype") }
    let bits = try body.integer(size: 3)
    size = try body.uint32()
    guard size > 0, size <= file.limits.bytesOfChunk else {
      throw file.corrupt("a datatype of \(size) bytes")
    }
    switch kind {
    case 0:
      let offset = try body.uint16()
      let precision = try body.uint16()
      let isPlain = offset == 0 && precision == 8 * size && [1, 2, 4, 8].contains(size)
      self.kind =
        isPlain ? .integer(isSigned: bits & 0x08 != 0, isBigEndian: bits & 0x01 != 0) : .oddNumber
    case 1:
      self.kind = try Self.real(&body, bits: bits, size: size)
    case 3: self.kind = .text
    case 7: self.kind = bits & 0x0f == 0 ? .reference : .other("reference")
    case 9:
      guard size == 8 + file.offsetSize else {
        throw file.corrupt("a type of any length in \(size) bytes")
      }
      guard depth < 16 else { throw file.corrupt("datatypes nested more than 16 deep") }
      self.kind =
        bits & 0x0f == 1 ? .string : .sequence(try HDF5Datatype(&body, depth: depth + 1))
    case 2: self.kind = .other("time")
    case 4: self.kind = .other("bit field")
    case 5: self.kind = .other("opaque")
    case 6: self.kind = .other("compound")
    case 8: self.kind = .other("enum")
    case 10: self.kind = .other("array")
    default: throw file.unsupported("a datatype of class \(kind), which is not known here")
    }
  }

  /// - Returns: `.real` when sign, exponent and mantissa are where IEEE 754 has them.
  private static func real(
    _ body: inout HDF5Cursor,
    bits: Int,
    size: Int
  ) throws(HDF5Fault) -> Kind {
    let offset = try body.uint16()
    let precision = try body.uint16()
    let exponent = (try body.uint8(), try body.uint8())
    let mantissa = (try body.uint8(), try body.uint8())
    let bias = try body.uint32()
    let sign = bits >> 8 & 0xff
    // Bit 6 tells the byte order of the VAX from the big-endian one.
    let isVAX = bits & 0x40 != 0
    let isSingle =
      size == 4 && exponent == (23, 8) && mantissa == (0, 23) && bias == 127 && sign == 31
    let isDouble =
      size == 8 && exponent == (52, 11) && mantissa == (0, 52) && bias == 1023 && sign == 63
    guard offset == 0, precision == 8 * size, !isVAX, bits & 0x30 == 0x20, isSingle || isDouble
    else { return .oddNumber }
    return .real(isBigEndian: bits & 0x01 != 0)
  }

  /// The type that netCDF gives a variable of this type; nil where observations need none.
  var variableType: StoredType? {
    switch kind {
    case .text: size == 1 ? .char : .string
    default: numericType
    }
  }

  /// The type of a number or of text of any length.
  var numericType: StoredType? {
    switch kind {
    case .integer(let isSigned, _):
      switch size {
      case 1: isSigned ? .byte : .ubyte
      case 2: isSigned ? .short : .ushort
      case 4: isSigned ? .int : .uint
      default: isSigned ? .int64 : .uint64
      }
    case .real: size == 4 ? .float : .double
    case .string: .string
    case .text, .reference, .sequence, .other, .oddNumber: nil
    }
  }

  var isBigEndian: Bool {
    switch kind {
    case .integer(_, let isBigEndian), .real(let isBigEndian): isBigEndian
    case .text, .string, .reference, .sequence, .other, .oddNumber: false
    }
  }
}

/// The lengths of a dataset or attribute.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.b.
struct HDF5Dataspace: Sendable, Equatable {
  /// There is no value at all.
  let isNull: Bool

  /// Slowest first; empty for one value.
  let shape: [Int]

  /// The lengths to which the dataset may grow; nil is unlimited.
  let greatest: [Int?]

  /// The number of values.
  let count: Int

  init(_ body: inout HDF5Cursor) throws(HDF5Fault) {
    let file = body.file
    let version = try body.uint8()
    guard version == 1 || version == 2 else {
      throw file.unknownVersion(version, of: "a dataspace")
    }
    let rank = try body.uint8()
    guard rank <= 32 else { throw file.corrupt("\(rank) dimensions; 32 are the most") }
    let flags = try body.uint8()
    if version == 1 {
      try body.skip(5)
      isNull = false
    } else {
      isNull = try body.uint8() == 2
    }
    guard rank > 0 else {
      (shape, greatest, count) = ([], [], isNull ? 0 : 1)
      return
    }
    var shape: [Int] = []
    shape.reserveCapacity(rank)
    var count = isNull ? 0 : 1
    for _ in 0..<rank {
      let length = try body.length()
      shape.append(length)
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      // The places of the last chunk are numbers still, though it reaches beyond the array.
      guard !overflow, length <= 1 << 60 else { throw file.corrupt("more than 2⁶⁰ values") }
      count = product
    }
    var greatest: [Int?] = shape
    if flags & 0x01 != 0 {
      for i in 0..<rank {
        greatest[i] = try body.optionalLength()
        if let limit = greatest[i], limit < shape[i] {
          throw file.corrupt("a length of \(shape[i]) that may be \(limit) at most")
        }
      }
    }
    (self.shape, self.greatest, self.count) = (shape, greatest, count)
  }
}
