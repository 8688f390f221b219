import ObservationModel
import Validation

extension QualityCall {
  /// The flags that `test` gives the values of one series.
  static func flags(
    _ test: some QualityTest,
    _ values: [Double],
    _ featureType: FeatureType = .timeSeries,
    times: [Double]? = nil,
    latitudes: [Double]? = nil,
    longitudes: [Double]? = nil,
    vertical: [Double] = [],
    verticalKind: VerticalKind? = nil,
    quantity: Quantity? = Quantity.named("temperature")
  ) throws(QualityCallError) -> [Int] {
    let count = values.count
    guard let quantity else { throw QualityCallError("there is no such quantity") }
    let batch: ObservationBatch
    do {
      batch = try ObservationBatch(
        network: "conformance",
        featureType: featureType,
        features: count == 0
          ? [] : [Feature(platform: "", identifier: "", observations: 0..<count)],
        times: times ?? (0..<count).map(Double.init),
        latitudes: latitudes ?? [Double](repeating: 0, count: count),
        longitudes: longitudes ?? [Double](repeating: 0, count: count),
        vertical: vertical,
        verticalKind: verticalKind,
        columns: [
          ObservationColumn(
            quantity: quantity,
            variableName: quantity.name,
            values: .double(values)
          )
        ]
      )
    } catch {
      throw QualityCallError("\(error)")
    }
    return test.flags(for: batch, column: 0).map { Int($0.rawValue) }
  }

  /// The value of an observation about which only its time and place are asked.
  static func presence(_ isThere: Bool) -> Double { isThere ? 0 : .nan }
}
