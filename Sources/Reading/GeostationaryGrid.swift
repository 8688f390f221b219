internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// The scan angles of an image from a geostationary satellite, which tell its positions.
struct GeostationaryGrid: Sendable {
  let x: Variable
  let y: Variable
  let projection: GeostationaryProjection

  /// The grid that the `grid_mapping` of a variable names; nil when there is none, or when the
  /// file has positions of its own for it.
  init?(of file: NetCDFFile) {
    for variable in file.allVariables {
      guard let name = variable.text("grid_mapping"),
        let mapping = file.variable(name) ?? file.variable(variable.groupPrefix + name),
        mapping.text("grid_mapping_name") == "geostationary",
        let x = Self.axis(of: variable, "projection_x_coordinate", file),
        let y = Self.axis(of: variable, "projection_y_coordinate", file)
      else { continue }
      func number(_ name: String) -> Double? { mapping.attribute(name)?.value.number }
      guard let major = number("semi_major_axis"),
        let minor = number("semi_minor_axis")
          ?? number("inverse_flattening").map({ major * (1 - 1 / $0) }),
        let height = number("perspective_point_height"),
        let longitude = number("longitude_of_projection_origin"),
        let projection = GeostationaryProjection(
          semiMajorAxis: major,
          semiMinorAxis: minor,
          perspectiveHeight: height,
          longitudeOfOrigin: longitude,
          sweepsAlongX: mapping.text("sweep_angle_axis") != "y"
        )
      else { continue }
      let spans = [y.dimensions[0].name, x.dimensions[0].name]
      let hasPositions = file.allVariables.contains {
        $0.text("standard_name") == "latitude" && $0.dimensions.map(\.name) == spans
      }
      guard !hasPositions else { return nil }
      self.x = x
      self.y = y
      self.projection = projection
      return
    }
    return nil
  }

  private static func axis(
    of variable: Variable,
    _ standardName: String,
    _ file: NetCDFFile
  ) -> Variable? {
    for dimension in variable.dimensions {
      let candidate = file.allVariables.first {
        $0.dimensions == [dimension] && $0.text("standard_name") == standardName
      }
      if let candidate { return candidate }
    }
    return nil
  }

  /// The latitudes or the longitudes of all cells, shape `[y, x]`.
  func coordinate(
    latitude isLatitude: Bool,
    file: NetCDFFile,
    names: AxisNames
  ) throws(ReadingError) -> Coordinate {
    let xs = x.packing.decode(try file.stored(x))
    let ys = y.packing.decode(try file.stored(y))
    let projection = projection
    return try Coordinate(
      dimensions: names.names(of: y) + names.names(of: x),
      shape: [ys.count, xs.count]
    ) { region throws(ReadingError) in
      let rows = region.map { $0.start[0]..<($0.start[0] + $0.count[0]) } ?? 0..<ys.count
      let columns = region.map { $0.start[1]..<($0.start[1] + $0.count[1]) } ?? 0..<xs.count
      var values: [Double] = []
      values.reserveCapacity(rows.count * columns.count)
      for row in rows {
        for column in columns {
          let place = projection.position(x: xs[column], y: ys[row])
          values.append(
            isLatitude ? validLatitude(place.latitude) : normalisedLongitude(place.longitude)
          )
        }
      }
      return values
    }
  }
}
