internal import NetCDFFile
internal import ObservationModel

/// Where and when the elements of a file are: the space of its sampling locations and the
/// coordinates on it.
///
/// An element is one sampling location, a cell of the (instance, time, vertical, horizontal)
/// space. Elements are counted along `axes`, the last one fastest, whatever the order in which
/// the file stores its variables.
struct Sampling: Sendable {
  /// The path of the file, for messages.
  let path: String

  let featureType: FeatureType

  /// The dimensions that multiply elements, slowest first.
  let axes: [Axis]

  /// For ragged arrays and tables: the elements of each feature along the sample dimension, which
  /// is the only axis.
  let ragged: RaggedElements?

  let time: Coordinate
  let timeOffset: Coordinate?

  /// The span that all elements share in files that tell no more; `time` is its middle.
  let timeSpan: ClosedRange<Double>?

  let latitude: Coordinate
  let longitude: Coordinate
  let vertical: Coordinate?
  let verticalKind: VerticalKind?

  /// The coordinate without which an element does not exist: the levels of incomplete arrays,
  /// whose padding is no element. Nil where all elements exist.
  let levels: Coordinate?

  /// The number of axes, from the first, along which features are counted.
  let featureAxes: Int

  /// The number of elements, padding included.
  var count: Int { axes.map(\.length).product }

  /// The number of features, those without observations included.
  var featureCount: Int {
    if featureType == .point { return count }
    if let ragged { return ragged.ranges.count }
    return axes.prefix(featureAxes).map(\.length).product
  }

  /// True when a dimension tells samples or features from one another: a text along it is one
  /// letter each.
  func names(_ dimension: String) -> Bool {
    axes.contains { $0.name == dimension } || ragged?.relations[dimension] != nil
  }

  struct Axis: Equatable, Sendable {
    let name: String
    let length: Int
  }
}

extension Sampling {
  /// The values of a coordinate at the elements of some rows of the first axis, last axis
  /// fastest.
  func values(
    of coordinate: Coordinate,
    rows: Range<Int>
  ) throws(ReadingError) -> [Double] {
    guard !axes.isEmpty else {
      return try coordinate.values(along: [], rows: 0..<1, path: path)
    }
    if let order = ragged?.order {
      let all = try coordinate.values(along: axes, rows: 0..<axes[0].length, path: path)
      return order[rows].map { all[$0] }
    }
    return try coordinate.values(along: axes, rows: rows, path: path)
  }

  /// Instants of the elements of some rows, in seconds since 1970-01-01 UTC.
  func times(rows: Range<Int>) throws(ReadingError) -> [Double] {
    var times = try values(of: time, rows: rows)
    if let timeOffset {
      let offsets = try values(of: timeOffset, rows: rows)
      for i in times.indices { times[i] += offsets[i] }
    }
    for i in times.indices where !Self.isValidTime(times[i]) { times[i] = .nan }
    return times
  }

  /// True for instants from 1600-01-01 to 3000-01-01; others are missing.
  static func isValidTime(_ instant: Double) -> Bool { instant >= earliest && instant < latest }

  private static let earliest = Double(
    CivilTime(year: 1600, month: 1, day: 1).secondsSince1970
  )
  private static let latest = Double(CivilTime(year: 3000, month: 1, day: 1).secondsSince1970)

  /// Lays out an array along the axes for some rows of the first axis.
  ///
  /// - Parameters:
  ///   - values: The stored values, of which position 0 belongs to the first of the `rows` when
  ///     `startsAtRows`, to the first row of the file otherwise.
  ///   - strides: The step along each axis.
  ///   - rows: Positions along the first axis.
  /// - Returns: The values of the elements of the rows, last axis fastest.
  /// - Throws: `corrupt` when the array is smaller than the axes make it.
  func layOut<Value>(
    _ values: [Value],
    strides: [Int],
    rows: Range<Int>,
    startsAtRows: Bool
  ) throws(ReadingError) -> [Value] {
    guard let first = axes.first else { return values.isEmpty ? [] : [values[0]] }
    precondition(rows.upperBound <= first.length && strides.count == axes.count)
    let base = startsAtRows ? rows.lowerBound : 0
    if let order = ragged?.order {
      guard order[rows].allSatisfy({ values.indices.contains(($0 - base) * strides[0]) }) else {
        throw .smallerThanAxes(path: path)
      }
      return order[rows].map { values[($0 - base) * strides[0]] }
    }
    let gathered = ArrayLayout.gather(
      values,
      lengths: [rows.count] + axes.dropFirst().map(\.length),
      strides: strides,
      from: (rows.lowerBound - base) * strides[0]
    )
    guard let gathered else { throw .smallerThanAxes(path: path) }
    return gathered
  }
}

extension ReadingError {
  /// An array with fewer values than the lengths of its dimensions ask for.
  static func smallerThanAxes(path: String) -> ReadingError {
    ReadingError(
      .corrupt,
      path: path,
      detail: "an array has fewer values than the dimensions of time and place ask for"
    )
  }
}

extension Sequence<Int> {
  /// The product of lengths; the largest integer where it is larger.
  var product: Int {
    reduce(1) { total, factor in
      let (product, overflow) = total.multipliedReportingOverflow(by: factor)
      return overflow ? Int.max : product
    }
  }
}

/// Gathers strided boxes of arrays.
enum ArrayLayout {
  /// The values at all positions of a box, last axis fastest; nil when the box reaches beyond the
  /// values.
  static func gather<Value>(
    _ values: [Value],
    lengths: [Int],
    strides: [Int],
    from start: Int
  ) -> [Value]? {
    if lengths.contains(0) { return [] }
    var last = start
    var count = 1
    for (length, stride) in zip(lengths, strides) {
      let (reach, reachOverflow) = (length - 1).multipliedReportingOverflow(by: stride)
      let (place, placeOverflow) = last.addingReportingOverflow(reach)
      let (product, countOverflow) = count.multipliedReportingOverflow(by: length)
      guard !reachOverflow, !placeOverflow, !countOverflow else { return nil }
      (last, count) = (place, product)
    }
    guard values.indices.contains(start), values.indices.contains(last) else { return nil }
    var result: [Value] = []
    result.reserveCapacity(count)
    append(values[...], lengths[...], strides[...], start, &result)
    return result
  }

  private static func append<Value>(
    _ values: ArraySlice<Value>,
    _ lengths: ArraySlice<Int>,
    _ strides: ArraySlice<Int>,
    _ offset: Int,
    _ result: inout [Value]
  ) {
    guard let length = lengths.first, let stride = strides.first else {
      result.append(values[offset])
      return
    }
    if lengths.count == 1 {
      switch stride {
      case 0: result.append(contentsOf: repeatElement(values[offset], count: length))
      case 1: result.append(contentsOf: values[offset..<(offset + length)])
      default: for i in 0..<length { result.append(values[offset + i * stride]) }
      }
      return
    }
    for i in 0..<length {
      append(values, lengths.dropFirst(), strides.dropFirst(), offset + i * stride, &result)
    }
  }

  /// The step along each dimension of a whole array, last dimension fastest; the largest integer
  /// where it is larger.
  static func steps(_ shape: [Int]) -> [Int] {
    var steps = shape
    var step = 1
    for i in shape.indices.reversed() {
      steps[i] = step
      step = [step, shape[i]].product
    }
    return steps
  }
}
