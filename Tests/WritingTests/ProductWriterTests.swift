import Glibc
import NetCDFFile
import ObservationModel
import Summary
import Testing
import Writing

@Suite("Product writer")
struct ProductWriterTests {
  let directory = TemporaryDirectory()

  private var path: String { "\(directory.path)/product.nc" }

  @Test("values, counts and coordinates are read back as they were given")
  func roundTrip() throws {
    let product = try SampleProducts.column()
    let written = try ProductWriter().write(product, to: path)
    #expect(written.path == path)
    #expect(written.byteCount == bytes(ofFile: path)?.count)
    #expect(written.missingFacts.isEmpty)

    let file = try NetCDFFile(path: path)
    #expect(
      try file.doubles("time_bnds") == [
        1_704_067_200, 1_706_745_600, 1_706_745_600, 1_709_251_200,
      ]
    )
    #expect(try file.doubles("lat") == [-0.5, 0.5])
    #expect(try file.doubles("lon") == [179.5, 180.5, 181.5])
    #expect(try file.doubles("depth") == [0, 10, 50])

    let mean = try #require(file.variable("temperature_mean"))
    #expect(mean.shape == [2, 3, 2, 3])
    guard case .float(let values) = try file.read(mean) else {
      Issue.record("the mean is not of type float")
      return
    }
    for (cell, value) in values.enumerated() {
      // The rule of the sample: a third of the cells is empty, the others hold a quarter of their
      // number.
      if cell % 3 == 0 { #expect(value.isNaN) } else { #expect(value == Float(cell) / 4) }
    }
    let count = try #require(file.variable("temperature_count"))
    #expect(try file.read(count) == .int((0..<36).map { Int32($0 % 3) }))
    let byNetwork = try #require(file.variable("salinity_count_by_network"))
    #expect(byNetwork.shape == [1, 2, 3, 2, 3])
    #expect(try file.read(byNetwork) == .int((0..<36).map { Int32($0 % 3) }))
  }

  @Test("attributes are read back with the types of the classic data model")
  func attributes() throws {
    try ProductWriter().write(SampleProducts.surface(), to: path)
    let file = try NetCDFFile(path: path)
    #expect(file.format == .netCDF4Classic)
    let globals = Dictionary(uniqueKeysWithValues: file.root.attributes.map { ($0.name, $0) })
    #expect(globals["Conventions"]?.content == .text("CF-1.11, ACDD-1.3"))
    #expect(globals["geospatial_lat_min"]?.content == .reals([30.25]))
    let mean = try #require(file.variable("sea_surface_temperature_mean"))
    #expect(mean.attribute("_FillValue")?.type == .float)
    #expect(mean.attribute("units")?.content == .text("degree_Celsius"))
    let lat = try #require(file.variable("lat"))
    #expect(lat.attribute("_FillValue") == nil)
  }

  @Test("names of networks are padded to one length")
  func networks() throws {
    var product = try SampleProducts.surface()
    product.networks = ["é", "ndbc"]
    try ProductWriter().write(product, to: path)
    let file = try NetCDFFile(path: path)
    let names = try #require(file.variable("network_name"))
    #expect(names.shape == [2, 4])
    #expect(try file.read(names) == .char([0xc3, 0xa9, 0, 0] + Array("ndbc".utf8)))
  }

  @Test("two writes of the same product give the same bytes")
  func determinism() throws {
    let other = "\(directory.path)/other/name.nc"
    for product in [try SampleProducts.surface(), try .airAndSea(), try .column()] {
      try ProductWriter().write(product, to: path)
      try ProductWriter().write(product, to: other)
      #expect(bytes(ofFile: path) == bytes(ofFile: other))
    }
  }

  @Test("fields that are made when they are written give the same bytes as fields held whole")
  func madeFields() throws {
    var product = try SampleProducts.column()
    try ProductWriter().write(product, to: path)
    let cells = 6
    func made(_ value: @escaping @Sendable (Int) -> Double) -> ProductField {
      ProductField { place in
        let first = ((place.network * 2 + place.time) * 3 + place.level) * cells
        return (first..<first + cells).map { value($0) }
      }
    }
    product.variables[0].fields[.mean] = made { $0 % 3 == 0 ? .nan : Double($0) / 4 }
    product.variables[1].countByNetwork = made { Double($0 % 3) }
    let other = "\(directory.path)/other.nc"
    try ProductWriter().write(product, to: other)
    #expect(bytes(ofFile: path) == bytes(ofFile: other))
  }

  @Test("a variable without a single observation is written, missing everywhere")
  func empty() throws {
    var product = try SampleProducts.surface()
    product.variables[0].fields = [
      .count: ProductField(counts: [UInt32](repeating: 0, count: 12)),
      .mean: ProductField([Double](repeating: .nan, count: 12)),
    ]
    product.variables[0].countByNetwork = nil
    try ProductWriter().write(product, to: path)
    let file = try NetCDFFile(path: path)
    let mean = try #require(file.variable("sea_surface_temperature_mean"))
    guard case .float(let values) = try file.read(mean) else {
      Issue.record("the mean is not of type float")
      return
    }
    #expect(values.count == 12 && values.allSatisfy { $0.isNaN })
  }

  @Test("a product of one cell is written")
  func oneCell() throws {
    var product = try SampleProducts.surface()
    product.grid = .latitudeLongitude(latitudeEdges: [-90, 90], longitudeEdges: [-180, 180])
    product.networks = []
    product.variables = [try SampleProducts.variable("salinity", shape: [1, 1, 1])]
    try ProductWriter().write(product, to: path)
    #expect(try NetCDFFile(path: path).doubles("lon") == [0])
  }

  @Test("an earlier product is replaced whole, and its reader keeps it")
  func replaces() throws {
    makeFile(path, "old")
    let reader = fopen(path, "r")
    defer { if let reader { fclose(reader) } }
    try ProductWriter().write(SampleProducts.surface(), to: path)
    #expect(reader.map { getc($0) } == Int32(UInt8(ascii: "o")))
    #expect(try NetCDFFile(path: path).variable("crs") != nil)
    #expect(directory.names == ["product.nc"])
  }

  @Test("a product that contradicts itself leaves the earlier one as it was")
  func faultKeepsOld() throws {
    makeFile(path, "old")
    var product = try SampleProducts.surface()
    product.timeBins = []
    #expect(throws: WritingError.product(.noTimeBins)) {
      try ProductWriter().write(product, to: path)
    }
    #expect(bytes(ofFile: path) == Array("old".utf8))
  }

  @Test("a fault that shows only while values are written leaves nothing behind")
  func lateFaults() throws {
    let name = "sea_surface_temperature"
    var product = try SampleProducts.surface()
    product.variables[0].fields[.mean] = ProductField { _ in [1, 2, 3] }
    #expect(
      throws: WritingError.product(.wrongCount(variable: "\(name)_mean", expected: 12, found: 3))
    ) {
      try ProductWriter().write(product, to: path)
    }
    for count in [-1, 0.5, .nan, 2_147_483_648] {
      product = try SampleProducts.surface()
      product.variables[0].fields[.count] = ProductField([Double](repeating: count, count: 12))
      #expect(throws: WritingError.self) { try ProductWriter().write(product, to: path) }
    }
    #expect(directory.names.isEmpty)
  }

  @Test("a path that cannot be written is reported before any value is asked for")
  func unwritable() throws {
    var product = try SampleProducts.surface()
    product.variables[0].fields[.mean] = ProductField { _ in
      Issue.record("a value was asked for")
      return []
    }
    #expect(throws: WritingError.invalidPath("a/..")) {
      try ProductWriter().write(product, to: "a/..")
    }
    #expect(
      throws: WritingError.system(
        operation: .inspect,
        path: "/dev/null/",
        errno: ENOTDIR
      )
    ) {
      try ProductWriter().write(product, to: "/dev/null/product.nc")
    }
  }

  @Test(
    "a full disk is reported as such, the earlier product stays and nothing else is left",
    .enabled(if: geteuid() == 0, "only the superuser can mount a small disk"),
    arguments: [4, 64, 128, 192]
  )
  func fullDisk(kibibytes: Int) throws {
    let mount = "\(directory.path)/mount"
    let made = runShell(
      "mkdir '\(mount)' && mount -t tmpfs -o size=\(kibibytes)k tmpfs '\(mount)'"
    )
    try #require(made.status == 0, "\(made.output)")
    let path = "\(mount)/product.nc"
    makeFile(path, "old")
    #expect(throws: WritingError.system(operation: .write, path: path, errno: ENOSPC)) {
      try ProductWriter().write(SampleProducts.airAndSea(), to: path)
    }
    #expect(bytes(ofFile: path) == Array("old".utf8))
    #expect(runShell("ls -A '\(mount)'").output == "product.nc\n")
  }

  @Test(
    "names that a library could take for an address or a query are names of files",
    arguments: ["a.nc#mode=zarr", "http:", "[log]a.nc", "a b'\".nc", "海.nc", "\u{301}.nc"]
  )
  func hostileNames(name: String) throws {
    let path = "\(directory.path)/http://x#mode=zarr/\(name)"
    try ProductWriter().write(SampleProducts.surface(), to: path)
    #expect(bytes(ofFile: path)?.prefix(4) == [0x89, 0x48, 0x44, 0x46])
  }
}

extension GridProduct {
  fileprivate static func airAndSea() throws -> GridProduct { try SampleProducts.airAndSea() }
  fileprivate static func column() throws -> GridProduct { try SampleProducts.column() }
}

extension NetCDFFile {
  /// The values of a variable of type double.
  fileprivate func doubles(_ name: String) throws -> [Double]? {
    guard let variable = variable(name), case .double(let values) = try read(variable) else {
      return nil
    }
    return values
  }
}
