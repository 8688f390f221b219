import NetCDFFile
import ObservationModel
import Reading
import Testing

/// Files that are whole as netCDF and mean nonsense: each is read with what is missing missing, or
/// refused with the reason, and none stops the program.
@Suite("Files that mean nonsense")
struct HostileMeaningTests {
  static func trajectory(
    times: [Double] = [0, 1, 2, 3],
    units: String = "days since 2000-01-01",
    calendar: String? = nil,
    packing: [(String, AttributeContent)] = []
  ) -> SmallFile {
    var small = SmallFile(["obs": 4])
    var attributes: [(String, AttributeContent)] = [("units", .text(units))]
    if let calendar { attributes.append(("calendar", .text(calendar))) }
    small.variables.append(
      SmallFile.Array(
        name: "time",
        dimensions: ["obs"],
        values: .double(times),
        attributes: attributes
      )
    )
    small.add("lat", ["obs"], [1, 2, 3, 4], ["units": "degrees_north"])
    small.add("lon", ["obs"], [1, 2, 3, 4], ["units": "degrees_east"])
    small.variables.append(
      SmallFile.Array(
        name: "temp",
        dimensions: ["obs"],
        values: .short([1, 2, 3, 4]),
        attributes: [("units", .text("K")), ("standard_name", .text("sea_water_temperature"))]
          + packing
      )
    )
    return small
  }

  /// Reads all there is; nil when the file is refused.
  static func observations(_ small: SmallFile) throws -> Int? {
    do {
      let file = try small.open()
      let found = try file.inspect()
      _ = try SmallFile.content(file, "temperature")
      return found.observationCount
    } catch let error as ReadingError {
      #expect(!error.detail.isEmpty)
      return nil
    }
  }

  @Test(
    "times that are none are missing",
    arguments: [.nan, .infinity, -.infinity, 1e300, -1e300, 9.9e15, 1e18, 5e-324]
  )
  func times(time: Double) throws {
    let count = try Self.observations(Self.trajectory(times: [time, 1, 2, 3]))
    #expect(count == (time.magnitude < 1 ? 4 : 3))
  }

  @Test(
    "units and calendars of time that are none are refused",
    arguments: [
      ("days since 0000-00-00", nil), ("days since 2000-13-01", nil),
      ("days since 2000-01-32", nil),
      ("days since yesterday", nil), ("days since ", nil), ("since", nil),
      (" since 2000-01-01", nil),
      ("parsecs since 2000-01-01", nil), ("days since 99999999999-01-01", nil),
      ("days since 2000-01-01 25:61:61", nil), ("days since 2000-01-01", "mayan"),
      ("days since 2000-02-30", "standard"), ("seconds", nil), ("days since \u{1}\u{2}", nil),
    ] as [(String, String?)]
  )
  func units(units: String, calendar: String?) throws {
    #expect(try Self.observations(Self.trajectory(units: units, calendar: calendar)) == nil)
  }

  @Test(
    "far reference dates put all times outside the years that count",
    arguments: ["days since 9999999-01-01", "days since -4713-01-01", "years since 0001-01-01"]
  )
  func farReference(units: String) throws {
    #expect(try Self.observations(Self.trajectory(units: units)) == 0)
  }

  @Test(
    "packing that is none leaves the numbers",
    arguments: [
      ("scale_factor", .reals([0])), ("scale_factor", .reals([.nan])),
      ("scale_factor", .text("ten")), ("scale_factor", .reals([1, 2])),
      ("scale_factor", .reals([.infinity])), ("add_offset", .text("c")),
      ("add_offset", .reals([-.infinity])), ("_FillValue", .integers([-1])),
      ("missing_value", .text("none")), ("valid_range", .reals([9, -9])),
      ("valid_min", .text("low")), ("_Unsigned", .text("perhaps")), ("_Unsigned", .integers([1])),
      ("units", .text("furlongs per fortnight squared")), ("units", .integers([3])),
      ("units", .text(String(repeating: "m", count: 5000))),
    ] as [(String, AttributeContent)]
  )
  func packing(name: String, content: AttributeContent) throws {
    var small = Self.trajectory()
    let last = small.variables.removeLast()
    small.variables.append(
      SmallFile.Array(
        name: last.name,
        dimensions: last.dimensions,
        values: last.values,
        attributes: last.attributes.filter { $0.0 != name } + [(name, content)]
      )
    )
    do {
      let found = try small.open().inspect()
      #expect(found.observationCount == 4)
      let temperature = found.variables.first { $0.name == "temp" }
      #expect(temperature?.validCount == 4)
      if name != "units" { #expect(temperature?.minimum == 1 - 273.15) }
    } catch let error as ReadingError {
      Issue.record("\(error)")
    }
  }

  @Test(
    "row sizes that do not fit are refused",
    arguments: [
      [-1, 5], [2_000_000_000, 2_000_000_000], [4, 1], [1, 2], [Int32.max, 1], [Int32.min, 4],
    ]
      as [[Int32]]
  )
  func rowSizes(sizes: [Int32]) throws {
    var small = Self.trajectory()
    small.dimensions.append(("feature", 2))
    small.attributes = [("featureType", .text("trajectory"))]
    small.add("size", ["feature"], .int(sizes), ["sample_dimension": "obs"])
    #expect(try Self.observations(small) == nil)
  }

  @Test("row sizes of numbers that are not whole are refused", arguments: [1.5, .infinity, 1e300])
  func realRowSizes(size: Double) throws {
    var small = Self.trajectory()
    small.dimensions.append(("feature", 1))
    small.add("size", ["feature"], [size], ["sample_dimension": "obs"])
    #expect(try Self.observations(small) == nil)
  }

  @Test("indices without an instance are refused", arguments: [-1, 2, Int32.max, Int32.min])
  func indices(index: Int32) throws {
    var small = Self.trajectory()
    small.dimensions.append(("feature", 2))
    small.add("index", ["obs"], .int([0, 1, index, 0]), ["instance_dimension": "feature"])
    #expect(try Self.observations(small) == nil)
  }

  @Test("dimensions that attributes name and the file lacks are refused")
  func foreignDimensions() throws {
    for (attribute, dimension) in [("sample_dimension", "obs"), ("instance_dimension", "obs")] {
      var small = Self.trajectory()
      small.variables.append(
        SmallFile.Array(
          name: "link",
          dimensions: [dimension],
          values: .int([1, 1, 1, 1]),
          attributes: [(attribute, .text("nowhere"))]
        )
      )
      let count = try Self.observations(small)
      #expect(count == nil || count == 4)
    }
  }

  @Test("positions that are none are missing")
  func positions() throws {
    var small = SmallFile(["obs": 6])
    small.addPlace(
      time: (["obs"], [0, 1, 2, 3, 4, 5]),
      latitude: (["obs"], [91, -.infinity, .nan, 90, 1e300, 5]),
      longitude: (["obs"], [0, 0, 0, 540, 0, 1e300])
    )
    let found = try small.open().inspect()
    #expect(found.observationCount == 1)
    #expect(found.longitudes == -180...(-180))
  }

  @Test("files of no length are read as no observations")
  func empty() throws {
    var small = SmallFile(["feature": 0])
    small.dimensions = [("obs", 0)]
    let path = try small.write()
    #expect(throws: ReadingError.self) {
      _ = try ObservationFile(path: path, catalogue: NetworkCatalogue())
    }
  }
}
