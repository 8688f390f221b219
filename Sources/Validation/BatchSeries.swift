internal import KernelTypes
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

  /// `part` of a series with what windows of `seconds` that end within it hold, and the timed
  /// observation before that.
  func window(_ seconds: Double, endingIn part: Range<Int>, of series: Range<Int>) -> Range<Int> {
    var first = part.lowerBound
    while first < part.upperBound, times[first].isNaN { first += 1 }
    guard first < part.upperBound else { return part }
    let start = times[first] - seconds
    var lower = part.lowerBound
    while lower > series.lowerBound {
      lower -= 1
      if times[lower] < start { break }
    }
    return lower..<part.upperBound
  }

  /// Calls `grade` with what decides the flags of each feature within `range`, for a test that looks
  /// back in time, and keeps those of `range`.
  ///
  /// - Parameter grade: Receives a range of the batch, the times of it, and room for its flags.
  func gradeWindows(
    _ seconds: Double,
    in range: Range<Int>,
    into flags: inout MutableSpan<UInt8>,
    _ grade: (_ window: Range<Int>, _ times: Span<Double>, inout MutableSpan<UInt8>) -> Void
  ) {
    for k in features(in: range) {
      let series = features[k].observations
      let part = series.clamped(to: range)
      let window = window(seconds, endingIn: part, of: series)
      if window == part {
        var view = flags.extracting(part.relative(to: range))
        grade(window, times.extracting(window), &view)
      } else {
        var codes = [UInt8](repeating: GradeCode.notEvaluated, count: window.count)
        var view = codes.mutableSpan
        grade(window, times.extracting(window), &view)
        for i in part { flags[i - range.lowerBound] = codes[i - window.lowerBound] }
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
    case .float(let values): Self.mark(values.span.extracting(range), as: code, into: &flags)
    case .double(let values): Self.mark(values.span.extracting(range), as: code, into: &flags)
    }
  }

  @inline(__always)
  private static func mark<Value: BinaryFloatingPoint>(
    _ values: Span<Value>,
    as code: UInt8,
    into flags: inout MutableSpan<UInt8>
  ) {
    let count = flags.count
    precondition(values.count == count)
    for i in 0..<count { flags[i] = values[i] == values[i] ? code : 9 }
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
