import FixtureSeaState
import Foundation
internal import NetCDFFile

/// A ship of the archive that observes the weather on its way.
private struct Ship {
  let callSign: String
  let windHeight: Double
  /// The unit of its wind speeds and how many of it make 1 m/s.
  let windUnits: String
  let unitsPerMetrePerSecond: Double
  /// Where it sails back and forth.
  let route: [(lon: Double, lat: Double)]
}

extension ArchiveBuilder {
  private static let ships = [
    Ship(
      callSign: "SVDA1",
      windHeight: 24.6,
      windUnits: "meter second-1",
      unitsPerMetrePerSecond: 1,
      route: [(128.4, 33.7), (126.2, 32.3), (123.6, 31.2)]
    ),
    Ship(
      callSign: "SVDB2",
      windHeight: 38.8,
      windUnits: "knot",
      unitsPerMetrePerSecond: 3600.0 / 1852,
      route: [(123.8, 37.4), (124.2, 34.0), (125.6, 30.4), (127.2, 27.2)]
    ),
  ]

  private static let shipVariables:
    [(name: String, long: String, standard: String, units: String)] = [
      ("PL_CRS", "platform course", "platform_course", "degrees (clockwise towards true north)"),
      ("PL_SPD", "platform speed over ground", "platform_speed_wrt_ground", "meter second-1"),
      (
        "WDIR", "earth-relative wind direction", "wind_from_direction",
        "degrees (clockwise from true north)"
      ), ("WSPD", "earth-relative wind speed", "wind_speed", ""),
      ("ATMP", "atmospheric pressure", "air_pressure", "millibar"),
      ("AIRT", "air temperature", "air_temperature", "celsius"),
      ("DEWT", "dew-point temperature", "dew_point_temperature", "celsius"),
      ("TEMP", "sea temperature", "sea_surface_temperature", "celsius"),
    ]

  /// Meteorology of ships in the layout of the IMOS ships of opportunity: one trajectory a file,
  /// letters as flags, sensor heights as attributes.
  mutating func writeShips() throws {
    for ship in Self.ships {
      for decade in Self.decades {
        let path = "ships/\(Self.date(day: decade.lowerBound))_SOOP-ASF_MT_\(ship.callSign).nc"
        try write(shipDraft(ship, decade, path: path), to: path, network: "ship-met")
      }
    }
  }

  /// Where a ship is, sailing its route back and forth at 9 m/s.
  private func position(_ ship: Ship, _ t: Double) -> (lon: Double, lat: Double, course: Double) {
    var distance = t * 86_400 * 9 / 111_195
    var legs = Array(zip(ship.route, ship.route.dropFirst()))
    legs += legs.reversed().map { ($0.1, $0.0) }
    let lengths = legs.map { a, b in
      (((b.lon - a.lon) * cos(32 * .pi / 180)) * ((b.lon - a.lon) * cos(32 * .pi / 180))
        + (b.lat - a.lat) * (b.lat - a.lat)).squareRoot()
    }
    distance = distance.truncatingRemainder(dividingBy: lengths.reduce(0, +))
    for (leg, length) in zip(legs, lengths) {
      if distance < length {
        let f = distance / length
        let (dx, dy) = (leg.1.lon - leg.0.lon, leg.1.lat - leg.0.lat)
        return (leg.0.lon + f * dx, leg.0.lat + f * dy, towards(dx, dy))
      }
      distance -= length
    }
    return (ship.route[0].lon, ship.route[0].lat, 0)
  }

  private mutating func shipDraft(
    _ ship: Ship,
    _ decade: Range<Int>,
    path: String
  ) -> DatasetDraft {
    var random = random(path)
    let perDay = 1440 / scale.shipMinutes
    let times = ((decade.lowerBound * perDay)..<(decade.upperBound * perDay)).map {
      Double($0) / Double(perDay)
    }
    var reported = times
    var (lats, lons) = ([Double](), [Double]())
    var values = [[Double]](repeating: [], count: Self.shipVariables.count)
    var flags = [[Character]](repeating: [], count: Self.shipVariables.count)
    for t in times {
      let (lon, lat, course) = position(ship, t)
      let place = SeaState.Place(lon: lon, lat: lat, t: t)
      lons.append(lon)
      lats.append(lat)
      let (u, v) = sea.wind(place)
      let factor = sea.windFactor(atHeight: ship.windHeight)
      let (east, north) = (
        u * factor + 0.5 * random.gaussian(), v * factor + 0.5 * random.gaussian()
      )
      let air = sea.airTemperature(place)
      let row = [
        course, 9 + 0.1 * random.gaussian(), from(east, north),
        (east * east + north * north).squareRoot() * ship.unitsPerMetrePerSecond,
        sea.airPressure(place) + 0.3 * random.gaussian(), air + 0.15 * random.gaussian(),
        air - sea.dewPointDeficit + 0.2 * random.gaussian(),
        sea.temperature(place, depth: 3) + 0.15 * random.gaussian(),
      ]
      for (i, value) in row.enumerated() {
        values[i].append(random.uniform() < 0.005 ? .nan : value)
        flags[i].append("Z")
      }
    }
    addShipFaults(
      ship,
      decade,
      path: path,
      &values,
      &flags,
      lats: &lats,
      lons: &lons,
      times: &reported,
      &random
    )
    return shipDraft(
      ship,
      times: reported,
      lats: lats,
      lons: lons,
      values: values,
      flags: flags,
      decade: decade
    )
  }

  private mutating func addShipFaults(
    _ ship: Ship,
    _ decade: Range<Int>,
    path: String,
    _ values: inout [[Double]],
    _ flags: inout [[Character]],
    lats: inout [Double],
    lons: inout [Double],
    times: inout [Double],
    _ random: inout RandomStream
  ) {
    let count = lats.count
    for k in 0..<5 {
      let row = 20 + k * (count / 6) + random.next(below: count / 8)
      let isFlagged = k % 2 == 1
      values[7][row] += random.uniform(7..<12)
      if isFlagged { flags[7][row] = "S" }
      faults.add(.spike, path, "TEMP", [row], flagged: isFlagged, "7 to 12 K too warm for one time")
    }
    let stuck = count / 2 + random.next(below: count / 5)
    for row in stuck..<(stuck + 40) {
      values[5][row] = values[5][stuck]
      flags[5][row] = "J"
    }
    faults.add(
      .stuck,
      path,
      "AIRT",
      [stuck],
      count: 40,
      flagged: true,
      "the same value for 40 times"
    )
    if ship.callSign == "SVDA1" {
      for k in 0..<3 {
        let row = 11 + k * 200
        (lats[row], lons[row]) = (0, 0)
        faults.add(.positionZero, path, "LATITUDE", [row], "no fix: latitude and longitude are 0")
      }
    } else {
      for k in 0..<2 {
        let row = 60 + k * 300
        lats[row] = 95.5
        faults.add(.latitudeOutOfRange, path, "LATITUDE", [row], "95.5 degrees north")
      }
      if decade.lowerBound == 10 {
        let row = count - 30
        times[row] += 3653
        faults.add(.dateInFuture, path, "TIME", [row], "ten years late")
      }
    }
  }

  private func shipDraft(
    _ ship: Ship,
    times: [Double],
    lats: [Double],
    lons: [Double],
    values: [[Double]],
    flags: [[Character]],
    decade: Range<Int>
  ) -> DatasetDraft {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("TIME", nil), ("string1", 1)]
    draft.records = times.count
    draft.add(
      "TIME",
      ["TIME"],
      .double(times.map { $0 + 27_180 }),
      [
        .text("standard_name", "time"), .text("long_name", "time"),
        .text("units", "days since 1950-01-01 00:00:00Z"), .text("axis", "T"),
        .double("valid_min", 0), .double("valid_max", 90_000), .double("_FillValue", -9999),
        .text("ancillary_variables", "TIME_quality_control"),
      ]
    )
    for (name, units, axis, range, column) in [
      ("LATITUDE", "degrees_north", "Y", 90.0, lats), ("LONGITUDE", "degrees_east", "X", 180, lons),
    ] {
      draft.add(
        name,
        ["TIME"],
        .float(column.map { Float($0) }),
        [
          .text("long_name", name.lowercased()), .text("units", units),
          .text("standard_name", name.lowercased()), .text("axis", axis),
          .float("valid_min", -range), .float("valid_max", range),
          .text("reference_datum", "geographical coordinates, WGS84"),
          .text("ancillary_variables", "\(name)_quality_control"),
        ]
      )
    }
    for (i, variable) in Self.shipVariables.enumerated() {
      let isWind = variable.name.hasPrefix("W")
      draft.add(
        variable.name,
        ["TIME"],
        .float(values[i].map { $0.isNaN ? -9999 : Float(($0 * 100).rounded() / 100) }),
        [
          .text("long_name", variable.long),
          .text("units", variable.name == "WSPD" ? ship.windUnits : variable.units),
          .text("observation_type", "measured"),
        ] + (isWind ? [.float("sensor_height", ship.windHeight)] : [])
          + [
            .float("_FillValue", -9999), .text("standard_name", variable.standard),
            .text("ancillary_variables", "\(variable.name)_quality_control"),
          ]
      )
    }
    let good = times.map { _ in Character("Z") }
    let letters =
      [("TIME", "time", good), ("LATITUDE", "latitude", good), ("LONGITUDE", "longitude", good)]
      + Self.shipVariables.enumerated().map {
        ($0.element.name, $0.element.standard, flags[$0.offset])
      }
    for (name, standardName, column) in letters {
      draft.add(
        "\(name)_quality_control",
        ["TIME", "string1"],
        .char(Array(String(column).utf8)),
        [
          .text("standard_name", "\(standardName) status_flag"),
          .text("long_name", "quality flags for \(standardName)"),
          .text("quality_control_conventions", "IMOS Reference Table F"),
          .double("quality_control_set", 3),
          .text(
            "quality_control_flag_values",
            "B, C, D, E, F, G, H, J, K, L, M, Q, S, T, U, V, X, Z"
          ),
        ]
      )
    }
    let end = Double(decade.upperBound)
    draft.attributes = [
      .text("project", "Integrated Marine Observing System"),
      .text("conventions", "IMOS version 1.3"),
      .text("title", "Sea surface temperature and meteorological data"),
      .text("institution", Self.institution),
      .text("date_created", Self.stamp(day: end + 0.2, "yyyy-MM-dd'T'HH:mm:ss'Z'")),
      .text("abstract", Self.disclaimer), .text("source", "Ship observations"),
      .double("quality_control_set", 3), .text("platform_code", ship.callSign),
      .text("naming_authority", "IMOS"), .text("cdm_data_type", "Trajectory"),
    ]
    return draft
  }
}
