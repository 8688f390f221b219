internal import Conventions
internal import NetCDFFile
internal import Reading
internal import Summary
internal import Synchronization
internal import Writing

extension FieldSummary {
  /// Works a variable out, band by band and bin by bin, and writes it.
  func write(
    _ source: FieldSource,
    series: FieldSeries,
    bins: [FieldBin],
    layout: FieldSummaryLayout,
    to writer: borrowing GriddedFileWriter
  ) throws(FieldSummaryFailure) {
    let outputs = layout.outputs.filter { $0.source == source.name }
    let needsSquares = statistics.contains(where: \.needsSquares)
    let needsExtremes = statistics.contains(where: \.needsExtremes)
    let kept = (needsSquares ? 16 : 0) + (needsExtremes ? 16 : 0)
    let held = percentiles.isEmpty ? 0 : 8 * (bins.map(\.longestSum).max() ?? 0)
    let bands = FieldBand.bands(
      of: source.shape,
      bytesOfCell: threads * (12 + kept + 8 * source.field.timesOfBlock) + held + 12,
      within: memoryBytes
    )
    for band in bands {
      let adder = FieldAdder(
        source,
        series: series,
        band: band,
        threads: threads,
        keepsSquares: means == nil && needsSquares,
        keepsExtremes: means == nil && needsExtremes
      )
      for (number, bin) in bins.enumerated() {
        let fields: [FieldSummaryLayout.Output: [Double]]
        do {
          fields = try values(outputs, of: bin, source, series, band, adder)
        } catch {
          throw .reading(error)
        }
        for output in outputs {
          guard let values = fields[output], let stored = output.encode(values) else { continue }
          try Self.writing { () throws(WritingError) in
            try writer.write(stored, to: output.name, region: band.region(at: number))
          }
        }
      }
    }
  }

  /// The values of each output in one band and bin.
  private func values(
    _ outputs: [FieldSummaryLayout.Output],
    of bin: FieldBin,
    _ source: FieldSource,
    _ series: FieldSeries,
    _ band: FieldBand,
    _ adder: FieldAdder
  ) throws(ReadingError) -> [FieldSummaryLayout.Output: [Double]] {
    var result: [FieldSummaryLayout.Output: [Double]] = [:]
    func take(_ sums: FieldSums, _ lattice: FieldLattice, _ scale: Double, _ offset: Double) {
      for output in outputs {
        guard case .statistic(let statistic) = output.kind else { continue }
        result[output] = sums.values(
          of: statistic,
          lattice: lattice,
          scale: scale,
          offset: offset,
          needing: bin.least
        )
      }
    }
    var held: [Double] = []
    if means == nil {
      if !statistics.isEmpty {
        let sums = try adder.withSums(of: bin.groups[0]) { $0 }
        take(sums, source.lattice, source.scale, source.offset)
      }
      if !percentiles.isEmpty { held = try fields(of: bin, source, series, band) }
    } else {
      let lattice = FieldLattice(greatest: source.greatest, fieldCount: bin.groups.count)
      var sums = FieldSums(
        cellCount: band.cellCount,
        keepsSquares: statistics.contains(where: \.needsSquares),
        keepsExtremes: statistics.contains(where: \.needsExtremes)
      )
      for group in bin.groups {
        let mean = try adder.withSums(of: group) {
          $0.values(
            of: .mean,
            lattice: source.lattice,
            scale: source.scale,
            offset: source.offset
          )
        }
        sums.add(mean.span, on: lattice)
        if !percentiles.isEmpty { held += mean }
      }
      take(sums, lattice, 1, 0)
    }
    if !percentiles.isEmpty {
      let ranked = self.percentiles(of: held, cellCount: band.cellCount, needing: bin.least)
      for output in outputs {
        guard case .percentile(let number) = output.kind else { continue }
        result[output] = ranked[number]
      }
    }
    return result
  }

  /// The values of all fields of a bin, shape `[field, cell]`.
  private func fields(
    of bin: FieldBin,
    _ source: FieldSource,
    _ series: FieldSeries,
    _ band: FieldBand
  ) throws(ReadingError) -> [Double] {
    var values: [Double] = []
    var fields: [Double] = []
    values.reserveCapacity(bin.stepCount * band.cellCount)
    let steps = bin.groups.flatMap { $0 }
    for run in FieldRun.runs(of: steps, in: series, timesOfBlock: source.field.timesOfBlock) {
      let variable = source.variables[run.file]
      fields.fit(run.count * band.cellCount, with: 0)
      try series.files[run.file].decode(
        variable,
        region: band.region(at: run.index, count: run.count),
        transform: variable.packing.transform,
        threads: threads,
        into: &fields
      )
      values += fields
    }
    return values
  }

  /// The percentiles of each cell, shape `[percentile][cell]`; NaN where a cell has too few values.
  private func percentiles(
    of values: [Double],
    cellCount: Int,
    needing least: Int
  ) -> [[Double]] {
    let pieces = min(cellCount, 8 * threads)
    let parts = Mutex([[[Double]]](repeating: [], count: pieces))
    forEachConcurrently(pieces, threads: threads) { (piece, _) throws(Never) in
      let cells = (piece * cellCount / pieces)..<((piece + 1) * cellCount / pieces)
      var part = percentiles.map { _ in [Double](repeating: .nan, count: cells.count) }
      var column: [Double] = []
      for cell in cells {
        column.removeAll(keepingCapacity: true)
        var i = cell
        while i < values.count {
          if values[i].magnitude < .infinity { column.append(values[i]) }
          i += cellCount
        }
        guard column.count >= max(1, least) else { continue }
        column.sort()
        for (number, percentile) in percentiles.enumerated() {
          part[number][cell - cells.lowerBound] = quantile(ofSorted: column, percentile / 100)
        }
      }
      parts.withLock { [part] in $0[piece] = part }
    }
    let all = parts.withLock { $0 }
    return percentiles.indices.map { number in all.flatMap { $0[number] } }
  }
}
