internal import NetCDFFile
public import ObservationModel

/// One observation, as it comes out of a file.
public struct ObservationRow: Sendable {
  public var platform: String
  public var identifier: String

  /// Seconds since 1970-01-01 UTC; NaN where missing.
  public var time: Double

  /// Degrees; NaN where missing.
  public var latitude: Double
  public var longitude: Double

  /// Metres or decibars; NaN where missing, nil without a vertical coordinate.
  public var vertical: Double?
  public var verticalKind: VerticalKind?
  public var values: [Value]

  /// A value in the canonical unit of its quantity, NaN where missing.
  public struct Value: Sendable {
    public var quantity: Quantity
    public var value: Double
    public var verdict: Verdict
  }

  fileprivate init(_ index: Int, of batch: borrowing ObservationBatch) {
    let feature = batch.features.first { $0.observations.contains(index) }
    platform = feature?.platform ?? ""
    identifier = feature?.identifier ?? ""
    time = batch.times[index]
    latitude = batch.latitudes[index]
    longitude = batch.longitudes[index]
    verticalKind = batch.verticalKind
    vertical = batch.verticalKind == nil ? nil : batch.vertical[index]
    values = batch.columns.map { column in
      Value(
        quantity: column.quantity,
        value: column.values[index],
        verdict: column.verdict(at: index)
      )
    }
  }
}

extension ObservationFile {
  /// The first and the last observation; none of an empty file, one of a file with one.
  func ends(of bindings: [VariableBinding]) throws(ReadingError) -> [ObservationRow] {
    var first: ObservationRow?
    var last: ObservationRow?
    do {
      try forEachBatch(ofBindings: bindings) { (batch: consuming ObservationBatch) throws(Never) in
        guard batch.count > 0 else { return }
        if first == nil {
          first = ObservationRow(0, of: batch)
          if batch.count == 1 { return }
        }
        last = ObservationRow(batch.count - 1, of: batch)
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      }
    }
    return [first, last].compactMap { $0 }
  }
}
