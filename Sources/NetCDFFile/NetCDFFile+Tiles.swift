public import KernelTypes

/// Consecutive values of a variable or of a part of it.
public struct Tile<Value: TileValue>: ~Copyable, ~Escapable {
  /// The number of values before it, in row-major order of the region that was asked for.
  public let offset: Int

  /// Where it lies in the variable.
  public let region: Region

  /// The values, last dimension fastest. Shape `region.count`.
  public let values: Span<Value>

  @_lifetime(copy values)
  init(offset: Int, region: Region, values: Span<Value>) {
    self.offset = offset
    self.region = region
    self.values = values
  }
}

extension NetCDFFile {
  /// Calls `body` with the values of a variable piece by piece, in row-major order.
  ///
  /// Tiles follow each other without gaps and are the same for any number of threads. Their
  /// memory is used again for the next. What is held at one time are the stored bytes of one row
  /// of chunks (at most `Limits.bytesOfTiles`, or chunks are fetched more than once; for arrays
  /// that are not chunked, some megabytes) and some hundred thousand values.
  ///
  /// - Parameters:
  ///   - variable: One of this file.
  ///   - region: The box to read; nil for all.
  ///   - type: Float or Double for decoded values, or the type that the variable is stored in.
  ///   - transform: How stored numbers become values; nil for values as they are stored.
  ///   - threads: How many threads fetch and decode. `body` is called by the calling thread.
  /// - Throws: `NetCDFError`: `unsupported` for a type that the variable is not stored in and for
  ///   strings, `corrupt` for a region beyond the array, what reading brings, or what `body`
  ///   throws.
  public func forEachTile<Value: TileValue>(
    of variable: Variable,
    region: Region? = nil,
    as type: Value.Type,
    transform: PackedTransform? = nil,
    threads: Int = 1,
    _ body: (borrowing Tile<Value>) throws(NetCDFError) -> Void
  ) throws(NetCDFError) {
    let walk = try blockWalk(of: variable, region: region, as: type, transform: transform)
    try walk.forEachTile(threads: threads, bytesHeld: limits.bytesOfTiles, body)
  }

  /// Reads a variable, whole or in part, into memory of the caller.
  ///
  /// - Parameter values: Receives the values, last dimension fastest.
  /// - Precondition: `values` has as many places as the region has values.
  /// - SeeAlso: `forEachTile` for the other parameters and the errors.
  public func decode<Value: TileValue>(
    _ variable: Variable,
    region: Region? = nil,
    transform: PackedTransform? = nil,
    threads: Int = 1,
    into values: inout MutableSpan<Value>
  ) throws(NetCDFError) {
    let walk = try blockWalk(of: variable, region: region, as: Value.self, transform: transform)
    precondition(values.count == walk.region.valueCount)
    try walk.decode(threads: threads, into: &values)
  }

  /// Reads a variable, whole or in part.
  ///
  /// - Returns: The values, last dimension fastest. Fresh memory costs more time than decoding:
  ///   where many variables are read, give the same memory to `decode`.
  /// - Throws: `tooLarge` for more than the limit of one read, or as `forEachTile` does.
  public func decoded<Value: TileValue>(
    _ variable: Variable,
    region: Region? = nil,
    as type: Value.Type,
    transform: PackedTransform? = nil,
    threads: Int = 1
  ) throws(NetCDFError) -> [Value] {
    let walk = try blockWalk(of: variable, region: region, as: type, transform: transform)
    let count = walk.region.valueCount
    guard count <= limits.bytesOfRead / MemoryLayout<Value>.stride else {
      throw NetCDFError(
        .tooLarge,
        path: path,
        variable: variable.path,
        detail: "\(count) values are more than the limit of \(limits.bytesOfRead) bytes a read"
      )
    }
    return try walk.decoded(threads: threads)
  }

  /// The lengths of the blocks that the values of a variable are fetched in, such as its chunks: a
  /// read of less than a block costs as much as one of all of it.
  ///
  /// - Throws: `unsupported` for strings.
  public func blockShape(of variable: Variable) throws(NetCDFError) -> [Int] {
    try reader.blocks(of: variable).blockShape
  }

  private func blockWalk<Value: TileValue>(
    of variable: Variable,
    region: Region?,
    as type: Value.Type,
    transform: PackedTransform?
  ) throws(NetCDFError) -> BlockWalk<Value> {
    let region = try checked(region, of: variable)
    let isStored = transform == nil && type.storedTypes.contains(variable.type)
    let isDecoded =
      (type == Float.self || type == Double.self) && variable.type != .char
      && transform.map { $0.kind.byteCount == variable.type.byteCount } ?? false
    guard isStored || isDecoded else {
      throw NetCDFError(
        .unsupported,
        path: path,
        variable: variable.path,
        detail: "\(variable.type.rawValue) values cannot be had as \(type)"
      )
    }
    return BlockWalk(
      source: try reader.blocks(of: variable),
      region: region,
      transform: transform,
      pool: reader.pool
    )
  }
}
