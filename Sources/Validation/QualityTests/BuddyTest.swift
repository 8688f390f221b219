internal import KernelTypes
public import ObservationModel

/// Fails values that differ from those of other platforms near in place and time.
///
/// All values of the batch are averaged in boxes of one degree by one degree by one pentad. A value
/// is held against the mean of the boxes around its own, its own left out, as far as the first of
/// `searches` reaches; where that finds nothing, the next one is tried. It fails when it differs
/// from that mean by `multiplier standardDeviation` or more, the multiplier by the number of
/// observations found. Values without a buddy are not evaluated. With a `reference`, what is
/// compared is the difference from it, so that a gradient of the climate is no fault; without one
/// it is the value. Values that earlier tests failed, and that their provider calls bad, are left
/// out; profiles, swaths and grids are not evaluated.
///
/// Boxes at the poles have no neighbours beyond the pole, and the first pentad of a year follows
/// the last of the year before.
///
/// - SeeAlso: Rayner and others (2006), *Improved analyses of changes and uncertainties in sea
///   surface temperature measured in situ since the mid-nineteenth century*, Journal of Climate 19,
///   446-469; marine_qc 0.4.2, `do_mds_buddy_check`, whose searches, numbers and multipliers hold
///   unless others are given.
/// - Complexity: The boxes of one search for each occupied box.
public struct BuddyTest: QualityTest, Equatable {
  public static var name: String { "buddy" }
  public static var flagStandardName: String { "neighbor_test_quality_flag" }
  public static var summary: String {
    "values that differ from those of other platforms near in place and time"
  }
  public static var source: String {
    "Rayner and others (2006), MDS buddy check; marine_qc, do_mds_buddy_check"
  }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "standard_deviation",
        .difference,
        isRequired: true,
        "of the values of a box, or of their differences from the reference"
      ),
      TestParameter("reference", .quantity, "what is subtracted from the values before"),
      TestParameter(
        "searches",
        .sections([
          TestParameter("degrees", .integer(0...20), isRequired: true, "the reach in place"),
          TestParameter("pentads", .integer(0...36), isRequired: true, "the reach in time"),
          TestParameter(
            "above",
            .integers(0...1_000_000),
            isRequired: true,
            "numbers of observations in ascending order, the first 0"
          ),
          TestParameter(
            "multipliers",
            .numbers(0...1000),
            isRequired: true,
            "above each number, so many standard deviations fail"
          ),
        ]),
        "where to look for buddies, in order; MDS's four unless given"
      ),
    ]
  }

  /// One way to look for buddies.
  public struct Search: Sendable, Equatable {
    /// Boxes to either side; east and west as many as are so many degrees at the equator.
    public let degrees: Int

    /// Pentads before and behind.
    public let pentads: Int

    /// With more observations than `above`, values that are so many standard deviations off fail.
    public let steps: [Step]

    public struct Step: Sendable, Equatable {
      public let above: Int
      public let multiplier: Double

      public init(above: Int, multiplier: Double) {
        self.above = above
        self.multiplier = multiplier
      }
    }

    /// - Precondition: `steps` begins with `above` 0 and is in ascending order.
    public init(degrees: Int, pentads: Int, steps: [Step]) {
      precondition(degrees >= 0 && pentads >= 0 && steps.first?.above == 0)
      precondition(zip(steps, steps.dropFirst()).allSatisfy { $0.above < $1.above })
      self.degrees = degrees
      self.pentads = pentads
      self.steps = steps
    }

    /// - Precondition: `count > 0`.
    func multiplier(of count: Int) -> Double {
      steps.last { count > $0.above }.map(\.multiplier) ?? .infinity
    }
  }

  /// The searches of the Marine Data System.
  public static let marineDataSystemSearches: [Search] = {
    let near = [(0, 4.0), (5, 3.5), (15, 3.0), (100, 2.5)].map {
      Search.Step(above: $0.0, multiplier: $0.1)
    }
    let far = [Search.Step(above: 0, multiplier: 4)]
    return [
      Search(degrees: 1, pentads: 2, steps: near), Search(degrees: 2, pentads: 2, steps: far),
      Search(degrees: 1, pentads: 4, steps: near), Search(degrees: 2, pentads: 4, steps: far),
    ]
  }()

  /// In the unit of the column.
  public let standardDeviation: Double
  public let reference: Quantity?
  public let searches: [Search]

  /// - Precondition: `standardDeviation >= 0`.
  public init(
    standardDeviation: Double,
    reference: Quantity? = nil,
    searches: [Search] = Self.marineDataSystemSearches
  ) {
    precondition(standardDeviation >= 0)
    self.standardDeviation = standardDeviation
    self.reference = reference
    self.searches = searches
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    var searches: [Search] = []
    for (number, section) in (arguments.sections("searches") ?? []).enumerated() {
      searches.append(try Self.search(section, number: number))
    }
    self.init(
      standardDeviation: try arguments.required("standard_deviation"),
      reference: arguments.quantity("reference"),
      searches: searches.isEmpty ? Self.marineDataSystemSearches : searches
    )
  }

  private static func search(
    _ section: TestArguments,
    number: Int
  ) throws(TestConfigurationError) -> Search {
    func fault(_ message: String) -> TestConfigurationError {
      TestConfigurationError(message, parameter: "searches", section: number)
    }
    guard let degrees = section.integer("degrees"), let pentads = section.integer("pentads"),
      let above = section.integers("above"), let multipliers = section.numbers("multipliers")
    else { throw fault("expected 'degrees', 'pentads', 'above' and 'multipliers'") }
    guard above.count == multipliers.count else {
      throw fault("expected as many multipliers as numbers in 'above', \(above.count)")
    }
    guard above.first == 0, zip(above, above.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw fault("expected numbers in 'above' that begin with 0 and ascend")
    }
    return Search(
      degrees: degrees,
      pentads: pentads,
      steps: zip(above, multipliers).map { Search.Step(above: $0, multiplier: $1) }
    )
  }

  public var reach: Reach { .batch }
  public var otherQuantities: [Quantity] { reference.map { [$0] } ?? [] }
  public var heedsEarlierTests: Bool { true }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard !batch.featureType.isProfileLike, !batch.featureType.isField else { return }
    var anomalies = batch.columns[column].values.doubles(in: 0..<batch.count)
    if let reference {
      guard let other = batch.column(of: reference) else { return }
      let values = batch.columns[other].values
      for i in anomalies.indices { anomalies[i] -= values[i] }
    }
    let (times, latitudes, longitudes) = (batch.times, batch.latitudes, batch.longitudes)
    var grid = BuddyGrid()
    var boxes = [Int](repeating: -1, count: batch.count)
    for i in anomalies.indices
    where anomalies[i].isFinite && batch.columns[column].verdict(at: i) != .bad {
      let box = BuddyGrid.box(latitude: latitudes[i], longitude: longitudes[i], time: times[i])
      guard let box else { continue }
      boxes[i] = box
      grid.add(anomalies[i], toBox: box)
    }
    var limits: [Int: (mean: Double, distance: Double)?] = [:]
    for i in range where boxes[i] >= 0 {
      let limit = limits[boxes[i]] ?? self.limit(ofBox: boxes[i], in: grid)
      limits[boxes[i]] = .some(limit)
      guard let limit else { continue }
      let isFar = (anomalies[i] - limit.mean).magnitude >= limit.distance
      flags[i - range.lowerBound] = isFar ? GradeCode.fail : GradeCode.pass
    }
  }

  /// The mean of the buddies of a box and the distance from it that fails.
  private func limit(ofBox box: Int, in grid: BuddyGrid) -> (mean: Double, distance: Double)? {
    for search in searches {
      if let found = grid.neighbourhood(
        ofBox: box,
        degrees: search.degrees,
        pentads: search.pentads
      ) {
        return (found.mean, search.multiplier(of: found.count) * standardDeviation)
      }
    }
    return nil
  }
}
