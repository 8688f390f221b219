internal import ObservationModel
internal import Summary

/// What the provider of a field says of each of its values besides flags: quality levels and error
/// statistics, as far as the products need them.
struct ProviderStatements {
  /// What is said of one value.
  struct Statement {
    /// 0 where quality levels are not kept apart, or none is given.
    var grade: UInt8

    /// On the lattice of differences; nil where it is not needed or given.
    var bias: Int32?
    var deviation: Int32?
  }

  private var levels: ColumnValues?
  private var biases: ColumnValues?
  private var deviations: ColumnValues?
  private let lattice: Lattice

  init(_ companions: CompanionValues, about quantity: Quantity, plan: PipelinePlan) {
    lattice = plan.lattice(of: quantity).ofDifferences
    guard quantity.isSeaSurfaceTemperature else { return }
    let needed = plan.statements(about: [quantity])
    func values(_ name: String) -> ColumnValues? {
      needed.first { $0.name == name }.flatMap { companions.values(of: $0) }
    }
    levels = values("quality_level")
    biases = values("sses_bias")
    deviations = values("sses_standard_deviation")
  }

  func at(_ i: Int) -> Statement {
    // A level that is missing is NaN, which no integer is exactly.
    let level = levels.flatMap { UInt8(exactly: $0[i]) } ?? 0
    return Statement(
      grade: level,
      bias: biases.flatMap { lattice.integer(for: $0[i]) },
      deviation: deviations.flatMap { lattice.integer(for: $0[i]) }
    )
  }
}
