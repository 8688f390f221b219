internal import ObservationModel
internal import Resampling
internal import Summary
internal import Writing

extension FieldMaker {
  /// What the errors of the networks tell of a quantity; empty where none are declared.
  func estimates(
    _ quantity: Quantity,
    bins: [TimeBin],
    networks: [String]
  ) -> [CellEstimate: ProductField] {
    let lattice = plan.lattice(of: quantity)
    let declared = networks.compactMap { network -> (network: String, error: DeclaredError)? in
      let entry = plan.pipeline.read.first {
        $0.network == network && $0.errors[quantity.name] != nil
      }
      return entry?.errors[quantity.name].map { (network, $0) }
    }
    guard !declared.isEmpty else { return [:] }
    let extents = CellExtents(plan.grid)
    var fields: [CellEstimate: ProductField] = [:]
    for estimate in plan.pipeline.summarise.estimates {
      fields[estimate] = ProductField(makingFields: { place in
        let bin = bins[place.time]
        let place = SummaryPlace(
          quantity: quantity.name,
          binStart: bin.start,
          level: place.level
        )
        var observed: [ObservedField] = []
        for (network, error) in declared {
          guard let lanes = self.lanes([.value, .error], at: place, network: network) else {
            return []
          }
          observed.append(
            ObservedField(
              error: error,
              values: lanes.sums[.value],
              errors: lanes.sums[.error]
            )
          )
        }
        // Of each network, by size of cells.
        var correlations = [[Int: Double]](repeating: [:], count: observed.count)
        return extents.areas.indices.map { cell in
          var all = CellSum()
          var contributions: [NetworkContribution] = []
          for (number, field) in observed.enumerated() {
            guard let sums = field.values?[cell], !sums.isEmpty else { continue }
            all.merge(sums)
            let size = extents.size(of: cell)
            let correlation =
              correlations[number][size]
              ?? extents.correlation(of: field.error.model, size: size, in: bin)
            correlations[number][size] = correlation
            contributions.append(
              NetworkContribution(
                count: Double(sums.count),
                mean: Statistic.mean.value(of: sums, on: lattice),
                squaredRandomErrors: field.squaredErrors(at: cell, count: sums.count, on: lattice),
                errors: field.error.model,
                correlation: correlation,
                cellAreaSquareMeters: extents.areas[cell]
              )
            )
          }
          guard !contributions.isEmpty else { return .nan }
          return estimate.value(
            of: contributions,
            variance: Statistic.variance.value(of: all, on: lattice)
          )
        }
      })
    }
    return fields
  }

  /// The sums of one network in one time bin at one level.
  private struct ObservedField {
    let error: DeclaredError
    let values: FieldSum?
    let errors: FieldSum?

    /// Σu² of random errors.
    func squaredErrors(at cell: Int, count: UInt32, on lattice: Lattice) -> Double {
      guard error.column != nil, let sums = errors?[cell] else {
        return Double(count) * error.model.random * error.model.random
      }
      return Double(sums.sumOfSquares) * lattice.step * lattice.step
    }
  }
}
