import Foundation
import NetCDFFile
import Reading
import Testing

@Suite("A file of fields on grids")
struct GriddedFileTests {
  /// Two times by two depths by 2 latitudes from the north by 3 longitudes; packed, and the
  /// stored number is `100 time + 50 depth + 10 row + column`.
  private static func model() -> SmallFile {
    var file = SmallFile(["time": 2, "depth": 2, "lat": 2, "lon": 3, "nv": 2, "y": 2, "x": 3])
    file.add("time", ["time"], [0, 1], ["units": "days since 2000-01-01"])
    file.add("depth", ["depth"], [0, 10], ["standard_name": "depth", "units": "m"])
    file.add("lat", ["lat"], [20, 10], ["units": "degrees_north", "bounds": "lat_bnds"])
    file.add("lat_bnds", ["lat", "nv"], [25, 15, 15, 5])
    file.add("lon", ["lon"], [350, 360, 370], ["standard_name": "longitude"])
    var numbers: [Int16] = []
    for time in 0..<2 {
      for depth in 0..<2 {
        for row in 0..<2 {
          for column in 0..<3 { numbers.append(Int16(100 * time + 50 * depth + 10 * row + column)) }
        }
      }
    }
    numbers[1] = -99
    file.variables.append(
      SmallFile.Array(
        name: "temp",
        dimensions: ["time", "depth", "lat", "lon"],
        values: .short(numbers),
        attributes: [
          ("scale_factor", .reals([0.5])), ("add_offset", .reals([10])),
          ("_FillValue", .integers([-99])),
        ]
      )
    )
    file.add("nav_lat", ["y", "x"], [1, 2, 3, 4, 5, 6])
    file.add("nav_lon", ["y", "x"], [1, 2, 3, 4, 5, 6])
    file.add("ice", ["y", "x"], [0, 1, 0, 1, 0, 1], ["coordinates": "nav_lon nav_lat"])
    file.add("turned", ["lon", "lat"], [0, 1, 0, 1, 0, 1])
    return file
  }

  @Test("finds fields with coordinates of rows and columns, and with those of each cell")
  func fields() throws {
    let path = try Self.model().write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try GriddedFile(path: path)
    #expect(file.variables.map(\.variable.name) == ["temp", "ice"])
    let temperature = try file.variable("temp")
    #expect(temperature.leading.map(\.name) == ["time", "depth"])
    #expect(temperature.timeDimension == 0)
    #expect(temperature.fieldCount == 4)
    #expect(
      temperature.grid.kind
        == .rectilinear(
          latitudes: [20, 10],
          longitudes: [350, 360, 370],
          latitudeBounds: [25, 15, 15, 5],
          longitudeBounds: nil
        )
    )
    #expect(temperature.grid.variables.map(\.name) == ["lat", "lon", "lat_bnds"])
    guard case .curvilinear(let latitudes, _, nil, nil) = try file.variable("ice").grid.kind else {
      Issue.record("expected a latitude for each cell")
      return
    }
    #expect(latitudes == [1, 2, 3, 4, 5, 6])
    #expect(file.variablesBesideGrids().map(\.name) == ["time", "depth"])
  }

  @Test("unpacks a field at a time, NaN where missing")
  func values() throws {
    let path = try Self.model().write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try GriddedFile(path: path)
    let variable = try file.variable("temp")
    var values = [Float](repeating: 0, count: 6)
    var span = values.mutableSpan
    try file.read(variable, field: 0, into: &span)
    #expect(values[0] == 10)
    #expect(values[1].isNaN)
    var row = [Double](repeating: 0, count: 3)
    var rowSpan = row.mutableSpan
    // Field 3 is the second depth of the second time: 150, and 10 more in its second row.
    try file.read(variable, field: 3, rows: 1..<2, into: &rowSpan)
    #expect(row == [160, 161, 162].map { 10 + 0.5 * $0 })
  }

  @Test("says why a variable has no grid")
  func refusals() throws {
    let path = try Self.model().write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try GriddedFile(path: path)
    #expect(file.leftOut.map(\.variable) == ["turned"])
    #expect(throws: ReadingError.self) { try file.variable("turned") }
    #expect(throws: ReadingError.self) { try file.variable("nothing") }
    var crooked = SmallFile(["lat": 3, "lon": 1])
    crooked.add("lat", ["lat"], [1, 3, 2], ["units": "degrees_north"])
    crooked.add("lon", ["lon"], [0], ["units": "degrees_east"])
    crooked.add("t", ["lat", "lon"], [1, 2, 3])
    let second = try crooked.write()
    defer { try? FileManager.default.removeItem(atPath: second) }
    #expect(throws: ReadingError.self) { try GriddedFile(path: second) }
  }
}
