internal import Conventions
internal import ObservationModel
internal import Resampling
internal import Summary
internal import Writing

/// Lays the sums of one partition out as a product and writes it.
struct ProductMaker {
  /// Changes whenever the same sums make another product.
  static let version = "product 2"

  let plan: PipelinePlan

  func write(
    _ state: SummaryState,
    partition: TimeBin,
    path: String,
    fingerprint: String,
    inputs: [Part]
  ) throws(WritingError) -> WrittenProduct {
    let bins = plan.timeStep.bins(within: partition)
    var networks: [String] = []
    for entry in plan.pipeline.read where !networks.contains(entry.network) {
      networks.append(entry.network)
    }
    let merged = Merged(state, networks: networks)
    let product = GridProduct(
      metadata: ProductMetadata(
        facts: facts(networks: networks),
        createdAt: createdAt(inputs),
        contentDigest: fingerprint
      ),
      timeBins: bins.map { $0.start..<$0.end },
      grid: ProductGrid(plan.grid),
      depthsMeters: plan.quantities.contains { plan.usesLevels($0) }
        ? plan.levels?.depthsMeters ?? [] : [],
      depthBoundsMeters: plan.levels?.layers.map { $0.topMeters...$0.bottomMeters } ?? [],
      networks: networks,
      variables: plan.quantities.map { quantity in
        variable(quantity, merged: merged, bins: bins, networks: networks)
      }
    )
    return try ProductWriter().write(product, to: path)
  }

  private func facts(networks: [String]) -> [ProductFact] {
    var facts: [ProductFact] = []
    if let title = plan.pipeline.title { facts.append(ProductFact("title", title)) }
    if let summary = plan.pipeline.summary { facts.append(ProductFact("summary", summary)) }
    facts += plan.pipeline.metadata.map { ProductFact($0.name, $0.value) }
    let given = Set(facts.map(\.name))
    // What the program knows of the product, unless the pipeline file says it.
    let known = [
      ("source", "observations of \(networks.joined(separator: ", "))"),
      ("processing_level", "L3"),
      (
        "history",
        "read, validated, resampled and summarised by sverdrup 0.1.0, pipeline "
          + plan.pipeline.name
      ),
      ("standard_name_vocabulary", "CF Standard Name Table v93"),
      ("product_version", "1"),
    ]
    return facts + known.filter { !given.contains($0.0) }.map { ProductFact($0.0, $0.1) }
  }

  /// The newest date of creation that the inputs state: the same inputs make the same product.
  private func createdAt(_ inputs: [Part]) -> Int? {
    inputs.compactMap { part -> Int? in
      guard let text = part.dateCreated,
        let units = try? TimeUnits(units: "seconds since \(text)", calendar: nil)
      else { return nil }
      return Int(exactly: units.instant(0).rounded())
    }.max()
  }

  /// Fields added over networks, and the fields of each.
  private struct Merged: Sendable {
    let fields: [SummaryKey: FieldSum]
    let byNetwork: [SummaryKey: FieldSum]

    init(_ state: SummaryState, networks: [String]) {
      var all = SummaryState(cellCount: state.cellCount)
      for (key, field) in state.fields {
        var shared = key
        shared.network = ""
        all.merge(field, into: shared)
      }
      fields = all.fields
      byNetwork = state.fields
    }
  }

  private func variable(
    _ quantity: Quantity,
    merged: Merged,
    bins: [TimeBin],
    networks: [String]
  ) -> ProductVariable {
    let cellCount = plan.grid.cellCount
    let lattice = quantity.lattice
    var fields: [Statistic: ProductField] = [:]
    for statistic in plan.pipeline.summarise.statistics {
      fields[statistic] = ProductField(makingFields: { place in
        let key = SummaryKey(
          quantity: quantity.name,
          network: "",
          binStart: bins[place.time].start,
          level: place.level
        )
        let empty = statistic == .count ? 0 : Double.nan
        var values = [Double](repeating: empty, count: cellCount)
        merged.fields[key]?.forEachObservedCell { cell, sums in
          values[cell] = statistic.value(of: sums, on: lattice)
        }
        return values
      })
    }
    let counts = ProductField(makingFields: { place in
      let key = SummaryKey(
        quantity: quantity.name,
        network: networks[place.network],
        binStart: bins[place.time].start,
        level: place.level
      )
      var values = [Double](repeating: 0, count: cellCount)
      merged.byNetwork[key]?.forEachObservedCell { cell, sums in
        values[cell] = Double(sums.count)
      }
      return values
    })
    return ProductVariable(
      quantity: quantity,
      vertical: plan.usesLevels(quantity) ? .standardDepths : nil,
      fields: fields,
      countByNetwork: counts
    )
  }
}
