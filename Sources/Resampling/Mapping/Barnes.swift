internal import Kernels

/// Maps observations by Gaussian weights, and what is left of them by narrower ones.
///
/// In the first pass the value at a point is the mean of the observations with the weights
/// `exp(-d² / (2 L²))` of their great-circle distances `d`. In each further pass, with the next
/// length, what the map so far differs from the observations is mapped in the same way and added.
/// Observations further than `reach` lengths have no weight.
///
/// A point whose weights in the first pass add up to less than that of one observation at the
/// distance `reach` is missing.
///
/// The successive corrections of the World Ocean Atlas have the weights `exp(-4 d² / R²)`; their
/// radius of influence `R` is that of the length `L = R / √8`.
///
/// - SeeAlso: Barnes (1964), *A technique for maximizing details in numerical weather map
///   analysis*, Journal of Applied Meteorology 3, 396-409; Zürcher (2023), *Fast approximate Barnes
///   interpolation: illustrated by Python-Numba implementation fast-barnes-py v1.0*, Geoscientific
///   Model Development 16, 1697-1711.
public struct Barnes: Sendable, Hashable {
  /// The length of each pass.
  public let lengthsMeters: [Double]

  /// How far observations have weight, in units of the length.
  public static let reach = 3.5

  /// `exp(-reach² / 2)`.
  static let smallestWeight = 0.002187491118182885

  /// - Precondition: There is a length, and all are from 1 m to 2000 km.
  public init(lengthsMeters: [Double]) {
    precondition(!lengthsMeters.isEmpty && lengthsMeters.allSatisfy { (1...2e6).contains($0) })
    self.lengthsMeters = lengthsMeters
  }

  /// Maps observations to points, with the weight of every observation computed by itself.
  ///
  /// The map has the same bits for any number of threads. Its cost grows with the number of
  /// observations within reach of a point: see `map(_:to:threads:)` for grids.
  ///
  /// - Parameters:
  ///   - latitudes: Of the points, degrees north, shape `[point]`; NaN for none.
  ///   - longitudes: Of the points, degrees east, shape `[point]`.
  /// - Precondition: The lengths agree.
  public func map(
    _ observations: SuperObservations,
    latitudes: [Double],
    longitudes: [Double],
    threads: Int = 1
  ) -> MappedField {
    let index = SphereIndex(
      latitudes: observations.latitudes,
      longitudes: observations.longitudes
    )
    var field = [Double](repeating: 0, count: latitudes.count)
    // The map at the observations themselves, which the next pass starts from.
    var fitted = [Double](repeating: 0, count: observations.count)
    for (pass, length) in lengthsMeters.enumerated() {
      let rest = observations.values.indices.map { observations.values[$0] - fitted[$0] }
      func means(_ latitudes: [Double], _ longitudes: [Double]) -> [Double] {
        Self.weightedSums(
          of: rest,
          index: index,
          lengthMeters: length,
          latitudes: latitudes,
          longitudes: longitudes,
          threads: threads
        ).map(\.mean)
      }
      for (i, mean) in means(latitudes, longitudes).enumerated() {
        // A later pass leaves what is beyond its reach as it was.
        field[i] += pass > 0 && mean.isNaN ? 0 : mean
      }
      if pass + 1 < lengthsMeters.count {
        let corrections = means(observations.latitudes, observations.longitudes)
        for i in fitted.indices { fitted[i] += corrections[i] }
      }
    }
    return MappedField(values: field)
  }

  /// The sums of weights, and of values with these weights.
  struct WeightedSum: Sendable {
    var weights: Double
    var values: Double

    /// NaN where the weights are too small.
    var mean: Double { weights >= smallestWeight * (1 - 1e-12) ? values / weights : .nan }
  }

  /// The sums at points, of exact weights; of none where a point is missing.
  static func weightedSums(
    of values: [Double],
    index: SphereIndex,
    lengthMeters: Double,
    latitudes: [Double],
    longitudes: [Double],
    threads: Int
  ) -> [WeightedSum] {
    let scale = Sphere.radiusMeters / lengthMeters
    let squaredChord = SphereIndex.squaredChord(ofMeters: reach * lengthMeters)
    let size = 256
    return concurrentBlocks((latitudes.count + size - 1) / size, threads: threads) { block in
      var results: [WeightedSum] = []
      var exponents: [Double] = []
      var near: [Double] = []
      var slots: [Int] = []
      for i in (block * size)..<min(latitudes.count, (block + 1) * size) {
        exponents.removeAll(keepingCapacity: true)
        near.removeAll(keepingCapacity: true)
        if latitudes[i].magnitude <= 90, longitudes[i].isFinite {
          let point = UnitVector(latitude: latitudes[i], longitude: longitudes[i])
          // Sums run in the order of the index.
          index.findSlots(
            within: squaredChord,
            latitude: latitudes[i],
            longitude: longitudes[i],
            into: &slots
          )
          for slot in slots {
            let observation = index.points[slot]
            let chord = observation.unit.squaredChord(to: point)
            let square = Sphere.squaredArc(squaredChord: chord) * (scale * scale)
            if square <= reach * reach {
              exponents.append(-0.5 * square)
              near.append(values[Int(observation.source)])
            }
          }
        }
        var weights = [Double](repeating: 0, count: exponents.count)
        var view = weights.mutableSpan
        exponentials(of: exponents.span, into: &view)
        var sum = WeightedSum(weights: 0, values: 0)
        for j in weights.indices {
          sum.weights += weights[j]
          sum.values += weights[j] * near[j]
        }
        results.append(sum)
      }
      return results
    }.flatMap { $0 }
  }
}
