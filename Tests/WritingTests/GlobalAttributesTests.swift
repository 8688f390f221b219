import NetCDFFile
import ObservationModel
import Testing
import Writing

@Suite("Global attributes of a product")
struct GlobalAttributesTests {
  @Test("nothing is missing when every fact is given")
  func everything() throws {
    let globals = try FileLayout(SampleProducts.surface()).globals
    #expect(globals.missingNames.isEmpty)
    #expect(globals.text("Conventions") == "CF-1.11, ACDD-1.3")
    #expect(globals.text("cdm_data_type") == "Grid")
    #expect(globals.text("title") == "Sea surface temperature, daily, half a degree")
  }

  @Test("a fact that nobody gave is left out and named")
  func missing() throws {
    let facts = SampleProducts.everyFact.filter { $0.name != "license" && $0.name != "title" }
    let globals = try FileLayout(SampleProducts.surface(facts: facts)).globals
    #expect(globals.missingNames == ["title", "license"])
    #expect(globals.text("license") == nil)
  }

  @Test("a fact without content counts as not given")
  func emptyFact() throws {
    let facts = SampleProducts.everyFact.map {
      $0.name == "license" ? ProductFact("license", "") : $0
    }
    let globals = try FileLayout(SampleProducts.surface(facts: facts)).globals
    #expect(globals.missingNames == ["license"])
  }

  @Test("without a single fact only what the product tells by itself is written")
  func nothingGiven() throws {
    var product = try SampleProducts.surface(facts: [])
    product.metadata.createdAt = nil
    product.metadata.contentDigest = nil
    let globals = try FileLayout(product).globals
    for name in ["title", "institution", "creator_name", "date_created", "uuid", "history"] {
      #expect(globals.text(name) == nil)
    }
    #expect(globals.missingNames.contains("date_created"))
    #expect(globals.text("source") == "observations of the networks ghrsst-l2p, ndbc")
    #expect(globals.text("keywords") == "sea_surface_temperature")
    #expect(globals.text("keywords_vocabulary") == "CF Standard Name Table v93")
  }

  @Test("given keywords keep their own vocabulary, which is not guessed")
  func keywords() throws {
    let facts = SampleProducts.everyFact + [ProductFact("keywords", .texts(["sea", "heat"]))]
    let globals = try FileLayout(SampleProducts.surface(facts: facts)).globals
    #expect(globals.text("keywords") == "sea, heat")
    #expect(globals.missingNames == ["keywords_vocabulary"])
  }

  @Test("the extent is that of the cells, latitude before longitude")
  func extent() throws {
    let globals = try FileLayout(SampleProducts.surface()).globals
    #expect(
      globals.text("geospatial_bounds")
        == "POLYGON ((30 120, 31.5 120, 31.5 122, 30 122, 30 120))"
    )
    #expect(globals.number("geospatial_lat_min") == 30.25)
    #expect(globals.number("geospatial_lon_max") == 121.75)
    #expect(globals.text("geospatial_lat_resolution") == "0.5 degree")
    #expect(globals.text("geospatial_bounds_crs") == "EPSG:4326")
  }

  @Test("a grid across the antimeridian is outlined in two parts")
  func antimeridian() throws {
    var product = try SampleProducts.column()
    #expect(
      boundsText(of: product.grid).text
        == """
        MULTIPOLYGON (((-1 179, 1 179, 1 180, -1 180, -1 179)), \
        ((-1 -180, 1 -180, 1 -178, -1 -178, -1 -180)))
        """
    )
    product.grid = .latitudeLongitude(
      latitudeEdges: [-1, 0, 1],
      longitudeEdges: [180, 181, 182, 183]
    )
    #expect(
      boundsText(of: product.grid).text == "POLYGON ((-1 -180, 1 -180, 1 -177, -1 -177, -1 -180))"
    )
  }

  @Test("the vertical extent of layers goes from the first top to the last bottom")
  func layers() throws {
    var product = try SampleProducts.column()
    product.depthsMeters = [5, 15, 35]
    product.depthBoundsMeters = [0...10, 10...20, 20...50]
    let globals = try FileLayout(product).globals
    #expect(globals.number("geospatial_vertical_min") == 0)
    #expect(globals.number("geospatial_vertical_max") == 50)
  }

  @Test("the vertical extent is that of the standard depths, else of the one level")
  func vertical() throws {
    let column = try FileLayout(SampleProducts.column()).globals
    #expect(column.number("geospatial_vertical_max") == 50)
    #expect(column.text("geospatial_vertical_resolution") == "10 to 40 m")
    #expect(column.text("geospatial_vertical_positive") == "down")
    #expect(column.text("geospatial_bounds_vertical_crs") == "EPSG:5831")

    var wind = try SampleProducts.surface()
    wind.variables = [try SampleProducts.variable("eastward_wind_10m", shape: [1, 3, 4])]
    let air = try FileLayout(wind).globals
    #expect(air.number("geospatial_vertical_min") == 10)
    #expect(air.text("geospatial_vertical_positive") == "up")
    #expect(air.text("geospatial_bounds_vertical_crs") == "EPSG:5829")

    wind.variables.append(
      try SampleProducts.variable(
        "air_temperature",
        shape: [1, 3, 4],
        vertical: .height(meters: 2)
      )
    )
    let two = try FileLayout(wind).globals
    #expect(two.number("geospatial_vertical_min") == 2)
    #expect(two.number("geospatial_vertical_max") == 10)
    #expect(two.text("geospatial_vertical_resolution") == "8 m")

    wind.variables = [wind.variables[0]]
    wind.variables[0].vertical = .unstated
    #expect(try FileLayout(wind).globals.missingNames.contains("geospatial_vertical_min"))
  }

  @Test("the time coverage runs from the first value to the last, over the length of the bins")
  func time() throws {
    let globals = try FileLayout(SampleProducts.column()).globals
    #expect(globals.text("time_coverage_start") == "2024-01-16T12:00:00Z")
    #expect(globals.text("time_coverage_end") == "2024-02-15T12:00:00Z")
    #expect(globals.text("time_coverage_duration") == "P2M")
    #expect(globals.text("time_coverage_resolution") == "P1M")
  }

  @Test("dates come from the instant that was given, unless a fact tells them")
  func dates() throws {
    let facts = SampleProducts.everyFact + [ProductFact("date_modified", "2024-07-01")]
    let globals = try FileLayout(SampleProducts.surface(facts: facts)).globals
    #expect(globals.text("date_created") == "2024-06-15T00:00:00Z")
    #expect(globals.text("date_modified") == "2024-07-01")
  }

  @Test("the UUID is made from the digest, of version 8 and the variant of RFC 9562")
  func uuid() {
    #expect(
      contentUUID(fromDigest: "00112233445566778899AABBCCDDEEFF01")
        == "00112233-4455-8677-8899-aabbccddeeff"
    )
    #expect(
      contentUUID(fromDigest: String(repeating: "f", count: 64))
        == "ffffffff-ffff-8fff-bfff-ffffffffffff"
    )
    #expect(contentUUID(fromDigest: "0011") == nil)
  }

  @Test("whole numbers that need more than 32 bits become real ones, the rest stays whole")
  func types() {
    #expect(AttributeLayout(ProductFact("a", .integers([1, -2]))).type == .int)
    #expect(AttributeLayout(ProductFact("a", .integers([1 << 40]))).type == .double)
    #expect(AttributeLayout(ProductFact("a", .unsigned([7]))).content == .integers([7]))
    #expect(AttributeLayout(ProductFact("a", .unsigned([.max]))).type == .double)
  }
}

extension GlobalAttributes {
  fileprivate func text(_ name: String) -> String? {
    guard case .text(let text)? = attributes.first(where: { $0.name == name })?.content else {
      return nil
    }
    return text
  }

  fileprivate func number(_ name: String) -> Double? {
    guard case .reals(let values)? = attributes.first(where: { $0.name == name })?.content else {
      return nil
    }
    return values.first
  }
}
