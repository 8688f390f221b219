import CNetCDF
import Foundation
import NetCDFFile
import Testing

/// What netCDF-4 makes of HDF5.
@Suite("Semantics of netCDF-4", .serialized)
struct NetCDFSemanticsTests {
  private static func check(_ status: Int32, _ place: SourceLocation = #_sourceLocation) {
    #expect(status == NC_NOERR, sourceLocation: place)
  }

  /// Writes a file through libnetcdf and opens it with both readers, which must agree.
  static func file(
    mode: Int32 = NC_NETCDF4,
    _ write: (Int32) -> Void,
    _ body: (NetCDFFile) throws -> Void
  ) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("semantics-\(UUID().uuidString).nc").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Library.call { () throws(NetCDFError) in
      var id: Int32 = 0
      check(nc_create(path, mode, &id))
      write(id)
      check(nc_close(id))
    }
    let file = try NetCDFFile(path: path)
    #expect(!file.isReadByLibrary)
    let library = try NetCDFFile(path: path, backend: .library)
    #expect(FileText.metadata(of: file) == FileText.metadata(of: library))
    for (variable, twin) in zip(file.allVariables, library.allVariables) {
      #expect(FileText.haveSameBits(try file.read(variable), try library.read(twin)))
    }
    try body(file)
  }

  @Test("a variable shorter than its unlimited dimension goes on with fill values")
  func unlimited() throws {
    try Self.file { id in
      var (time, x): (Int32, Int32) = (0, 0)
      Self.check(nc_def_dim(id, "time", 0, &time))
      Self.check(nc_def_dim(id, "x", 2, &x))
      var variables = [Int32](repeating: 0, count: 4)
      Self.check(nc_def_var(id, "long", NC_INT, 1, [time], &variables[0]))
      Self.check(nc_def_var(id, "short", NC_DOUBLE, 2, [time, x], &variables[1]))
      Self.check(nc_def_var(id, "filled", NC_SHORT, 1, [time], &variables[2]))
      Self.check(nc_def_var(id, "never", NC_UBYTE, 1, [time], &variables[3]))
      var fill: Int16 = -5
      Self.check(nc_def_var_fill(id, variables[2], NC_FILL, &fill))
      Self.check(nc_put_vara_int(id, variables[0], [0], [5], [1, 2, 3, 4, 5]))
      Self.check(nc_put_vara_double(id, variables[1], [0, 0], [2, 2], [1, 2, 3, 4]))
      Self.check(nc_put_vara_short(id, variables[2], [0], [1], [7]))
    } _: { (file) throws in
      #expect(file.root.dimensions.map(\.length) == [5, 2])
      #expect(file.root.dimensions.map(\.isUnlimited) == [true, false])
      let fill = 9.9692099683868690e+36
      let short = try #require(file.variable("short"))
      #expect(
        try file.read(short) == .double([1, 2, 3, 4] + [Double](repeating: fill, count: 6))
      )
      let part = Region(start: [1, 1], count: [3, 1])
      #expect(try file.read(short, region: part) == .double([4, fill, fill]))
      #expect(try FileText.values("filled", of: file) == .short([7, -5, -5, -5, -5]))
      #expect(
        try FileText.values("never", of: file) == .ubyte([255, 255, 255, 255, 255])
      )
    }
  }

  @Test("variables keep their order and the names that netCDF hides from HDF5")
  func names() throws {
    try Self.file(mode: NC_NETCDF4 | NC_CLASSIC_MODEL) { id in
      var (x, y): (Int32, Int32) = (0, 0)
      Self.check(nc_def_dim(id, "x", 3, &x))
      Self.check(nc_def_dim(id, "y", 2, &y))
      var variable: Int32 = 0
      Self.check(nc_def_var(id, "z", NC_BYTE, 2, [y, x], &variable))
      // Named as a dimension and not its coordinate; then a coordinate of two dimensions.
      Self.check(nc_def_var(id, "x", NC_FLOAT, 1, [y], &variable))
      Self.check(nc_def_var(id, "y", NC_FLOAT, 2, [y, x], &variable))
      Self.check(nc_def_var(id, "a", NC_CHAR, 0, [], &variable))
      Self.check(nc_put_att_text(id, variable, "units", 3, "m\0s"))
      Self.check(nc_enddef(id))
    } _: { (file) throws in
      #expect(file.format == .netCDF4Classic)
      #expect(file.allVariables.map(\.name) == ["z", "x", "y", "a"])
      #expect(file.variable("x")?.dimensions.map(\.name) == ["y"])
      #expect(file.variable("y")?.dimensions.map(\.name) == ["y", "x"])
      #expect(file.variable("a")?.attribute("units")?.content == .text("m\0s"))
    }
  }

  @Test("groups see the dimensions of those around them")
  func groups() throws {
    try Self.file { id in
      var (inner, deep, x, time, variable): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
      Self.check(nc_def_dim(id, "x", 3, &x))
      Self.check(nc_def_dim(id, "time", 0, &time))
      Self.check(nc_def_grp(id, "inner", &inner))
      Self.check(nc_def_grp(inner, "deep", &deep))
      var own: Int32 = 0
      Self.check(nc_def_dim(deep, "x", 2, &own))
      Self.check(nc_def_var(inner, "v", NC_INT, 2, [time, x], &variable))
      Self.check(nc_put_vara_int(inner, variable, [0, 0], [4, 3], Array(0..<12)))
      Self.check(nc_def_var(deep, "w", NC_INT, 2, [time, own], &variable))
      Self.check(nc_put_vara_int(deep, variable, [1, 0], [1, 2], [8, 9]))
    } _: { (file) throws in
      #expect(file.variable("inner/v")?.dimensions.map(\.groupPath) == ["", ""])
      #expect(file.variable("inner/deep/w")?.dimensions.map(\.groupPath) == ["", "inner/deep"])
      #expect(file.root.dimensions.map(\.length) == [3, 4])
      let fill: Int32 = -2_147_483_647
      let values = try FileText.values("inner/deep/w", of: file)
      #expect(values == .int([fill, fill, 8, 9, fill, fill, fill, fill]))
    }
  }
}
