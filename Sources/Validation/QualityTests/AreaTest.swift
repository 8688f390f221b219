internal import KernelTypes
public import ObservationModel

/// Fails positions outside an area, or inside it.
///
/// The border of the area is outside. Positions with a missing coordinate are missing.
///
/// - SeeAlso: IOOS QARTOD manuals, location test: the operator's bounds.
public struct AreaTest: QualityTest, Equatable {
  public static var name: String { "area" }
  public static var flagStandardName: String { "location_test_quality_flag" }
  public static var summary: String { "positions outside an area, or inside it" }
  public static var source: String { "QARTOD manuals, location test" }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    GeographicArea.parameters + [
      TestParameter(
        "fail",
        .word(["outside", "inside"]),
        "the positions that fail (outside); the border is outside"
      )
    ]
  }

  public let area: GeographicArea
  public let failsInside: Bool

  public init(_ area: GeographicArea, failsInside: Bool = false) {
    self.area = area
    self.failsInside = failsInside
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      try GeographicArea(arguments),
      failsInside: arguments.text("fail") == "inside"
    )
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
      } else {
        let isInside = area.place(latitude: latitude, longitude: longitude) == .inside
        flags[i] = isInside == failsInside ? GradeCode.fail : GradeCode.pass
      }
    }
  }
}

extension GeographicArea {
  /// The parameters that describe an area.
  static var parameters: [TestParameter] {
    [
      TestParameter(
        "polygon",
        .polygon,
        "corners [longitude, latitude] in degrees; sides go the short way round"
      ),
      TestParameter(
        "box",
        .numbers(-360...360),
        "[west, south, east, north] in degrees, instead of a polygon; across the 180th meridian"
          + " where east is less than west"
      ),
      TestParameter(
        "plane",
        .flag,
        "true takes the longitudes of a polygon as plain numbers: 190 is not -170 (false)"
      ),
    ]
  }

  /// The area that arguments describe.
  ///
  /// - Throws: `TestConfigurationError` when there is not exactly one, or none of any extent.
  init(_ arguments: TestArguments) throws(TestConfigurationError) {
    switch (arguments.points("polygon"), arguments.numbers("box")) {
    case (let corners?, nil):
      guard
        let area = GeographicArea(
          corners: corners,
          isPlane: arguments.flag("plane") ?? false
        )
      else {
        throw TestConfigurationError(
          "expected three different corners or more",
          parameter: "polygon"
        )
      }
      self = area
    case (nil, let box?):
      guard box.count == 4, box[1] < box[3], box[1].magnitude <= 90, box[3].magnitude <= 90,
        box[0] != box[2]
      else {
        throw TestConfigurationError(
          "expected [west, south, east, north] with south < north",
          parameter: "box"
        )
      }
      self.init(west: box[0], south: box[1], east: box[2], north: box[3])
    default:
      throw TestConfigurationError("expected 'polygon' or 'box'")
    }
  }
}
