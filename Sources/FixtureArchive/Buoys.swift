import FixtureSeaState
import Foundation
internal import NetCDFFile

/// A moored buoy of the archive.
private struct Buoy {
  let name: String
  let lon: Double
  let lat: Double
  /// Metres above the sea; nil where the file does not say it.
  let anemometerHeight: Double?
}

/// A time series of one sensor with what its provider says of it.
private struct SensorSeries {
  let name: String
  let standardName: String
  let units: String
  let digits: Double
  var values: [Double] = []
  var flags: [Int8] = []
}

extension ArchiveBuilder {
  private static let moorings = [
    Buoy(name: "SVD-YS1", lon: 123.6, lat: 35.4, anemometerHeight: 4.1),
    Buoy(name: "SVD-YS2", lon: 123.9, lat: 37.3, anemometerHeight: 4.1),
    Buoy(name: "SVD-ECS1", lon: 124.6, lat: 31.6, anemometerHeight: 3.8),
    Buoy(name: "SVD-ECS2", lon: 126.4, lat: 29.9, anemometerHeight: 9.5),
    Buoy(name: "SVD-ECS3", lon: 123.4, lat: 27.9, anemometerHeight: nil),
    Buoy(name: "SVD-KUR1", lon: 128.2, lat: 27.9, anemometerHeight: 4.6),
  ]

  /// Hourly series of moored buoys in the layout of the IOOS Metadata Profile 1.2, with QARTOD
  /// flags, a file for each buoy and ten days.
  mutating func writeBuoys() throws {
    for buoy in Self.moorings.prefix(scale.buoys) {
      var random = random("buoy \(buoy.name)")
      // Hours without a transmission.
      let gap = 150 + random.next(below: 400)
      let hours = (0..<(Self.days * 24)).filter { !(gap..<(gap + 7)).contains($0) }
      var series = buoySeries(buoy, hours: hours, &random)
      addBuoyFaults(buoy, hours: hours, &series, &random)
      for decade in Self.decades {
        let rows = hours.indices.filter { decade.contains(hours[$0] / 24) }
        try write(
          buoyDraft(buoy, hours: hours, rows: rows, series),
          to: buoyPath(buoy, decade),
          network: "ioos-station"
        )
      }
    }
  }

  private func buoyPath(_ buoy: Buoy, _ decade: Range<Int>) -> String {
    "buoys/\(Self.date(day: decade.lowerBound))_\(buoy.name).nc"
  }

  private func buoySeries(
    _ buoy: Buoy,
    hours: [Int],
    _ random: inout RandomStream
  ) -> [SensorSeries] {
    var series = [
      SensorSeries(
        name: "sea_surface_temperature",
        standardName: "sea_surface_temperature",
        units: "degree_Celsius",
        digits: 100
      ),
      SensorSeries(name: "wind_speed", standardName: "wind_speed", units: "m.s-1", digits: 100),
      SensorSeries(
        name: "wind_from_direction",
        standardName: "wind_from_direction",
        units: "degrees",
        digits: 10
      ),
      SensorSeries(
        name: "air_temperature",
        standardName: "air_temperature",
        units: "degree_Celsius",
        digits: 100
      ),
      SensorSeries(
        name: "air_pressure",
        standardName: "air_pressure_at_mean_sea_level",
        units: "millibars",
        digits: 10
      ),
    ]
    for hour in hours {
      let place = SeaState.Place(lon: buoy.lon, lat: buoy.lat, t: Double(hour) / 24)
      let (u, v) = sea.wind(place)
      let factor = sea.windFactor(atHeight: buoy.anemometerHeight ?? 4)
      let (east, north) = (
        u * factor + 0.35 * random.gaussian(), v * factor + 0.35 * random.gaussian()
      )
      let values = [
        sea.bulkTemperature(place) + 0.05 * random.gaussian(),
        (east * east + north * north).squareRoot(), from(east, north),
        sea.airTemperature(place) + 0.1 * random.gaussian(),
        sea.airPressure(place) + 0.2 * random.gaussian(),
      ]
      for (i, value) in values.enumerated() {
        let isMissing = random.uniform() < 0.004
        series[i].values.append(isMissing ? .nan : value)
        series[i].flags.append(isMissing ? 9 : 1)
      }
    }
    return series
  }

  private mutating func addBuoyFaults(
    _ buoy: Buoy,
    hours: [Int],
    _ series: inout [SensorSeries],
    _ random: inout RandomStream
  ) {
    func place(_ row: Int) -> (file: String, index: [Int]) {
      let decade = Self.decades.first { $0.contains(hours[row] / 24) } ?? Self.decades[0]
      let first = hours.firstIndex { decade.contains($0 / 24) } ?? 0
      return (buoyPath(buoy, decade), [row - first])
    }
    func note(
      _ kind: FaultList.Kind,
      _ i: Int,
      _ row: Int,
      count: Int,
      flagged: Bool,
      _ text: String
    ) {
      let (file, index) = place(row)
      faults.add(kind, file, series[i].name, index, count: count, flagged: flagged, text)
    }
    for k in 0..<6 {
      let row = 30 + k * 110 + random.next(below: 60)
      guard !series[0].values[row].isNaN else { continue }
      let isFlagged = k % 3 == 0
      series[0].values[row] += k % 2 == 0 ? random.uniform(6..<10) : -random.uniform(6..<10)
      if isFlagged { series[0].flags[row] = 4 }
      note(.spike, 0, row, count: 1, flagged: isFlagged, "6 to 10 K off for one hour")
    }
    if buoy.name == "SVD-YS2" {
      let row = 300 + random.next(below: 50)
      for i in row..<(row + 30) { series[0].values[i] = series[0].values[row] }
      note(.stuck, 0, row, count: 30, flagged: false, "the same value for 30 hours")
    }
    if buoy.name == "SVD-ECS1" {
      let row = 520
      for i in row..<(row + 4) { series[0].values[i] += 273.15 }
      note(.unitSlip, 0, row, count: 4, flagged: false, "kelvin under the unit of degrees Celsius")
    }
    if buoy.name == "SVD-ECS2" {
      let row = 410
      for i in row..<(row + 5) { series[1].values[i] = 99 }
      note(.unitSlip, 1, row, count: 5, flagged: false, "the code 99 where nothing was measured")
    }
    for k in 0..<3 {
      let row = 70 + k * 200 + random.next(below: 60)
      series[3].flags[row] = 3
    }
  }

  private func buoyDraft(
    _ buoy: Buoy,
    hours: [Int],
    rows: [Int],
    _ series: [SensorSeries]
  ) -> DatasetDraft {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("time", rows.count)]
    draft.add(
      "time",
      ["time"],
      .double(rows.map { Self.start + Double(hours[$0]) * 3600 }),
      [
        .text("units", "seconds since 1970-01-01T00:00:00Z"), .text("standard_name", "time"),
        .text("axis", "T"), .text("calendar", "gregorian"), .text("long_name", "Time"),
      ]
    )
    draft.add(
      "station",
      [],
      .string([buoy.name]),
      [
        .text("cf_role", "timeseries_id"), .text("long_name", "Buoy \(buoy.name)"),
        .text("type", "buoy"),
      ]
    )
    for (name, value, units, axis) in [
      ("latitude", buoy.lat, "degrees_north", "Y"), ("longitude", buoy.lon, "degrees_east", "X"),
    ] {
      draft.add(
        name,
        [],
        .double([value]),
        [.text("standard_name", name), .text("units", units), .text("axis", axis)]
      )
    }
    draft.add(
      "z",
      [],
      .double([0]),
      [
        .text("standard_name", "altitude"), .text("units", "m"), .text("positive", "up"),
        .text("axis", "Z"),
      ]
    )
    for sensor in series {
      let isWind = sensor.name.hasPrefix("wind")
      let height = isWind ? buoy.anemometerHeight.map { [$0] } ?? [] : []
      draft.add(
        sensor.name,
        ["time"],
        .double(
          rows.map {
            let value = sensor.values[$0]
            return value.isNaN ? -9999.9 : (value * sensor.digits).rounded() / sensor.digits
          }
        ),
        [
          .double("_FillValue", -9999.9), .text("standard_name", sensor.standardName),
          .text("long_name", sensor.name.replacingOccurrences(of: "_", with: " ")),
          .text("units", sensor.units), .text("platform", "station"),
          .text("coordinates", "time z longitude latitude"),
          .text("ancillary_variables", "\(sensor.name)_qc_agg"),
        ] + height.map { .double("height_above_sea_level", $0) }
      )
      draft.add(
        "\(sensor.name)_qc_agg",
        ["time"],
        .byte(rows.map { sensor.flags[$0] }),
        [
          .text("standard_name", "aggregate_quality_flag"),
          .text("long_name", "QARTOD aggregate flag of \(sensor.name)"),
          .byte("flag_values", 1, 2, 3, 4, 9),
          .text("flag_meanings", "PASS NOT_EVALUATED SUSPECT FAIL MISSING"),
        ]
      )
    }
    let last = rows.last.map { Double(hours[$0]) / 24 } ?? 0
    draft.attributes = [
      .text("Conventions", "IOOS-1.2, CF-1.6, ACDD-1.3"), .text("featureType", "TimeSeries"),
      .text("cdm_data_type", "TimeSeries"), .text("title", "Moored buoy \(buoy.name)"),
      .text("summary", Self.disclaimer), .text("institution", Self.institution),
      .text("date_created", Self.stamp(day: last + 0.1, "yyyy-MM-dd'T'HH:mm:ss'Z'")),
      .text("platform", "moored_buoy"), .text("id", buoy.name),
    ]
    return draft
  }
}
