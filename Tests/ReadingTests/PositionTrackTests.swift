import Foundation
import NetCDFFile
import ObservationModel
import Reading
import Testing

@Suite("Positions joined from another file")
struct PositionTrackTests {
  /// A folder with the meteorology of a ship without positions, and its track: fixes at 0, 1, 2 and
  /// 12 hours, over the date line.
  static func folder() throws -> (meteorology: String, track: String) {
    let folder = NSTemporaryDirectory() + "track-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var ship = SmallFile(["time": 5])
    ship.addPlace(
      // One before the track, two in it, one in the gap, one after it.
      time: (["time"], [-1, 0.5, 1.75, 6, 13].map { $0 / 24 }),
      latitude: (["time"], [Double](repeating: -9999, count: 5)),
      longitude: (["time"], [Double](repeating: -9999, count: 5))
    )
    ship.add(
      "temp",
      ["time"],
      [1, 2, 3, 4, 5],
      ["units": "degree_Celsius", "standard_name": "sea_water_temperature"]
    )
    var track = SmallFile(["time": 4])
    track.addPlace(
      // Not in order.
      time: (["time"], [1, 0, 2, 12].map { $0 / 24 }),
      latitude: (["time"], [12, 10, 14, 20]),
      longitude: (["time"], [181, 179, 183, 190])
    )
    return (
      try ship.write(to: folder, name: "met.nc"), try track.write(to: folder, name: "nav.nc")
    )
  }

  static let map = """
    network: ship
    title: A ship
    domain: sea
    reference: none
    detect: {variables: [time, lat, lon, temp], dimensions: [time], attributes: {}}
    feature_type: trajectory
    time: time
    latitude: lat
    longitude: lon
    positions: {files: "nav*", time: time, latitude: lat, longitude: lon, max_gap_seconds: 3600}
    quantities:
      - {quantity: temperature, variable: temp}

    """

  @Test("are interpolated over gaps that are not too long, the shorter way round")
  func mapped() throws {
    let (meteorology, _) = try Self.folder()
    let catalogue = try NetworkCatalogue(
      userMaps: [NetworkMap(yaml: Self.map, path: "ship.yaml")]
    )
    let file = try ObservationFile(path: meteorology, network: "ship", catalogue: catalogue)
    let found = try file.inspect()
    #expect(found.observationCount == 2)
    let content = try SmallFile.content(file, "temperature")
    #expect(content.latitudes[0].isNaN)
    // Half way from (10, 179) to (12, -179), and three quarters from (12, -179) to (14, -177).
    #expect(content.latitudes[1] == 11)
    #expect(content.longitudes[1] == -180)
    #expect((content.latitudes[2] - 13.5).magnitude < 1e-6)
    #expect((content.longitudes[2] - -177.5).magnitude < 1e-6)
    #expect(content.latitudes[3].isNaN)
    #expect(content.latitudes[4].isNaN)
  }

  @Test("may come from a file that is named")
  func named() throws {
    let (meteorology, track) = try Self.folder()
    let catalogue = try NetworkCatalogue()
    let alone = try ObservationFile(path: meteorology, catalogue: catalogue)
    #expect(try alone.inspect().observationCount == 0)
    let placed = try ObservationFile(
      path: meteorology,
      positionFile: track,
      catalogue: catalogue
    )
    // Without a map fixes may be ten minutes apart: an hour is too long.
    #expect(try placed.inspect().observationCount == 0)
    #expect(throws: ReadingError.self) {
      _ = try ObservationFile(
        path: meteorology,
        positionFile: track + ".none",
        catalogue: catalogue
      )
    }
  }
}
