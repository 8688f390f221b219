import ObservationModel
import Resampling

extension ResamplingCall {
  /// The numbers of the nearest positions, `count` for each target.
  func nearestPositions() throws(QualityCallError) -> JSONValue {
    let index = try SphereIndex(
      latitudes: values("latitudes"),
      longitudes: values("longitudes")
    )
    let found = try index.neighbours(
      Int(number("count")),
      latitudes: values("target_latitudes"),
      longitudes: values("target_longitudes"),
      radiusMeters: number("radius")
    )
    return .list(found.map { .number(Double($0)) })
  }

  /// Values, standard deviations and counts at the targets.
  func sampledSwath() throws(QualityCallError) -> JSONValue {
    let radius = try number("radius")
    let (latitudes, longitudes) = try (values("latitudes"), values("longitudes"))
    let targets = try (values("target_latitudes"), values("target_longitudes"))
    let sources = try values("values")
    let method: NeighbourMethod
    switch try text("method") {
    case "nearest":
      method = .nearest(radiusMeters: radius)
    case "gaussian":
      method = try .gaussian(
        sigmaMeters: number("sigma"),
        neighbours: Int(number("count")),
        radiusMeters: radius
      )
    case "inverse_distance":
      method = try .inverseDistance(
        power: number("power"),
        neighbours: Int(number("count")),
        radiusMeters: radius
      )
    case "bilinear":
      let columns = try Int(number("columns"))
      let image = SwathImage(
        shape: FieldShape(rows: sources.count / columns, columns: columns),
        latitudes: latitudes,
        longitudes: longitudes
      )
      return lists(
        image.interpolateBilinearly(
          sources,
          atLatitudes: targets.0,
          longitudes: targets.1,
          radiusMeters: radius
        )
      )
    case let other: throw QualityCallError("there is no method '\(other)'")
    }
    return lists(
      SphereIndex(latitudes: latitudes, longitudes: longitudes).sample(
        sources,
        atLatitudes: targets.0,
        longitudes: targets.1,
        by: method
      )
    )
  }

  /// Elliptical weighted averages on an image, from where pixels lie on it.
  func ellipses() throws(QualityCallError) -> JSONValue {
    let sources = try values("values")
    let columns = try Int(number("columns"))
    let method = try EllipticalWeightedAveraging(rowsPerScan: Int(number("rows_per_scan")))
    let target = try FieldShape(
      rows: Int(number("target_rows")),
      columns: Int(number("target_columns"))
    )
    let places = try ImagePlaces(
      shape: target,
      rows: values("place_rows"),
      columns: values("place_columns")
    )
    let field = method.average(
      sources,
      shape: FieldShape(rows: sources.count / columns, columns: columns),
      at: places
    )
    return .object([
      JSONValue.Member(key: "values", value: .list(field.values.map { .number($0) }))
    ])
  }

  private func lists(_ field: SampledField) -> JSONValue {
    .object([
      JSONValue.Member(
        key: "values",
        value: .list(field.values.map { .number($0.value) })
      ),
      JSONValue.Member(
        key: "standard_deviations",
        value: .list(field.values.map { .number($0.standardDeviation) })
      ),
      JSONValue.Member(
        key: "counts",
        value: .list(field.values.map { .integer(Int($0.count)) })
      ),
    ])
  }
}
