import Foundation
import Testing

@Suite("sverdrup check")
struct CheckTests {
  static let saildrone = "Fixtures/archive/saildrone/saildrone-gen_5-20240601.nc"

  static let map = """
    network: my-drones
    title: My drones
    domain: sea
    reference: A test
    detect:
      variables: [rowSize, trajectory, "temp_ctd_*"]
      attributes: {featureType: trajectory}
    feature_type: trajectory
    time: time
    latitude: latitude
    longitude: longitude
    quantities:
      - {quantity: sea_surface_temperature, variable: temp_ctd_rbr_mean, units: degree_Celsius}
      - {quantity: relative_humidity, variable: hygrometer}
    """

  @Test("tells that a pipeline file is valid")
  func pipeline() throws {
    let result = try Command.run("check", "Pipelines/yellow-sea-daily.yaml")
    #expect(result.code == 0)
    #expect(result.output.contains("is valid"))
  }

  @Test("tells what a map of the user makes of a file, rule by rule")
  func map() throws {
    let directory = try Command.Directory()
    let path = try directory.write("map.yaml", Data(Self.map.utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("recognised            yes"))
    #expect(result.output.contains("observations  1427"))
    #expect(result.output.contains("temp_ctd_rbr_mean: "))
    #expect(
      result.output.contains(
        "relative_humidity        no variable hygrometer: not found in this file"
      )
    )
    #expect(result.output.hasSuffix("the map reads the file\n"))
  }

  @Test("names the condition that a file does not meet")
  func unmet() throws {
    let directory = try Command.Directory()
    let text = Self.map.replacingOccurrences(of: "temp_ctd_*", with: "temperature_of_nothing")
    let path = try directory.write("map.yaml", Data(text.utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.code == 65)
    #expect(result.output.contains("no: it has no variable temperature_of_nothing"))
  }

  @Test("says that the unit of a quantity does not convert")
  func badUnit() throws {
    let directory = try Command.Directory()
    let text = Self.map.replacingOccurrences(
      of: "quantity: relative_humidity, variable: hygrometer",
      with: "quantity: air_pressure, variable: sal_rbr_mean, units: degree_Celsius"
    )
    let path = try directory.write("map.yaml", Data(text.utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.code == 65)
    #expect(result.output.contains("sal_rbr_mean: "))
    #expect(result.output.contains("the map does not read the file: air_pressure: "))
  }

  @Test("says with status 65 which coordinate that the map names is not there")
  func missingCoordinate() throws {
    let directory = try Command.Directory()
    let text = Self.map.replacingOccurrences(of: "longitude: longitude", with: "longitude: lom")
    let path = try directory.write("map.yaml", Data(text.utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.code == 65)
    #expect(
      result.output.hasSuffix(
        "the map does not read the file: missing_coordinates: longitude: it has no variable lom\n"
      )
    )
  }

  @Test("tells the conditions, the first and last row, and which map is taken unasked")
  func everything() throws {
    let directory = try Command.Directory()
    let path = try directory.write("map.yaml", Data(Self.map.utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.output.contains("yes  variable temp_ctd_*"))
    #expect(result.output.contains("longitude from        longitude"))
    #expect(result.output.contains("  first row             platform "))
    #expect(result.output.contains("  last row              platform "))
    let json = try Command.run("check", "--sample", Self.saildrone, "--network", path, "--json")
    #expect(json.output.contains("\"found_in\": {\"time\": \"time\""))
  }

  @Test("gives line and column of a faulty map")
  func faulty() throws {
    let directory = try Command.Directory()
    let path = try directory.write("map.yaml", Data((Self.map + "\ncolour: blue\n").utf8))
    let result = try Command.run("check", "--sample", Self.saildrone, "--network", path)
    #expect(result.code == 78)
    #expect(result.errors.contains("map.yaml:15:1"))
    #expect(result.errors.contains("colour"))
  }

  @Test(
    "wants both a sample and a map",
    arguments: [["--sample", "x"], ["--network", "argo"], []]
  )
  func usage(arguments: [String]) throws {
    #expect(try Command.run(["check"] + arguments).code == 64)
  }
}

@Suite("A pipeline with network maps of its own")
struct NetworkMapsOfPipelineTests {
  @Test("reads by the maps of the directory that it names, relative to the root")
  func directory() throws {
    let directory = try Command.Directory()
    let maps = directory.url.appendingPathComponent("maps")
    try FileManager.default.createDirectory(at: maps, withIntermediateDirectories: true)
    try Data(CheckTests.map.utf8).write(to: maps.appendingPathComponent("drones.yaml"))
    let text = """
      pipeline: drones
      title: Drones
      network_maps: maps
      read:
        - {network: my-drones, files: "data/*.nc", variables: [sea_surface_temperature]}
      resample:
        horizontal: {grid: regular, resolution: 1 degree, extent: global}
        time: day
      write:
        - netcdf: "out/{year}{month}{day}.nc"
      """
    let pipeline = try directory.write("drones.yaml", Data(text.utf8))
    let root = directory.url.path
    #expect(try Command.run("check", pipeline, "--root", root).code == 0)
    // Without the directory the network is unknown.
    let other = text.replacingOccurrences(of: "network_maps: maps\n", with: "")
    let unknown = try directory.write("unknown.yaml", Data(other.utf8))
    let result = try Command.run("check", unknown, "--root", root)
    #expect(result.code == 78)
    #expect(result.errors.contains("my-drones"))
    #expect(try Command.run("check", unknown, "--root", root, "--maps", maps.path).code == 0)
  }
}
