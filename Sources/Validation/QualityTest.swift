public import ObservationModel

/// One automatic quality test, configured and ready to run.
///
/// A test is a value: its thresholds are stored properties, it holds no other state, and equal
/// inputs give equal flags on every machine. A test never changes an observation; it writes flags
/// and nothing else. The flag of an observation depends on what lies within `reach` of it and on
/// nothing else, which is why flags are the same however the input is cut into pieces.
///
/// A new test is one file here, one in the tests, and a line in `QualityTestCatalogue`; the words
/// of pipeline files, the reference page and `explain` follow from its declarations.
public protocol QualityTest: Sendable {
  /// The word for the test in pipeline files, such as `gross_range`.
  static var name: String { get }

  /// The CF standard name of the ancillary variable that holds this test's flags, such as
  /// `spike_test_quality_flag`; `quality_flag` where CF has none of its own.
  static var flagStandardName: String { get }

  /// What the test does, in a sentence for the reference page.
  static var summary: String { get }

  /// Where the rule is from: manual, section, paper.
  static var source: String { get }

  /// The number of the test in the Argo quality control manual, if it has one.
  static var argoTestNumber: Int? { get }

  /// Whether the flags are about the values of a column or about the observation as a whole.
  static var subject: TestSubject { get }

  /// What a pipeline file may say about it, in the order of the reference page.
  static var parameters: [TestParameter] { get }

  /// Configures the test.
  ///
  /// - Throws: `TestConfigurationError` when arguments contradict one another or one that is
  ///   needed is not there. Each argument by itself is within the bounds of its parameter.
  init(_ arguments: TestArguments) throws(TestConfigurationError)

  /// How far from an observation the test looks.
  var reach: Reach { get }

  /// The quantities besides the judged one that the test looks at, when the file has them.
  var otherQuantities: [Quantity] { get }

  /// True when the test leaves out what earlier tests of the plan failed.
  var heedsEarlierTests: Bool { get }

  /// Judges the observations of `range` in one column of `batch`.
  ///
  /// - Parameters:
  ///   - batch: The observations; those beside `range` may be looked at.
  ///   - column: The column to judge; any column the test is for when `subject` is
  ///     `.observation`.
  ///   - range: The observations to judge. Whole features when `reach` is `.feature`, all of the
  ///     batch when it is `.batch`.
  ///   - flags: Receives one code of `GradeCode` for each observation of `range`, in its order.
  ///     All of it is overwritten: missing values are 9, what the test cannot judge is 2.
  /// - Precondition: `flags.count == range.count` and the batch has the column.
  func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  )
}

extension QualityTest {
  public static var argoTestNumber: Int? { nil }
  public static var subject: TestSubject { .value }
  public var otherQuantities: [Quantity] { [] }
  public var heedsEarlierTests: Bool { false }

  /// Judges a whole column into a new buffer.
  public func flags(for batch: borrowing ObservationBatch, column: Int) -> [QualityFlag] {
    var codes = [UInt8](repeating: QualityFlag.notEvaluated.rawValue, count: batch.count)
    var view = codes.mutableSpan
    evaluate(batch, column: column, range: 0..<batch.count, into: &view)
    return codes.map { QualityFlag(rawValue: $0) }
  }
}

/// What the flags of a test are about.
public enum TestSubject: Sendable {
  /// The values of the column that is judged.
  case value

  /// Time, place, depth or a relation of several quantities: the flags are the same for every
  /// column, and the plan asks for them once.
  case observation
}

/// How far from an observation a test looks.
public enum Reach: Sendable, Equatable {
  /// So many observations of the same feature before and after it.
  case observations(before: Int, after: Int)

  /// What the feature holds of the time from so many seconds before it on, and the observation
  /// before that.
  case seconds(Double)

  /// All of its feature.
  case feature

  /// All features of the batch.
  case batch

  /// The observation itself.
  public static var itself: Reach { .observations(before: 0, after: 0) }
}
