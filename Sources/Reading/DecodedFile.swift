internal import Conventions
internal import NetCDFFile

/// A file of any kind, variable by variable, as its packing attributes decode it: no network, no
/// coordinates, no flags.
///
/// For telling that all bytes of a file can be read, and that two readers read the same.
public struct DecodedFile: Sendable {
  public let path: String
  public let variables: [DecodedVariable]

  private let file: NetCDFFile

  /// - Parameter usesLibrary: Whether the C library reads the file, whatever its format.
  /// - Throws: `ReadingError` when the file cannot be opened.
  public init(path: String, usesLibrary: Bool = false) throws(ReadingError) {
    self.path = path
    file = try NetCDFFile.opened(path, backend: usesLibrary ? .library : .automatic)
    variables = file.allVariables.map { DecodedVariable($0) }
  }

  /// Reads a variable of numbers in tiles of some ten thousand values.
  ///
  /// - Parameter use: Receives the decoded values of each tile, last dimension fastest, NaN where
  ///   missing, in the order of the array.
  public func forEachTile(
    of variable: DecodedVariable,
    _ use: (Span<Double>) -> Void
  ) throws(ReadingError) {
    do throws(NetCDFError) {
      try file.forEachTile(
        of: variable.variable,
        as: Double.self,
        transform: variable.variable.packing.transform
      ) { tile in use(tile.values) }
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  /// Reads a variable of characters or strings in blocks.
  ///
  /// - Parameter use: Receives the bytes of each block; strings end with a NUL each.
  public func forEachTextBlock(
    of variable: DecodedVariable,
    _ use: (Span<UInt8>) -> Void
  ) throws(ReadingError) {
    for region in blocks(of: variable.variable) {
      switch try file.stored(variable.variable, region: region) {
      case .char(let bytes): use(bytes.span)
      case .string(let texts):
        let bytes: [UInt8] = texts.flatMap { Array($0.utf8) + [0] }
        use(bytes.span)
      default: break
      }
    }
  }

  /// Boxes that make up an array, cut along the first dimension that is too long.
  private func blocks(of variable: Variable) -> [Region] {
    let shape = variable.shape
    let limit = 1 << 20
    var regions = [Region(start: shape.map { _ in 0 }, count: shape)]
    for axis in shape.indices {
      guard let length = regions.first?.count.reduce(1, *), length > limit else { break }
      let below = shape[(axis + 1)...].reduce(1, *)
      let step = max(1, limit / max(1, below))
      regions = regions.flatMap { region in
        stride(from: 0, to: shape[axis], by: step).map { start in
          var (starts, counts) = (region.start, region.count)
          starts[axis] = start
          counts[axis] = min(step, shape[axis] - start)
          return Region(start: starts, count: counts)
        }
      }
    }
    return regions
  }
}

/// A variable of a file as it is stored.
public struct DecodedVariable: Sendable {
  /// The name with its groups.
  public var name: String { variable.path }

  /// The stored type by its CDL name, such as `short`.
  public var type: String { variable.type.rawValue }

  /// The bits of one stored value; nil for strings.
  public var bitWidth: Int? { variable.type.byteCount.map { $0 * 8 } }
  public var shape: [Int] { variable.shape }
  public var count: Int { variable.count }
  public var units: String? { variable.text("units") }

  /// False for characters and strings.
  public var isNumeric: Bool { variable.isNumeric }

  let variable: Variable

  init(_ variable: Variable) { self.variable = variable }
}
