import NetCDFFile
import Testing
import Writing

@Suite("Grids of products")
struct ProductGridTests {
  let directory = TemporaryDirectory()

  private func written(_ product: GridProduct) throws -> NetCDFFile {
    let path = "\(directory.path)/product.nc"
    try ProductWriter().write(product, to: path)
    return try NetCDFFile(path: path)
  }

  @Test("cells in a plane have its coordinates, and latitudes and longitudes with bounds")
  func plane() throws {
    let file = try written(SampleProducts.arctic())
    #expect(try file.doubles("x") == [-500_000, 500_000])
    #expect(try file.doubles("y_bnds") == [-1_000_000, 0, 0, 1_000_000])
    #expect(try file.doubles("lon") == [-90, 0, -180, 90])
    #expect(
      try file.doubles("lat_bnds").prefix(4).map { ($0 * 100).rounded() / 100 }
        == [77, 80.79, 90, 80.79]
    )
    let layout = try FileLayout(SampleProducts.arctic())
    let mean = try #require(
      layout.variables.first { $0.name == "sea_surface_temperature_mean" }
    )
    #expect(mean.dimensions == ["time", "y", "x"])
    #expect(mean.text("grid_mapping") == "crs")
    #expect(mean.text("coordinates") == "depth lat lon")
    #expect(mean.text("cell_methods")?.hasPrefix("time: y: x: mean") == true)
    let x = try #require(layout.variables.first { $0.name == "x" })
    #expect(x.text("standard_name") == "projection_x_coordinate")
    let crs = try #require(layout.variables.first { $0.name == "crs" })
    #expect(crs.text("grid_mapping_name") == "polar_stereographic")
  }

  @Test("the outline of a plane is told in its own metres, its extent in degrees")
  func planeExtent() throws {
    let globals = try FileLayout(SampleProducts.arctic()).globals
    func text(_ name: String) -> String? {
      guard case .text(let text)? = globals.attributes.first(where: { $0.name == name })?.content
      else { return nil }
      return text
    }
    #expect(
      text("geospatial_bounds")
        == """
        POLYGON ((-1000000 -1000000, 1000000 -1000000, 1000000 1000000, -1000000 1000000, \
        -1000000 -1000000))
        """
    )
    #expect(text("geospatial_bounds_crs") == "EPSG:3413")
    #expect(text("geospatial_lat_resolution") == "1000000 metre")
  }

  @Test("pixels of HEALPix have their index, and places while these are not too many")
  func healpix() throws {
    let file = try written(SampleProducts.pixels())
    let cell = try #require(file.variable("cell"))
    guard case .int(let numbers) = try file.read(cell) else {
      Issue.record("the index is not of whole numbers")
      return
    }
    #expect(numbers == Array(0..<12))
    #expect(try file.doubles("lat_bnds").count == 48)
    let layout = try FileLayout(SampleProducts.pixels())
    let mean = try #require(
      layout.variables.first { $0.name == "sea_surface_temperature_mean" }
    )
    #expect(mean.dimensions == ["time", "cell"])
    let crs = try #require(layout.variables.first { $0.name == "crs" })
    #expect(crs.text("grid_mapping_name") == "healpix")
    #expect(crs.text("indexing_scheme") == "nested")

    var fine = try SampleProducts.pixels()
    guard case .healpix(var pixels) = fine.grid else { return }
    pixels.refinementLevel = 9
    fine.grid = .healpix(pixels)
    fine.variables = []
    let names = try FileLayout(fine).variables.map(\.name)
    #expect(names.contains("cell") && !names.contains("lat"))
    pixels.refinementLevel = 14
    fine.grid = .healpix(pixels)
    #expect(throws: ProductFault.refinementLevelOutOfRange) { try FileLayout(fine) }
  }

  @Test("edges of a plane must increase and stay about the globe")
  func planeFaults() throws {
    for edges in [[], [0], [0, 0], [1, 0], [0, .nan], [0, 1e9]] as [[Double]] {
      var product = try SampleProducts.arctic()
      guard case .plane(var plane) = product.grid else { return }
      plane.xEdges = edges
      product.grid = .plane(plane)
      #expect(throws: ProductFault.planeEdgesOutOfOrder) { try FileLayout(product) }
    }
  }

  @Test(
    "pixels are cut into chunks along their one axis",
    arguments: [
      ([1, 12], [1, 12]), ([30, 12], [30, 12]), ([1, 786_432], [1, 65_536]),
      ([2, 196_608], [1, 65_536]), ([12, 49_152], [1, 49_152]),
    ]
  )
  func chunks(shape: [Int], expected: [Int]) {
    #expect(chunkShape(of: shape, horizontalAxes: 1) == expected)
  }
}

extension VariableLayout {
  fileprivate func text(_ name: String) -> String? {
    guard case .text(let text)? = attributes.first(where: { $0.name == name })?.content else {
      return nil
    }
    return text
  }
}

extension NetCDFFile {
  fileprivate func doubles(_ name: String) throws -> [Double] {
    guard let variable = variable(name), case .double(let values) = try read(variable) else {
      return []
    }
    return values
  }
}
