import Foundation
import NetCDFFile
import Testing

/// What a file holds, as text that is the same only when every bit is.
enum FileText {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The directory of real files; nil where it is not at hand.
  static let reference = ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"]

  /// The values of the variable at a path.
  static func values(_ path: String, of file: NetCDFFile) throws -> StoredValues {
    let variable = try #require(file.variable(path), "\(path)")
    return try file.read(variable)
  }

  /// Everything that describes a file, a line for each dimension, variable and attribute.
  static func metadata(of file: NetCDFFile) -> [String] {
    ["format \(file.format)"] + lines(of: file.root)
  }

  private static func lines(of group: Group) -> [String] {
    var result = ["group /\(group.path) \(group.name)"]
    result += group.dimensions.map { "dimension \(text(of: $0))" }
    result += group.attributes.map { text(of: $0) }
    for variable in group.variables {
      let dimensions = variable.dimensions.map(text(of:)).joined(separator: ", ")
      result.append("\(variable.type) \(variable.path) \(variable.name) (\(dimensions))")
      result += variable.attributes.map { "  " + text(of: $0) }
    }
    return result + group.groups.flatMap { lines(of: $0) }
  }

  private static func text(of dimension: NetCDFDimension) -> String {
    "/\(dimension.groupPath) \(dimension.name) \(dimension.length) \(dimension.isUnlimited)"
  }

  private static func text(of attribute: Attribute) -> String {
    let content =
      if case .reals(let values) = attribute.content {
        "\(values.map(\.bitPattern))"
      } else {
        "\(attribute.content)"
      }
    return "\(attribute.type) \(attribute.name) = \(content)"
  }

  /// The bits of values; NaN equals itself then.
  static func bits(of values: StoredValues) -> [UInt64] {
    switch values {
    case .byte(let values): values.map { UInt64(UInt8(bitPattern: $0)) }
    case .char(let values), .ubyte(let values): values.map { UInt64($0) }
    case .short(let values): values.map { UInt64(UInt16(bitPattern: $0)) }
    case .int(let values): values.map { UInt64(UInt32(bitPattern: $0)) }
    case .float(let values): values.map { UInt64($0.bitPattern) }
    case .double(let values): values.map(\.bitPattern)
    case .ushort(let values): values.map { UInt64($0) }
    case .uint(let values): values.map { UInt64($0) }
    case .int64(let values): values.map { UInt64(bitPattern: $0) }
    case .uint64(let values): values
    case .string(let values): values.flatMap { $0.utf8.map { UInt64($0) } + [256] }
    }
  }

  /// Whether values are of one type and the same bit by bit; NaN equals itself then.
  static func haveSameBits(_ first: StoredValues, _ second: StoredValues) -> Bool {
    switch (first, second) {
    case (.float(let a), .float(let b)): same(a, b)
    case (.double(let a), .double(let b)): same(a, b)
    default: first == second
    }
  }

  private static func same<Value: BitwiseCopyable>(_ first: [Value], _ second: [Value]) -> Bool {
    first.withUnsafeBytes { a in second.withUnsafeBytes { b in Self.same(a, b) } }
  }

  private static func same(
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer
  ) -> Bool {
    guard let a = first.baseAddress, let b = second.baseAddress, first.count == second.count else {
      return first.count == second.count
    }
    return memcmp(a, b, first.count) == 0
  }

  /// Whether a file is one of HDF5, by its first bytes.
  static func isHDF5(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: 8)
    else { return false }
    return Array(head) == [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
  }

  /// The HDF5 files below a directory, in the order of their names.
  static func files(below directory: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String }
    return (names ?? []).sorted().map { directory + "/" + $0 }.filter(isHDF5)
  }
}
