internal import KernelTypes
public import ObservationModel

/// Fails displacements that stand out of their record by several standard deviations.
///
/// With the mean `m` and the population standard deviation `sd` of the values of a record that are
/// no spikes yet, those with `|x - m| >= deviations * sd` are spikes; this is done again without
/// them, at most `iterations` times. Spikes fail; a processing of waves interpolates over them.
/// A record of equal values has none. What is not finite fails.
///
/// - SeeAlso: CDIP, *QARTOD Quality Control Tests: Waves*, time series, spikes: four standard
///   deviations are recommended; IOOS, *Manual for Real-Time Quality Control of In-Situ Surface
///   Wave Data*, short-term spike.
public struct WaveSpikeTest: QualityTest, Equatable {
  public static var name: String { "wave_spike" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "displacements that stand out of their record by several standard deviations"
  }
  public static var source: String { "QARTOD wave manual, short-term spike" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "deviations",
        .number(0...Double.greatestFiniteMagnitude),
        "from so many standard deviations on failed; 4 unless given"
      ),
      TestParameter("iterations", .integer(1...100), isRequired: true, "how often at most"),
      .record,
    ]
  }

  public let deviations: Double
  public let iterations: Int

  /// Nil for whole features.
  public let recordSeconds: Double?

  /// - Precondition: `deviations >= 0`, `iterations >= 1`.
  public init(deviations: Double = 4, iterations: Int, recordSeconds: Double? = nil) {
    precondition(deviations >= 0 && iterations >= 1)
    self.deviations = deviations
    self.iterations = iterations
    self.recordSeconds = recordSeconds
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let iterations = arguments.integer("iterations") else {
      throw TestConfigurationError("the key 'iterations' is missing")
    }
    self.init(
      deviations: arguments.number("deviations") ?? 4,
      iterations: iterations,
      recordSeconds: arguments.number("record")
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
    let values = batch.doubles(ofColumn: column, in: range)
    var records: [Range<Int>] = []
    batch.forEachRecord(in: range, seconds: recordSeconds) { records.append($0) }
    for record in records {
      let samples = (record.lowerBound - range.lowerBound)..<(record.upperBound - range.lowerBound)
      var largest = 0.0
      for i in samples where flags[i] != GradeCode.missing {
        flags[i] = values[i].isFinite ? GradeCode.pass : GradeCode.fail
        if values[i].isFinite { largest = max(largest, values[i].magnitude) }
      }
      // Squares of what no buoy measures would overflow, and nothing stand out of the result.
      let scale = largest > 1e100 ? 1 / largest : 1
      for _ in 0..<iterations {
        var (sum, count) = (0.0, 0.0)
        for i in samples where flags[i] == GradeCode.pass {
          sum += values[i] * scale
          count += 1
        }
        let mean = sum / count
        var squares = 0.0
        for i in samples where flags[i] == GradeCode.pass {
          let distance = values[i] * scale - mean
          squares += distance * distance
        }
        let limit = deviations * (squares / count).squareRoot()
        guard limit > 0 else { break }
        var found = false
        for i in samples
        where flags[i] == GradeCode.pass && (values[i] * scale - mean).magnitude >= limit {
          flags[i] = GradeCode.fail
          found = true
        }
        if !found { break }
      }
    }
  }
}
