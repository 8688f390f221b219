internal import Ledger
internal import ObservationModel
internal import Reading
internal import Resampling
internal import Summary
internal import Validation

/// What a pipeline file decides, ready for the shards: cells, levels, bins, quantities, tests.
struct PipelinePlan: Sendable {
  let pipeline: PipelineFile
  let catalogue: NetworkCatalogue
  let grid: Grid

  /// How swaths and grids are brought to the cells.
  let method: HorizontalMethod
  let levels: VerticalLevels?
  let timeStep: TimeStep

  /// How much time one section of a part covers: the shortest partition of the products.
  let partition: TimeStep

  /// The quantities of the products, in the order of the pipeline file.
  let quantities: [Quantity]

  let use: Set<Verdict>

  /// The instant after which a time is impossible, in seconds since 1970-01-01 UTC.
  let now: Double

  init(_ pipeline: PipelineFile, catalogue: NetworkCatalogue, now: Double) {
    self.pipeline = pipeline
    self.catalogue = catalogue
    self.now = now
    grid = pipeline.resample.grid
    method = pipeline.resample.method
    levels = pipeline.resample.levels
    timeStep = pipeline.resample.timeStep
    let partitions = pipeline.write.map(\.partition)
    partition =
      partitions.first { shortest in partitions.allSatisfy { $0.contains(shortest) } }
      ?? pipeline.resample.timeStep
    use = Set(pipeline.summarise.use)
    var quantities: [Quantity] = []
    for entry in pipeline.read {
      for quantity in entry.products where !quantities.contains(quantity) {
        quantities.append(quantity)
      }
    }
    self.quantities = quantities
  }

  /// The lattice that the values of a quantity are rounded to.
  func lattice(of quantity: Quantity) -> Lattice {
    pipeline.summarise.lattices[quantity.name] ?? quantity.lattice
  }

  /// The lanes that the statistics of a quantity are made of.
  func lanes(of quantity: Quantity) -> Set<Lane> { pipeline.summarise.lanes(of: quantity) }

  /// The quantities by which a provider tells how good each of some values is, as far as the
  /// products need them.
  func statements(about quantities: [Quantity]) -> [Quantity] {
    guard quantities.contains(where: \.isSeaSurfaceTemperature) else { return [] }
    let statistics = pipeline.summarise.statistics
    var names: [String] = []
    if pipeline.summarise.qualityLevels == .highest { names.append("quality_level") }
    if statistics.contains(.bias) { names.append("sses_bias") }
    if statistics.contains(.deviation) { names.append("sses_standard_deviation") }
    return names.compactMap { Quantity.named($0) }
  }

  /// True for quantities of the water column, which the product has on standard levels.
  func usesLevels(_ quantity: Quantity) -> Bool {
    levels != nil && quantity.isOfWaterColumn
  }

  /// The quantity without which one is not brought to levels: temperature and salinity go together
  /// where the method says so.
  func partner(of quantity: Quantity) -> Quantity? {
    guard levels?.method == .mrstPchip else { return nil }
    switch quantity.name {
    case "temperature": return Quantity.named("salinity")
    case "salinity": return Quantity.named("temperature")
    default: return nil
    }
  }

  /// The place of a network in the pipeline file.
  func rank(of network: String) -> Int {
    pipeline.read.firstIndex { $0.network == network } ?? .max
  }

  /// The tests for what an entry reads.
  func qualityPlan(for entry: PipelineFile.ReadEntry) -> QualityPlan {
    QualityPlan(pipeline.tests(for: entry), now: now)
  }

  /// All that decides the part of a file under one entry, as text to hash.
  func partForm(ofEntry index: Int) -> String {
    let map = catalogue.map(named: pipeline.read[index].network)
    return "part \(Part.formatVersion)\n\(pipeline.decodingForm(ofEntry: index))\n"
      + "\(quantities.map(\.name))\n\(partition.name)\n\(map?.text ?? "")"
  }
}
