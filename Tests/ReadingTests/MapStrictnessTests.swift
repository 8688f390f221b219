import Foundation
import NetCDFFile
import ObservationModel
import Reading
import Testing

/// Maps of the tests: files with `obs` samples, and whatever a test changes.
private func map(_ changes: String...) throws -> NetworkMap {
  let keys = Set(changes.map { $0.prefix { $0 != ":" } })
  let lines =
    [
      "network: strict", "title: Strict", "domain: sea", "reference: A test",
      "detect: {variables: [temp]}", "feature_type: trajectory", "time: time", "latitude: lat",
      "longitude: lon", "quantities: [{quantity: temperature, variable: temp}]",
    ].filter { line in !keys.contains(line.prefix { $0 != ":" }) } + changes
  return try NetworkMap(yaml: lines.joined(separator: "\n") + "\n", path: "strict.yaml")
}

/// A track of three samples.
private func track() -> SmallFile {
  var small = SmallFile(["obs": 3])
  small.addPlace(
    time: (["obs"], [0, 1, 2]),
    latitude: (["obs"], [10, 11, 12]),
    longitude: (["obs"], [20, 21, 22])
  )
  small.add("temp", ["obs"], [1, 2, 3], ["units": "degree_Celsius"])
  return small
}

private func trial(_ map: NetworkMap, on small: SmallFile) throws -> MapTrial {
  let path = try small.write()
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try MapTrial(
    of: map,
    onFileAt: path,
    among: NetworkCatalogue(userMaps: [map])
  )
}

@Suite("What a map names and a file lacks")
struct MapStrictnessTests {
  @Test("refuses a file without the time or place that the map names, though CF would tell it")
  func coordinates() throws {
    for (key, kind) in [
      ("time", ReadingError.Kind.missingCoordinates), ("latitude", .missingCoordinates),
      ("longitude", .missingCoordinates),
    ] {
      let error = #expect(throws: ReadingError.self) {
        _ = try track().open("strict", maps: [map("\(key): nope")])
      }
      #expect(error?.kind == kind)
      #expect(error?.detail == "\(key): it has no variable nope")
      let file = try track().open("strict", maps: [map("\(key): [nope, cf]")])
      #expect(try file.inspect().observationCount == 3)
    }
  }

  @Test("refuses a time without a unit since a date, and one whose offset is not there")
  func time() throws {
    let unitless = #expect(throws: ReadingError.self) {
      _ = try track().open("strict", maps: [map("time: temp")])
    }
    #expect(unitless?.kind == .badTime)
    #expect(unitless?.detail.hasPrefix("time: the unit of temp is no time since a date") ?? false)
    let offset = "{variable: time, offset: seconds}"
    let missing = #expect(throws: ReadingError.self) {
      _ = try track().open("strict", maps: [map("time: \(offset)")])
    }
    #expect(missing?.detail == "time: it has no variable seconds")
    let file = try track().open("strict", maps: [map("time: [\(offset), time]")])
    #expect(try file.inspect().observationCount == 3)
  }

  @Test("refuses profiles without the vertical coordinate that the map names; a track has none")
  func vertical() throws {
    let named = "vertical: {variable: nope, kind: depth}"
    let error = #expect(throws: ReadingError.self) {
      _ = try track().open("strict", maps: [map(named, "feature_type: profile")])
    }
    #expect(error?.kind == .missingCoordinates)
    #expect(error?.detail == "vertical: it has no variable nope")
    let file = try track().open("strict", maps: [map(named)])
    #expect(try file.inspect().verticalKind == nil)
  }

  @Test("is listed by the trial and stops nothing: platform, identifier, flags, bias, height")
  func others() throws {
    let found = try trial(
      map(
        "platform: {variable: buoy}",
        "identifier: [{attribute: dive}]",
        "quantities: [{quantity: temperature, variable: temp, bias: drift, "
          + "flags: {variable: temp_flag, scheme: argo}, height: {attributes: [mast]}}, "
          + "{quantity: salinity, variable: psal}]"
      ),
      on: track()
    )
    #expect(found.isGood, "\(found.faults)")
    #expect(
      found.warnings == [
        "platform: no variable buoy: not found in this file",
        "identifier: no attribute dive: not found in this file",
        "flags of temperature: no variable temp_flag: not found in this file",
        "bias of temperature: no variable drift: not found in this file",
        "height of temperature: no attribute mast: not found in this file",
      ]
    )
    #expect(found.quantities.map(\.variable) == ["temp", nil])
  }

  @Test("tells words that flag_meanings does not have, and why no quantity at all will do")
  func wordsAndNothing() throws {
    var small = track()
    small.add(
      "temp_qc",
      ["obs"],
      .byte([0, 1, 0]),
      ["flag_values": "0b, 1b", "flag_meanings": "fine broken"]
    )
    let words = try trial(map("flags: {variable: \"*_qc\", bad: [broken, cracked]}"), on: small)
    #expect(words.quantities.first?.flagVariable == "temp_qc")
    #expect(
      words.warnings == ["flags of temperature: no word cracked: not found in this file"]
    )
    let nothing = try trial(
      map("quantities: [{quantity: salinity, variable: psal}]"),
      on: track()
    )
    #expect(nothing.faults == ["none of its quantities has values in the file"])
  }

  @Test("tells each condition, where things were found, and the first and last observation")
  func findings() throws {
    let found = try trial(map("platform: {attribute: buoy}"), on: track())
    #expect(found.ways.map { $0.map(\.text) } == [["variable temp"]])
    #expect(found.origins.prefix(4).map(\.place) == ["time", "lat", "lon", nil])
    #expect(found.ends.map(\.latitude) == [10, 12])
    #expect(found.ends.map { $0.values.map(\.value) } == [[1], [3]])
    #expect(found.ends.map(\.time) == [SmallFile.instant(day: 0), SmallFile.instant(day: 2)])
  }

  @Test("says that only the first of two entries for one quantity is read")
  func twoEntries() throws {
    var small = track()
    small.add("temp2", ["obs"], [4, 5, 6], ["units": "degree_Celsius"])
    let found = try trial(
      map(
        "quantities: [{quantity: temperature, variable: temp}, "
          + "{quantity: temperature, variable: temp2}]"
      ),
      on: small
    )
    #expect(
      found.quantities.map(\.notRead) == [nil, "not read: the first entry that fits is temp"]
    )
  }
}

@Suite("The vertical coordinate of a map")
struct MapVerticalTests {
  private func kind(
    _ rule: String,
    _ attributes: KeyValuePairs<String, String>
  ) throws -> VerticalKind? {
    var small = track()
    small.add("level", ["obs"], [1, 2, 3], attributes)
    return try small.open("strict", maps: [map("vertical: \(rule)")]).inspect().verticalKind
  }

  @Test("has the kind that its unit, positive or its standard name tell, when the map gives none")
  func told() throws {
    #expect(try kind("level", ["units": "dbar"]) == .pressure)
    #expect(try kind("level", ["units": "m", "positive": "up"]) == .height)
    #expect(try kind("level", ["units": "m", "positive": "down"]) == .depth)
    #expect(try kind("level", ["units": "m", "standard_name": "depth"]) == .depth)
    let error = #expect(throws: ReadingError.self) { try kind("level", ["units": "m"]) }
    #expect(error?.detail.contains("nothing tells whether this is a depth") ?? false)
    #expect(error?.variable == "level")
  }

  @Test("is refused with a unit that is none of its kind; an unknown one keeps its numbers")
  func units() throws {
    for (rule, units) in [("pressure", "m"), ("depth", "dbar"), ("height", "hPa")] {
      let error = #expect(throws: ReadingError.self) {
        try kind("{variable: level, kind: \(rule)}", ["units": units])
      }
      #expect(error?.kind == .badUnits)
    }
    #expect(try kind("{variable: level, kind: depth}", ["units": "fathom-ish"]) == .depth)
    #expect(try kind("{variable: level, kind: depth}", [:]) == .depth)
  }
}

@Suite("Shapes that would count observations more than once")
struct MapShapeTests {
  @Test("a longitude along fixes that no measured variable shares with the samples is refused")
  func fixes() throws {
    var small = track()
    small.dimensions.append(("fix", 2))
    small.add("fix_lon", ["fix"], [20, 22], ["units": "degrees_east"])
    let error = #expect(throws: ReadingError.self) {
      _ = try small.open("strict", maps: [map("longitude: fix_lon")])
    }
    #expect(error?.kind == .missingCoordinates)
    #expect(error?.variable == "fix_lon")
    #expect(error?.detail.contains("fix (2)") ?? false)
  }

  @Test("one value for the file is no column beside samples, and is one of a file with one sample")
  func scalar() throws {
    var small = track()
    small.add("drift", [], [7], ["units": "degree_Celsius"])
    let rule = "quantities: [{quantity: temperature, variable: drift}]"
    let file = try small.open("strict", maps: [map(rule)])
    #expect(try file.quantities(among: Quantity.vocabulary).isEmpty)
    let found = try trial(map(rule), on: small)
    #expect(found.quantities.first?.notRead == "one value for the file: not read")
    #expect(!found.isGood)
    var point = SmallFile([:])
    point.addPlace(time: ([], [0]), latitude: ([], [1]), longitude: ([], [2]))
    point.add("temp", [], [7], ["units": "degree_Celsius"])
    // A file without any array has no observations; one of another purpose lets it have them.
    point.dimensions.append(("one", 1))
    point.add("time_seen", ["one"], [1], ["units": "days since 2000-01-01"])
    let single = try point.open("strict", maps: [map("feature_type: point")])
    #expect(try SmallFile.content(single, "temperature").values == [7])
  }

  @Test("a value for each profile belongs to all its levels")
  func ofFeature() throws {
    var small = SmallFile(["profile": 2, "z": 2], ["featureType": "profile"])
    small.addPlace(
      time: (["profile"], [0, 1]),
      latitude: (["profile"], [10, 20]),
      longitude: (["profile"], [30, 40])
    )
    small.add("depth", ["z"], [5, 10], ["units": "m", "positive": "down", "axis": "Z"])
    small.add("temp", ["profile"], [1, 2], ["units": "degree_Celsius"])
    small.add("salt", ["profile", "z"], [1, 2, 3, 4], ["units": "1"])
    let file = try small.open("strict", maps: [map("feature_type: profile")])
    #expect(try SmallFile.content(file, "temperature").values == [1, 1, 2, 2])
  }
}

@Suite("Names that a map finds")
struct MapNamesTests {
  @Test("letters along a dimension of their own are one name, along the samples one each")
  func letters() throws {
    var small = track()
    small.dimensions.append(("string_5", 5))
    small.add("glider", ["string_5"], .char(Array("SG005".utf8)))
    small.add("leg", ["obs"], .char(Array("AAB".utf8)))
    let file = try small.open("strict", maps: [map("platform: {variable: glider}")])
    #expect(try SmallFile.content(file, "temperature").features.map(\.platform) == ["SG005"])
    let legs = try small.open("strict", maps: [map("platform: {variable: leg}")])
    #expect(try SmallFile.content(legs, "temperature").features.map(\.platform) == ["A"])
  }

  @Test("an attribute is an identifier, a number as it is written")
  func attributes() throws {
    var small = track()
    small.attributes.append(("event_number", .integers([304])))
    small.attributes.append(("cast", .reals([2.5])))
    let file = try small.open(
      "strict",
      maps: [
        map(
          "identifier: [{attribute: event_number}, {attribute: cast}]",
          "platform: {attribute: event_number}",
          "detect: {attributes: {event_number: 304, cast: 2.50}}"
        )
      ]
    )
    let feature = try SmallFile.content(file, "temperature").features.first
    #expect(feature?.identifier == "304/2.5")
    #expect(feature?.platform == "304")
  }

  @Test("of two maps with as many conditions the user's is taken before an embedded one")
  func ties() throws {
    // What the embedded map of ARM asks for, in a map that comes after it by name.
    var small = track()
    small.add("base_time", [], [0], ["units": "seconds since 1970-01-01"])
    small.add("time_offset", ["obs"], [0, 1, 2])
    #expect(try small.open().map.name == "arm")
    let own = try map("detect: {variables: [base_time, time_offset]}")
    #expect(try small.open(maps: [own]).map.name == "strict")
  }
}
