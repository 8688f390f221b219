internal import ObservationModel

/// Along what the values of a batch follow one another.
public enum SeriesAxis: String, Sendable, CaseIterable {
  /// The order of the feature: along time, pressure or track, whichever the feature runs along.
  case feature

  /// Along each row of a swath or grid.
  case row
}

extension ObservationBatch {
  /// The features that have observations within `range`.
  func features(in range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    // The first feature that ends after the start of the range.
    var (low, high) = (0, features.count)
    while low < high {
      let middle = (low + high) / 2
      if features[middle].observations.upperBound > range.lowerBound {
        high = middle
      } else {
        low = middle + 1
      }
    }
    let first = low
    var end = first
    while end < features.count, features[end].observations.lowerBound < range.upperBound {
      end += 1
    }
    return first..<end
  }

  /// Calls `body` with every series that has observations within `range`, and those of them that
  /// do.
  ///
  /// A series is a feature, or with `.row` a row of a swath or grid. With `.feature` a swath or
  /// grid has none: its order is along no axis.
  func forEachSeries(
    in range: Range<Int>,
    along axis: SeriesAxis = .feature,
    _ body: (_ series: Range<Int>, _ part: Range<Int>) -> Void
  ) {
    if featureType.isField {
      guard axis == .row, let width = fieldShape?.columns, width > 0, !range.isEmpty else { return }
      var row = range.lowerBound / width * width
      while row < range.upperBound {
        let series = row..<(row + width)
        body(series, series.clamped(to: range))
        row += width
      }
    } else {
      for k in features(in: range) {
        let series = features[k].observations
        let part = series.clamped(to: range)
        if !part.isEmpty { body(series, part) }
      }
    }
  }

  /// Marks missing values 9 and gives all others `code`.
  func mark(
    column: Int,
    range: Range<Int>,
    as code: UInt8,
    into flags: inout MutableSpan<UInt8>
  ) {
    switch columns[column].values {
    case .float(let values):
      for i in range { flags[i - range.lowerBound] = values[i].isNaN ? 9 : code }
    case .double(let values):
      for i in range { flags[i - range.lowerBound] = values[i].isNaN ? 9 : code }
    }
  }

  /// Calls `float` or `double` with all values of the column, by the precision it has.
  func withValues(
    ofColumn column: Int,
    float: (Span<Float>) -> Void,
    double: (Span<Double>) -> Void
  ) {
    switch columns[column].values {
    case .float(let values): float(values.span)
    case .double(let values): double(values.span)
    }
  }
}

extension Range<Int> {
  /// The same places counted from the start of `whole`.
  func relative(to whole: Range<Int>) -> Range<Int> {
    (lowerBound - whole.lowerBound)..<(upperBound - whole.lowerBound)
  }
}
