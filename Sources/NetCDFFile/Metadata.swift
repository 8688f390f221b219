/// The type that a variable or an attribute is stored in, by the names of the CDL language.
public enum StoredType: String, Sendable, CaseIterable {
  case byte, char, short, int, float, double, ubyte, ushort, uint, int64, uint64, string

  /// The bytes of one value; nil for strings, whose length varies.
  public var byteCount: Int? {
    switch self {
    case .byte, .char, .ubyte: 1
    case .short, .ushort: 2
    case .int, .uint, .float: 4
    case .int64, .uint64, .double: 8
    case .string: nil
    }
  }
}

/// The formats that netCDF files come in.
public enum FileFormat: String, Sendable, CaseIterable {
  /// CDF-1, the classic format.
  case classic
  /// CDF-2, with 64-bit offsets.
  case offset64
  /// CDF-5, with 64-bit data and unsigned types.
  case data64
  case netCDF4
  /// netCDF-4 restricted to the classic data model.
  case netCDF4Classic
}

/// The value of an attribute.
public enum AttributeContent: Sendable, Equatable {
  case text(String)
  case strings([String])
  case integers([Int64])
  case unsigned([UInt64])
  case reals([Double])
}

/// A named value that describes a file or a variable.
public struct Attribute: Sendable, Equatable {
  public let name: String
  public let type: StoredType
  public let content: AttributeContent

  public init(name: String, type: StoredType, content: AttributeContent) {
    self.name = name
    self.type = type
    self.content = content
  }
}

/// A named length that variables share.
public struct Dimension: Sendable, Hashable {
  public let name: String
  public let length: Int
  public let isUnlimited: Bool

  /// The path of the group that defines it; empty for the root.
  public let groupPath: String

  public init(name: String, length: Int, isUnlimited: Bool, groupPath: String = "") {
    self.name = name
    self.length = length
    self.isUnlimited = isUnlimited
    self.groupPath = groupPath
  }
}

/// An array of a file and what describes it.
public struct Variable: Sendable, Equatable {
  public let name: String

  /// The name with its groups, such as `data_01/ku/ssha`.
  public let path: String

  public let type: StoredType
  public let dimensions: [Dimension]

  /// Where a backend finds it.
  let location: Location

  let attributeList: AttributeList

  init(
    name: String,
    path: String,
    type: StoredType,
    dimensions: [Dimension],
    attributes: [Attribute],
    location: Location
  ) {
    self.init(
      name: name,
      path: path,
      type: type,
      dimensions: dimensions,
      attributes: .read(attributes),
      location: location
    )
  }

  init(
    name: String,
    path: String,
    type: StoredType,
    dimensions: [Dimension],
    attributes: AttributeList,
    location: Location
  ) {
    self.name = name
    self.path = path
    self.type = type
    self.dimensions = dimensions
    self.location = location
    attributeList = attributes
  }

  public var attributes: [Attribute] { attributeList.all }

  enum Location: Sendable, Equatable {
    /// In a classic file: the byte of its first value and the bytes of one of its records.
    case classic(begin: Int, isRecord: Bool)
    /// In an HDF5 file: the place in the reader's list of datasets.
    case hdf5(Int)
    /// In the library: the identifiers of group and variable.
    case library(group: Int32, variable: Int32)
  }

  /// The attribute called `name`.
  public func attribute(_ name: String) -> Attribute? { attributeList.named(name) }

  /// The lengths of the dimensions, slowest first.
  public var shape: [Int] { dimensions.map(\.length) }

  /// The number of values. Files whose product of lengths overflows are refused when opened.
  public var count: Int { dimensions.reduce(1) { $0 * $1.length } }
}

/// A group of a file; classic files have the root only.
public struct Group: Sendable, Equatable {
  public let name: String
  public let path: String
  public let attributes: [Attribute]
  public let dimensions: [Dimension]
  public let variables: [Variable]
  public let groups: [Group]

  /// Its own variables, then those of its groups, one after the other.
  var allVariables: [Variable] {
    groups.isEmpty ? variables : variables + groups.flatMap(\.allVariables)
  }
}

/// A box of an array: where it starts and how long it is along each dimension.
public struct Region: Sendable, Equatable {
  public let start: [Int]
  public let count: [Int]

  public init(start: [Int], count: [Int]) {
    self.start = start
    self.count = count
  }
}

/// Values as they are stored.
public enum StoredValues: Sendable, Equatable {
  case byte([Int8])
  case char([UInt8])
  case short([Int16])
  case int([Int32])
  case float([Float])
  case double([Double])
  case ubyte([UInt8])
  case ushort([UInt16])
  case uint([UInt32])
  case int64([Int64])
  case uint64([UInt64])
  case string([String])

  public var count: Int {
    switch self {
    case .byte(let values): values.count
    case .char(let values), .ubyte(let values): values.count
    case .short(let values): values.count
    case .int(let values): values.count
    case .float(let values): values.count
    case .double(let values): values.count
    case .ushort(let values): values.count
    case .uint(let values): values.count
    case .int64(let values): values.count
    case .uint64(let values): values.count
    case .string(let values): values.count
    }
  }

  public var type: StoredType {
    switch self {
    case .byte: .byte
    case .char: .char
    case .short: .short
    case .int: .int
    case .float: .float
    case .double: .double
    case .ubyte: .ubyte
    case .ushort: .ushort
    case .uint: .uint
    case .int64: .int64
    case .uint64: .uint64
    case .string: .string
    }
  }
}
