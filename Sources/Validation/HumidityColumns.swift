internal import ObservationModel

/// The columns of a batch that belong together at a psychrometer.
struct HumidityColumns {
  /// The temperature of the air, of the wet bulb, and of the dew point: in descending order.
  static let quantities = ["air_temperature", "wet_bulb_temperature", "dew_point_temperature"]
    .compactMap { Quantity.named($0) }

  let air, wetBulb, dewPoint: Int?

  init(_ batch: borrowing ObservationBatch) {
    var columns: [Int?] = []
    for quantity in Self.quantities { columns.append(batch.column(of: quantity)) }
    (air, wetBulb, dewPoint) = (columns[0], columns[1], columns[2])
  }

  func include(_ column: Int) -> Bool {
    column == air || column == wetBulb || column == dewPoint
  }
}
