import NetCDFFile

/// One synthetic file in the layout of a network.
///
/// The value at position `i` of a variable, in the order of storage, is `first + step * i`, and
/// missing where `i` leaves 3 when divided by 7; flags go round their list of codes. Instants
/// start at 2024-06-01T00:00:00Z.
struct NetworkLayout {
  /// Where the file goes, below the directory of the fixtures.
  let path: String

  /// The map that reads it.
  let network: String

  /// What the file is there to show.
  let claim: String

  let draft: DatasetDraft

  /// Every layout, in the order of the manifest.
  static var all: [NetworkLayout] {
    (moorings + coasts + platforms + altimeters + images).sorted { $0.path < $1.path }
  }

  /// 2024-06-01T00:00:00Z in seconds since 1970, 2000, 1981, 1990 and 2009, and in days since
  /// 1950, 1800 and 1977-11-03T12:00:00Z.
  static let since1970 = 1_717_200_000.0
  static let since2000 = since1970 - 946_684_800
  static let since1981 = since1970 - 347_155_200
  static let since1990 = since1970 - 631_152_000
  static let since2009 = since1970 - 1_230_768_000
  static let daysSince1950 = since1970 / 86_400 + 7305
  static let daysSince1800 = since1970 / 86_400 + 62_091

  /// The statement that every file carries.
  static let disclaimer = "Synthetic: no instrument measured these values."
}

extension DatasetDraft {
  /// How many positions a variable with these dimensions has.
  func count(of dimensions: [String]) -> Int {
    dimensions.reduce(1) { product, name in
      product * (self.dimensions.first { $0.name == name }.map { $0.length ?? records } ?? 1)
    }
  }

  /// Adds a variable whose values lie on a line.
  ///
  /// - Parameters:
  ///   - scale: The `scale_factor` it is packed with, written as double; nil for none.
  ///   - offset: The `add_offset`, likewise.
  ///   - fill: The `_FillValue`, as stored; nil for a variable without gaps.
  ///   - hasGaps: Whether the values at positions 3, 10, 17 ... are missing.
  mutating func addLine(
    _ name: String,
    _ dimensions: [String],
    _ type: StoredType,
    from first: Double,
    by step: Double,
    scale: Double? = nil,
    offset: Double? = nil,
    fill: Double? = nil,
    hasGaps: Bool = true,
    _ attributes: [AttributeDraft]
  ) {
    let stored = (0..<count(of: dimensions)).map { i -> Double in
      if let fill, hasGaps, i % 7 == 3 { return fill }
      let value = first + step * Double(i)
      return scale == nil && offset == nil
        ? value : ((value - (offset ?? 0)) / (scale ?? 1)).rounded()
    }
    let isReal = type == .float || type == .double
    var all: [AttributeDraft] = []
    if let fill {
      let content: AttributeContent =
        isReal ? .reals([fill]) : .integers([Int64(exactly: fill) ?? 0])
      all.append(AttributeDraft(name: "_FillValue", content: content, type: type))
    }
    if let scale { all.append(.double("scale_factor", scale)) }
    if let offset { all.append(.double("add_offset", offset)) }
    add(name, dimensions, Self.stored(stored, as: type), all + attributes)
  }

  /// Adds a variable of flags that go round a list of codes.
  mutating func addFlags(
    _ name: String,
    _ dimensions: [String],
    _ type: StoredType,
    _ codes: [Int],
    _ attributes: [AttributeDraft]
  ) {
    let stored = (0..<count(of: dimensions)).map { Double(codes[$0 % codes.count]) }
    add(name, dimensions, Self.stored(stored, as: type), attributes)
  }

  private static func stored(_ values: [Double], as type: StoredType) -> StoredValues {
    func whole<Value: FixedWidthInteger>(_ type: Value.Type) -> [Value] {
      values.map { Value(exactly: $0.rounded()) ?? 0 }
    }
    switch type {
    case .byte: return .byte(whole(Int8.self))
    case .short: return .short(whole(Int16.self))
    case .int: return .int(whole(Int32.self))
    case .int64: return .int64(whole(Int64.self))
    case .ubyte: return .ubyte(whole(UInt8.self))
    case .ushort: return .ushort(whole(UInt16.self))
    case .uint: return .uint(whole(UInt32.self))
    case .uint64: return .uint64(whole(UInt64.self))
    case .float: return .float(values.map { Float($0) })
    case .double: return .double(values)
    case .char: return .char(whole(UInt8.self))
    case .string: return .string(values.map { "\($0)" })
    }
  }
}

extension DatasetDraft.AttributeDraft {
  static func ubyte(_ name: String, _ values: Int64...) -> Self {
    Self(name: name, content: .integers(values), type: .ubyte)
  }
  static func uint(_ name: String, _ values: Int64...) -> Self {
    Self(name: name, content: .integers(values), type: .uint)
  }
}

/// Attributes of a coordinate or a quantity that most layouts have.
func described(
  _ longName: String,
  _ standardName: String? = nil,
  units: String? = nil,
  axis: String? = nil
) -> [DatasetDraft.AttributeDraft] {
  [.text("long_name", longName)]
    + (standardName.map { [.text("standard_name", $0)] } ?? [])
    + (units.map { [.text("units", $0)] } ?? [])
    + (axis.map { [.text("axis", $0)] } ?? [])
}
