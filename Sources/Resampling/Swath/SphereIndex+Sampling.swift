internal import Kernels

extension SphereIndex {
  /// Brings observations to places by what lies near each.
  ///
  /// With the weights `w` of the method and the values `f` of the neighbours that are not missing,
  /// `value = Σ w f / Σ w`, added in the order of distance, and `standardDeviation` is the
  /// estimate for weights that tell reliability, `√(Σ w (f - value)² W / (W² - Σ w²))` with
  /// `W = Σ w`: both as pyresample has them.
  ///
  /// - Parameters:
  ///   - values: The values at the positions of the index, shape `[source]`; NaN where missing.
  ///     A missing value counts among the neighbours and makes nothing; leave its position out of
  ///     the index for the nearest that are there.
  ///   - latitudes: Of the places, degrees north, shape `[target]`; NaN where missing.
  ///   - longitudes: Of the places, degrees east, shape `[target]`; NaN where missing.
  ///   - threads: How many threads may work on it; the result is the same for any number.
  /// - Precondition: The lengths agree, there are 1 to 32 neighbours, the radius is not negative
  ///   and sigma is positive.
  public func sample(
    _ values: [Double],
    atLatitudes latitudes: [Double],
    longitudes: [Double],
    by method: NeighbourMethod,
    threads: Int = 1
  ) -> SampledField {
    precondition(values.count == count && longitudes.count == latitudes.count)
    precondition(method.radiusMeters >= 0)
    if case .gaussian(let sigma, _, _) = method { precondition(sigma > 0) }
    let squaredRadius = Self.squaredChord(ofMeters: method.radiusMeters)
    return SampledField(
      targetCount: latitudes.count,
      sourceCount: count,
      chunk: 1024,
      threads: threads
    ) { range, sampled, isUsed in
      var near = Neighbourhoods()
      forEachNeighbourhood(
        of: range,
        latitudes.span,
        longitudes.span,
        count: method.neighbours,
        squaredRadius: squaredRadius
      ) { i, neighbours in
        near.append(neighbours, of: i - range.lowerBound, values.span)
      }
      near.weigh(by: method)
      near.average(values.span, into: &sampled, isUsed: &isUsed)
    }
  }
}

/// The neighbours of some places, one after another.
private struct Neighbourhoods {
  private var places: [Int] = []
  private var ends: [Int] = []
  private var sources: [Int32] = []

  /// Squares of chords, then weights.
  private var numbers: [Double] = []

  /// Takes in the neighbours whose values are not missing.
  mutating func append(
    _ neighbours: borrowing NearestSources,
    of place: Int,
    _ values: Span<Double>
  ) {
    for k in 0..<neighbours.count where !values[Int(neighbours[k].source)].isNaN {
      sources.append(neighbours[k].source)
      numbers.append(neighbours[k].squaredChord)
    }
    guard sources.count > ends.last ?? 0 else { return }
    places.append(place)
    ends.append(sources.count)
  }

  /// Puts weights in the place of distances.
  mutating func weigh(by method: NeighbourMethod) {
    switch method {
    case .nearest:
      for i in numbers.indices { numbers[i] = 1 }
    case .gaussian(let sigma, _, _):
      let scale = -(Sphere.radiusMeters / sigma) * (Sphere.radiusMeters / sigma)
      for i in numbers.indices { numbers[i] *= scale }
      let exponents = numbers
      var weights = numbers.mutableSpan
      exponentials(of: exponents.span, into: &weights)
    case .inverseDistance(let exponent, _, _):
      var first = 0
      for end in ends {
        // The nearest comes first. Scaled by its distance, no weight overflows.
        let least = numbers[first]
        for i in first..<end {
          numbers[i] =
            least == 0
            ? (numbers[i] == 0 ? 1 : 0)
            : exponent == 2 ? least / numbers[i] : power(least / numbers[i], exponent / 2)
        }
        first = end
      }
    }
  }

  func average(
    _ values: Span<Double>,
    into sampled: inout MutableSpan<SampledValue>,
    isUsed: inout MutableSpan<UInt8>
  ) {
    var first = 0
    for (place, end) in zip(places, ends) {
      var (sum, total, squares) = (0.0, 0.0, 0.0)
      var count: Int32 = 0
      for i in first..<end {
        let (weight, value) = (numbers[i], values[Int(sources[i])])
        guard weight > 0 else { continue }
        isUsed[Int(sources[i])] = 1
        sum += weight * value
        total += weight
        squares += weight * weight
        count += 1
      }
      if count > 0 {
        let mean = sum / total
        var scatter = 0.0
        for i in first..<end {
          let (weight, value) = (numbers[i], values[Int(sources[i])])
          guard weight > 0 else { continue }
          scatter += weight * (value - mean) * (value - mean)
        }
        sampled[place].value = mean
        sampled[place].weight = total
        sampled[place].count = count
        if count > 1 {
          let freedom = total * total - squares
          sampled[place].standardDeviation = (scatter * total / freedom).squareRoot()
        }
      }
      first = end
    }
  }
}
