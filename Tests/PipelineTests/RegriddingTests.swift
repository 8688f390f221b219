import Foundation
import NetCDFFile
import Pipeline
import Reading
import Resampling
import Testing

@Suite("Bringing the fields of a file to another grid")
struct RegriddingTests {
  /// A directory of one's own, removed with it.
  private final class Folder {
    let path = NSTemporaryDirectory() + "sverdrup-regrid-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true
      )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  private var source: String { folder.path + "/source.nc" }
  private var output: String { folder.path + "/output.nc" }

  /// Two times of 4 by 8 cells, packed, with codes beside them; the second half of the second time
  /// is missing.
  private func writeSource() throws {
    let writer = try NetCDFWriter(path: source, format: .netCDF4)
    try writer.defineDimension("time", length: nil)
    try writer.defineDimension("lat", length: 4)
    try writer.defineDimension("lon", length: 8)
    try writer.defineVariable("time", type: .double, dimensions: ["time"])
    try writer.putAttribute("units", .text("days since 2000-01-01"), of: "time")
    try writer.defineVariable("lat", type: .double, dimensions: ["lat"])
    try writer.putAttribute("units", .text("degrees_north"), of: "lat")
    try writer.defineVariable("lon", type: .double, dimensions: ["lon"])
    try writer.putAttribute("units", .text("degrees_east"), of: "lon")
    try writer.defineVariable("height", type: .double, dimensions: [])
    try writer.putAttribute("units", .text("m"), of: "height")
    try writer.defineVariable(
      "t",
      type: .short,
      dimensions: ["time", "lat", "lon"],
      fill: .integers([-1])
    )
    try writer.putAttribute("scale_factor", .reals([0.5]), of: "t")
    try writer.putAttribute("units", .text("K"), of: "t")
    try writer.putAttribute("coordinates", .text("height"), of: "t")
    try writer.putAttribute("cell_methods", .text("time: mean"), of: "t")
    try writer.putAttribute("actual_range", .reals([0, 23.5]), of: "t")
    try writer.defineVariable("flag", type: .byte, dimensions: ["lat", "lon"])
    try writer.putAttribute("flag_values", .integers([0, 1]), type: .byte, of: "flag")
    try writer.putAttribute("flag_meanings", .text("sea land"), of: "flag")
    try writer.putAttribute("title", .text("a model"))
    try writer.putAttribute("history", .text("made"))
    try writer.putAttribute("geospatial_lat_min", .reals([-67.5]))
    try writer.write(.double([10, 20]), to: "time", region: Region(start: [0], count: [2]))
    try writer.write(.double([-67.5, -22.5, 22.5, 67.5]), to: "lat")
    try writer.write(.double((0..<8).map { 22.5 + 45 * Double($0) }), to: "lon")
    try writer.write(.double([2]), to: "height")
    let values = (0..<64).map { Int16($0 < 48 ? 2 * $0 : -1) }
    try writer.write(
      .short(values),
      to: "t",
      region: Region(start: [0, 0, 0], count: [2, 4, 8])
    )
    try writer.write(.byte((0..<32).map { Int8($0 % 3 == 0 ? 1 : 0) }), to: "flag")
    try writer.close()
  }

  private func regrid(
    _ method: RemappingMethod,
    like words: String = "r4x2",
    _ change: (inout Regridding.Request) -> Void = { _ in }
  ) throws -> Regridding.Report {
    var request = Regridding.Request(method: method, history: "today: regridded")
    change(&request)
    let target = try #require(try TargetGrid(words: words))
    return try Regridding(of: GriddedFile(path: source), to: target, request).write(to: output)
  }

  @Test("an odd number of rows has one on each pole, as CDO lays them out")
  func rowsOnPoles() throws {
    try writeSource()
    _ = try regrid(.bilinear, like: "r4x5")
    let file = try NetCDFFile(path: output)
    let latitudes = try #require(file.variable("lat"))
    #expect(try file.read(latitudes) == .double([-90, -45, 0, 45, 90]))
    let bounds = try #require(file.variable("lat_bnds"))
    let edges = [-90, -67.5, -67.5, -22.5, -22.5, 22.5, 22.5, 67.5, 67.5, 90]
    #expect(try file.read(bounds) == .double(edges))
  }

  @Test("writes fields on the new grid and carries everything else over")
  func carriedOver() throws {
    try writeSource()
    let report = try regrid(.conservative, like: "global_90") { $0.writesCoverage = true }
    #expect(report.variables.map(\.name) == ["t"])
    #expect(report.variables[0].fields == 2)
    #expect(report.variables[0].values == 16)
    #expect(report.variables[0].missing == 4)
    #expect(report.leftOut.map(\.variable) == ["flag"])
    #expect(report.weights == [.rowsAndColumns])
    let file = try NetCDFFile(path: output)
    let variable = try #require(file.variable("t"))
    #expect(variable.shape == [2, 2, 4])
    #expect(variable.type == .float)
    #expect(variable.attribute("units")?.content == .text("K"))
    #expect(variable.attribute("scale_factor") == nil)
    #expect(variable.attribute("actual_range") == nil)
    #expect(variable.attribute("coordinates")?.content == .text("height"))
    #expect(variable.attribute("cell_methods")?.content == .text("time: mean area: mean"))
    #expect(variable.attribute("ancillary_variables")?.content == .text("t_coverage"))
    let time = try #require(file.variable("time"))
    #expect(try file.read(time) == .double([10, 20]))
    let bounds = try #require(file.variable("lat_bnds"))
    #expect(try file.read(bounds) == .double([-90, 0, 0, 90]))
    #expect(file.variable("flag") == nil)
    let attributes = file.root.attributes
    #expect(attributes.first { $0.name == "title" }?.content == .text("a model"))
    #expect(
      attributes.first { $0.name == "history" }?.content == .text("today: regridded\nmade")
    )
    #expect(!attributes.contains { $0.name == "geospatial_lat_min" })
    // The first cell, from 180° W, is the mean of columns 4 and 5 of the two southern rows, with
    // areas as sin 45° and 1 - sin 45°.
    guard case .float(let values) = try file.read(variable) else {
      Issue.record("expected numbers of 32 bits")
      return
    }
    let (outer, inner) = (1 - 0.5.squareRoot(), 0.5.squareRoot())
    let expected = 4.5 * outer + 12.5 * inner
    #expect(abs(Double(values[0]) - expected) < 1e-6)
    let coverage = try #require(file.variable("t_coverage"))
    guard case .float(let parts) = try file.read(coverage) else {
      Issue.record("expected numbers of 32 bits")
      return
    }
    #expect(parts == [Float](repeating: 1, count: 12) + [0, 0, 0, 0])
  }

  @Test("packs like the source where that is asked for, and keeps codes")
  func packed() throws {
    try writeSource()
    let report = try regrid(.nearest) { $0.packsLikeSource = true }
    #expect(report.variables.map(\.name) == ["t", "flag"])
    let file = try NetCDFFile(path: output)
    #expect(file.variable("t")?.type == .short)
    #expect(file.variable("t")?.attribute("scale_factor")?.content == .reals([0.5]))
    let flag = try #require(file.variable("flag"))
    #expect(flag.type == .byte)
    #expect(flag.attribute("flag_meanings")?.content == .text("sea land"))
  }

  @Test("the same request gives the same bytes, on any number of threads")
  func sameBytes() throws {
    try writeSource()
    _ = try regrid(.bilinear)
    let first = try Data(contentsOf: URL(fileURLWithPath: output))
    _ = try regrid(.bilinear) { $0.threads = 3 }
    #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == first)
  }

  @Test("weights are kept, found again, and never taken when damaged or of another grid")
  func cache() throws {
    try writeSource()
    let cache = folder.path + "/weights"
    func run(_ method: RemappingMethod, _ words: String) throws -> WeightsOrigin {
      try #require(
        try regrid(method, like: words) { $0.cacheDirectory = cache }.weights.first
      )
    }
    #expect(try run(.nearest, "r4x2") == .workedOut)
    let first = try Data(contentsOf: URL(fileURLWithPath: output))
    #expect(try run(.nearest, "r4x2") == .cache)
    #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == first)
    #expect(try run(.nearest, "r5x2") == .workedOut)
    #expect(try run(.inverseDistance, "r4x2") == .workedOut)
    for name in try FileManager.default.contentsOfDirectory(atPath: cache) {
      let url = URL(fileURLWithPath: cache + "/" + name)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: url)
    }
    #expect(try run(.nearest, "r4x2") == .workedOut)
    #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == first)
    #expect(try run(.nearest, "r4x2") == .cache)
  }

  @Test("cells of HEALPix are a grid to bring fields to and from")
  func healpix() throws {
    try writeSource()
    // 192 cells of the same area.
    #expect(try regrid(.conservative, like: "healpix:4").variables[0].values == 384)
    let pixels = try NetCDFFile(path: output)
    let variable = try #require(pixels.variable("t"))
    #expect(variable.dimensions.map(\.name) == ["time", "cell"])
    #expect(variable.attribute("grid_mapping")?.content == .text("crs"))
    guard
      case .float(let values) = try pixels.read(
        variable,
        region: Region(start: [0, 0], count: [1, 192])
      )
    else {
      Issue.record("expected numbers of 32 bits")
      return
    }
    // The mean over the globe: rows of areas as 1 - sin 45° and sin 45°, which lie the same on both
    // sides of the equator, have the mean of all values, 15.5. Parallels are not great circles.
    let mean = values.reduce(0) { $0 + Double($1) } / 192
    #expect(abs(mean - 15.5) < 1e-5)
    let file = try GriddedFile(path: output)
    let back = folder.path + "/back.nc"
    let target = try #require(try TargetGrid(words: "r8x4"))
    let request = Regridding.Request(method: .conservativeSecondOrder, history: "back")
    let report = try Regridding(of: file, to: target, request).write(to: back)
    #expect(report.variables[0].values == 64)
    #expect(report.weights == [.workedOut])
    #expect(throws: Regridding.Failure.self) { try TargetGrid(words: "healpix:3") }
  }

  @Test("squares of a polar plane are a grid to bring fields to and from")
  func polar() throws {
    try writeSource()
    let words = "EPSG:3413,500km,-1000km,-1000km,1000km,1000km"
    let report = try regrid(.nearest, like: words)
    #expect(report.variables.map(\.values) == [32, 16])
    #expect(report.variables[0].missing == 16)
    let file = try NetCDFFile(path: output)
    let x = try #require(file.variable("x"))
    #expect(try file.read(x) == .double([-750_000, -250_000, 250_000, 750_000]))
    let field = try GriddedFile(path: output)
    let back = folder.path + "/back.nc"
    let target = try #require(try TargetGrid(words: "global_5"))
    let request = Regridding.Request(method: .conservative, history: "back")
    _ = try Regridding(of: field, to: target, request).write(to: back)
    #expect(throws: Regridding.Failure.self) { try TargetGrid(words: "EPSG:4326,25km") }
    #expect(throws: Regridding.Failure.self) { try TargetGrid(words: "EPSG:3413,25 miles") }
  }

  @Test("words that name no grid are none, and a grid that cannot be laid out says why")
  func words() throws {
    for words in ["", "r", "r4", "r0x2", "r4x2x1", "global", "global_x", "nothing"] {
      let named = try TargetGrid(words: words) != nil
      #expect(!named, "\(words)")
    }
    #expect(throws: Regridding.Failure.self) { try TargetGrid(words: "global_7") }
    // As `cdo griddes` of version 2.1.1 tells them: xfirst 0 and yfirst -89.5; -179.75 and -89.75.
    let rows = try #require(try TargetGrid(words: "r360x180"))
    #expect(rows.grid.centres().longitudes[0] == 0)
    #expect(rows.grid.centres().latitudes[0] == -89.5)
    let global = try #require(try TargetGrid(words: "global_0.5"))
    #expect(global.grid.centres().longitudes[0] == -179.75)
    #expect(global.grid.centres().latitudes[0] == -89.75)
  }
}
