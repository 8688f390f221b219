internal import NetCDFFile
internal import ObservationModel

/// Where and when the elements of a file are: the space of its sampling locations and the
/// coordinates on it.
///
/// An element is one sampling location, a cell of the (instance, time, vertical, horizontal)
/// space. Elements are counted along `axes`, the last one fastest, whatever the order in which
/// the file stores its variables.
struct Sampling {
  let featureType: FeatureType

  /// The dimensions that multiply elements, slowest first.
  let axes: [Axis]

  /// For ragged arrays: the elements of each feature, as positions along the sample dimension.
  let ragged: RaggedElements?

  let time: Coordinate
  let timeOffset: Coordinate?
  let latitude: Coordinate
  let longitude: Coordinate
  let vertical: Coordinate?
  let verticalKind: VerticalKind?

  /// The dimensions along which features are counted; empty when all elements are one feature.
  let featureAxes: Int

  /// The number of elements, padding included.
  var count: Int { axes.reduce(1) { $0 * $1.length } }

  /// The number of features, those without observations included.
  var featureCount: Int {
    if let ragged { return ragged.ranges.count }
    if featureType == .point { return count }
    return axes.prefix(featureAxes).reduce(1) { $0 * $1.length }
  }

  struct Axis: Equatable {
    let name: String
    let length: Int
  }

  /// A coordinate over all elements: stored values and the step between neighbours along each
  /// axis, 0 along axes that it does not have.
  struct Coordinate {
    let values: [Double]
    let strides: [Int]

    /// A coordinate with the same value everywhere.
    init(constant: Double, axes: Int) {
      values = [constant]
      strides = [Int](repeating: 0, count: axes)
    }

    init(values: [Double], strides: [Int]) {
      self.values = values
      self.strides = strides
    }
  }
}

/// The elements of ragged arrays.
struct RaggedElements {
  /// The elements of each feature, in the order of `order` where that is given.
  let ranges: [Range<Int>]

  /// For indexed ragged arrays: the position along the sample dimension of each element, feature
  /// by feature; nil when the file is already in that order.
  let order: [Int]?
}

extension Sampling {
  /// Lays out an array along the axes for some rows of the first axis.
  ///
  /// - Parameters:
  ///   - values: The stored values, of which position 0 belongs to the first of the `rows` when
  ///     `startsAtRows`, to the first row of the file otherwise.
  ///   - strides: The step along each axis.
  ///   - rows: Positions along the first axis.
  ///   - startsAtRows: Whether `values` holds only the given rows.
  /// - Returns: The values of the elements of the rows, last axis fastest.
  func layOut<Value>(
    _ values: [Value],
    strides: [Int],
    rows: Range<Int>,
    startsAtRows: Bool
  ) -> [Value] {
    guard let first = axes.first else { return values.isEmpty ? [] : [values[0]] }
    let rowLength = axes.dropFirst().reduce(1) { $0 * $1.length }
    var result: [Value] = []
    result.reserveCapacity(rows.count * rowLength)
    let base = startsAtRows ? rows.lowerBound : 0
    precondition(rows.upperBound <= first.length && strides.count == axes.count)
    if let ragged, let order = ragged.order {
      for i in rows { result.append(values[(order[i] - base) * strides[0]]) }
      return result
    }
    for row in rows {
      appendRow(values, strides: strides, axis: 1, at: (row - base) * strides[0], to: &result)
    }
    return result
  }

  private func appendRow<Value>(
    _ values: [Value],
    strides: [Int],
    axis: Int,
    at offset: Int,
    to result: inout [Value]
  ) {
    if axis == axes.count {
      result.append(values[offset])
    } else if axis == axes.count - 1, strides[axis] == 1 {
      result.append(contentsOf: values[offset..<(offset + axes[axis].length)])
    } else {
      for i in 0..<axes[axis].length {
        appendRow(
          values,
          strides: strides,
          axis: axis + 1,
          at: offset + i * strides[axis],
          to: &result
        )
      }
    }
  }

  /// The values of a coordinate at the elements of some rows.
  func values(of coordinate: Coordinate, rows: Range<Int>) -> [Double] {
    layOut(coordinate.values, strides: coordinate.strides, rows: rows, startsAtRows: false)
  }

  /// Instants of the elements of some rows, in seconds since 1970-01-01 UTC.
  func times(rows: Range<Int>) -> [Double] {
    var times = values(of: time, rows: rows)
    if let timeOffset {
      let offsets = values(of: timeOffset, rows: rows)
      for i in times.indices { times[i] += offsets[i] }
    }
    for i in times.indices where !(times[i] >= Self.earliest && times[i] < Self.latest) {
      times[i] = .nan
    }
    return times
  }

  /// Instants outside 1600-01-01 to 3000-01-01 are missing.
  private static let earliest = Double(
    CivilTime(year: 1600, month: 1, day: 1).secondsSince1970
  )
  private static let latest = Double(CivilTime(year: 3000, month: 1, day: 1).secondsSince1970)
}
