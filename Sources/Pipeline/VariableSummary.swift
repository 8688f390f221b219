internal import Crypto
internal import KernelTypes
internal import Kernels
public import Reading

/// What a variable of a file decodes to: counts, range, mean and a digest of every value.
public struct VariableSummary: Sendable, Equatable {
  public var name: String

  /// The stored type, such as `int16` or `float32`; `char` or `string` for text.
  public var type: String
  public var shape: [Int]
  public var units: String?

  /// The number of values, and of those that are not missing. Infinities are valid.
  public var count: Int
  public var validCount: Int

  /// Over the finite values; nil without any, and for text.
  public var minimum: Double?
  public var maximum: Double?
  public var mean: Double?

  /// The SHA-256 of the decoded values as little-endian Double, missing ones as one quiet NaN, or
  /// of the bytes of text with a NUL behind each string; in hexadecimal.
  public var digest: String
}

extension DecodedFile {
  /// Reads a variable to its last value.
  ///
  /// - Throws: `ReadingError` when a part of it cannot be read.
  public func summary(of variable: DecodedVariable) throws(ReadingError) -> VariableSummary {
    var hash = SHA256()
    var statistics = ValueStatistics()
    if variable.isNumeric {
      try forEachTile(of: variable) { values in
        statistics.add(values)
        // Decoded values have one NaN for all that is missing. (The platforms of Swift are
        // little-endian.)
        values.withUnsafeBytes { hash.update(bufferPointer: $0) }
      }
    } else {
      try forEachTextBlock(of: variable) { bytes in
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
      }
    }
    return VariableSummary(
      name: variable.name,
      type: Self.typeName(variable),
      shape: variable.shape,
      units: variable.units,
      count: variable.count,
      validCount: variable.isNumeric ? statistics.validCount : variable.count,
      minimum: statistics.minimum,
      maximum: statistics.maximum,
      mean: statistics.mean,
      digest: DurableFile.hexadecimal(hash.finalize())
    )
  }

  /// The name of a stored type with its width in bits.
  private static func typeName(_ variable: DecodedVariable) -> String {
    guard variable.isNumeric, let width = variable.bitWidth else { return variable.type }
    if variable.type == "float" || variable.type == "double" { return "float\(width)" }
    return variable.type.hasPrefix("u") ? "uint\(width)" : "int\(width)"
  }
}
