internal import ObservationModel
internal import Reading
internal import Validation

/// Reads and validates one file and works out what it contributes.
struct FileShard {
  let plan: PipelinePlan
  let entry: PipelineFile.ReadEntry

  /// - Throws: `ReadingError` when the file is to be set aside.
  func part(of path: String) throws(ReadingError) -> Part {
    let catalogue = plan.catalogue
    let file = try ObservationFile(path: path, network: entry.network, catalogue: catalogue)
    let wanted = try file.quantities(among: entry.variables)
    guard !wanted.isEmpty else {
      throw ReadingError(
        .missingVariable,
        path: path,
        detail: "has none of the variables \(entry.variables.map(\.name).joined(separator: ", "))"
      )
    }
    var builder = PartBuilder(plan: plan, entry: entry, dateCreated: file.dateCreated)
    let tests = plan.qualityPlan(for: entry)
    // What tests and conversions look at besides is read with the rest and goes no further.
    let companions = try file.quantities(among: entry.companions.filter { !wanted.contains($0) })
    let others = try file.quantities(
      among: tests.otherQuantities(for: wanted, network: entry.network)
        .filter { !companions.contains($0) }
    )
    // What the provider says of each value is read with it where it is asked for.
    let statements = try file.quantities(among: plan.statements(about: wanted))
      .filter { !wanted.contains($0) && !others.contains($0) && !companions.contains($0) }
    do {
      try file.forEachBatch(of: wanted + companions + others + statements) {
        (batch: consuming ObservationBatch) throws(Never) in
        tests.run(on: &batch)
        let companionValues = CompanionValues(batch.columns)
        batch.columns.removeAll { !wanted.contains($0.quantity) }
        builder.count(batch, testedBy: tests)
        builder.add(batch, beside: companionValues)
      }
    } catch {
      switch error {
      case .reading(let error): throw error
      case .use: break
      }
    }
    return builder.finished()
  }
}
