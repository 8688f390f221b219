import Foundation
import Testing

@Suite("sverdrup inspect")
struct InspectTests {
  static let saildrone = "Fixtures/archive/saildrone/saildrone-gen_5-20240601.nc"

  static func object(_ line: some StringProtocol) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(json as? [String: Any])
  }

  @Test("tells of one file everything, under the name it was given")
  func one() throws {
    let result = try Command.run("inspect", Self.saildrone)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix(Self.saildrone + "\n"))
    #expect(result.output.contains("network       saildrone"))
    #expect(result.errors.isEmpty)
  }

  @Test("prints one JSON object a line, in the order of the files, refused ones included")
  func json() throws {
    let text = "Fixtures/archive/buoys/20240621_SVD-YS3.nc"
    let result = try Command.run("inspect", "--json", Self.saildrone, text, Self.saildrone)
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(try Self.object(lines[0])["readable"] as? Bool == true)
    #expect(try Self.object(lines[1])["readable"] as? Bool == false)
    #expect(try Self.object(lines[1])["error_kind"] as? String == "not_netcdf")
    #expect(lines[2] == lines[0])
    #expect(result.code == 65)
  }

  @Test("tells of a directory a line for each file, and the number understood and refused")
  func directory() throws {
    let result = try Command.run("inspect", "Fixtures/archive/saildrone")
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == 6)
    #expect(lines[0].hasPrefix("network"))
    #expect(lines[1].hasPrefix("saildrone") && lines[1].hasSuffix("20240601.nc"))
    #expect(lines[4].contains("not_netcdf"))
    #expect(lines[5] == "4 files: 3 understood, 1 refused")
  }

  @Test(
    "refuses what is no file with the code for it",
    arguments: ["/nonexistent.nc", "/dev/null"]
  )
  func noFile(path: String) throws {
    let result = try Command.run("inspect", path)
    #expect(result.code == 66)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(path))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test("does not wait for the writer of a named pipe")
  func pipe() throws {
    let directory = try Command.Directory()
    let path = directory.url.appendingPathComponent("pipe.nc").path
    try #require(mkfifo(path, 0o600) == 0)
    #expect(try Command.run("inspect", path).code == 66)
  }

  @Test("says that a directory without netCDF files has none")
  func emptyDirectory() throws {
    let directory = try Command.Directory()
    let result = try Command.run("inspect", directory.url.path)
    #expect(result.code == 66)
    #expect(result.errors.contains("no netCDF file"))
  }

  @Test("decodes every variable on request, of files without observations too")
  func variables() throws {
    let result = try Command.run("inspect", "--variables", "--json", Self.saildrone)
    #expect(result.code == 0)
    let object = try Self.object(result.output)
    let variables = try #require(object["decoded_variables"] as? [[String: Any]])
    let rows = try #require(variables.first { $0["name"] as? String == "rowSize" })
    #expect(rows["dtype"] as? String == "int32")
    #expect(rows["n"] as? Int == 2)
    // The rows of two drones are all the observations.
    let mean = try #require(rows["mean"] as? Double)
    #expect(mean * 2 == object["n_observations"] as? Double)
    #expect((rows["sha256"] as? String)?.count == 64)
  }

  @Test("ends with the code for it when nobody can take what it prints")
  func fullDevice() throws {
    #expect(try Command.runShell("inspect \(Self.saildrone) > /dev/full") == 74)
    #expect(try Command.runShell("convert \(Self.saildrone) --to csv > /dev/full") == 74)
  }

  @Test("tells of a file whose name is not UTF-8")
  func badName() throws {
    let directory = try Command.Directory()
    let name =
      Array(directory.url.path.utf8CString.dropLast()) + [0x2f, -61, 0x28, 0x2e, 0x6e, 0x63, 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    let result = try Command.run("inspect", directory.url.path)
    #expect(result.code == 66)
    #expect(result.errors.contains("UTF-8"))
  }

  @Test("gets the same digests from the C library")
  func readers() throws {
    func digests(_ reader: String) throws -> [String] {
      let result = try Command.run(
        "inspect",
        "--variables",
        "--json",
        "--reader",
        reader,
        Self.saildrone
      )
      let variables = try #require(
        Self.object(result.output)["decoded_variables"] as? [[String: Any]]
      )
      return variables.map { "\($0["name"] ?? "") \($0["sha256"] ?? "")" }
    }
    let own = try digests("automatic")
    #expect(own.count > 5)
    #expect(try own == digests("netcdf"))
  }

  @Test("reads files by a map of the user, and names what is wrong with one")
  func ownMaps() throws {
    let directory = try Command.Directory()
    let guide = try String(
      contentsOf: Command.root.appendingPathComponent(
        "Sources/Sverdrup/Sverdrup.docc/NetworkMaps.md"
      ),
      encoding: .utf8
    )
    let yaml = try #require(
      guide.components(separatedBy: "```yaml\n").dropFirst().first?
        .components(separatedBy: "```").first
    )
    // The map of the worked example, told to take the file of a tide gauge.
    let map = yaml.replacingOccurrences(of: "attributes: {network: \"Harbour gauges\"}", with: "")
      .replacingOccurrences(
        of: "[t, level_cm]",
        with: "[sea_level, uhslc_id, record_id, ssc_id, lat, lon, time, station_name]"
      )
      .replacingOccurrences(of: "level_cm", with: "sea_level")
      .replacingOccurrences(of: "time: t\n", with: "time: time\n")
      .replacingOccurrences(of: "{attribute: gauge_latitude}", with: "lat")
      .replacingOccurrences(of: "{attribute: gauge_longitude}", with: "lon")
    _ = try directory.write("harbour.yaml", Data(map.utf8))
    let file = "Fixtures/networks/uhslc/h957.nc"
    let result = try Command.run("inspect", "--maps", directory.url.path, file)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("network       harbour-gauges"))
    #expect(result.output.contains("sea_level: 26 valid"))

    _ = try directory.write("wrong.yaml", Data("network: x\ntitel: y\n".utf8))
    let wrong = try Command.run("inspect", "--maps", directory.url.path, file)
    #expect(wrong.code == 64)
    #expect(wrong.errors.contains("wrong.yaml:2:1"))
    #expect(wrong.errors.contains("did you mean title?"))
    #expect(try Command.run("inspect", "--maps", "/no/such/directory", file).code == 66)
  }
}

@Suite("Maps on the command line")
struct MapsOnCommandLineTests {
  @Test("inspect and convert take the file of a map, from any directory")
  func file() throws {
    let directory = try Command.Directory()
    _ = try directory.write("map.yaml", Data(CheckTests.map.utf8))
    let sample = Command.root.appendingPathComponent(CheckTests.saildrone).path
    let inspected = try Command.run(
      ["inspect", "--network", "map.yaml", sample],
      in: directory.url
    )
    #expect(inspected.output.contains("my-drones (My drones)"), "\(inspected.errors)")
    let converted = try Command.run(
      ["convert", sample, "--to", "csv", "--network", "map.yaml"],
      in: directory.url
    )
    #expect(converted.code == 0, "\(converted.errors)")
  }

  @Test("an unknown network gets the nearest name and a word on maps")
  func unknown() throws {
    let result = try Command.run("inspect", "--network", "saildrne", CheckTests.saildrone)
    #expect(result.code == 64)
    #expect(result.errors.contains("did you mean saildrone?"))
    #expect(result.errors.contains("--maps"))
  }

  @Test("networks lists the maps and prints one to start from")
  func networks() throws {
    let list = try Command.run("networks")
    #expect(list.code == 0)
    #expect(list.output.contains("argo-bgc"))
    #expect(list.output.contains("(not yet tried on real files)"))
    #expect(try Command.run("networks", "--json").output.contains("\"network\": \"argo\""))
    let yaml = try Command.run("networks", "argo").output
    #expect(yaml.hasPrefix("network: argo\n"))
    #expect(try Command.run("networks", "arga").code == 64)
  }
}
