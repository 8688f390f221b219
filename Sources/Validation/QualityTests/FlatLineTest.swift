internal import KernelTypes
public import ObservationModel

/// Flags values of a sensor that is stuck.
///
/// A value fails when all values of the same feature in the time window `[t - failSeconds, t]`
/// lie within `tolerance` of one another and the record reaches back that far; it is suspect by
/// `suspectSeconds` in the same way. The window is of true time, so irregular sampling and gaps
/// are seen as they are; a window must hold three values at least. A tolerance of 0 finds exact
/// repeats. Profiles, swaths and grids are not evaluated.
///
/// The common implementation counts samples of the median interval instead and flags a range below
/// (not up to) the tolerance; on regular sampling the two agree but for the equality.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of In-situ Temperature and Salinity
///   Data*, test 8.
/// - Complexity: One pass with monotonic queues, memory of one window.
public struct FlatLineTest: QualityTest, Equatable {
  public static var name: String { "flat_line" }
  public static var flagStandardName: String { "flat_line_test_quality_flag" }
  public static var summary: String { "values of a sensor that is stuck" }
  public static var source: String { "QARTOD temperature and salinity manual, test 8" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .measure(unit: "s"), "suspect when flat for so long: `3 hours`"),
      TestParameter("fail", .measure(unit: "s"), "fails when flat for so long"),
      TestParameter(
        "tolerance",
        .difference,
        isRequired: true,
        "what flat values may differ by; 0 for exact repeats"
      ),
    ]
  }

  public let suspectSeconds: Double
  public let failSeconds: Double

  /// In the unit of the column.
  public let tolerance: Double

  /// - Precondition: `0 < suspectSeconds <= failSeconds` and `tolerance >= 0`.
  public init(suspectSeconds: Double, failSeconds: Double, tolerance: Double) {
    precondition(0 < suspectSeconds && suspectSeconds <= failSeconds && tolerance >= 0)
    self.suspectSeconds = suspectSeconds
    self.failSeconds = failSeconds
    self.tolerance = tolerance
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    for name in ["suspect", "fail"] where arguments.number(name) == 0 {
      throw TestConfigurationError("expected more than 0", parameter: name)
    }
    self.init(
      suspectSeconds: thresholds.suspect,
      failSeconds: thresholds.fail,
      tolerance: try arguments.required("tolerance")
    )
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike else { return }
    let values = batch.columns[column].values
    let times = batch.times
    batch.forEachSeries(in: range) { series, _ in
      var suspect = FlatWindow(seconds: suspectSeconds, tolerance: tolerance)
      var fail = FlatWindow(seconds: failSeconds, tolerance: tolerance)
      for i in series where !values.isMissing(at: i) && !times[i].isNaN {
        let isSuspect = suspect.isFlat(adding: values[i], at: times[i])
        let isFail = fail.isFlat(adding: values[i], at: times[i])
        flags[i - range.lowerBound] =
          isFail ? GradeCode.fail : isSuspect ? GradeCode.suspect : GradeCode.pass
      }
    }
  }
}

/// A trailing window of time that knows the range of its values.
private struct FlatWindow {
  let seconds: Double
  let tolerance: Double

  private typealias Sample = (time: Double, value: Double)
  private var times: Queue<Double> = Queue()
  private var falling: Queue<Sample> = Queue()
  private var rising: Queue<Sample> = Queue()
  private var started: Double?
  private var latest = -Double.infinity

  init(seconds: Double, tolerance: Double) {
    self.seconds = seconds
    self.tolerance = tolerance
  }

  /// Adds a value and tells whether the window that ends with it is flat.
  mutating func isFlat(adding value: Double, at time: Double) -> Bool {
    // A clock that runs backwards starts the record anew.
    if time < latest { self = FlatWindow(seconds: seconds, tolerance: tolerance) }
    latest = time
    let start = started ?? time
    started = start
    times.append(time)
    while let last = falling.last, last.value <= value { falling.removeLast() }
    falling.append((time, value))
    while let last = rising.last, last.value >= value { rising.removeLast() }
    rising.append((time, value))
    while let first = times.first, first < time - seconds { times.removeFirst() }
    while let first = falling.first, first.time < time - seconds { falling.removeFirst() }
    while let first = rising.first, first.time < time - seconds { rising.removeFirst() }
    guard time - start >= seconds, times.count >= 3, let high = falling.first,
      let low = rising.first
    else { return false }
    return high.value - low.value <= tolerance
  }
}

/// An array that is taken from at the front as well.
private struct Queue<Element> {
  private var elements: [Element] = []
  private var head = 0

  var count: Int { elements.count - head }
  var first: Element? { head < elements.count ? elements[head] : nil }
  var last: Element? { head < elements.count ? elements[elements.count - 1] : nil }

  mutating func append(_ element: Element) { elements.append(element) }
  mutating func removeLast() { elements.removeLast() }

  mutating func removeFirst() {
    head += 1
    if head > 64, head * 2 > elements.count {
      elements.removeFirst(head)
      head = 0
    }
  }
}
