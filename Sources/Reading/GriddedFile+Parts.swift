internal import Conventions
public import KernelTypes
public import NetCDFFile

extension GriddedFile {
  /// Reads a part of a variable, as it is stored or decoded.
  ///
  /// - Parameters:
  ///   - region: The box to read.
  ///   - transform: How stored numbers become values; nil for values as they are stored.
  ///   - threads: How many threads fetch and decode.
  ///   - values: Receives the values, last dimension fastest.
  /// - Precondition: `values` has as many places as the region has values.
  public func decode<Value: TileValue>(
    _ variable: GriddedVariable,
    region: Region,
    transform: PackedTransform?,
    threads: Int = 1,
    into values: inout [Value]
  ) throws(ReadingError) {
    var span = values.mutableSpan
    do {
      try file.decode(
        variable.variable,
        region: region,
        transform: transform,
        threads: threads,
        into: &span
      )
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  /// The values of a variable that is no field, such as a coordinate, in Double: unpacked, NaN where
  /// missing.
  public func values(_ variable: Variable) throws(ReadingError) -> [Double] {
    variable.packing.decode(try stored(variable))
  }

  /// The lengths of the blocks that a variable is fetched in, such as its chunks.
  public func blockShape(of variable: GriddedVariable) throws(ReadingError) -> [Int] {
    do {
      return try file.blockShape(of: variable.variable)
    } catch {
      throw ReadingError(error, path: path)
    }
  }
}
