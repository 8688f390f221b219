import FixtureSeaState
import Foundation
internal import NetCDFFile

extension ArchiveBuilder {
  /// Infrared sea surface temperature in the layout of GHRSST L2P (GDS 2.0 revision 5): skin
  /// temperature with its SSES bias, clouds and quality levels, one pass a day or more.
  mutating func writeInfraredSwaths() throws {
    for day in 0..<Self.days {
      for pass in 0..<scale.infraredPasses {
        // Afternoon orbit: 13:30 and 01:30 local solar time.
        let isDay = (day + pass) % 2 == 1
        let start =
          Double(day) + (isDay ? 0.218 : 0.718) + Double(pass / 2) * 0.07
        let swath = Swath(
          start: start,
          centre: 120.5 + Double((day * 5 + pass * 3) % 11),
          isAscending: isDay,
          step: scale.pixelStep,
          lines: Int((17.6 / scale.pixelStep).rounded())
        )
        let stamp = Self.stamp(day: start, "yyyyMMddHHmmss")
        let name =
          "\(stamp)-SVD-L2P_GHRSST-SSTskin-RADIOMETER_A-\(isDay ? "D" : "N")-v02.0-fv01.0.nc"
        try write(
          infraredDraft(swath, name: name, isDay: isDay),
          to: "ghrsst/2024/\(name)",
          network: "ghrsst-l2p"
        )
      }
    }
    faults.classes.append(
      FaultList.Class(
        files: "ghrsst/2024/*.nc",
        variable: "sea_surface_temperature",
        condition: "quality_level == 2",
        kind: .cloud,
        detail: "too cold by 0.5 to 4 K, as cloud edges are"
      )
    )
  }

  private func infraredDraft(_ swath: Swath, name: String, isDay: Bool) -> DatasetDraft {
    var random = random(name)
    let clouds = CloudField(&random)
    let count = swath.lines * scale.pixels
    var (lat, lon) = ([Float](), [Float]())
    var sst = [Int16](repeating: -32768, count: count)
    var dtime = [Int16]()
    var bias = [Int8](repeating: -128, count: count)
    var deviation = bias
    var anomaly = bias
    var wind = bias
    var zenith = [Int8]()
    var flags = [Int16]()
    var quality = [Int8](repeating: 0, count: count)
    for line in 0..<swath.lines {
      for pixel in 0..<scale.pixels {
        let i = line * scale.pixels + pixel
        let x = (Double(pixel) + 0.5) / Double(scale.pixels) * 2 - 1
        // Pixels widen towards the edge of the scan.
        let across = x * (1 + 0.25 * x * x) * scale.pixelStep * Double(scale.pixels) / 2
        let place = swath.place(line: line, across: across)
        // Navigated to 1/512 degree.
        lat.append(Float((place.lat * 512).rounded() / 512))
        lon.append(Float((place.lon * 512).rounded() / 512))
        dtime.append(packed(swath.seconds(line: line), scale: 0.25, fill: -32768))
        zenith.append(packed(abs(x) * 62, scale: 1, fill: -128))
        let isLand = LandMask.isLand(lon: place.lon, lat: place.lat)
        flags.append((isLand ? 2 : 0) | (isDay ? 512 : 0))
        guard !isLand else { continue }
        wind[i] = packed(sea.windSpeed(place), scale: 0.15, fill: -128)
        let cover = clouds.cover(place)
        guard cover < 1 else { continue }
        quality[i] = cover < 0.55 ? 5 : cover < 0.72 ? 4 : cover < 0.86 ? 3 : 2
        let seen = SeaState.Place(lon: Double(lon[i]), lat: Double(lat[i]), t: place.t)
        let skin = sea.skinTemperature(seen)
        // What the file says of its bias, and a little that it does not.
        bias[i] = packed((isDay ? 0.12 : -0.06) - 0.25 * x * x, scale: 0.01, fill: -128)
        deviation[i] = packed(0.2 + 0.1 * x * x, scale: 0.01, offset: 1, fill: -128)
        let leak = quality[i] == 2 ? random.uniform(0.5..<4) : quality[i] == 3 ? 0.15 : 0
        let value = skin + Double(bias[i]) * 0.01 + 0.18 * random.gaussian() - leak
        sst[i] = packed(value, scale: 0.01, fill: -32768)
        anomaly[i] = packed(value - sea.foundationTemperature(seen), scale: 0.1, fill: -128)
      }
    }
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("nj", swath.lines), ("ni", scale.pixels), ("time", 1)]
    draft.add(
      "lat",
      ["nj", "ni"],
      .float(lat),
      [
        .text("long_name", "latitude"), .text("standard_name", "latitude"),
        .text("units", "degrees_north"), .float("valid_min", -90), .float("valid_max", 90),
      ]
    )
    draft.add(
      "lon",
      ["nj", "ni"],
      .float(lon),
      [
        .text("long_name", "longitude"), .text("standard_name", "longitude"),
        .text("units", "degrees_east"), .float("valid_min", -180), .float("valid_max", 180),
      ]
    )
    let since1981 = Self.start - 347_155_200 + (swath.start * 86_400).rounded()
    draft.add(
      "time",
      ["time"],
      .int([Int32(since1981)]),
      [
        .text("long_name", "reference time of sst file"), .text("standard_name", "time"),
        .text("units", "seconds since 1981-01-01 00:00:00"),
      ]
    )
    func add(_ name: String, _ values: StoredValues, _ attributes: [DatasetDraft.AttributeDraft]) {
      draft.add(name, ["time", "nj", "ni"], values, attributes + [.text("coordinates", "lon lat")])
    }
    add(
      "sea_surface_temperature",
      .short(sst),
      [
        .text("long_name", "sea surface skin temperature"),
        .text("standard_name", "sea_surface_skin_temperature"), .text("units", "kelvin"),
        .short("_FillValue", -32768), .float("scale_factor", 0.01), .float("add_offset", 273.15),
        .short("valid_min", -300), .short("valid_max", 4500), .text("depth", "10 micrometres"),
      ]
    )
    add(
      "sst_dtime",
      .short(dtime),
      [
        .text("long_name", "time difference from reference time"), .text("units", "second"),
        .short("_FillValue", -32768), .float("scale_factor", 0.25), .float("add_offset", 0),
      ]
    )
    for (name, longName, values, offset) in [
      ("sses_bias", "SSES bias error", bias, 0.0),
      ("sses_standard_deviation", "SSES standard deviation error", deviation, 1.0),
    ] {
      add(
        name,
        .byte(values),
        [
          .text("long_name", longName), .text("units", "kelvin"), .byte("_FillValue", -128),
          .float("scale_factor", 0.01), .float("add_offset", offset), .byte("valid_min", -127),
          .byte("valid_max", 127),
        ]
      )
    }
    add(
      "dt_analysis",
      .byte(anomaly),
      [
        .text("long_name", "deviation from sst reference climatology"), .text("units", "kelvin"),
        .byte("_FillValue", -128), .float("scale_factor", 0.1), .float("add_offset", 0),
      ]
    )
    add(
      "wind_speed",
      .byte(wind),
      [
        .text("long_name", "10m wind speed"), .text("standard_name", "wind_speed"),
        .text("units", "m s-1"), .byte("_FillValue", -128), .float("scale_factor", 0.15),
        .float("add_offset", 0), .text("height", "10 m"),
      ]
    )
    add(
      "satellite_zenith_angle",
      .byte(zenith),
      [
        .text("long_name", "satellite zenith angle"), .text("units", "angular_degree"),
        .byte("_FillValue", -128), .float("scale_factor", 1), .float("add_offset", 0),
      ]
    )
    add(
      "l2p_flags",
      .short(flags),
      [
        .text("long_name", "L2P flags"),
        .text(
          "flag_meanings",
          "microwave land ice lake river spare spare spare spare daytime"
        ), .short("flag_masks", 1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
      ]
    )
    add(
      "quality_level",
      .byte(quality),
      [
        .text("long_name", "quality level of SST pixel"), .byte("_FillValue", -128),
        .byte("valid_min", 0), .byte("valid_max", 5), .byte("flag_values", 0, 1, 2, 3, 4, 5),
        .text(
          "flag_meanings",
          "no_data bad_data worst_quality low_quality acceptable_quality best_quality"
        ),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("title", "Infrared radiometer L2P SST"),
      .text("summary", Self.disclaimer), .text("institution", Self.institution),
      .text("gds_version_id", "02.0"), .text("netcdf_version_id", "4.9"),
      .text("date_created", Self.stamp(day: swath.start + 0.2, "yyyyMMdd'T'HHmmss'Z'")),
      .text("start_time", Self.stamp(day: swath.start, "yyyyMMdd'T'HHmmss'Z'")),
      .text("time_coverage_start", Self.stamp(day: swath.start, "yyyyMMdd'T'HHmmss'Z'")),
      .int("file_quality_level", 3), .text("platform", "SYNTHETIC-1"),
      .text("sensor", "RADIOMETER"), .text("processing_level", "L2P"),
      .text("cdm_data_type", "swath"), .text("naming_authority", "org.ghrsst"),
      .text("spatial_resolution", "\(scale.pixelStep) degrees at nadir"),
      .text("product_version", "1.0"), .text("id", "SYNTHETIC-L2P-v1.0"),
    ]
    return draft
  }
}

/// Clouds: a few waves of random direction; 1 and more is overcast.
private struct CloudField {
  private var waves: [(east: Double, north: Double, phase: Double, height: Double)] = []

  init(_ random: inout RandomStream) {
    for i in 0..<9 {
      let direction = random.uniform(0..<(2 * .pi))
      let number = 0.35 * (1 + Double(i) * 0.9) * random.uniform(0.8..<1.3)
      waves.append(
        (
          number * cos(direction), number * sin(direction), random.uniform(0..<(2 * .pi)),
          1 / (1 + Double(i) * 0.25)
        )
      )
    }
  }

  func cover(_ place: SeaState.Place) -> Double {
    let sum = waves.reduce(0.0) { sum, wave in
      sum + wave.height
        * sin(wave.east * (place.lon - 124) + wave.north * (place.lat - 32) + wave.phase)
    }
    return 0.55 + sum * 0.38
  }
}
