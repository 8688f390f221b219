internal import NetCDFFile

/// A coordinate on some of the axes of a sampling.
///
/// Small ones are held in memory; those of fields of many millions of cells are read by rows.
struct Coordinate: Sendable {
  /// The axes it has, in the order in which it is stored; those of length 1 among them.
  let dimensions: [String]
  let shape: [Int]
  private let source: Source

  private enum Source: Sendable {
    case held([Double])
    case read(@Sendable (Region?) throws(ReadingError) -> [Double])
  }

  /// The most values that are held.
  static let heldCount = 1 << 23

  /// A coordinate with the same value everywhere.
  init(constant: Double) {
    dimensions = []
    shape = []
    source = .held([constant])
  }

  /// - Precondition: `values` fill `shape`.
  init(dimensions: [String], shape: [Int], values: [Double]) {
    precondition(values.count == shape.product)
    self.dimensions = dimensions
    self.shape = shape
    source = .held(values)
  }

  /// A coordinate that `read` brings, whole or a region of it.
  init(
    dimensions: [String],
    shape: [Int],
    read: @escaping @Sendable (Region?) throws(ReadingError) -> [Double]
  ) throws(ReadingError) {
    self.dimensions = dimensions
    self.shape = shape
    source = shape.product <= Self.heldCount ? .held(try read(nil)) : .read(read)
  }

  /// All values, in the order in which they are stored.
  func allValues() throws(ReadingError) -> [Double] {
    switch source {
    case .held(let values): values
    case .read(let read): try read(nil)
    }
  }

  /// True when the coordinate changes along the axis called `name`.
  func varies(along name: String) -> Bool {
    zip(dimensions, shape).contains { $0 == name && $1 != 1 }
  }

  /// The values at the elements of some axes, for some rows of the first of them.
  ///
  /// - Parameter path: The file, for messages.
  /// - Precondition: The coordinate varies along none but these axes.
  /// - Throws: `corrupt` when the coordinate is shorter than an axis; what reading it brings.
  func values(
    along axes: [Sampling.Axis],
    rows: Range<Int>,
    path: String
  ) throws(ReadingError) -> [Double] {
    var values: [Double]
    var shape = self.shape
    var start = 0
    switch source {
    case .held(let held):
      values = held
      start = rows.lowerBound
    case .read(let read):
      if let place = dimensions.firstIndex(of: axes.first?.name ?? ""), shape[place] != 1 {
        var from = shape.map { _ in 0 }
        from[place] = rows.lowerBound
        shape[place] = rows.count
        values = try read(Region(start: from, count: shape))
      } else {
        values = try read(nil)
      }
    }
    let steps = ArrayLayout.steps(shape)
    let strides = axes.map { axis in
      dimensions.firstIndex(of: axis.name).map { self.shape[$0] == 1 ? 0 : steps[$0] } ?? 0
    }
    guard let first = strides.first else { return values.isEmpty ? [] : [values[0]] }
    let gathered = ArrayLayout.gather(
      values,
      lengths: [rows.count] + axes.dropFirst().map(\.length),
      strides: strides,
      from: start * first
    )
    guard let gathered else { throw .smallerThanAxes(path: path) }
    return gathered
  }
}
