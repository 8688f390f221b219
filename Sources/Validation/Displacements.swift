internal import Kernels
internal import ObservationModel

/// How the distance between two positions is measured.
public enum DistanceMeasure: String, Sendable, CaseIterable {
  /// Along the WGS84 ellipsoid.
  case wgs84

  /// Along a sphere with the radius that TEOS-10 has, 6371 km, as ioos_qc measures by way of gsw.
  case haversine

  static var parameter: TestParameter {
    TestParameter(
      "distance",
      .word(allCases.map(\.rawValue)),
      "how distances are measured (wgs84)"
    )
  }

  /// The measure that the arguments name.
  static func named(in arguments: TestArguments) -> DistanceMeasure {
    arguments.text("distance").flatMap { DistanceMeasure(rawValue: $0) } ?? .wgs84
  }
}

extension ObservationBatch {
  /// The distance of each observation of `range` from the one before it, in metres, whatever
  /// features they belong to; NaN where one of the two has no position, or a latitude
  /// beyond the poles.
  func displacements(of range: Range<Int>, by measure: DistanceMeasure) -> [Double] {
    let wide = max(range.lowerBound - 1, 0)..<range.upperBound
    var distances = [Double](repeating: .nan, count: wide.count)
    var span = distances.mutableSpan
    let latitudes = self.latitudes.extracting(wide)
    let longitudes = self.longitudes.extracting(wide)
    switch measure {
    case .wgs84:
      geodesicDistances(latitudes: latitudes, longitudes: longitudes, into: &span)
    case .haversine:
      haversineDistances(
        latitudes: latitudes,
        longitudes: longitudes,
        radiusMeters: 6_371_000,
        into: &span
      )
    }
    for i in 0..<distances.count where latitudes[i].magnitude > 90 {
      distances[i] = .nan
      if i + 1 < distances.count { distances[i + 1] = .nan }
    }
    distances.removeFirst(wide.count - range.count)
    return distances
  }
}
