internal import KernelTypes
public import ObservationModel

/// Fails positions on land.
///
/// A position in a cell that a coast goes through, and one off the mask, is not evaluated: the mask
/// cannot tell. Positions with a missing coordinate are missing. Lakes are land to a mask that is
/// made of the coasts of the sea.
///
/// - SeeAlso: Argo quality control manual, test 4; IOOS QARTOD manuals, location test.
public struct OnLandTest: QualityTest, Equatable {
  public static var name: String { "on_land" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String { "positions on land" }
  public static var source: String { "Argo quality control manual, test 4" }
  public static var argoTestNumber: Int? { 4 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "mask",
        .file(.landMask),
        isRequired: true,
        "a netCDF file with a land mask on a regular grid, or `coastline` for the coasts of the"
          + " World Vector Shoreline that Debian's package xtide-coastline installs"
      )
    ]
  }

  public let mask: LandMask

  public init(_ mask: LandMask) { self.mask = mask }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard case .landMask(let mask)? = arguments.resource("mask") else {
      throw TestConfigurationError("expected a land mask", parameter: "mask")
    }
    self.init(mask)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    let latitudes = batch.latitudes.extracting(range)
    let longitudes = batch.longitudes.extracting(range)
    for i in 0..<flags.count {
      let (latitude, longitude) = (latitudes[i], longitudes[i])
      if latitude.isNaN || longitude.isNaN {
        flags[i] = GradeCode.missing
        continue
      }
      switch mask.place(latitude: latitude, longitude: longitude) {
      case .sea: flags[i] = GradeCode.pass
      case .land: flags[i] = GradeCode.fail
      case .unknown: flags[i] = GradeCode.notEvaluated
      }
    }
  }
}
