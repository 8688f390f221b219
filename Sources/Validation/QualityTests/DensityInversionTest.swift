internal import KernelTypes
internal import Kernels
public import ObservationModel
internal import Seawater

/// Flags levels of a profile where lighter water lies below denser water.
///
/// Two levels that follow each other are both `suspect` when the density of the deeper one is less
/// by more than `suspectAbove`, and both `fail` when it is less by more than `failAbove`, in kg/m³.
/// The order of the levels is of no matter, and levels at the same pressure are never flagged.
///
/// Where the batch has temperature and salinity, their potential densities at the mean of the two
/// pressures are compared, by TEOS-10 with salts as in the reference ocean, whose regional anomalies
/// are much the same at both levels. Levels at which one of the three is missing, or that an
/// earlier test of the plan failed, are left out: those on either side of them follow each other.
/// Where it has a column of density or density anomaly instead, that is compared as it is; a level
/// with nothing to compare, and the one after it, is missing.
///
/// - SeeAlso: Argo quality control manual, test 14, which flags from 0.03 kg/m³ on; IOOS, *Manual
///   for Real-Time Quality Control of In-situ Temperature and Salinity Data*, density inversion.
public struct DensityInversionTest: QualityTest, Equatable {
  public static var name: String { "density_inversion" }
  public static var flagStandardName: String { "density_inversion_test_quality_flag" }
  public static var summary: String {
    "levels of a profile where lighter water lies below denser water"
  }
  public static var source: String {
    "Argo quality control manual, test 14; QARTOD temperature and salinity manual"
  }
  public static var argoTestNumber: Int? { 14 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "suspect",
        .measure(unit: "kg m-3"),
        "above this decrease of density downwards two levels are suspect"
      ),
      TestParameter(
        "fail",
        .measure(unit: "kg m-3"),
        "above this decrease both fail; unless either is given, 0.03 kg m-3 itself fails, as Argo has it"
      ),
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double

  /// The manual of Argo fails a decrease of 0.03 kg/m³ itself.
  public static let argoFailAbove = 0.03.nextDown

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(suspectAbove: Double = argoFailAbove, failAbove: Double = argoFailAbove) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds(failUnlessGiven: Self.argoFailAbove)
    self.init(suspectAbove: thresholds.suspect, failAbove: thresholds.fail)
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["temperature", "salinity"]) }
  public var heedsEarlierTests: Bool { true }

  /// The CF standard names of what can be compared as it is.
  private static let densities: Set<String> = [
    "sea_water_density", "sea_water_potential_density", "sea_water_sigma_t",
    "sea_water_sigma_theta",
  ]

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.featureType.isProfileLike, batch.verticalKind != nil else { return }
    let temperature = batch.columns.firstIndex { $0.quantity.name == "temperature" }
    let salinity = batch.columns.firstIndex { $0.quantity.name == "salinity" }
    if let temperature, let salinity {
      let water = Water(batch, temperature: temperature, salinity: salinity, range)
      grade(batch, water, range, into: &flags)
    } else if let given = batch.columns.firstIndex(where: {
      Self.densities.contains($0.quantity.standardName)
    }) {
      grade(batch, batch.doubles(ofColumn: given, in: range), range, into: &flags)
    }
  }

  /// Compares densities that a file gives.
  private func grade(
    _ batch: borrowing ObservationBatch,
    _ densities: [Double],
    _ range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let limits = InversionLimits(suspectBelow: -suspectAbove, failBelow: -failAbove)
    let sign: Double = batch.verticalKind == .height ? -1 : 1
    let vertical = batch.vertical
    let depths = range.map { sign * vertical[$0] }
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations.relative(to: range)
      var view = flags.extracting(profile)
      gradeDensityInversion(
        densities.span.extracting(profile),
        depths: depths.span.extracting(profile),
        limits: limits,
        into: &view
      )
    }
  }

  /// Compares levels that follow each other among those with all that density asks for.
  private func grade(
    _ batch: borrowing ObservationBatch,
    _ water: Water,
    _ range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    guard water.places.count > 1 else { return }
    let (first, second) = water.densitiesOfNeighbours
    var (feature, pair) = (batch.features(in: range).lowerBound, 0)
    while pair < first.count {
      let (i, j) = (water.places[pair], water.places[pair + 1])
      while batch.features[feature].observations.upperBound <= range.lowerBound + i { feature += 1 }
      // The last level of one profile and the first of the next do not follow each other.
      if range.lowerBound + j < batch.features[feature].observations.upperBound {
        let dp = water.pressures[pair + 1] - water.pressures[pair]
        let increase = second[pair] - first[pair]
        let decrease = dp > 0 ? -increase : dp < 0 ? increase : increase * 0
        let code =
          decrease > failAbove
          ? GradeCode.fail
          : decrease > suspectAbove
            ? GradeCode.suspect : decrease == decrease ? GradeCode.pass : GradeCode.notEvaluated
        flags[i] = stronger(flags[i], code)
        flags[j] = stronger(flags[j], code)
      }
      pair += 1
    }
  }

  /// What two comparisons say of the level they share: a pass counts more than nothing.
  private func stronger(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == GradeCode.notEvaluated || a == GradeCode.missing
      ? b : b == GradeCode.notEvaluated ? a : max(a, b)
  }
}

/// The levels of a range at which temperature, salinity and pressure are known and not failed.
private struct Water {
  /// Counted from the start of the range.
  private(set) var places: [Int]
  private(set) var pressures: [Double]
  private var salinities: [Double]
  private var temperatures: [Double]

  init(
    _ batch: borrowing ObservationBatch,
    temperature: Int,
    salinity: Int,
    _ range: Range<Int>
  ) {
    var (t, s) = (
      batch.doubles(ofColumn: temperature, in: range), batch.doubles(ofColumn: salinity, in: range)
    )
    var p = batch.pressures(in: range)
    var places = Array(0..<range.count)
    for column in batch.columns.indices {
      guard
        column == temperature || column == salinity
          || batch.columns[column].quantity.name == "pressure"
      else { continue }
      let failed = batch.columns[column].quality.fail
      for i in range where failed[i] != 0 { p[i - range.lowerBound] = .nan }
    }
    var count = 0
    do {
      var temperatures = t.mutableSpan
      var salinities = s.mutableSpan
      var pressures = p.mutableSpan
      var kept = places.mutableSpan
      // Moves those that are known together.
      for i in 0..<range.count {
        let (t, s, p) = (temperatures[i], salinities[i], pressures[i])
        temperatures[count] = t
        salinities[count] = absoluteSalinity(practicalSalinity: s)
        pressures[count] = p
        kept[count] = i
        count += t == t && s == s && p == p ? 1 : 0
      }
    }
    let unknown = range.count - count
    t.removeLast(unknown)
    s.removeLast(unknown)
    p.removeLast(unknown)
    places.removeLast(unknown)
    (self.places, pressures, salinities, temperatures) = (places, p, s, t)
  }

  /// The potential densities of each level and the next at the mean of their pressures.
  var densitiesOfNeighbours: (first: [Double], second: [Double]) {
    var conservative = [Double](repeating: 0, count: places.count)
    var first = [Double](repeating: 0, count: places.count - 1)
    var second = first
    var view = conservative.mutableSpan
    conservativeTemperature(
      absoluteSalinity: salinities.span,
      temperature: temperatures.span,
      pressure: pressures.span,
      into: &view
    )
    var firstView = first.mutableSpan
    var secondView = second.mutableSpan
    potentialDensityOfNeighbours(
      absoluteSalinity: salinities.span,
      conservativeTemperature: conservative.span,
      pressure: pressures.span,
      first: &firstView,
      second: &secondView
    )
    return (first, second)
  }
}
