public import ObservationModel
public import Reading
public import Writing

/// Hands the observations of one file on in another form, whatever network it is of: variables as
/// they are, in the canonical units of their kinds, the best of raw and adjusted values chosen.
public struct ObservationConversion {
  /// Where the observations go.
  public enum Target {
    /// A netCDF file with a contiguous ragged array.
    case contiguousRagged(path: String)

    /// A file of comma-separated values.
    case csv(path: String)

    /// Lines of comma-separated values, some at a time.
    case csvLines((String) -> Void)
  }

  /// What was written.
  public struct Report: Sendable {
    public var counts: ObservationCounts

    /// The variables that could not stand beside the others, with the reason.
    public var leftOut: [ReadingError]
  }

  public enum Failure: Error {
    case reading(ReadingError)
    case writing(WritingError)
  }

  private let file: ObservationFile

  public init(of file: ObservationFile) { self.file = file }

  /// Reads the file twice: first for what its features have in common, then for its values.
  ///
  /// Observations without a time or a place are counted and not written.
  public func convert(to target: Target) throws(Failure) -> Report {
    let measurements: Measurements
    do {
      measurements = try file.measurements()
    } catch {
      throw .reading(error)
    }
    let outline = try outline(measurements)
    let counts: ObservationCounts
    switch target {
    case .contiguousRagged(let path):
      var writer = try writing { () throws(WritingError) in
        try RaggedWriter(path: path, outline: outline)
      }
      try forEachBatch(of: measurements.readable) { batch throws(WritingError) in
        try writer.add(batch)
      }
      do {
        counts = try writer.finish()
      } catch {
        throw .writing(error)
      }
    case .csv(let path):
      let pending = try writing { () throws(WritingError) in try PendingFile(path: path) }
      var writer = CSVWriter(outline: outline)
      try writing { () throws(WritingError) in try pending.append(Array(writer.head.utf8)) }
      try forEachBatch(of: measurements.readable) { batch throws(WritingError) in
        try writer.add(batch) { text throws(WritingError) in try pending.append(Array(text.utf8)) }
      }
      do {
        try pending.publish()
      } catch {
        throw .writing(error)
      }
      counts = writer.counts
    case .csvLines(let emit):
      var writer = CSVWriter(outline: outline)
      emit(writer.head)
      try forEachBatch(of: measurements.readable) { batch throws(WritingError) in
        writer.add(batch) { emit($0) }
      }
      counts = writer.counts
    }
    return Report(counts: counts, leftOut: measurements.leftOut)
  }

  private func outline(_ measurements: Measurements) throws(Failure) -> ObservationOutline {
    var constants = ObservationOutline.Constants()
    var verticalKind: VerticalKind?
    try forEachBatch(of: []) { batch throws(WritingError) in
      constants.add(batch)
      verticalKind = batch.verticalKind
    }
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    return ObservationOutline(
      featureType: file.featureType,
      verticalKind: verticalKind,
      columns: measurements.readable.map { measurement in
        ObservationOutline.Column(
          quantity: measurement.quantity,
          isDouble: measurement.isDouble,
          hasFlags: measurement.hasFlags
        )
      },
      facts: file.providedFacts + [("network", file.map.name), ("source_file", name)],
      constants: constants
    )
  }

  private func forEachBatch(
    of measurements: [Measurement],
    _ use: (consuming ObservationBatch) throws(WritingError) -> Void
  ) throws(Failure) {
    do {
      try file.forEachBatch(of: measurements, use)
    } catch {
      switch error {
      case .reading(let error): throw .reading(error)
      case .use(let error): throw .writing(error)
      }
    }
  }

  private func writing<Value: ~Copyable>(
    _ body: () throws(WritingError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw .writing(error)
    }
  }
}
