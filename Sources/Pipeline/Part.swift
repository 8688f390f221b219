internal import Ledger
internal import ObservationModel
internal import Resampling
internal import Summary
internal import Validation

/// What one input file contributes to the products of a pipeline: everything after reading and
/// validation, ready to be added up.
///
/// Fields of satellites become sums of cells, which merge with others as they are. Observations
/// that other files may supersede or repeat stay observations, as rows.
struct Part: Equatable {
  /// The name of the network map.
  var network: String

  /// When the provider made the file, as the file says it.
  var dateCreated: String?

  /// What became of the values that are not in `features`.
  var account = ObservationAccount()

  var features: [PartFeature] = []

  /// What quality tests found in the file, whether its features count in the end or not.
  var quality = QualityCounts()

  /// By the start of the partition, in order.
  var sections: [PartSection] = []
}

/// A feature whose rows are in the sections of a part.
struct PartFeature: Equatable {
  var platform: String
  var identifier: String
  var revision: Revision?

  /// What became of its values so far; those in rows count as accepted until they are found to
  /// be duplicates.
  var account = ObservationAccount()
}

/// The contribution of a file to one partition.
struct PartSection: Equatable {
  var partition: TimeBin

  /// The sums of fields.
  var state: SummaryState
  var rows: [PartRow]

  /// The features that have rows here.
  private(set) var features: Set<UInt32>

  init(partition: TimeBin, state: SummaryState, rows: [PartRow]) {
    self.partition = partition
    self.state = state
    self.rows = rows
    features = Set(rows.map(\.feature))
  }

  /// The section without what it is about, to know it by.
  var outline: PartSection {
    var outline = self
    outline.state = SummaryState(cellCount: 0)
    outline.rows = []
    return outline
  }
}
