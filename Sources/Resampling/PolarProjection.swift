public import KernelTypes
internal import Kernels

/// A polar stereographic projection: an ellipsoid seen from the opposite pole.
///
/// - SeeAlso: Snyder (1987), *Map projections, a working manual*, USGS Professional Paper 1395,
///   chapter 21; EPSG guidance note 7-2, method 9829 (variant B).
public struct PolarProjection: Sendable, Hashable {
  /// The latitude whose scale is true, degrees north; its sign tells the pole.
  public let trueScaleLatitude: Double

  /// The meridian that runs down from the North Pole or up from the South Pole, degrees east.
  public let centralLongitude: Double

  public let ellipsoid: Ellipsoid

  /// The number in the register of the EPSG; nil for projections that are not known to be in it.
  public let epsgCode: Int?

  /// The shape of the Earth.
  public enum Ellipsoid: Sendable, Hashable {
    case wgs84

    /// That of the older grids of the National Snow and Ice Data Center.
    case hughes1980

    /// `a` in metres.
    public var semiMajorAxisMeters: Double {
      switch self {
      case .wgs84: 6_378_137
      case .hughes1980: 6_378_273
      }
    }

    /// `1 / f`.
    ///
    /// - SeeAlso: EPSG ellipsoids 7030 and 7058.
    public var inverseFlattening: Double {
      switch self {
      case .wgs84: 298.257223563
      case .hughes1980: 298.279411123064
      }
    }

    public var name: String {
      switch self {
      case .wgs84: "WGS 84"
      case .hughes1980: "Hughes 1980"
      }
    }
  }

  /// - Throws: `GridError` when the latitude of true scale is on the equator or off the globe, or
  ///   the central longitude is not from -180 to 180.
  public init(trueScaleLatitude: Double, centralLongitude: Double) throws(GridError) {
    guard trueScaleLatitude != 0, abs(trueScaleLatitude) <= 90, abs(centralLongitude) <= 180 else {
      throw .notAProjection
    }
    self.trueScaleLatitude = trueScaleLatitude
    self.centralLongitude = centralLongitude
    ellipsoid = .wgs84
    epsgCode = nil
  }

  private init(
    _ epsgCode: Int,
    trueScaleLatitude: Double,
    centralLongitude: Double,
    ellipsoid: Ellipsoid = .wgs84
  ) {
    self.epsgCode = epsgCode
    self.trueScaleLatitude = trueScaleLatitude
    self.centralLongitude = centralLongitude
    self.ellipsoid = ellipsoid
  }

  /// The projections that are known by their number in the register of the EPSG.
  ///
  /// 3413 and 3976 are those of the National Snow and Ice Data Center, 3411 and 3412 its older
  /// ones, 3995 and 3031 the Arctic and Antarctic ones of the register.
  public static let registered: [PolarProjection] = [
    PolarProjection(3413, trueScaleLatitude: 70, centralLongitude: -45),
    PolarProjection(3976, trueScaleLatitude: -70, centralLongitude: 0),
    PolarProjection(
      3411,
      trueScaleLatitude: 70,
      centralLongitude: -45,
      ellipsoid: .hughes1980
    ),
    PolarProjection(
      3412,
      trueScaleLatitude: -70,
      centralLongitude: 0,
      ellipsoid: .hughes1980
    ),
    PolarProjection(3995, trueScaleLatitude: 71, centralLongitude: 0),
    PolarProjection(3031, trueScaleLatitude: -71, centralLongitude: 0),
  ]

  /// The name in the register of the EPSG, such as `EPSG:3413`; nil for projections that are not
  /// known to be in it.
  public var name: String? { epsgCode.map { "EPSG:\($0)" } }

  public var isSouth: Bool { trueScaleLatitude < 0 }

  /// `e = sqrt(f (2 - f))`.
  private var eccentricity: Double {
    let flattening = 1 / ellipsoid.inverseFlattening
    return (flattening * (2 - flattening)).squareRoot()
  }

  /// The projection as the kernels take it.
  ///
  /// The scale is `a m / t` at the latitude of true scale, with
  /// `m = cos φ / sqrt(1 - e² sin² φ)` (Snyder, equations 14-15 and 21-34). At the pole itself,
  /// where both are 0, it is the limit, which a millionth of a degree beside it meets to the last
  /// bit.
  public var forKernels: PolarStereographic {
    let e = eccentricity
    let latitude = min(abs(trueScaleLatitude), 89.999_999)
    let (sine, cosine) = sineCosine(degrees: latitude)
    let m = cosine / (1 - e * e * sine * sine).squareRoot()
    return PolarStereographic(
      eccentricity: e,
      scaleMeters: ellipsoid.semiMajorAxisMeters * m
        / conformalTangent(latitude: latitude, eccentricity: e),
      centralLongitude: centralLongitude,
      isSouth: isSouth
    )
  }
}
