import NetCDFFile
import ObservationModel
import Reading
import Testing

/// What counts as the vertical coordinate of a file without a map of its own.
@Suite("Vertical coordinates by the CF metadata")
struct VerticalMeaningTests {
  static func content(
    _ name: String,
    _ values: [Double],
    _ attributes: KeyValuePairs<String, String>
  ) throws -> SmallFile.Content {
    var small = HostileMeaningTests.trajectory()
    small.add(name, ["obs"], values, attributes)
    return try SmallFile.content(try small.open(), "temperature")
  }

  @Test(
    "a name in use counts for nothing against a standard name",
    arguments: [
      ("pres", "air_pressure", "hPa"), ("height", "sea_surface_wave_significant_height", "m"),
      ("alt", "sea_surface_height_above_mean_sea_level", "m"),
      ("pressure", "air_pressure_at_mean_sea_level", "hPa"),
    ]
  )
  func otherwise(name: String, standardName: String, units: String) throws {
    let content = try Self.content(
      name,
      [1, .nan, 3, 4],
      ["standard_name": standardName, "units": units]
    )
    #expect(content.vertical.isEmpty)
    #expect(content.values.count == 4)
  }

  @Test("a name in use counts where there is no standard name")
  func byName() throws {
    #expect(try Self.content("depth", [1, 2, 3, 4], ["units": "m"]).vertical == [1, 2, 3, 4])
  }

  @Test("depths that are counted upwards are turned round")
  func upwards() throws {
    let up = try Self.content(
      "depth",
      [0, -1, -2, -3],
      ["standard_name": "depth", "units": "m", "positive": "up", "axis": "Z"]
    )
    #expect(up.vertical == [0, 1, 2, 3])
    let down = try Self.content(
      "depth",
      [0, 1, 2, 3],
      ["standard_name": "depth", "units": "m", "positive": "down", "axis": "Z"]
    )
    #expect(down.vertical == [0, 1, 2, 3])
  }
}
