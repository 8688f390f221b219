import Foundation
import NetCDFFile
import ObservationModel
import Reading
import Testing

@Suite("A field on a grid")
struct GriddedFieldTests {
  /// Months of 1 year by 2 depths, 3 latitudes from the north and 4 longitudes, in kelvin: the
  /// value is `273.15 + 1000 month + 100 depth + 10 row + column`, by numbers as stored.
  private static func atlas() -> SmallFile {
    var file = SmallFile(["time": 12, "depth": 2, "lat": 3, "lon": 4, "one": 1])
    file.add(
      "time",
      ["time"],
      (0..<12).map { Double($0) + 0.5 },
      ["units": "months since 1955-01-01", "axis": "T"]
    )
    file.add(
      "depth",
      ["depth"],
      [0, -10],
      ["standard_name": "depth", "units": "m", "positive": "up"]
    )
    file.add("lat", ["lat"], [60, 50, 40], ["units": "degrees_north"])
    file.add("lon", ["lon"], [1, 2, 3, 4], ["units": "degrees_east"])
    func values(_ scale: Double, _ offset: Double) -> [Double] {
      var values: [Double] = []
      for month in 0..<12 {
        for depth in 0..<2 {
          for row in 0..<3 {
            for column in 0..<4 {
              let number = Double(1000 * month + 100 * depth + 10 * row + column)
              values.append(number * scale + offset)
            }
          }
        }
      }
      return values
    }
    let dimensions = ["time", "one", "depth", "lat", "lon"]
    file.add(
      "t_an",
      dimensions,
      values(1, 273.15),
      [
        "standard_name": "sea_water_temperature", "units": "kelvin",
        "cell_methods": "area: mean depth: mean time: mean within years time: mean over years",
      ]
    )
    file.add(
      "t_mn",
      dimensions,
      values(1, 0),
      [
        "standard_name": "sea_water_temperature", "units": "degree_Celsius",
        "cell_methods": "area: mean depth: mean time: mean",
      ]
    )
    var deviations = values(0.001, 0)
    deviations[0] = -999
    file.add(
      "t_sd",
      dimensions,
      deviations,
      [
        "standard_name": "sea_water_temperature", "units": "kelvin",
        "cell_methods": "area: mean depth: mean time: standard_deviation",
      ]
    )
    return file
  }

  private static func field(
    _ file: SmallFile,
    _ role: GriddedField.Role,
    of name: String = "temperature",
    variable: String? = nil
  ) throws -> GriddedField {
    let path = try file.write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try GriddedField(
      path: path,
      quantity: try #require(Quantity.named(name)),
      role: role,
      variable: variable
    )
  }

  @Test("has ascending axes, months, and values in the unit of the quantity")
  func mean() throws {
    let field = try Self.field(Self.atlas(), .mean)
    #expect(field.latitudes == [40, 50, 60])
    #expect(field.longitudes == [1, 2, 3, 4])
    #expect(field.depths == [0, 10])
    #expect(field.stepOfDay[31] == 1)
    // March, second depth, southernmost row, second column; rows are stored from the north.
    let cell = ((2 * 2 + 1) * 3 + 0) * 4 + 1
    #expect((field.values[cell] - 2121).magnitude < 0.001)
    #expect(field.values.count == 12 * 2 * 3 * 4)
  }

  @Test("takes standard deviations as differences, and the variable that is named")
  func roles() throws {
    let field = try Self.field(Self.atlas(), .standardDeviation)
    let cell = ((2 * 2 + 1) * 3 + 0) * 4 + 1
    #expect((field.values[cell] - 2.121).magnitude < 0.00001)
    let named = try Self.field(Self.atlas(), .mean, variable: "t_mn")
    #expect(named.values[cell] == 2121)
  }

  @Test("is one of several files, for parts of the year")
  func joined() throws {
    func month(_ first: Double, latitude: Double = 0) throws -> GriddedField {
      var file = SmallFile(["time": 1, "nv": 2, "lat": 2, "lon": 2])
      file.add(
        "time",
        ["time"],
        [first + 15],
        ["units": "days since 2001-01-01", "standard_name": "time", "climatology": "bounds"]
      )
      file.add("bounds", ["time", "nv"], [first, first + 31])
      file.add("lat", ["lat"], [latitude, 1], ["units": "degrees_north"])
      file.add("lon", ["lon"], [1, 2], ["units": "degrees_east"])
      file.add(
        "t_an",
        ["time", "lat", "lon"],
        [first, first, first, first],
        ["standard_name": "sea_water_temperature", "units": "degree_Celsius"]
      )
      return try Self.field(file, .mean)
    }
    // January, and July, which begins on day 181 of 2001 and on day 182 of a leap year.
    let parts = [("1", try month(0)), ("7", try month(181))]
    let year = try GriddedField(joining: parts)
    #expect(year.stepOfDay[30] == 0)
    #expect(year.stepOfDay[31] == nil)
    #expect(year.stepOfDay[182] == 1)
    #expect(year.values == [0, 0, 0, 0, 181, 181, 181, 181])
    #expect(throws: ReadingError.self) { try GriddedField(joining: [parts[0], parts[0]]) }
    #expect(throws: ReadingError.self) {
      try GriddedField(joining: [parts[0], ("8", try month(212, latitude: 0.5))])
    }
  }

  @Test("that is not told by the file is refused, with the reason")
  func refused() throws {
    #expect(throws: ReadingError.self) { try Self.field(Self.atlas(), .minimum) }
    #expect(throws: ReadingError.self) { try Self.field(Self.atlas(), .mean, of: "salinity") }
    #expect(throws: ReadingError.self) { try Self.field(Self.atlas(), .mean, variable: "t_xx") }
    // A dimension of several that is no axis.
    var ensembles = SmallFile(["member": 2, "lat": 2, "lon": 2])
    ensembles.add("lat", ["lat"], [1, 2], ["units": "degrees_north"])
    ensembles.add("lon", ["lon"], [1, 2], ["units": "degrees_east"])
    ensembles.add(
      "t",
      ["member", "lat", "lon"],
      [1, 2, 3, 4, 5, 6, 7, 8],
      ["standard_name": "sea_water_temperature", "units": "degree_Celsius"]
    )
    #expect(throws: ReadingError.self) { try Self.field(ensembles, .mean) }
    // A unit of another kind.
    var metres = SmallFile(["lat": 2, "lon": 2])
    metres.add("lat", ["lat"], [1, 2], ["units": "degrees_north"])
    metres.add("lon", ["lon"], [1, 2], ["units": "degrees_east"])
    metres.add(
      "t",
      ["lat", "lon"],
      [1, 2, 3, 4],
      ["standard_name": "sea_water_temperature", "units": "m"]
    )
    #expect(throws: ReadingError.self) { try Self.field(metres, .mean) }
    #expect(throws: ReadingError.self) {
      try GriddedField(
        path: "/no/such/file.nc",
        quantity: try #require(Quantity.named("temperature")),
        role: .mean
      )
    }
  }
}
