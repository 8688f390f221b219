internal import KernelTypes
internal import Kernels
public import ObservationModel
internal import Seawater

/// Fails temperatures and salinities that leave an envelope around the running median of their profile,
/// where density does so too.
///
/// For temperature, salinity and potential density the profile is compared with a running median (see
/// Argo's *MEDian with a Distance*): a value outside the envelope fails when density at the level is
/// outside its own. Temperature of a profile without salinity is judged alone, with a wider envelope, wider
/// still near the surface within 10 degrees of the equator. Potential density is that of TEOS-10 at the
/// surface, with salinity of the reference composition.
///
/// Levels that are missing, without pressure, or failed by an earlier test of the plan are not evaluated; in
/// a profile with salinity a level needs both. With fewer than six levels nothing is evaluated, nor are
/// other quantities.
///
/// - SeeAlso: Argo quality control manual, test 25; D. Dobler (Ifremer, 2019).
/// - Complexity: Of a profile of `n` levels, `n` times the levels in a window of 110 to 500 dbar.
public struct MEDDTest: QualityTest, Equatable {
  public static var name: String { "medd" }
  public static var flagStandardName: String { "spike_test_quality_flag" }
  public static var summary: String {
    "temperature and salinity that leave an envelope around the median of their profile"
  }
  public static var source: String { "Argo quality control manual, test 25" }
  public static var argoTestNumber: Int? { 25 }
  public static var parameters: [TestParameter] { [] }

  public init() {}

  public init(_ arguments: TestArguments) throws(TestConfigurationError) { self.init() }

  public var reach: Reach { .feature }
  public var heedsEarlierTests: Bool { true }

  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["temperature", "salinity"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let name = batch.columns[column].quantity.name
    guard batch.featureType.isProfileLike, batch.verticalKind == .pressure,
      ["temperature", "salinity"].contains(name)
    else { return }
    var temperatures = batch.usableValues(of: "temperature", in: range)
    var salinities = batch.usableValues(of: "salinity", in: range)
    var pressures = [Double](repeating: 0, count: range.count)
    for i in range { pressures[i - range.lowerBound] = batch.vertical[i] }
    let densities = Self.potentialDensities(temperatures, salinities, pressures)
    for k in batch.features(in: range) {
      let profile = batch.features[k].observations
      guard !profile.isEmpty else { continue }
      let part = profile.relative(to: range.lowerBound)
      let hasSalinity = salinities[part].contains { !$0.isNaN }
      if hasSalinity {
        for i in part where (temperatures[i] + salinities[i]).isNaN {
          (temperatures[i], salinities[i]) = (.nan, .nan)
        }
      }
      let settings =
        name == "salinity"
        ? MedianDistance.Settings.salinity
        : .temperature(
          distances: Self.distances(
            hasSalinity: hasSalinity,
            latitude: batch.latitudes[profile.lowerBound]
          )
        )
      let p = Array(pressures[part])
      let own = Array((name == "salinity" ? salinities : temperatures)[part])
      guard let spikes = MedianDistance.spikes(values: own, pressures: p, settings) else {
        continue
      }
      let density = Array(densities[part])
      let inDensity =
        hasSalinity && spikes.contains(true)
        ? MedianDistance.spikes(values: density, pressures: p, .density) : nil
      for i in p.indices where !(own[i] * p[i]).isNaN {
        let isSpike = spikes[i] && (!hasSalinity || inDensity?[i] ?? false)
        flags.grade(
          (part.lowerBound + i)..<(part.lowerBound + i + 1),
          as: isSpike ? GradeCode.fail : GradeCode.pass
        )
      }
    }
  }

  /// The distances of the envelope of temperature above 500, 1000, 1500 dbar and below.
  private static func distances(hasSalinity: Bool, latitude: Double) -> [Double] {
    if hasSalinity { return [0.15, 0.15, 0.1, 0.1] }
    return latitude.magnitude > 10 ? [0.22, 0.22, 0.15, 0.1] : [0.6, 0.18, 0.15, 0.1]
  }

  /// Potential density at the surface, in kg/m³.
  private static func potentialDensities(
    _ temperatures: [Double],
    _ salinities: [Double],
    _ pressures: [Double]
  ) -> [Double] {
    let absolute = salinities.map { absoluteSalinity(practicalSalinity: $0) }
    let surface = [Double](repeating: 0, count: pressures.count)
    var conservative = surface
    var densities = surface
    var conservativeView = conservative.mutableSpan
    conservativeTemperature(
      absoluteSalinity: absolute.span,
      temperature: temperatures.span,
      pressure: pressures.span,
      into: &conservativeView
    )
    var densityView = densities.mutableSpan
    density(
      absoluteSalinity: absolute.span,
      conservativeTemperature: conservative.span,
      pressure: surface.span,
      into: &densityView
    )
    return densities
  }
}
