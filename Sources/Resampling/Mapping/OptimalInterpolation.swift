/// Maps observations by the linear combination of the nearest ones that has the least expected
/// error.
///
/// With the departures `d` of the selected observations from the background, their covariance
/// matrix `B` by the covariance of the field, the diagonal `R` of their error variances, and the
/// covariances `b` between them and the point, the analysis is
/// `background + bᵀ (B + R)⁻¹ d` and the variance of its error `variance - bᵀ (B + R)⁻¹ b`.
///
/// Distances are chords through the sphere of `Sphere.radiusMeters`: their components along the
/// parallel and along the meridian of the point in units of either length, that along its vertical
/// in units of the geometric mean of both. Where both lengths are the same this is the chord
/// itself. It is a distance in space in any case, so the matrix is positive definite for every
/// form of covariance. For a length of 100 km the chord is shorter than the arc by less than 1 m.
///
/// - SeeAlso: Gandin (1963), *Objective analysis of meteorological fields*; Bretherton, Davis and
///   Fandry (1976), *A technique for objective analysis and design of oceanographic experiments
///   applied to MODE-73*, Deep-Sea Research 23, 559-582, equations 6 and 8.
public struct OptimalInterpolation: Sendable, Hashable {
  public let covariance: Covariance

  /// The most observations that a point is mapped from: the nearest ones. Of observations at the
  /// same distance those with the lesser number are nearer.
  public let neighbours: Int

  /// The fewest; a point with fewer within reach is missing.
  public let minimum: Int

  /// How far observations may be, in units of the length.
  public let reach: Double

  /// - Precondition: `1 <= minimum <= neighbours <= 500` and `0 < reach <= 20`.
  public init(covariance: Covariance, neighbours: Int = 32, minimum: Int = 1, reach: Double = 3) {
    precondition(minimum >= 1 && minimum <= neighbours && neighbours <= 500)
    precondition(reach > 0 && reach <= 20)
    self.covariance = covariance
    self.neighbours = neighbours
    self.minimum = minimum
    self.reach = reach
  }

  /// Maps observations to points.
  ///
  /// The result has the same bits for any number of threads.
  ///
  /// - Parameters:
  ///   - observations: The values that are mapped, of which positions decide all ties.
  ///   - background: What is expected without observations: at the points and at the observations,
  ///     in the unit of the quantity, shapes `[point]` and `[obs]`. Where either is missing the
  ///     point is missing, or the observation left out.
  ///   - latitudes: Of the points, degrees north, shape `[point]`; NaN for none.
  ///   - longitudes: Of the points, degrees east, shape `[point]`.
  /// - Precondition: The lengths agree.
  public func map(
    _ observations: SuperObservations,
    background: (points: [Double], observations: [Double]),
    latitudes: [Double],
    longitudes: [Double],
    threads: Int = 1
  ) -> MappedField {
    precondition(latitudes.count == longitudes.count)
    precondition(background.points.count == latitudes.count)
    precondition(background.observations.count == observations.count)
    var departures = SuperObservations()
    for i in 0..<observations.count {
      departures.append(
        latitude: observations.latitudes[i],
        longitude: observations.longitudes[i],
        value: observations.values[i] - background.observations[i],
        errorVariance: observations.errorVariances[i]
      )
    }
    let index = SphereIndex(latitudes: departures.latitudes, longitudes: departures.longitudes)
    // Neighbouring points often share their observations, and with them the factor.
    let size = 512
    let expected = background.points
    let used = departures
    let blocks = concurrentBlocks((latitudes.count + size - 1) / size, threads: threads) { block in
      var solver = LocalSolver(self, observations: used, index: index)
      var field = MappedField(values: [], errorVariances: [])
      for point in (block * size)..<min(latitudes.count, (block + 1) * size) {
        let (departure, variance) = solver.estimate(
          latitude: latitudes[point],
          longitude: longitudes[point]
        )
        let value = expected[point] + departure
        field.values.append(value)
        field.errorVariances.append(value.isNaN ? .nan : variance)
      }
      return field
    }
    return MappedField(
      values: blocks.flatMap(\.values),
      errorVariances: blocks.flatMap(\.errorVariances)
    )
  }
}
