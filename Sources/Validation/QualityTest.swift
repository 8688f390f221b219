public import ObservationModel

/// One automatic quality test, configured and ready to run.
///
/// A test is a value: its thresholds are stored properties, it holds no other state, and equal
/// inputs give equal flags on every machine. A test never changes an observation; it writes flags
/// and nothing else.
public protocol QualityTest: Sendable {
  /// The word for the test in pipeline files, such as `gross_range`.
  static var name: String { get }

  /// The CF standard name of the ancillary variable that holds this test's flags, such as
  /// `spike_test_quality_flag`.
  static var flagStandardName: String { get }

  /// Judges every observation of one column of `batch`.
  ///
  /// - Parameters:
  ///   - batch: The observations.
  ///   - column: The column to judge.
  ///   - flags: Receives one verdict per observation, shape `[obs]`. All of it is overwritten.
  /// - Precondition: `flags.count == batch.count` and the batch has the column.
  func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    into flags: inout [QualityFlag]
  )
}

extension QualityTest {
  /// Judges a column into a new buffer.
  public func flags(for batch: borrowing ObservationBatch, column: Int) -> [QualityFlag] {
    var flags = [QualityFlag](repeating: .notEvaluated, count: batch.count)
    evaluate(batch, column: column, into: &flags)
    return flags
  }
}

extension ObservationBatch {
  /// Judges the values of each feature as a series of its own and enters the codes.
  ///
  /// - Parameters:
  ///   - grade: Receives the values and times of one feature.
  func gradeFeatures(
    column: Int,
    into flags: inout [QualityFlag],
    float: (Span<Float>, Span<Double>, inout MutableSpan<UInt8>) -> Void,
    double: (Span<Double>, Span<Double>, inout MutableSpan<UInt8>) -> Void
  ) {
    var codes = [UInt8](repeating: QualityFlag.notEvaluated.rawValue, count: count)
    for feature in features {
      let range = feature.observations
      let times = self.times.extracting(range)
      var all = codes.mutableSpan
      var view = all.extracting(range)
      switch columns[column].values {
      case .float(let values): float(values.span.extracting(range), times, &view)
      case .double(let values): double(values.span.extracting(range), times, &view)
      }
    }
    for i in codes.indices { flags[i] = QualityFlag(rawValue: codes[i]) }
  }

  /// Marks missing values missing and leaves the others not evaluated.
  func markMissing(column: Int, into flags: inout [QualityFlag]) {
    for i in flags.indices {
      flags[i] = columns[column].values.isMissing(at: i) ? .missing : .notEvaluated
    }
  }
}
