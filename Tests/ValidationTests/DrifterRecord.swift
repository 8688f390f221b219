import ObservationModel
import Testing
import Validation

/// A drifter whose first days are too warm and whose last are noisy, every twelve hours from two
/// hours before midnight of its place on, so that every second observation is made at night.
enum DrifterRecord {
  static let values: [Double?] = [
    18.1, 16.7, 17.6, 17.3, 17.4, 17.4, 16.9, 17.4, 17.2, 18.5, 17.6, 14.9, 14.9, 14.8, 14.7, 14.9,
    15.1, 14.9, 15.3, 14.9, nil, 15.5, 15.2, 14.8, 14.9, 15.2, 15.6, 14.9, 14.9, 15.3, 14.8, 14.7,
    19.5, 17.4, 15.6, 18.5, 13.6, 12.5, 16.5, 16.2, 14.5, 12.9, 15.6, 7.2,
  ]

  static func batch(
    _ range: Range<Int> = values.indices,
    background: Double? = 15,
    featureType: FeatureType = .trajectory
  ) throws -> ObservationBatch {
    try TestBatch.make(
      featureType,
      [
        ("sea_surface_temperature", Array(values[range])),
        ("reference_sea_surface_temperature", range.map { _ in background }),
      ],
      // From 2003-02-14 02:00 UTC.
      times: range.map { 1_045_188_000 + Double($0) * 43200 },
      latitudes: range.map { _ in 10 },
      longitudes: range.map { _ in -30 }
    )
  }
}
