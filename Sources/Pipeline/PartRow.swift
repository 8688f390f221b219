/// One good value with its place and time.
package struct PartRow: Equatable {
  /// The feature, as an index into `Part.features`.
  package var feature: UInt32

  /// The quantity, as an index into the quantities of the pipeline.
  package var quantity: UInt32

  /// Seconds since 1970-01-01 UTC.
  package var time: Double
  package var latitude: Double
  package var longitude: Double

  /// Metres below the surface; NaN for quantities of the surface and the air.
  package var depth: Double
  package var value: Double

  /// The standard uncertainty of its random error, in the unit of the quantity; NaN where one holds
  /// for all values.
  package var error: Double

  package init(
    feature: UInt32,
    quantity: UInt32,
    time: Double,
    latitude: Double,
    longitude: Double,
    depth: Double,
    value: Double,
    error: Double = .nan
  ) {
    self.feature = feature
    self.quantity = quantity
    self.time = time
    self.latitude = latitude
    self.longitude = longitude
    self.depth = depth
    self.value = value
    self.error = error
  }
}
