/// The values of one statistic, held whole or made one horizontal field at a time.
///
/// A field that is made when it is written need not be in memory together with all others, which
/// is what bounds the memory of a large product.
public struct ProductField: Sendable {
  enum Source: Sendable {
    case reals([Double])
    case counts([UInt32])
    case made(@Sendable (FieldPlace) -> [Double])
  }

  let source: Source

  /// Values of the whole variable, in the order of its dimensions with longitude fastest.
  public init(_ values: [Double]) {
    source = .reals(values)
  }

  /// Counts of the whole variable, in the order of its dimensions with longitude fastest.
  public init(counts: [UInt32]) {
    source = .counts(counts)
  }

  /// Makes the values of one time bin, level and network, shape `[lat, lon]`, when they are
  /// written. Called once for each place, in the order of the file.
  public init(makingFields field: @escaping @Sendable (FieldPlace) -> [Double]) {
    source = .made(field)
  }

  /// The number of values when they are held whole.
  var heldCount: Int? {
    switch source {
    case .reals(let values): values.count
    case .counts(let values): values.count
    case .made: nil
    }
  }

  /// The values of one place, shape `[lat, lon]`.
  ///
  /// - Parameters:
  ///   - number: The number of the place, counted in the order of the file.
  ///   - cellCount: The number of cells of a horizontal field.
  func values(at place: FieldPlace, number: Int, cellCount: Int) -> [Double] {
    let cells = number * cellCount..<(number + 1) * cellCount
    return switch source {
    case .reals(let values): Array(values[cells])
    case .counts(let values): values[cells].map { Double($0) }
    case .made(let field): field(place)
    }
  }
}
