import NetCDFFile
import ObservationModel
import Reading
import Testing

/// The discrete sampling geometries of CF 1.11, chapter 9 and appendix H, each in each of its
/// representations, with values worked out by hand.
@Suite("Representations of features")
struct RepresentationTests {
  static let temperature: KeyValuePairs = [
    "units": "degree_Celsius", "standard_name": "sea_water_temperature",
  ]

  @Test("orthogonal time series: stations by times")
  func orthogonalTimeSeries() throws {
    var small = SmallFile(["station": 2, "time": 3], ["featureType": "timeSeries"])
    small.addPlace(
      time: (["time"], [0, 1, 2]),
      latitude: (["station"], [10, 20]),
      longitude: (["station"], [30, 40])
    )
    small.add("temp", ["time", "station"], [1, 11, 2, 12, 3, 13], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .timeSeries)
    #expect(found.featureCount == 2)
    #expect(found.observationCount == 6)
    let content = try SmallFile.content(file, "temperature")
    // Station by station, though the file is stored time by time.
    #expect(content.values == [1, 2, 3, 11, 12, 13])
    #expect(content.latitudes == [10, 10, 10, 20, 20, 20])
    #expect(content.times[4] == SmallFile.instant(day: 1))
    #expect(content.features.map(\.observations) == [0..<3, 3..<6])
  }

  @Test("incomplete trajectories: padding of time and place is no observation")
  func incompleteTrajectory() throws {
    var small = SmallFile(["trajectory": 2, "obs": 3], ["featureType": "trajectory"])
    let nan = Double.nan
    small.addPlace(
      time: (["trajectory", "obs"], [0, 1, 2, 5, 6, nan]),
      latitude: (["trajectory", "obs"], [1, 2, 3, 4, 5, nan]),
      longitude: (["trajectory", "obs"], [1, 2, 3, 4, 5, nan])
    )
    small.add("temp", ["trajectory", "obs"], [7, 8, 9, 10, 11, nan], Self.temperature)
    let found = try small.open().inspect()
    #expect(found.featureType == .trajectory)
    #expect(found.featureCount == 2)
    #expect(found.observationCount == 5)
    #expect(found.times == SmallFile.instant(day: 0)...SmallFile.instant(day: 6))
  }

  @Test("incomplete profiles: padding of levels is no observation")
  func incompleteProfile() throws {
    var small = SmallFile(["profile": 2, "z": 3], ["featureType": "profile"])
    small.addPlace(
      time: (["profile"], [0, 1]),
      latitude: (["profile"], [10, 20]),
      longitude: (["profile"], [30, 40])
    )
    small.add(
      "depth",
      ["profile", "z"],
      [5, 10, .nan, 5, 10, 15],
      ["units": "m", "standard_name": "depth", "positive": "down", "axis": "Z"]
    )
    small.add("temp", ["profile", "z"], [1, 2, 99, 3, .nan, 5], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .profile)
    #expect(found.featureCount == 2)
    // A level without a temperature is a level; padding is none, whatever stands in it.
    #expect(found.observationCount == 5)
    #expect(found.vertical == 5...15)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.vertical == [5, 10, 5, 10, 15])
    #expect(content.values[..<3] == [1, 2, 3])
    #expect(content.features.map(\.observations) == [0..<2, 2..<5])
  }

  @Test("orthogonal profiles of a station: times by levels")
  func orthogonalTimeSeriesProfile() throws {
    var small = SmallFile(["time": 2, "z": 2], ["featureType": "timeSeriesProfile"])
    small.addPlace(time: (["time"], [0, 1]), latitude: ([], [10]), longitude: ([], [200]))
    small.add("z", ["z"], [-3, 100], ["units": "m", "positive": "up", "axis": "Z"])
    small.add("temp", ["z", "time"], [1, 3, 2, 4], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .timeSeriesProfile)
    #expect(found.featureCount == 2)
    #expect(found.observationCount == 4)
    #expect(found.longitudes == -160...(-160))
    #expect(found.verticalKind == .height)
    #expect(try SmallFile.content(file, "temperature").values == [1, 2, 3, 4])
  }

  @Test("a series at several depths is one of profiles, though it calls itself a time series")
  func seriesWithDepths() throws {
    var small = SmallFile(["time": 3, "depth": 2], ["featureType": "timeSeries"])
    small.addPlace(time: (["time"], [0, 1, 2]), latitude: ([], [10]), longitude: ([], [20]))
    small.add("depth", ["depth"], [1, 2], ["units": "m", "axis": "Z", "positive": "down"])
    small.add("temp", ["time", "depth"], [1, 2, 3, 4, 5, 6], Self.temperature)
    let found = try small.open().inspect()
    #expect(found.featureType == .timeSeriesProfile)
    #expect(found.featureCount == 3)
    #expect(found.observationCount == 6)
  }

  @Test("contiguous ragged profiles: row sizes")
  func contiguousRagged() throws {
    var small = SmallFile(["profile": 3, "obs": 5], ["featureType": "profile"])
    small.addPlace(
      time: (["profile"], [0, 1, 2]),
      latitude: (["profile"], [10, 20, 30]),
      longitude: (["profile"], [1, 2, 3])
    )
    small.add("rowSize", ["profile"], .int([2, 0, 3]), ["sample_dimension": "obs"])
    small.add("depth", ["obs"], [1, 2, 1, .nan, 3], ["units": "m", "axis": "Z"])
    small.add("temp", ["obs"], [5, 6, 7, 8, 9], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureCount == 3)
    #expect(found.observationCount == 4)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.values == [5, 6, 7, 9])
    #expect(content.latitudes == [10, 10, 30, 30])
    #expect(content.features.map(\.observations) == [0..<2, 2..<2, 2..<4])
  }

  @Test("indexed ragged series: observations find their station")
  func indexedRagged() throws {
    var small = SmallFile(["station": 2, "obs": 4], ["featureType": "timeSeries"])
    small.addPlace(
      time: (["obs"], [0, 1, 2, 3]),
      latitude: (["station"], [10, 20]),
      longitude: (["station"], [1, 2])
    )
    small.add("stationIndex", ["obs"], .short([1, 0, 1, 1]), ["instance_dimension": "station"])
    small.add("temp", ["obs"], [5, 6, 7, 8], Self.temperature)
    let file = try small.open()
    #expect(try file.inspect().featureCount == 2)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.values == [6, 5, 7, 8])
    #expect(content.latitudes == [10, 20, 20, 20])
    #expect(content.features.map(\.observations) == [0..<1, 1..<4])
  }

  @Test("ragged arrays of ragged arrays: samples of profiles, profiles of stations")
  func raggedOfRagged() throws {
    var small = SmallFile(
      ["station": 2, "profile": 3, "obs": 6],
      ["featureType": "timeSeriesProfile"]
    )
    small.addPlace(
      time: (["profile"], [0, 1, 2]),
      latitude: (["station"], [10, 20]),
      longitude: (["station"], [1, 2])
    )
    small.add("station_index", ["profile"], .int([1, 0, 1]), ["instance_dimension": "station"])
    small.add("row_size", ["profile"], .int([1, 2, 3]), ["sample_dimension": "obs"])
    small.add("z", ["obs"], [0, 0, 5, 0, 5, 9], ["units": "m", "axis": "Z"])
    small.add("temp", ["obs"], [1, 2, 3, 4, 5, 6], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .timeSeriesProfile)
    #expect(found.featureCount == 3)
    #expect(found.observationCount == 6)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.latitudes == [20, 10, 10, 20, 20, 20])
    #expect(content.times.map { $0 / 86_400 - 10_957 } == [0, 1, 1, 2, 2, 2])
  }

  @Test("variables with samples of their own are paired profile by profile")
  func ownSamples() throws {
    var small = SmallFile(
      ["profile": 2, "z_obs": 4, "temp_obs": 2],
      ["featureType": "profile"]
    )
    small.addPlace(
      time: (["profile"], [0, 1]),
      latitude: (["profile"], [10, 20]),
      longitude: (["profile"], [1, 2])
    )
    small.add("z", ["z_obs"], [0, 5, 0, 5], ["units": "m", "axis": "Z"])
    small.add("z_row_size", ["profile"], .int([2, 2]), ["sample_dimension": "z_obs"])
    small.add("temp", ["temp_obs"], [7, 8], Self.temperature)
    small.add("temp_row_size", ["profile"], .short([0, 2]), ["sample_dimension": "temp_obs"])
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.observationCount == 4)
    #expect(found.variables.first { $0.name == "temp" }?.validCount == 2)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.values[0].isNaN && content.values[1].isNaN)
    #expect(content.values[2...] == [7, 8])
  }

  @Test("a table of rows is grouped by what names its features")
  func table() throws {
    var small = SmallFile(["row": 4], ["cdm_data_type": "Profile"])
    small.addPlace(
      time: (["row"], [0, 0, 1, 0]),
      latitude: (["row"], [1, 1, 2, 1]),
      longitude: (["row"], [1, 1, 2, 1])
    )
    small.add("cast", ["row"], .int([8, 8, 9, 8]), ["cf_role": "profile_id"])
    small.add("depth", ["row"], [1, 2, 1, 3], ["units": "m", "standard_name": "depth"])
    small.add("temp", ["row"], [5, 6, 7, 8], Self.temperature)
    let file = try small.open()
    #expect(try file.inspect().featureCount == 2)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.values == [5, 6, 8, 7])
    #expect(content.features.map(\.platform) == ["8", "9"])
  }

  @Test("a transposed grid is read along its own axes")
  func transposedGrid() throws {
    var small = SmallFile(["time": 1, "lon": 3, "lat": 2])
    small.addPlace(
      time: (["time"], [0]),
      latitude: (["lat"], [10, 20]),
      longitude: (["lon"], [1, 2, 3])
    )
    small.add("temp", ["lon", "lat"], [11, 21, 12, 22, 13, 23], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .grid)
    #expect(found.observationCount == 6)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.values == [11, 12, 13, 21, 22, 23])
    #expect(content.latitudes == [10, 10, 10, 20, 20, 20])
  }

  @Test("a curvilinear grid and a swath differ in where time is told")
  func curvilinear() throws {
    for (along, type) in [(["time"], FeatureType.grid), (["row"], .swath)] {
      var small = SmallFile(["time": 1, "row": 2, "cell": 2])
      small.addPlace(
        time: (along, along == ["time"] ? [0] : [0, 1]),
        latitude: (["row", "cell"], [1, 2, 3, .nan]),
        longitude: (["row", "cell"], [1, 2, 3, 4])
      )
      small.add("temp", ["row", "cell"], [1, 2, 3, 4], Self.temperature)
      let found = try small.open().inspect()
      #expect(found.featureType == type)
      #expect(found.featureCount == 1)
      #expect(found.observationCount == 3)
    }
  }

  @Test("images of geostationary satellites are placed by their projection")
  func geostationary() throws {
    var small = SmallFile(["y": 1, "x": 3])
    // Straight down is the origin; 0.2 rad is beside the Earth, whose edge is seen at 0.152.
    small.add("y", ["y"], [0], ["units": "rad", "standard_name": "projection_y_coordinate"])
    small.add(
      "x",
      ["x"],
      [0, 0.2, 0.01],
      ["units": "rad", "standard_name": "projection_x_coordinate"]
    )
    small.add("time", [], [0], ["units": "days since 2000-01-01"])
    small.add("temp", ["y", "x"], [1, 2, 3], ["units": "degree_Celsius", "grid_mapping": "geos"])
    small.variables.append(
      SmallFile.Array(
        name: "geos",
        dimensions: [],
        values: .int([0]),
        attributes: [
          ("grid_mapping_name", .text("geostationary")), ("sweep_angle_axis", .text("x")),
          ("perspective_point_height", .reals([35_786_023])),
          ("semi_major_axis", .reals([6_378_137])), ("semi_minor_axis", .reals([6_356_752.314])),
          ("longitude_of_projection_origin", .reals([-75])),
        ]
      )
    )
    let found = try small.open().inspect()
    #expect(found.featureType == .grid)
    #expect(found.observationCount == 2)
    #expect(found.latitudes == 0...0)
    #expect(found.longitudes?.lowerBound == -75)
  }

  @Test("spectra and channels multiply no observations")
  func spectra() throws {
    var small = SmallFile(["time": 2, "frequency": 4])
    small.addPlace(time: (["time"], [0, 1]), latitude: ([], [1]), longitude: ([], [2]))
    small.add("frequency", ["frequency"], [1, 2, 3, 4], ["units": "Hz"])
    small.add(
      "density",
      ["time", "frequency"],
      [1, 2, 3, 4, 5, 6, 7, 8],
      ["units": "m2 s"]
    )
    let found = try small.open().inspect()
    #expect(found.featureType == .timeSeries)
    #expect(found.observationCount == 2)
    #expect(found.variables.map(\.validCount) == [8])
  }

  @Test("positions with dimensions of their own go with time by number")
  func pairedPositions() throws {
    var small = SmallFile(["TIME": 3, "LATITUDE": 3, "LONGITUDE": 3, "DEPTH": 1])
    small.addPlace(
      time: (["TIME"], [0, 1, 2]),
      latitude: (["LATITUDE"], [1, 2, 3]),
      longitude: (["LONGITUDE"], [4, 5, 6])
    )
    small.add("temp", ["TIME", "DEPTH"], [7, 8, 9], Self.temperature)
    let file = try small.open()
    let found = try file.inspect()
    #expect(found.featureType == .trajectory)
    #expect(found.observationCount == 3)
    #expect(try SmallFile.content(file, "temperature").longitudes == [4, 5, 6])
  }

  @Test("features that nothing ties to their samples are refused")
  func untied() throws {
    var small = SmallFile(["trajectory": 2, "obs": 4], ["featureType": "trajectory"])
    small.add("id", ["trajectory"], .int([1, 2]), ["cf_role": "trajectory_id"])
    small.addPlace(
      time: (["obs"], [0, 1, 2, 3]),
      latitude: (["obs"], [1, 2, 3, 4]),
      longitude: (["obs"], [1, 2, 3, 4])
    )
    #expect(throws: ReadingError.self) { _ = try small.open() }
  }
}
