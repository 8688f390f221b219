import NetCDFFile
import Pipeline
import Resampling
import Testing

@Suite("Pipeline file: grids")
struct PipelineFileGridTests {
  static let horizontals = [
    "{grid: regular, resolution: 1 degree, extent: global}",
    "{grid: rectilinear, latitudes: [-60, -20, 20, 60], longitude_edges: [0, 90, 200, 360]}",
    "{grid: rectilinear, latitude_edges: [-60, 0, 10], longitudes: [0, 90, 200]}",
    "{grid: polar_stereographic, projection: \"EPSG:3413\", resolution: 25 km, extent: nsidc}",
    """
    {grid: polar_stereographic, projection: {true_scale_latitude: -60, central_longitude: 140},
      resolution: 500 m, extent: {left: -1000, bottom: -500, right: 1000, top: 500}}
    """,
    "{grid: healpix, nside: 64, order: ring}",
  ]

  private func yaml(_ horizontal: String) -> String {
    """
    pipeline: sst
    read: [{network: argo, files: a.nc, variables: [sea_surface_temperature]}]
    resample:
      horizontal: \(horizontal)
      time: month
    write: [netcdf: "sst_{year}{month}.nc"]

    """
  }

  private func file(_ horizontal: String) throws -> PipelineFile {
    try PipelineFile(yaml: yaml(horizontal), path: "p.yaml")
  }

  @Test("each kind of grid is laid out as it is written")
  func kinds() throws {
    guard case .rectilinear(let gaussian) = try file(Self.horizontals[1]).resample.grid else {
      Issue.record("expected rows and columns")
      return
    }
    #expect(gaussian.latitudeEdges == [-80, -40, 0, 40, 80])
    #expect(gaussian.longitudeEdges == [0, 90, 200, 360])

    guard case .polarStereographic(let arctic) = try file(Self.horizontals[3]).resample.grid else {
      Issue.record("expected a plane")
      return
    }
    #expect(arctic.columns == 304 && arctic.rows == 448 && arctic.projection.epsgCode == 3413)
    #expect(arctic.xEdges.first == -3_850_000 && arctic.yEdges.last == 5_850_000)

    guard case .polarStereographic(let small) = try file(Self.horizontals[4]).resample.grid else {
      Issue.record("expected a plane")
      return
    }
    #expect(small.xEdges == [-1000, -500, 0, 500, 1000] && small.yEdges == [-500, 0, 500])
    #expect(small.projection.isSouth && small.projection.centralLongitude == 140)

    #expect(
      try file(Self.horizontals[5]).resample.grid
        == .healpix(HEALPixGrid(nside: 64, order: .ring))
    )
    #expect(
      try file("{grid: healpix, nside: 64}").resample.grid == .healpix(HEALPixGrid(nside: 64))
    )
  }

  @Test("spellings of one grid have one form, and no two grids share one")
  func canonicalForms() throws {
    func form(_ horizontal: String) throws -> String { try file(horizontal).canonicalForm }
    #expect(
      try form(Self.horizontals[3])
        == form(
          """
          {extent: [-3850000, -5350000, 3750000, 5850000], resolution: 25000.0 m,
            projection: "EPSG:3413", grid: polar_stereographic}
          """
        )
    )
    #expect(
      try form(Self.horizontals[1])
        == form(
          """
          {grid: rectilinear, latitude_edges: [80, 40, 0, -40, -80],
            longitude_edges: [0.0, 90, 200, 360]}
          """
        )
    )
    #expect(
      try form("{grid: healpix, nside: 4}") == form("{grid: healpix, nside: 4, order: nested}")
    )
    let others = [
      "{grid: healpix, nside: 64}", "{grid: healpix, nside: 32, order: ring}",
      "{grid: polar_stereographic, projection: \"EPSG:3411\", resolution: 25 km, extent: nsidc}",
      "{grid: polar_stereographic, projection: \"EPSG:3413\", resolution: 50 km, extent: nsidc}",
    ]
    let forms = try (Self.horizontals + others).map { try form($0) }
    #expect(Set(forms).count == forms.count)
  }

  @Test(
    "every key that is misspelt, left out or of another type is refused",
    arguments: horizontals
  )
  func mutations(horizontal: String) throws {
    let text = yaml(horizontal)
    #expect(problems(of: text) == [])
    let keys = ConfigurationKeys(text)
    let inside = keys.keys.filter { $0.path.contains("horizontal") }
    #expect(inside.count >= 2)
    func changed(_ range: Range<Int>, to new: String) -> String {
      var characters = keys.text
      characters.replaceSubrange(range, with: Array(new))
      return String(characters)
    }
    for key in inside {
      #expect(!problems(of: changed(key.nameRange, to: key.name + "x")).isEmpty, "\(key.name)")
      #expect(!problems(of: changed(key.valueRange, to: "true")).isEmpty, "\(key.name)")
      #expect(!problems(of: changed(key.valueRange, to: "[a]")).isEmpty, "\(key.name)")
      // The order of pixels goes without saying.
      guard key.name != "order" else { continue }
      #expect(!problems(of: changed(key.wholeRange, to: "")).isEmpty, "\(key.name)")
    }
  }

  @Test(
    "what is no grid is reported with what was expected",
    arguments: [
      ("{grid: healpix, nside: 3}", "nside must be a power of 2"),
      ("{grid: healpix, nside: 16384}", "nside must be a power of 2"),
      ("{grid: healpix, nside: 2.5}", "nside: expected a whole number"),
      ("{grid: healpix, nside: 4, order: rings}", "expected nested"),
      ("{grid: healpix, nside: 4, resolution: 1 degree}", "unknown key 'resolution'"),
      ("{grid: rectilinear, latitudes: [1, 2], longitudes: [3, 2]}", "longitudes: "),
      ("{grid: rectilinear, latitudes: [1], longitudes: [2, 3]}", "two degrees or more"),
      ("{grid: rectilinear, latitudes: [1, 2]}", "one of 'longitudes' and 'longitude_edges'"),
      (
        "{grid: rectilinear, latitudes: [1, 2], latitude_edges: [1, 2], longitudes: [1, 2]}",
        "keep one"
      ),
      ("{grid: rectilinear, latitude_edges: [1, 95], longitudes: [1, 2]}", "within -90...90"),
      ("{grid: rectilinear, latitudes: [1, 2], longitude_edges: [0, 361]}", "at most 360"),
      (
        "{grid: polar_stereographic, projection: \"EPSG:4326\", resolution: 1 km, extent: nsidc}",
        "unknown word 'EPSG:4326'"
      ),
      (
        "{grid: polar_stereographic, projection: \"EPSG:3031\", resolution: 1 km, extent: nsidc}",
        "nsidc is that of"
      ),
      (
        "{grid: polar_stereographic, projection: \"EPSG:3413\", resolution: 1 degree, extent: nsidc}",
        "expected metres or kilometres"
      ),
      (
        "{grid: polar_stereographic, projection: \"EPSG:3413\", resolution: 999999999.999999999 km, "
          + "extent: nsidc}",
        "less than 1000000 km"
      ),
      (
        "{grid: polar_stereographic, projection: \"EPSG:3413\", resolution: 7 km, extent: nsidc}",
        "whole number of cells"
      ),
      (
        """
        {grid: polar_stereographic, projection: "EPSG:3413", resolution: 1 km,
          extent: [1000, 0, 0, 1000]}
        """,
        "left must be less than right"
      ),
      (
        """
        {grid: polar_stereographic, resolution: 1 km, extent: [0, 0, 1000, 1000],
          projection: {true_scale_latitude: 0, central_longitude: 0}}
        """,
        "latitude of true scale"
      ),
    ]
  )
  func faults(horizontal: String, message: String) {
    let found = problems(of: yaml(horizontal))
    #expect(found.contains { $0.message.contains(message) }, "\(found.map(\.description))")
  }
}

/// Files that others have made, whose grids are taken.
@Suite("Pipeline file: the grid of another file")
struct PipelineFileLikeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ like: String) throws -> PipelineFile {
    try PipelineFile(
      yaml: """
        pipeline: sst
        read: [{network: argo, files: a.nc, variables: [sea_surface_temperature]}]
        resample: {horizontal: {like: \(like)}, time: month}
        write: [netcdf: "sst_{year}{month}.nc"]

        """,
      path: "p.yaml",
      root: folder.path
    )
  }

  private func write(_ name: String, bounds: Bool) throws {
    let writer = try NetCDFWriter(path: folder.file(name), format: .classic)
    let axes: [(String, String, [Double])] = [
      ("lat", "degrees_north", [60, 0, -60]), ("lon", "degrees_east", [0, 90, 180, 270]),
    ]
    try writer.defineDimension("nv", length: 2)
    for (axis, units, middles) in axes {
      try writer.defineDimension(axis, length: middles.count)
      try writer.defineVariable(axis, type: .double, dimensions: [axis])
      try writer.putAttribute("units", .text(units), of: axis)
      guard bounds else { continue }
      try writer.putAttribute("bounds", .text("\(axis)_bnds"), of: axis)
      try writer.defineVariable("\(axis)_bnds", type: .double, dimensions: [axis, "nv"])
    }
    try writer.defineVariable("sst", type: .float, dimensions: ["lat", "lon"])
    for (axis, _, middles) in axes { try writer.write(.double(middles), to: axis) }
    if bounds {
      try writer.write(.double([90, 20, 20, -20, -20, -90]), to: "lat_bnds")
      try writer.write(.double([-45, 45, 45, 135, 135, 225, 225, 315]), to: "lon_bnds")
    }
    try writer.write(.float([Float](repeating: 0, count: 12)), to: "sst")
    try writer.close()
  }

  @Test("rows and columns are taken with the bounds of the file, else with middles")
  func rowsAndColumns() throws {
    try write("with.nc", bounds: true)
    try write("without.nc", bounds: false)
    let columns: [Double] = [-45, 45, 135, 225, 315]
    #expect(
      try file("with.nc").resample.grid
        == .rectilinear(
          RectilinearGrid(latitudeEdges: [-90, -20, 20, 90], longitudeEdges: columns)
        )
    )
    #expect(
      try file("without.nc").resample.grid
        == .rectilinear(
          RectilinearGrid(latitudeEdges: [-90, -30, 30, 90], longitudeEdges: columns)
        )
    )
    // The grid counts, not the file that tells it.
    try write("other.nc", bounds: true)
    #expect(try file("with.nc").canonicalForm == file("other.nc").canonicalForm)
  }

  @Test("a file that is not there or has no grid is reported", arguments: ["none.nc", "text.nc"])
  func faults(name: String) throws {
    try folder.write("no netCDF", to: "text.nc")
    let error = #expect(throws: PipelineFileError.self) { try file(name) }
    #expect(error?.problems.contains { $0.message.contains("like: '\(name)'") } == true)
  }
}
