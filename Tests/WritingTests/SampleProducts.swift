import ObservationModel
import Summary
import Testing
import Writing

/// Products for the tests: small, with values that follow a rule.
enum SampleProducts {
  /// A product of the sea surface: one day, 3 rows, 4 columns, two networks, one cell empty.
  static func surface(facts: [ProductFact] = everyFact) throws -> GridProduct {
    GridProduct(
      metadata: ProductMetadata(
        facts: facts,
        createdAt: 1_718_409_600,
        contentDigest: "00112233445566778899AABBCCDDEEFF0123456789abcdef"
      ),
      timeBins: [1_718_409_600..<1_718_496_000],
      grid: .latitudeLongitude(
        latitudeEdges: [30, 30.5, 31, 31.5],
        longitudeEdges: [120, 120.5, 121, 121.5, 122]
      ),
      networks: ["ghrsst-l2p", "ndbc"],
      variables: [try variable("sea_surface_temperature", shape: [1, 3, 4], networks: 2)]
    )
  }

  /// A product of the water column: two months, three depths, 2 rows, 3 columns.
  static func column(facts: [ProductFact] = everyFact) throws -> GridProduct {
    GridProduct(
      metadata: ProductMetadata(
        facts: facts,
        createdAt: 1_709_251_200,
        contentDigest: "ffffffffffffffffffffffffffffffff"
      ),
      timeBins: [1_704_067_200..<1_706_745_600, 1_706_745_600..<1_709_251_200],
      grid: .latitudeLongitude(
        latitudeEdges: [-1, 0, 1],
        longitudeEdges: [179, 180, 181, 182]
      ),
      depthsMeters: [0, 10, 50],
      networks: ["argo"],
      variables: [
        try variable("temperature", shape: [2, 3, 2, 3], vertical: .standardDepths),
        try variable("salinity", shape: [2, 3, 2, 3], vertical: .standardDepths, networks: 1),
      ]
    )
  }

  /// The sea surface on four cells of 1000 km around the North Pole: the plane of EPSG:3413.
  ///
  /// Positions by pyproj 3.7.2 with PROJ 9.5.1.
  static func arctic() throws -> GridProduct {
    var product = try surface()
    let (middle, side, corner) = (83.47926098750534, 80.78781297112508, 76.99881553168267)
    product.grid = .plane(
      ProductPlane(
        xEdges: [-1e6, 0, 1e6],
        yEdges: [-1e6, 0, 1e6],
        mapping: [
          ProductFact("grid_mapping_name", "polar_stereographic"),
          ProductFact("latitude_of_projection_origin", .reals([90])),
          ProductFact("straight_vertical_longitude_from_pole", .reals([-45])),
          ProductFact("standard_parallel", .reals([70])),
          ProductFact("false_easting", .reals([0])),
          ProductFact("false_northing", .reals([0])),
          ProductFact("semi_major_axis", .reals([6_378_137])),
          ProductFact("inverse_flattening", .reals([298.257223563])),
        ],
        referenceSystem: "EPSG:3413",
        places: places(
          middles: ([middle, middle, middle, middle], [-90, 0, -180, 90]),
          corners: (
            [
              corner, side, 90, side, side, corner, side, 90, side, 90, side, corner, 90, side,
              corner, side,
            ],
            [
              -90, -45, -90, -135, -45, 0, 45, 0, -135, -180, -225, -180, 90, 45, 90, 135,
            ]
          )
        )
      )
    )
    product.variables = [try variable("sea_surface_temperature", shape: [1, 2, 2], networks: 2)]
    return product
  }

  /// The sea surface on the twelve pixels of HEALPix at level 0.
  ///
  /// Positions by healpy 1.20.1.
  static func pixels() throws -> GridProduct {
    var product = try surface()
    let cap = 41.81031489577859
    let north = [90, cap, 0, cap]
    let belt = [cap, 0, -cap, 0]
    let south = [0, -cap, -90, -cap]
    let longitudes = [45.0, 135, -135, -45, 0, 90, -180, -90, 45, 135, -135, -45]
    product.grid = .healpix(
      ProductPixels(
        refinementLevel: 0,
        isNested: true,
        places: places(
          middles: ([cap, cap, cap, cap, 0, 0, 0, 0, -cap, -cap, -cap, -cap], longitudes),
          corners: (
            [north, belt, south].flatMap { Array([$0, $0, $0, $0].joined()) },
            longitudes.flatMap { [$0, $0 - 45, $0, $0 + 45] }
          )
        )
      )
    )
    product.variables = [try variable("sea_surface_temperature", shape: [1, 12], networks: 2)]
    return product
  }

  private static func places(
    middles: CellPlaces.Degrees,
    corners: CellPlaces.Degrees
  ) -> CellPlaces {
    CellPlaces(
      centers: { (Array(middles.latitudes[$0]), Array(middles.longitudes[$0])) },
      corners: {
        let range = $0.lowerBound * 4..<$0.upperBound * 4
        return (Array(corners.latitudes[range]), Array(corners.longitudes[range]))
      }
    )
  }

  /// A product of air and sea: winds at 10 m, the sea surface and what has no level.
  static func airAndSea() throws -> GridProduct {
    var product = try surface()
    product.variables += [
      try variable("eastward_wind_10m", shape: [1, 3, 4]),
      try variable("air_temperature", shape: [1, 3, 4]),
      try variable("significant_wave_height", shape: [1, 3, 4]),
      try variable("air_pressure_at_mean_sea_level", shape: [1, 3, 4]),
    ]
    return product
  }

  /// The column with winds at 10 m above it and the sea surface between.
  static func columnAndAir() throws -> GridProduct {
    var product = try column()
    product.variables += [
      try variable("wind_speed_10m", shape: [2, 2, 3]),
      try variable("sea_surface_temperature", shape: [2, 2, 3]),
    ]
    return product
  }

  /// A product with the mean of every quantity of the vocabulary.
  static func everyQuantity() throws -> GridProduct {
    var product = try surface()
    product.variables = try Quantity.vocabulary.map { try variable($0.name, shape: [1, 3, 4]) }
    for index in product.variables.indices {
      product.variables[index].fields = product.variables[index].fields.filter { $0.key == .mean }
    }
    product.networks = []
    product.metadata.facts.append(ProductFact("source", "in situ observations"))
    return product
  }

  /// A variable with all statistics. Cell `i` has `i % 3` observations, those without are empty.
  static func variable(
    _ name: String,
    shape: [Int],
    vertical: VerticalPlacement? = nil,
    networks: Int = 0
  ) throws -> ProductVariable {
    let quantity = try #require(Quantity.named(name))
    let count = shape.reduce(1, *)
    let counts = (0..<count).map { UInt32($0 % 3) }
    func values(_ value: (Double) -> Double) -> ProductField {
      ProductField(counts.enumerated().map { $1 == 0 ? .nan : value(Double($0) / 4) })
    }
    let byNetwork = (0..<networks).flatMap { network in counts.map { network == 0 ? $0 : 0 } }
    return ProductVariable(
      quantity: quantity,
      vertical: vertical,
      fields: [
        .count: ProductField(counts: counts),
        .mean: values { $0 },
        .standardDeviation: values { $0 / 8 },
        .minimum: values { $0 - 1 },
        .maximum: values { $0 + 1 },
      ],
      countByNetwork: networks == 0 ? nil : ProductField(counts: byNetwork)
    )
  }

  /// Every attribute that ACDD-1.3 recommends and that only people know.
  static let everyFact: [ProductFact] = [
    ProductFact("title", "Sea surface temperature, daily, half a degree"),
    ProductFact("summary", "Daily statistics of the sea surface temperature on a grid."),
    ProductFact("id", "sst-daily-20240615"),
    ProductFact("naming_authority", "org.example"),
    ProductFact("history", "read, validated, resampled and summarised by sverdrup"),
    ProductFact("processing_level", "Level 3"),
    ProductFact("comment", "Made for tests."),
    ProductFact("acknowledgement", "None."),
    ProductFact("license", "CC-BY-4.0"),
    ProductFact("creator_name", "A. Person"),
    ProductFact("creator_email", "person@example.org"),
    ProductFact("creator_url", "https://example.org"),
    ProductFact("creator_type", "person"),
    ProductFact("creator_institution", "Example Institute"),
    ProductFact("institution", "Example Institute"),
    ProductFact("project", "Example"),
    ProductFact("program", "Example Programme"),
    ProductFact("publisher_name", "Example Institute"),
    ProductFact("publisher_email", "data@example.org"),
    ProductFact("publisher_url", "https://example.org"),
    ProductFact("publisher_type", "institution"),
    ProductFact("publisher_institution", "Example Institute"),
    ProductFact("contributor_name", "B. Person"),
    ProductFact("contributor_role", "editor"),
    ProductFact("date_issued", "2024-06-16T00:00:00Z"),
    ProductFact("product_version", "1.0"),
    ProductFact("platform", "satellites and moored buoys"),
    ProductFact("platform_vocabulary", "https://vocab.nerc.ac.uk/collection/L06/current/"),
    ProductFact("instrument", "radiometers and thermistors"),
    ProductFact("instrument_vocabulary", "https://vocab.nerc.ac.uk/collection/L05/current/"),
    ProductFact("metadata_link", "https://example.org/sst"),
    ProductFact("references", "https://example.org/sst/manual"),
  ]
}
