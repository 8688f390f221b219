import Kernels
import ObservationModel
import Validation

extension QualityCall {
  func location() throws(QualityCallError) -> [Int] {
    try expect(["lon", "lat"], ["range_max", "range_method"])
    let (longitudes, latitudes) = (try values("lon"), try values("lat"))
    try Self.expectSameLengths(longitudes.count, latitudes.count)
    let method = try text("range_method", else: "haversine").lowercased()
    let maximum = try number("range_max")
    var distance = DistanceMeasure.haversine
    if maximum != nil, longitudes.count > 1 {
      guard let found = DistanceMeasure(rawValue: method) else {
        throw QualityCallError("unknown method '\(method)'", "range_method")
      }
      distance = found
    }
    return try Self.flags(
      LocationTest(
        maximumDisplacementMeters: maximum,
        distance: distance,
        suspectsUnknownDisplacement: distance == .haversine
      ),
      longitudes.map { _ in Self.presence(true) },
      .trajectory,
      latitudes: latitudes,
      longitudes: longitudes
    )
  }

  func locationBounds() throws(QualityCallError) -> [Int] {
    try expect(["lon", "lat"], ["shape", "flag_area"], required: ["shape"])
    let (longitudes, latitudes) = (try values("lon"), try values("lat"))
    try Self.expectSameLengths(longitudes.count, latitudes.count)
    let failsInside: Bool
    switch try text("flag_area", else: "outside") {
    case "outside": failsInside = false
    case "inside": failsInside = true
    case let other: throw QualityCallError("unknown area '\(other)'", "flag_area")
    }
    let corners = try corners()
    guard corners.count >= 3 else {
      throw QualityCallError("expected three corners or more", "shape")
    }
    // Other programs take longitudes as plain numbers. Where a side goes more than half round the
    // earth they enclose the wrong side of it.
    let sides = zip(corners, corners.dropFirst() + corners.prefix(1))
    let isBox = isBox
    let isPlane = isBox || !sides.contains { ($0.longitude - $1.longitude).magnitude > 180 }
    guard let area = GeographicArea(corners: corners, isPlane: isPlane) else {
      throw QualityCallError("expected three different corners or more", "shape")
    }
    return try Self.flags(
      AreaTest(area, failsInside: failsInside),
      longitudes.map { _ in Self.presence(true) },
      .trajectory,
      latitudes: latitudes,
      longitudes: longitudes
    )
  }

  /// Whether the shape is `[west, south, east, north]`.
  private var isBox: Bool {
    switch parameters["shape"] {
    case .list(let items)?:
      items.count == 4 && !items.contains { if case .list = $0 { true } else { false } }
    case let shape?: shape["bbox"] != nil
    case nil: false
    }
  }

  /// The corners of `shape`.
  private func corners() throws(QualityCallError) -> [(longitude: Double, latitude: Double)] {
    guard let shape = parameters["shape"],
      case .list(let items)? = shape["polygon"] ?? shape["bbox"] ?? Optional(shape)
    else { throw QualityCallError("expected corners or a box", "shape") }
    if isBox {
      var bounds: [Double] = []
      for item in items { bounds.append(try Self.coordinate(item)) }
      guard bounds.count == 4 else {
        throw QualityCallError("expected [west, south, east, north]", "shape")
      }
      return [
        (bounds[0], bounds[1]), (bounds[2], bounds[1]), (bounds[2], bounds[3]),
        (bounds[0], bounds[3]),
      ]
    }
    var corners: [(longitude: Double, latitude: Double)] = []
    for item in items {
      guard case .list(let pair) = item, pair.count >= 2 else {
        throw QualityCallError("expected [longitude, latitude]", "shape")
      }
      corners.append((try Self.coordinate(pair[0]), try Self.coordinate(pair[1])))
    }
    return corners
  }

  private static func coordinate(_ value: JSONValue) throws(QualityCallError) -> Double {
    guard let number = try double(value, "shape") else {
      throw QualityCallError("expected a number", "shape")
    }
    return number
  }

  func speed() throws(QualityCallError) -> [Int] {
    try expect(
      ["lon", "lat", "tinp"],
      ["suspect_threshold", "fail_threshold"],
      required: ["suspect_threshold", "fail_threshold"]
    )
    _ = (try required("suspect_threshold"), try required("fail_threshold"))
    let limits = try limits()
    let (longitudes, latitudes, times) = (try values("lon"), try values("lat"), try times())
    try Self.expectSameLengths(longitudes.count, latitudes.count, times.count)
    let clock = Clock(origin: times.compactMap { $0 }.first ?? 0)
    return try Self.flags(
      ImpossibleSpeedTest(
        suspectAboveMetersPerSecond: limits.suspect,
        failAboveMetersPerSecond: limits.fail
      ),
      longitudes.map { _ in Self.presence(true) },
      .trajectory,
      times: times.map(clock.seconds),
      latitudes: latitudes,
      longitudes: longitudes
    )
  }
}
