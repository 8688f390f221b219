internal import KernelTypes
public import ObservationModel

/// Fails values that a sea does not have, by the region that they are from.
///
/// Each region has ranges of its own; the bounds themselves pass, and positions on the border of a
/// region are in it. Values from several regions get the worse flag, those from none are not
/// evaluated, nor are values without a position. Without regions of the user's the test knows the
/// two of the Argo manual, for temperature and salinity:
///
/// | region        | temperature, °C | salinity |
/// |:--------------|:----------------|:---------|
/// | Red Sea       | 21 to 40        | 2 to 41  |
/// | Mediterranean | 10 to 40        | 2 to 40  |
///
/// - SeeAlso: Argo quality control manual, test 7; the rectangles are those of the Coriolis data
///   centre.
public struct RegionalRangeTest: QualityTest, Equatable {
  /// A sea with what its values can be.
  public struct Region: Sendable, Equatable {
    public let areas: [GeographicArea]
    /// The ranges by the names of quantities; those under the empty name are for all others.
    let limits: [String: Limits]

    /// - Parameter suspect: Lies within `fail`.
    public init(
      areas: [GeographicArea],
      suspect: ClosedRange<Double>,
      fail: ClosedRange<Double>
    ) {
      self.areas = areas
      limits = ["": Limits(suspect: suspect, fail: fail)]
    }

    fileprivate init(
      boxes: [(west: Double, south: Double, east: Double, north: Double)],
      temperature: ClosedRange<Double>,
      salinity: ClosedRange<Double>
    ) {
      areas = boxes.map {
        GeographicArea(west: $0.west, south: $0.south, east: $0.east, north: $0.north)
      }
      limits = [
        "temperature": Limits(suspect: temperature, fail: temperature),
        "salinity": Limits(suspect: salinity, fail: salinity),
      ]
    }

    /// The Red Sea of the Argo manual.
    public static let redSea = Region(
      boxes: [
        (30, 25, 35, 30), (35, 15, 40, 30), (40, 15, 45, 20), (40, 12.55, 43, 15),
        (43, 13, 43.5, 15),
      ],
      temperature: 21...40,
      salinity: 2...41
    )

    /// The Mediterranean of the Argo manual.
    public static let mediterranean = Region(
      boxes: [
        (-5, 30, 40, 40), (0, 40, 25, 45), (10, 45, 15, 50), (25, 40, 30, 41),
        (-5.4, 35.2, -5, 36.6),
      ],
      temperature: 10...40,
      salinity: 2...40
    )

    func contains(latitude: Double, longitude: Double) -> Bool {
      areas.contains { $0.place(latitude: latitude, longitude: longitude) != .outside }
    }
  }

  struct Limits: Sendable, Equatable {
    var suspect, fail: ClosedRange<Double>

    /// The limits for values of single precision: a value that is written as the bound is the bound.
    var ofFloats: Limits {
      let rounded = RangeLimits(fail: fail, suspect: suspect).ofFloats
      return Limits(
        suspect: rounded.suspectBelow...rounded.suspectAbove,
        fail: rounded.failBelow...rounded.failAbove
      )
    }
  }

  public static var name: String { "regional_range" }
  public static var flagStandardName: String { "regional_range_test_quality_flag" }
  public static var summary: String { "values that the sea they are from does not have" }
  public static var source: String { "Argo quality control manual, test 7" }
  public static var argoTestNumber: Int? { 7 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "regions",
        .sections(
          GeographicArea.parameters + [
            TestParameter("suspect", .span, "values outside are suspect"),
            TestParameter("fail", .span, "values outside fail"),
          ]
        ),
        "areas with the range of their values (the Red Sea and the Mediterranean of Argo)"
      )
    ]
  }

  public let regions: [Region]

  public init(_ regions: [Region] = [.redSea, .mediterranean]) { self.regions = regions }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard let sections = arguments.sections("regions") else {
      self.init()
      return
    }
    var regions: [Region] = []
    for (number, section) in sections.enumerated() {
      do {
        let spans = try section.spans()
        regions.append(
          Region(areas: [try GeographicArea(section)], suspect: spans.suspect, fail: spans.fail)
        )
      } catch {
        throw TestConfigurationError(error.message, parameter: "regions", section: number)
      }
    }
    self.init(regions)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let quantity = batch.columns[column].quantity.name
    let values = batch.columns[column].values
    let isFloat = if case .float = values { true } else { false }
    let seas: [(region: Region, limits: Limits)] = regions.compactMap { region in
      (region.limits[quantity] ?? region.limits[""]).map { (region, isFloat ? $0.ofFloats : $0) }
    }
    guard !seas.isEmpty else { return }
    let latitudes = batch.latitudes.extracting(range)
    let longitudes = batch.longitudes.extracting(range)
    // The levels of a profile share a place, which is looked up once.
    var (latitude, longitude) = (Double.nan, Double.nan)
    var here: [Limits] = []
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      if latitudes[i] != latitude || longitudes[i] != longitude {
        (latitude, longitude) = (latitudes[i], longitudes[i])
        here = seas.filter { $0.region.contains(latitude: latitude, longitude: longitude) }
          .map(\.limits)
      }
      let value = values[range.lowerBound + i]
      for limits in here {
        let code =
          !limits.fail.contains(value)
          ? GradeCode.fail
          : !limits.suspect.contains(value) ? GradeCode.suspect : GradeCode.pass
        flags[i] = flags[i] == GradeCode.notEvaluated ? code : max(flags[i], code)
      }
    }
  }
}
