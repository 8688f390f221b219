import ObservationModel
import Writing

/// Observations that are small enough to be written out by hand.
enum SampleObservations {
  static let temperature = Quantity.ofVariable(
    "ctd/TEMP",
    standardName: "sea_water_temperature",
    longName: "temperature",
    units: "degree_Celsius"
  )

  /// Two profiles of one float: levels at 5, 10 and 20 dbar, then at 7 dbar; the second level of the
  /// first has no value.
  static func profiles() throws -> ObservationBatch {
    try ObservationBatch(
      network: "argo",
      featureType: .trajectoryProfile,
      features: [
        Feature(platform: "2990001", identifier: "1", observations: 0..<3),
        Feature(platform: "2990001", identifier: "2", observations: 3..<4),
      ],
      times: [0, 0, 0, 86_400],
      latitudes: [30, 30, 30, 31],
      longitudes: [125, 125, 125, 126],
      vertical: [5, 10, 20, 7],
      verticalKind: .pressure,
      columns: [
        ObservationColumn(
          quantity: temperature,
          variableName: "ctd/TEMP",
          values: .float([20.5, .nan, 18.25, 21]),
          provider: [.good, .good, .bad, .probablyGood]
        )
      ]
    )
  }

  static func outline(
    of batch: borrowing ObservationBatch,
    hasFlags: Bool = true
  ) -> ObservationOutline {
    var constants = ObservationOutline.Constants()
    constants.add(batch)
    return ObservationOutline(
      featureType: batch.featureType,
      verticalKind: batch.verticalKind,
      columns: [
        ObservationOutline.Column(quantity: temperature, isDouble: false, hasFlags: hasFlags)
      ],
      facts: [("institution", "nobody's")],
      constants: constants
    )
  }

  /// One series of a drifter; the second place is unknown.
  static func trajectory() throws -> ObservationBatch {
    try ObservationBatch(
      network: "drifters",
      featureType: .trajectory,
      features: [Feature(platform: "D,1", identifier: "0", observations: 0..<3)],
      times: [1, 2, 3.25],
      latitudes: [30, .nan, 30.5],
      longitudes: [125, 125.1, 125.25],
      columns: [
        ObservationColumn(
          quantity: temperature,
          variableName: "ctd/TEMP",
          values: .float([20.5, 20.6, .nan])
        )
      ]
    )
  }
}
