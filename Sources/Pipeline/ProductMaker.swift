internal import Conventions
internal import ObservationModel
internal import Resampling
internal import Summary
internal import Synchronization
internal import Writing

/// Lays the sums of one partition out as a product and writes it.
struct ProductMaker {
  /// Changes whenever the same sums make another product.
  static let version = "product 5"

  let plan: PipelinePlan

  /// How many threads map a field.
  var threads = 1

  func write(
    _ state: BudgetedState,
    partition: TimeBin,
    path: String,
    fingerprint: String,
    inputs: [Part]
  ) throws -> WrittenProduct {
    let fields = FieldMaker(state, plan: plan)
    let bins = plan.timeStep.bins(within: partition)
    var networks: [String] = []
    for entry in plan.pipeline.read where !networks.contains(entry.network) {
      networks.append(entry.network)
    }
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
        variable(quantity, fields: fields, bins: bins, networks: networks)
      }
    )
    do {
      return try ProductWriter().write(product, to: path)
    } catch {
      // A field that could not be read is one without values to the writer.
      if let failure = fields.failure { throw failure }
      throw error
    }
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

  private func variable(
    _ quantity: Quantity,
    fields maker: FieldMaker,
    bins: [TimeBin],
    networks: [String]
  ) -> ProductVariable {
    let place = { @Sendable (place: FieldPlace) in
      SummaryPlace(
        quantity: quantity.name,
        binStart: bins[place.time].start,
        level: place.level
      )
    }
    var fields: [Statistic: ProductField] = [:]
    for statistic in plan.pipeline.summarise.statistics
    where statistic.lanes(of: quantity) != nil {
      fields[statistic] = ProductField(makingFields: {
        maker.field(statistic, of: quantity, at: place($0))
      })
    }
    let counts = ProductField(makingFields: {
      maker.field(.count, of: quantity, at: place($0), network: networks[$0.network])
    })
    var variable = ProductVariable(
      quantity: quantity,
      vertical: plan.usesLevels(quantity) ? .standardDepths : nil,
      fields: fields,
      estimates: maker.estimates(quantity, bins: bins, networks: networks),
      countByNetwork: counts,
      lattice: plan.lattice(of: quantity),
      ddof: plan.pipeline.summarise.ddof,
      usesHighestQuality: plan.pipeline.summarise.qualityLevels == .highest
        && quantity.isSeaSurfaceTemperature,
      comment: plan.method.comment
    )
    let plan = plan
    if let entry = plan.pipeline.summarise.maps.first(where: { $0.variable == quantity }) {
      let analysis = Analysis(entry.mapping, on: plan.grid, threads: threads) { place in
        let place = SummaryPlace(
          quantity: quantity.name,
          binStart: bins[place.time].start,
          level: place.level
        )
        let means = maker.field(.mean, of: quantity, at: place)
        let counts = maker.field(.count, of: quantity, at: place)
        guard means.count == plan.grid.cellCount, counts.count == means.count else {
          // The reason is kept by the maker, and the product is not published.
          let cells = plan.grid.cellCount
          return ([Double](repeating: .nan, count: cells), [Double](repeating: 0, count: cells))
        }
        return (means, counts)
      }
      variable.analysis = analysis.product(of: quantity)
    }
    return variable
  }
}

/// Makes the fields of a product from a state when they are written.
final class FieldMaker: Sendable {
  private let state: BudgetedState
  let plan: PipelinePlan
  private let firstFailure = Mutex<WorkspaceError?>(nil)

  init(_ state: BudgetedState, plan: PipelinePlan) {
    self.state = state
    self.plan = plan
  }

  /// Why fields are without values; nil when none is.
  var failure: WorkspaceError? { firstFailure.withLock { $0 } }

  /// The values of one statistic, shape `[cell]`; none when they cannot be read.
  func field(
    _ statistic: Statistic,
    of quantity: Quantity,
    at place: SummaryPlace,
    network: String? = nil
  ) -> [Double] {
    let wanted = statistic.lanes(of: quantity) ?? []
    guard let lanes = lanes(wanted, at: place, network: network) else { return [] }
    return statistic.field(
      of: lanes,
      quantity: quantity,
      lattice: plan.lattice(of: quantity),
      ddof: plan.pipeline.summarise.ddof
    )
  }

  /// Some lanes of one place; nil when they cannot be read.
  func lanes(_ wanted: Set<Lane>, at place: SummaryPlace, network: String?) -> SummaryLanes? {
    do {
      return try state.lanes(
        of: place,
        lanes: wanted,
        network: network,
        grades: plan.pipeline.summarise.qualityLevels
      )
    } catch {
      firstFailure.withLock { $0 = $0 ?? error }
      return nil
    }
  }
}
