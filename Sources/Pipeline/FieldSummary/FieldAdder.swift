internal import KernelTypes
internal import NetCDFFile
internal import Reading
internal import Summary
internal import Synchronization

/// Adds up fields on several threads, each into sums of its own.
final class FieldAdder: Sendable {
  private let threads: [ThreadSums]
  private let source: FieldSource
  private let series: FieldSeries
  private let band: FieldBand

  private final class ThreadSums: Sendable {
    let state: Mutex<ThreadState>

    init(_ sums: FieldSums) { state = Mutex(ThreadState(sums: sums)) }
  }

  private struct ThreadState: Sendable {
    var sums: FieldSums
    var shorts: [Int16] = []
    var doubles: [Double] = []

    /// Adds a part of one field, or of several that follow each other.
    mutating func add(
      _ file: GriddedFile,
      _ variable: GriddedVariable,
      _ source: FieldSource,
      _ region: Region,
      transform: PackedTransform?
    ) throws(ReadingError) {
      let count = region.count.reduce(1, *)
      if !sums.keepsSquares, !sums.keepsExtremes, let missing = source.shortMissing,
        variable.variable.type == .short
      {
        shorts.fit(count, with: 0)
        try file.decode(variable, region: region, transform: nil, into: &shorts)
        Self.add(shorts, missing: missing, to: &sums)
      } else {
        doubles.fit(count, with: 0)
        try file.decode(variable, region: region, transform: transform, into: &doubles)
        Self.add(doubles, on: source.lattice, to: &sums)
      }
    }

    private static func add(_ values: [Int16], missing: [Int16], to sums: inout FieldSums) {
      let cells = sums.cellCount
      for start in stride(from: 0, to: values.count, by: max(1, cells)) {
        sums.add(values.span.extracting(start..<start + cells), missing: missing)
      }
    }

    private static func add(_ values: [Double], on lattice: FieldLattice, to sums: inout FieldSums)
    {
      let cells = sums.cellCount
      for start in stride(from: 0, to: values.count, by: max(1, cells)) {
        sums.add(values.span.extracting(start..<start + cells), on: lattice)
      }
    }
  }

  init(
    _ source: FieldSource,
    series: FieldSeries,
    band: FieldBand,
    threads: Int,
    keepsSquares: Bool,
    keepsExtremes: Bool
  ) {
    self.source = source
    self.series = series
    self.band = band
    let sums = FieldSums(
      cellCount: band.cellCount,
      keepsSquares: keepsSquares,
      keepsExtremes: keepsExtremes
    )
    self.threads = (0..<threads).map { _ in ThreadSums(sums) }
  }

  /// Adds the fields of some steps up and hands the sums over.
  func withSums<Value: Sendable>(
    of steps: [Int],
    _ use: (FieldSums) -> Value
  ) throws(ReadingError) -> Value {
    for thread in threads { thread.state.withLock { $0.sums.removeAll() } }
    let runs = FieldRun.runs(of: steps, in: series, timesOfBlock: source.field.timesOfBlock)
    try forEachConcurrently(runs.count, threads: threads.count) {
      (index, thread) throws(ReadingError) in
      let run = runs[index]
      try threads[thread].state.withLock { (state) throws(ReadingError) in
        try state.add(
          series.files[run.file],
          source.variables[run.file],
          source,
          band.region(at: run.index, count: run.count),
          transform: source.transform(ofFile: run.file)
        )
      }
    }
    for thread in threads.dropFirst() {
      let other = thread.state.withLock { $0.sums }
      threads[0].state.withLock { $0.sums.merge(other) }
    }
    return use(threads[0].state.withLock { $0.sums })
  }
}
