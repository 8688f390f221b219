public import ObservationModel
public import Reading
public import Validation
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

    /// Nowhere: the file is read and its values are judged.
    case nowhere
  }

  /// What was written.
  public struct Report: Sendable {
    public var counts: ObservationCounts

    /// The variables that could not stand beside the others, with the reason.
    public var leftOut: [ReadingError]

    /// What the quality tests found; nil where none were asked for.
    public var quality: QualityCounts?
  }

  /// The quality tests to run on the way, and how their results are told.
  public struct QualityControl: Sendable {
    public var plan: QualityPlan
    public var outline: QualityOutline

    /// What is done and when, for the history of the file.
    public var history: String

    public init(plan: QualityPlan, outline: QualityOutline, history: String) {
      self.plan = plan
      self.outline = outline
      self.history = history
    }
  }

  public enum Failure: Error {
    case reading(ReadingError)
    case writing(WritingError)
  }

  private let file: ObservationFile
  private let quality: QualityControl?

  /// - Parameter quality: Nil to hand observations on as their provider judged them.
  public init(of file: ObservationFile, quality: QualityControl? = nil) {
    self.file = file
    self.quality = quality
  }

  /// Reads the file twice: first for what its features have in common, then for its values.
  ///
  /// Observations without a time or a place are counted and not written.
  public func convert(to target: Target) throws(Failure) -> Report {
    let measurements: Measurements
    do {
      measurements = try file.measurements(namesQuantities: quality != nil)
    } catch {
      throw .reading(error)
    }
    let outline = try outline(measurements)
    let counts: ObservationCounts
    var found = QualityCounts()
    func forEachBatch(
      _ use: (consuming ObservationBatch) throws(WritingError) -> Void
    ) throws(Failure) {
      try self.forEachBatch(of: measurements.readable) { batch throws(WritingError) in
        var batch = batch
        if let plan = quality?.plan {
          plan.run(on: &batch)
          found.add(batch, testedBy: plan)
        }
        try use(batch)
      }
    }
    switch target {
    case .contiguousRagged(let path):
      var writer = try writing { () throws(WritingError) in
        try RaggedWriter(path: path, outline: outline)
      }
      try forEachBatch { batch throws(WritingError) in
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
      try forEachBatch { batch throws(WritingError) in
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
      try forEachBatch { batch throws(WritingError) in
        writer.add(batch) { emit($0) }
      }
      counts = writer.counts
    case .nowhere:
      counts = try count(forEachBatch)
    }
    return Report(
      counts: counts,
      leftOut: measurements.leftOut,
      quality: quality == nil ? nil : found
    )
  }

  /// Counts the observations that would be written.
  private func count(
    _ forEachBatch: (
      (consuming ObservationBatch) throws(WritingError) -> Void
    ) throws(Failure) -> Void
  ) throws(Failure) -> ObservationCounts {
    var counts = ObservationCounts()
    try forEachBatch { batch throws(WritingError) in counts.add(batch) }
    return counts
  }

  private func outline(_ measurements: Measurements) throws(Failure) -> ObservationOutline {
    var constants = ObservationOutline.Constants()
    var verticalKind: VerticalKind?
    var fieldColumns: Set<Int?> = []
    try forEachBatch(of: []) { batch throws(WritingError) in
      constants.add(batch)
      verticalKind = batch.verticalKind
      fieldColumns.insert(batch.fieldShape?.columns)
    }
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    return ObservationOutline(
      featureType: file.featureType,
      verticalKind: verticalKind,
      columns: measurements.readable.map { measurement in
        ObservationOutline.Column(
          quantity: measurement.quantity,
          source: measurement.variableName,
          isDouble: measurement.isDouble,
          hasFlags: measurement.hasFlags,
          tests: tests(of: measurement.quantity)
        )
      },
      facts: file.providedFacts + [("network", file.map.name), ("source_file", name)]
        + (quality.map { [("history", $0.history)] } ?? []),
      constants: constants,
      quality: quality?.outline,
      // Flags are looked at beside the field they are of; handed on as they are, cells are points.
      fieldColumns: quality != nil && fieldColumns.count == 1 ? fieldColumns.first ?? nil : nil
    )
  }

  private func tests(of quantity: Quantity) -> [QualityOutline.Test] {
    guard let quality else { return [] }
    return quality.plan.labelledTests(of: quantity, network: file.map.name).map { each in
      let kind = type(of: each.entry.test)
      return QualityOutline.Test(
        label: each.label,
        name: kind.name,
        standardName: kind.flagStandardName,
        number: each.number,
        parameters: each.entry.parameters,
        source: kind.source,
        argoNumber: kind.argoTestNumber
      )
    }
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
