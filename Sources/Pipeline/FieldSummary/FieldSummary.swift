public import ObservationModel
public import Reading
public import Resampling
public import Summary
public import Writing

/// Summarises the fields of gridded files over time: months of days, climatologies, the whole
/// record.
///
/// Each field is read once, some at a time on several threads, and added to sums of whole numbers:
/// the result does not depend on the number of threads. Missing values are left out. Fields keep
/// the calendar of their file.
public struct FieldSummary: Sendable {
  /// What is pooled.
  public enum Bins: Sendable, Hashable {
    case steps(TimeStep)

    /// The years are those of the files when nil.
    case climatology(ClimatologicalStep, years: ClosedRange<Int>?)
  }

  public var bins: Bins

  /// The step whose means are pooled in place of the fields themselves; nil for the fields.
  ///
  /// The means of this step are rounded to Double once and put on a lattice again, so a mean of
  /// means is rounded twice.
  public var means: TimeStep?

  public var statistics: [FieldStatistic]

  /// From 0 to 100. Between two values the percentile is linear in the rank (definition 7 of
  /// Hyndman and Fan, 1996).
  public var percentiles: [Double]

  /// The fraction of the expected values that a cell needs, from 0 to 1. With `means` the values
  /// are the steps that have any, such as days; without they are fields.
  public var minimumCoverage: Double

  /// The names of the variables; empty for all that have fields along time and are no codes.
  public var variables: [String]

  /// The level of compression of the output, 1 to 9; nil for none.
  public var deflateLevel: Int?

  /// The line that is added to the history of the file.
  public var history: String

  /// How many threads read and add.
  public var threads: Int

  /// The bytes that sums and fields may take. Where a field is larger it is worked on in parts, and
  /// read once for each.
  public var memoryBytes: Int

  public init(
    bins: Bins,
    means: TimeStep? = nil,
    statistics: [FieldStatistic] = [.mean],
    percentiles: [Double] = [],
    minimumCoverage: Double = 0,
    variables: [String] = [],
    deflateLevel: Int? = nil,
    history: String = "",
    threads: Int = 1,
    memoryBytes: Int = 96 << 20
  ) {
    self.bins = bins
    self.means = means
    self.statistics = statistics
    self.percentiles = percentiles
    self.minimumCoverage = minimumCoverage
    self.variables = variables
    self.deflateLevel = deflateLevel
    self.history = history
    self.threads = max(1, threads)
    self.memoryBytes = memoryBytes
  }

  /// Summarises files that continue each other in time.
  ///
  /// - Parameters:
  ///   - paths: One at least, in any order.
  ///   - output: The netCDF file to write; whole under its name or not there.
  public func write(
    _ paths: [String],
    to output: String
  ) throws(FieldSummaryFailure) -> FieldSummaryReport {
    let series: FieldSeries
    let bins: [FieldBin]
    let sources: [FieldSource]
    let layout: FieldSummaryLayout
    do throws(ReadingError) {
      series = try FieldSeries(paths: paths)
      bins = try self.bins(of: series)
      sources = try self.sources(in: series, bins: bins)
      layout = try FieldSummaryLayout(self, series: series, sources: sources, bins: bins)
    } catch {
      throw .reading(error)
    }
    let writer = try Self.writing { () throws(WritingError) in
      try GriddedFileWriter(path: output, layout: layout.file)
    }
    for source in sources {
      try write(source, series: series, bins: bins, layout: layout, to: writer)
    }
    do {
      return FieldSummaryReport(
        variables: sources.map(\.name),
        binCount: bins.count,
        fieldCount: bins.reduce(0) { $0 + $1.stepCount },
        byteCount: try writer.publish()
      )
    } catch {
      throw .writing(error)
    }
  }

  static func writing<Value: ~Copyable>(
    _ body: () throws(WritingError) -> Value
  ) throws(FieldSummaryFailure) -> Value {
    do {
      return try body()
    } catch {
      throw .writing(error)
    }
  }
}

/// Why nothing was written.
public enum FieldSummaryFailure: Error, Equatable {
  case reading(ReadingError)
  case writing(WritingError)
}

/// What was written.
public struct FieldSummaryReport: Sendable {
  public var variables: [String]
  public var binCount: Int

  /// The fields of each variable that fell in a bin.
  public var fieldCount: Int
  public var byteCount: Int
}
