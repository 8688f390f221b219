import NetCDFFile
import ObservationModel
import Summary
import Testing
import Writing

@Suite("Layout of a product file")
struct FileLayoutTests {
  @Test("every statistic is a variable named for the quantity and the statistic, values first")
  func names() throws {
    let layout = try FileLayout(SampleProducts.surface())
    let statistics = layout.variables.map(\.name).filter { $0.hasPrefix("sea_surface") }
    #expect(
      statistics == [
        "sea_surface_temperature_mean", "sea_surface_temperature_standard_deviation",
        "sea_surface_temperature_minimum", "sea_surface_temperature_maximum",
        "sea_surface_temperature_count", "sea_surface_temperature_count_by_network",
      ]
    )
    #expect(layout["sea_surface_temperature_mean"]?.type == .float)
    #expect(layout["sea_surface_temperature_count"]?.type == .int)
    let byNetwork = layout["sea_surface_temperature_count_by_network"]
    #expect(byNetwork?.dimensions == ["network", "time", "lat", "lon"])
  }

  @Test("a mean tells its method, its unit, and where to find its spread and count")
  func mean() throws {
    let layout = try FileLayout(SampleProducts.surface())
    let mean = try #require(layout["sea_surface_temperature_mean"])
    #expect(mean.text("standard_name") == "sea_surface_temperature")
    #expect(mean.text("units") == "degree_Celsius")
    #expect(mean.text("units_metadata") == "temperature: on_scale")
    #expect(
      mean.text("cell_methods") == "time: lat: lon: mean (each observation with the same weight)"
    )
    #expect(
      mean.text("ancillary_variables")
        == "sea_surface_temperature_standard_deviation sea_surface_temperature_count"
    )
    #expect(mean.text("grid_mapping") == "crs")
    #expect(mean.text("coordinates") == "depth")
    #expect(mean.text("coverage_content_type") == "physicalMeasurement")
    // Half of 2⁻¹⁶, the step of the lattice of temperatures.
    #expect(mean.number("quantisation_error") == 0.00000762939453125)
  }

  @Test("a standard deviation says that it is that of the population and a difference")
  func standardDeviation() throws {
    let layout = try FileLayout(SampleProducts.surface())
    let spread = try #require(layout["sea_surface_temperature_standard_deviation"])
    #expect(spread.text("units_metadata") == "temperature: difference")
    #expect(spread.text("cell_methods")?.contains("standard_deviation") == true)
    #expect(spread.number("ddof") == 0)
    #expect(spread.text("comment")?.contains("of one value it is 0") == true)
  }

  @Test("a count is a number of observations and has no missing values")
  func count() throws {
    let layout = try FileLayout(SampleProducts.surface())
    let count = try #require(layout["sea_surface_temperature_count"])
    #expect(count.text("standard_name") == "number_of_observations")
    #expect(count.text("units") == "1")
    #expect(count.fill == nil)
    #expect(count.text("coverage_content_type") == "auxiliaryInformation")
  }

  @Test("an ancillary variable that was not asked for is not mentioned")
  func fewStatistics() throws {
    var product = try SampleProducts.surface()
    for statistic in Statistic.standard where statistic != .mean {
      product.variables[0].fields[statistic] = nil
    }
    product.variables[0].countByNetwork = nil
    let layout = try FileLayout(product)
    #expect(layout["sea_surface_temperature_mean"]?.text("ancillary_variables") == nil)
    #expect(layout["network_name"] == nil)
    #expect(!layout.dimensions.contains { $0.name == "network" })
  }

  @Test("units of temperature are explained, those of others are not")
  func unitsMetadata() throws {
    let layout = try FileLayout(SampleProducts.column())
    #expect(layout["temperature_mean"]?.text("units_metadata") == "temperature: on_scale")
    #expect(layout["salinity_mean"]?.text("units_metadata") == nil)
  }

  @Test("layers have bounds, and their values are means over depth")
  func layers() throws {
    var product = try SampleProducts.column()
    let point = try FileLayout(product)
    #expect(point["depth"]?.text("bounds") == nil)
    #expect(point["temperature_mean"]?.text("cell_methods")?.hasPrefix("depth: point ") == true)
    product.depthsMeters = [5, 15, 35]
    product.depthBoundsMeters = [0...10, 10...20, 20...50]
    let layout = try FileLayout(product)
    #expect(layout["depth"]?.text("bounds") == "depth_bnds")
    let bounds = try #require(layout["depth_bnds"])
    #expect(bounds.dimensions == ["depth", "nv"] && bounds.attributes.isEmpty)
    guard case .values(.double(let values)) = bounds.contents else {
      Issue.record("bounds are not numbers")
      return
    }
    #expect(values == [0, 10, 10, 20, 20, 50])
    #expect(layout["temperature_mean"]?.text("cell_methods")?.hasPrefix("depth: mean ") == true)
  }

  @Test("coordinates have bounds and no fill value, bounds have no attributes")
  func coordinates() throws {
    let layout = try FileLayout(SampleProducts.column())
    for name in ["time", "lat", "lon"] {
      let coordinate = try #require(layout[name])
      #expect(coordinate.fill == nil)
      #expect(coordinate.text("bounds") == "\(name)_bnds")
      #expect(coordinate.text("coverage_content_type") == "coordinate")
      #expect(layout["\(name)_bnds"]?.attributes.isEmpty == true)
      #expect(layout["\(name)_bnds"]?.dimensions == [name, "nv"])
    }
    let time = try #require(layout["time"])
    #expect(time.text("units") == "seconds since 1970-01-01T00:00:00Z")
    // The middles of January and February 2024: 16 January 12:00 and 15 February 12:00.
    guard case .values(.double(let times)) = time.contents else {
      Issue.record("time has no values")
      return
    }
    #expect(times == [1_705_406_400, 1_707_998_400])
    let depth = try #require(layout["depth"])
    #expect(depth.text("positive") == "down")
    #expect(depth.text("bounds") == nil)
    #expect(depth.dimensions == ["depth"])
  }

  @Test("each depth or height that is not a standard depth is a scalar coordinate of its own")
  func scalarLevels() throws {
    var product = try SampleProducts.airAndSea()
    product.variables[2].vertical = .height(meters: 2)
    product.variables[3].vertical = .depth(meters: 0.5)
    let layout = try FileLayout(product)
    #expect(layout["depth"]?.dimensions == [])
    #expect(layout["height_10m"]?.text("positive") == "up")
    #expect(layout["height_2m"]?.text("standard_name") == "height")
    #expect(layout["eastward_wind_10m_mean"]?.text("coordinates") == "height_10m")
    #expect(layout["air_temperature_mean"]?.text("coordinates") == "height_2m")
    #expect(layout["significant_wave_height_mean"]?.text("coordinates") == "depth")
    #expect(layout["air_pressure_at_mean_sea_level_mean"]?.text("coordinates") == nil)

    product.variables[2].vertical = .height(meters: 10)
    #expect(try FileLayout(product)["air_temperature_mean"]?.text("coordinates") == "height")

    var mixed = try SampleProducts.column()
    mixed.variables.append(
      try SampleProducts.variable("pressure", shape: [2, 2, 3], vertical: .depth(meters: 0.5))
    )
    let names = try FileLayout(mixed).variables.map(\.name)
    #expect(names.contains("depth") && names.contains("depth_0p5m"))
  }

  @Test("the sea surface is a depth of 0 where nothing else has a level, else goes without saying")
  func seaSurface() throws {
    let alone = try FileLayout(SampleProducts.surface())
    #expect(alone["sea_surface_temperature_mean"]?.text("coordinates") == "depth")
    #expect(alone["depth"]?.dimensions == [])
    let beside = try FileLayout(SampleProducts.airAndSea())
    #expect(beside["sea_surface_temperature_mean"]?.text("coordinates") == nil)
    #expect(beside["depth"] == nil)
    #expect(beside["height"] != nil)
  }

  @Test("given facts go to the values of a variable and not to its counts")
  func variableFacts() throws {
    var product = try SampleProducts.surface()
    product.variables[0].facts = [ProductFact("accuracy", .reals([0.3]))]
    product.variables[0].validRange = -2.5...40
    let layout = try FileLayout(product)
    #expect(layout["sea_surface_temperature_mean"]?.number("accuracy") == 0.3)
    #expect(layout["sea_surface_temperature_mean"]?.number("valid_max") == 40)
    #expect(layout["sea_surface_temperature_count"]?.number("accuracy") == nil)
  }

  @Test(
    "chunks hold a whole map where it is small, near-equal parts of it where it is large",
    arguments: [
      ([1, 180, 360], [1, 180, 360]),
      ([12, 180, 360], [1, 180, 360]),
      ([1, 720, 1440], [1, 240, 240]),
      ([1, 33, 180, 360], [1, 1, 180, 360]),
      ([365, 1, 1], [365, 1, 1]),
      ([100_000, 1, 1], [65_536, 1, 1]),
      ([10, 102, 10, 10], [6, 102, 10, 10]),
      ([1, 257, 256], [1, 129, 256]),
      ([1, 1, 100_000], [1, 1, 256]),
    ]
  )
  func chunks(shape: [Int], expected: [Int]) {
    #expect(chunkShape(of: shape) == expected)
  }
}

extension FileLayout {
  fileprivate subscript(name: String) -> VariableLayout? {
    variables.first { $0.name == name }
  }
}

extension VariableLayout {
  fileprivate func text(_ name: String) -> String? {
    guard case .text(let text)? = attributes.first(where: { $0.name == name })?.content else {
      return nil
    }
    return text
  }

  fileprivate func number(_ name: String) -> Double? {
    switch attributes.first(where: { $0.name == name })?.content {
    case .reals(let values)?: values.first
    case .integers(let values)?: values.first.map { Double($0) }
    default: nil
    }
  }
}
