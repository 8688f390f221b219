import Foundation
import Testing

@Suite("sverdrup collocate")
struct CollocateTests {
  static let drones = "Fixtures/archive/saildrone/saildrone-gen_5-20240601.nc"

  @Test("a file matched with itself is the same at every match, and the matches are written")
  func itself() throws {
    let directory = try Command.Directory()
    for name in ["out.csv", "out.nc"] {
      let path = directory.url.appendingPathComponent(name).path
      let result = try Command.run(
        "collocate",
        Self.drones,
        "--with",
        Self.drones,
        "--third",
        Self.drones,
        "--variable",
        "sea_surface_temperature",
        "--radius",
        "100 m",
        "--window",
        "10 s",
        "--use",
        "not_evaluated",
        "good",
        "probably_good",
        "--json",
        "--output",
        path
      )
      #expect(result.code == 0, "\(result.errors)")
      let report = try InspectTests.object(result.output)
      let matches = try #require(report["matches"] as? Int)
      let sides = try #require(report["sides"] as? [[String: Any]])
      #expect(matches > 100 && sides[0]["used"] as? Int == matches)
      let differences = try #require(report["differences"] as? [[String: Any]])
      #expect(differences.count == 3)
      for difference in differences {
        #expect(difference["bias"] as? Double == 0)
        #expect(difference["root_mean_square"] as? Double == 0)
      }
      if name.hasSuffix(".csv") {
        let lines = try String(contentsOfFile: path, encoding: .utf8)
          .components(separatedBy: "\r\n")
        #expect(lines.count == matches + 2)
        #expect(lines[0].hasPrefix("first_platform,first_time,first_latitude (degrees_north),"))
      } else {
        let inspected = try Command.run("inspect", "--json", "--variables", path)
        #expect(inspected.output.contains("third_sea_surface_temperature"))
      }
    }
  }

  @Test("a damaged file is set aside with its reason, and the others are used")
  func damagedFile() throws {
    let directory = try Command.Directory()
    let damaged = directory.url.appendingPathComponent("damaged.nc")
    try Data(try Data(contentsOf: URL(fileURLWithPath: Self.drones)).prefix(3000)).write(
      to: damaged
    )
    let options = [
      "--with", Self.drones, "--variable", "sea_surface_temperature", "--radius", "100 m",
      "--window", "10 s", "--use", "not_evaluated", "good", "--json",
    ]
    let alone = try Command.run(["collocate", Self.drones] + options)
    let both = try Command.run(["collocate", damaged.path, Self.drones] + options)
    #expect(both.code == 0, "\(both.errors)")
    let (expected, found) = (
      try InspectTests.object(alone.output), try InspectTests.object(both.output)
    )
    #expect(found["matches"] as? Int == expected["matches"] as? Int)
    let sides = try #require(found["sides"] as? [[String: Any]])
    let setAside = try #require(sides[0]["set_aside"] as? [[String: Any]])
    #expect(setAside.map { $0["path"] as? String } == [damaged.path])
    // Of no file at all nothing can be said.
    let none = try Command.run(["collocate", damaged.path] + options)
    #expect(none.code == 65 && none.errors.contains("damaged.nc"), "\(none.errors)")
  }

  @Test(
    "says what is wrong with its options before it reads",
    arguments: [
      (["--radius", "25"], "--radius"), (["--radius", "25 s"], "--radius"),
      (["--radius", "-1 km"], "--radius"), (["--window", "1 fortnights?"], "--window"),
      (["--variable", "sea_surface_temprature"], "unknown quantity"),
      (["--with-variable", "salinity"], "units"), (["--use", "fine"], "--use"),
      (["--output", "x.txt"], "--output"), (["--third-variable", "temperature"], "--third"),
      (["--pairing", "all", "--third", "nothing.nc"], "--third"), (["--suite", "none"], "none"),
    ]
  )
  func options(extra: [String], word: String) throws {
    var arguments = [
      "--variable", "sea_surface_temperature", "--radius", "25 km", "--window", "1 hour",
    ]
    if let place = arguments.firstIndex(of: extra[0]) {
      arguments.replaceSubrange(place...place + 1, with: extra)
    } else {
      arguments += extra
    }
    let result = try Command.run(["collocate", "nothing.nc", "--with", "nothing.nc"] + arguments)
    #expect(result.code == 64, "\(result.errors)")
    #expect(result.errors.contains(word), "\(result.errors)")
  }

  @Test("a file that is not there is told")
  func noInput() throws {
    let result = try Command.run(
      "collocate",
      "nothing.nc",
      "--with",
      Self.drones,
      "--variable",
      "sea_surface_temperature",
      "--radius",
      "25 km",
      "--window",
      "1 hour"
    )
    #expect(result.code == 66)
    #expect(result.errors.contains("nothing.nc"))
  }
}
