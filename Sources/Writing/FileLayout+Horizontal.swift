internal import NetCDFFile

extension FileLayout {
  /// Adds the horizontal coordinates with their bounds and the coordinate reference system.
  mutating func addHorizontalCoordinates(of grid: ProductGrid) {
    switch grid {
    case .latitudeLongitude(let latitudeEdges, let longitudeEdges):
      addAxis("lat", latitudeEdges, Self.latitude, axis: "Y")
      addAxis("lon", longitudeEdges, Self.longitude, axis: "X")
      addReferenceSystem(Self.geographic)
    case .plane(let plane):
      addAxis("x", plane.xEdges, ("projection_x_coordinate", "m"), axis: "X")
      addAxis("y", plane.yEdges, ("projection_y_coordinate", "m"), axis: "Y")
      addPlaces(plane.places, of: grid)
      addReferenceSystem(plane.mapping.map { AttributeLayout($0) })
    case .healpix(let pixels):
      addIndex(of: pixels)
      if pixels.hasPlaces { addPlaces(pixels.places, of: grid) }
      addReferenceSystem(Self.mapping(of: pixels))
    }
  }

  private typealias Meaning = (standardName: String, units: String)
  private static let latitude: Meaning = ("latitude", "degrees_north")
  private static let longitude: Meaning = ("longitude", "degrees_east")

  /// A coordinate of its own dimension, in the middle between edges.
  private mutating func addAxis(
    _ name: String,
    _ edges: [Double],
    _ meaning: Meaning,
    axis: String
  ) {
    let cells = Array(zip(edges, edges.dropFirst()))
    let words = meaning.standardName.split(separator: "_").joined(separator: " ")
    variables.append(
      VariableLayout(
        name: name,
        type: .double,
        dimensions: [name],
        attributes: [
          AttributeLayout("standard_name", meaning.standardName),
          AttributeLayout("long_name", "\(words) of the middle of the cell"),
          AttributeLayout("units", meaning.units),
          AttributeLayout("axis", axis),
          AttributeLayout("bounds", "\(name)_bnds"),
          AttributeLayout("coverage_content_type", "coordinate"),
        ],
        contents: .values(.double(cells.map { ($0.0 + $0.1) / 2 }))
      )
    )
    variables.append(
      VariableLayout(
        name: "\(name)_bnds",
        type: .double,
        dimensions: [name, "nv"],
        contents: .values(.double(cells.flatMap { [$0.0, $0.1] }))
      )
    )
  }

  /// Latitudes and longitudes of cells that are not rows and columns of them.
  private mutating func addPlaces(_ places: CellPlaces, of grid: ProductGrid) {
    let shape = grid.dimensions.map(\.length)
    let names = grid.dimensions.map(\.name)
    dimensions.append(("corner", 4))
    let kinds: [(String, Meaning, @Sendable (CellPlaces.Degrees) -> [Double])] = [
      ("lat", Self.latitude, { $0.latitudes }), ("lon", Self.longitude, { $0.longitudes }),
    ]
    for (name, meaning, part) in kinds {
      let chunks = chunkShape(of: shape, horizontalAxes: shape.count)
      variables.append(
        VariableLayout(
          name: name,
          type: .double,
          dimensions: names,
          attributes: [
            AttributeLayout("standard_name", meaning.standardName),
            AttributeLayout("long_name", "\(meaning.standardName) of the middle of the cell"),
            AttributeLayout("units", meaning.units),
            AttributeLayout("bounds", "\(name)_bnds"),
            AttributeLayout("coverage_content_type", "coordinate"),
          ],
          chunks: chunks,
          contents: .places { part(places.centers($0)) }
        )
      )
      variables.append(
        VariableLayout(
          name: "\(name)_bnds",
          type: .double,
          dimensions: names + ["corner"],
          chunks: chunks + [4],
          contents: .places { part(places.corners($0)) }
        )
      )
    }
  }

  /// The numbers of all pixels.
  private mutating func addIndex(of pixels: ProductPixels) {
    variables.append(
      VariableLayout(
        name: "cell",
        type: .int,
        dimensions: ["cell"],
        attributes: [
          AttributeLayout("standard_name", "healpix_index"),
          AttributeLayout("long_name", "number of the HEALPix pixel"),
          AttributeLayout("units", "1"),
          AttributeLayout("coverage_content_type", "coordinate"),
        ],
        chunks: chunkShape(of: [pixels.cellCount], horizontalAxes: 1),
        contents: .places { $0.map { Double($0) } }
      )
    )
  }

  private mutating func addReferenceSystem(_ attributes: [AttributeLayout]) {
    variables.append(
      VariableLayout(
        name: "crs",
        type: .int,
        attributes: attributes,
        contents: .values(.int([0]))
      )
    )
  }

  /// Positions of the networks are those of satellite navigation, on the ellipsoid of WGS 84.
  private static var geographic: [AttributeLayout] {
    [
      AttributeLayout("long_name", "WGS 84 geographic coordinates"),
      AttributeLayout("grid_mapping_name", "latitude_longitude"),
      AttributeLayout("longitude_of_prime_meridian", 0),
      AttributeLayout("semi_major_axis", 6_378_137),
      AttributeLayout("inverse_flattening", 298.257223563),
      AttributeLayout("epsg_code", "EPSG:4326"),
    ]
  }

  /// The mapping of HEALPix as CF tells it from version 1.13 on (appendix F), and beside it as the
  /// programs that came before look for it.
  private static func mapping(of pixels: ProductPixels) -> [AttributeLayout] {
    [
      AttributeLayout("long_name", "HEALPix, \(pixels.isNested ? "nested" : "ring") order"),
      AttributeLayout("grid_mapping_name", "healpix"),
      AttributeLayout("indexing_scheme", pixels.isNested ? "nested" : "ring"),
      AttributeLayout("refinement_level", integer: Int64(pixels.refinementLevel)),
      AttributeLayout("healpix_nside", integer: 1 << Int64(pixels.refinementLevel)),
      AttributeLayout("healpix_order", pixels.isNested ? "nested" : "ring"),
    ]
  }
}
