internal import Conventions
internal import NetCDFFile
public import ObservationModel
public import Reading
internal import Resampling
public import Summary
internal import Synchronization
public import Writing

/// Works on the whole series of each cell of gridded files: marine heatwaves, or a mean, a trend and
/// the harmonics of the year.
///
/// As many cells as the memory has room for are worked on together, and the files are read once for
/// each such part: files whose chunks are whole fields are best given enough memory.
public struct FieldAnalysis: Sendable {
  /// What is found of each series.
  public enum Kind: Sendable {
    /// The spells of each year, of fields a day apart.
    case heatwaves(MarineHeatwaveDetection, DailyClimatology.Settings)

    /// A mean, a trend and as many harmonics of the year, 0 to 6.
    case harmonics(Int)
  }

  public var kind: Kind

  /// The years of the baseline, or of the values that are fitted; those of the files when nil.
  public var years: ClosedRange<Int>?

  /// The names of the variables; empty for all that have fields along time and are no codes.
  public var variables: [String]

  /// The level of compression of the output, 1 to 9; nil for none.
  public var deflateLevel: Int?

  /// The line that is added to the history of the file.
  public var history: String
  public var threads: Int

  /// The bytes that the series which are worked on together may take.
  public var memoryBytes: Int

  public init(
    _ kind: Kind,
    years: ClosedRange<Int>? = nil,
    variables: [String] = [],
    deflateLevel: Int? = nil,
    history: String = "",
    threads: Int = 1,
    memoryBytes: Int = 1 << 30
  ) {
    self.kind = kind
    self.years = years
    self.variables = variables
    self.deflateLevel = deflateLevel
    self.history = history
    self.threads = max(1, threads)
    self.memoryBytes = memoryBytes
  }

  /// Works on files that continue each other in time.
  ///
  /// - Parameters:
  ///   - paths: One at least, in any order.
  ///   - output: The netCDF file to write; whole under its name or not there.
  public func write(
    _ paths: [String],
    to output: String
  ) throws(FieldSummaryFailure) -> FieldSummaryReport {
    let series: FieldSeries
    let sources: [FieldVariable]
    let layout: FieldAnalysisLayout
    do throws(ReadingError) {
      series = try FieldSeries(paths: paths)
      sources = try series.variables(named: variables)
      layout = try FieldAnalysisLayout(self, series: series, sources: sources)
    } catch {
      throw .reading(error)
    }
    let writer = try FieldSummary.writing { () throws(WritingError) in
      try GriddedFileWriter(path: output, layout: layout.file)
    }
    for source in sources {
      let bands = FieldBand.bands(
        of: source.shape,
        bytesOfCell: 8 * (series.steps.count + source.timesOfBlock + layout.valuesOfCell),
        within: memoryBytes
      )
      for band in bands {
        let fields: [[Double]]
        do {
          fields = try results(of: source, series, band, layout)
        } catch {
          throw .reading(error)
        }
        for (output, values) in zip(layout.outputs, fields) {
          guard let stored = output.encode(values) else { continue }
          try FieldSummary.writing { () throws(WritingError) in
            try writer.write(
              stored,
              to: output.name(source),
              region: Region(
                start: (output.length == nil ? [] : [0]) + band.start,
                count: (output.length.map { [$0] } ?? []) + band.count
              )
            )
          }
        }
      }
    }
    do {
      return FieldSummaryReport(
        variables: sources.map(\.name),
        binCount: layout.years.count,
        fieldCount: series.steps.count,
        byteCount: try writer.publish()
      )
    } catch {
      throw .writing(error)
    }
  }

  /// The values of each output in a band, shape `[output][place, cell]`.
  private func results(
    of source: FieldVariable,
    _ series: FieldSeries,
    _ band: FieldBand,
    _ layout: FieldAnalysisLayout
  ) throws(ReadingError) -> [[Double]] {
    let cells = band.cellCount
    var values: [Double] = []
    var fields: [Double] = []
    values.reserveCapacity(cells * series.steps.count)
    let steps = Array(series.steps.indices)
    for run in FieldRun.runs(of: steps, in: series, timesOfBlock: source.timesOfBlock) {
      let variable = source.variables[run.file]
      fields.fit(run.count * cells, with: 0)
      try series.files[run.file].decode(
        variable,
        region: band.region(at: run.index, count: run.count),
        transform: variable.packing.transform,
        threads: threads,
        into: &fields
      )
      values += fields
    }
    let pieces = min(cells, 8 * threads)
    let parts = Mutex([[[Double]]](repeating: [], count: pieces))
    forEachConcurrently(pieces, threads: threads) { [values] (piece, _) throws(Never) in
      let range = (piece * cells / pieces)..<((piece + 1) * cells / pieces)
      // Shape [cell][output, place].
      let part = range.map { cell in
        layout.results(of: stride(from: cell, to: values.count, by: cells).map { values[$0] })
      }
      parts.withLock { $0[piece] = part }
    }
    let all = parts.withLock { $0 }.flatMap { $0 }
    var first = 0
    return layout.outputs.map { output in
      let length = output.length ?? 1
      var result = [Double](repeating: .nan, count: length * cells)
      for (cell, values) in all.enumerated() {
        for place in 0..<length { result[place * cells + cell] = values[first + place] }
      }
      first += length
      return result
    }
  }
}
