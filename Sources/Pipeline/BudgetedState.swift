internal import ObservationModel
internal import Resampling
internal import Summary

/// A state that keeps to a budget of memory.
///
/// When its cells hold more than the budget, all fields go to a temporary file, each on its own,
/// and the state begins anew. A field is put together again when a product asks for it. States add
/// up the same in any order, so the products have the same bits as without a budget.
struct BudgetedState: Sendable {
  private var memory: SummaryState
  private let budget: Int
  private let directory: String
  private var file: SpillFile?
  private var places: [SummaryKey: [Range<Int>]] = [:]
  private var additions = 0

  /// What went wrong with the temporary file; nothing was added since.
  private(set) var failure: WorkspaceError?

  /// How often the state went to the file.
  private(set) var spillCount = 0

  /// - Parameters:
  ///   - budget: Bytes that the cells may hold.
  ///   - directory: Where the temporary file is made when it is needed.
  init(cellCount: Int, budget: Int, directory: String) {
    memory = SummaryState(cellCount: cellCount)
    self.budget = budget
    self.directory = directory
  }

  /// Adds another state.
  mutating func merge(_ other: SummaryState) {
    guard failure == nil else { return }
    memory.merge(other)
    keepToBudget()
  }

  /// Adds one observation to every lane that is kept; see `SummaryState`.
  mutating func add(
    _ q: Int32,
    at time: Double,
    to cell: Int,
    of key: SummaryKey,
    in bin: TimeBin,
    lanes: Set<Lane>,
    lattice: Lattice
  ) {
    guard failure == nil else { return }
    let (integers, times, cells) = ([q], [time], [Int32(truncatingIfNeeded: cell)])
    memory.add(
      integers.span,
      at: times.span,
      to: cells.span,
      of: key,
      in: bin,
      lanes: lanes,
      lattice: lattice
    )
    additions += 1
    if additions % 256 == 0 { keepToBudget() }
  }

  /// Adds one lattice integer to a lane of sums.
  mutating func add(_ q: Int32, to cell: Int, of key: SummaryKey) {
    guard failure == nil else { return }
    memory.add(q, to: cell, of: key)
  }

  private mutating func keepToBudget() {
    guard memory.byteCount > budget else { return }
    do {
      try spill()
    } catch {
      failure = error
    }
  }

  private mutating func spill() throws(WorkspaceError) {
    let file: SpillFile
    if let known = self.file {
      file = known
    } else {
      file = try SpillFile(in: directory)
      self.file = file
    }
    for key in memory.keys {
      var writer = ByteWriter()
      memory.put(key, into: &writer)
      places[key, default: []].append(try file.append(writer.bytes))
    }
    memory = SummaryState(cellCount: memory.cellCount)
    spillCount += 1
  }

  /// Adds up the lanes of one quantity in one time bin at one level; see `SummaryState`.
  func lanes(
    of place: SummaryPlace,
    lanes wanted: Set<Lane>,
    network: String? = nil,
    grades: QualityLevels
  ) throws(WorkspaceError) -> SummaryLanes {
    guard let file else {
      return memory.lanes(of: place, lanes: wanted, network: network, grades: grades)
    }
    // What does not come from the place is left out before it is merged.
    let needed = wanted.union([.value])
    var state = memory.fields { place.holds($0) && needed.contains($0.lane) }
    for (key, ranges) in places where place.holds(key) && needed.contains(key.lane) {
      for range in ranges {
        var reader = ByteReader(try file.bytes(at: range))
        guard state.addField(from: &reader), reader.isAtEnd else {
          throw WorkspaceError(path: directory, operation: "read a spilled field", code: 0)
        }
      }
    }
    return state.lanes(of: place, lanes: wanted, network: network, grades: grades)
  }
}
