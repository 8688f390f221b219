import Foundation
import NetCDFFile
import ObservationModel
import Testing
import Writing

@Suite("Matches in files")
struct MatchupWriterTests {
  static func table(_ count: Int) throws -> MatchupTable {
    let quantity = try #require(Quantity.named("sea_surface_temperature"))
    func side(_ name: String, _ shift: Double) -> MatchupTable.Side {
      MatchupTable.Side(
        network: name,
        quantity: quantity,
        points: (0..<count).map {
          MatchupTable.Observation(
            time: 1_700_000_000 + Double($0) + shift,
            latitude: 10 + shift,
            longitude: -20.5,
            depthMeters: 0,
            value: 15.25 + Double($0),
            platform: $0 == 0 ? "a, \"b\"" : "buoy"
          )
        }
      )
    }
    return MatchupTable(
      sides: [side("drifters", 0), side("ships", 0.5)],
      distances: [[Double](repeating: 1234.5, count: count)],
      summary: "Within 25 km."
    )
  }

  @Test("a table has a line for each match, with commas and quotes guarded")
  func csv() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/m.csv"
    try MatchupWriter().writeCSV(Self.table(2), to: path)
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
    #expect(lines.count == 4 && lines[3].isEmpty)
    #expect(
      lines[1]
        == "\"a, \"\"b\"\"\",2023-11-14T22:13:20Z,10,-20.5,0,15.25,"
        + "\"a, \"\"b\"\"\",2023-11-14T22:13:20.500Z,10.5,-20.5,0,15.25,1234.5,0.5"
    )
    #expect(lines[0].split(separator: ",").count == 14)
  }

  static func doubles(_ file: NetCDFFile, _ name: String) throws -> [Double]? {
    guard let variable = file.variable(name), case .double(let values) = try file.read(variable)
    else { return nil }
    return values
  }

  @Test("a netCDF file gives every value back", arguments: [0, 1, 3])
  func netCDF(count: Int) throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/m.nc"
    let table = try Self.table(count)
    try MatchupWriter().writeNetCDF(table, to: path)
    let first = try Data(contentsOf: URL(fileURLWithPath: path))
    try MatchupWriter().writeNetCDF(table, to: path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
    let file = try NetCDFFile(path: path)
    #expect(try Self.doubles(file, "first_time") == table.sides[0].points.map(\.time))
    #expect(
      try Self.doubles(file, "second_sea_surface_temperature") == table.sides[1].points.map(\.value)
    )
    #expect(try Self.doubles(file, "second_distance") == table.distances[0])
    #expect(
      try Self.doubles(file, "second_time_difference") == [Double](repeating: 0.5, count: count)
    )
  }
}
