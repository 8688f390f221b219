import NetCDFFile

/// Drifters, ships and gliders.
extension NetworkLayout {
  static var platforms: [NetworkLayout] {
    [hourlyDrifters, sixHourlyDrifters, ship, glider, gliderOfEurope]
  }

  /// The parts that both drifter products share: two drifters, of 8 and 12 fixes.
  private static func drifters(stepSeconds: Double, namesSamples: Bool) -> DatasetDraft {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("traj", 2), ("obs", 20)]
    let since = "seconds since 1970-01-01 00:00:00"
    draft.add(
      "ID",
      ["traj"],
      .int64([99_000_001, 99_000_002]),
      described("Global Drifter Program Buoy ID")
    )
    draft.add(
      "rowsize",
      ["traj"],
      .int([8, 12]),
      described("Number of observations per trajectory")
        + (namesSamples ? [.text("sample_dimension", "obs")] : [])
    )
    for (name, values) in [
      ("deploy_date", [since1970 - 86_400, since1970 - 86_400]),
      ("drogue_lost_date", [since1970 + 3600, since1970 + 86_400 * 9]),
    ] {
      draft.add(name, ["traj"], .double(values), described(name, units: since))
    }
    draft.add(
      "deploy_lat",
      ["traj"],
      .float([10, 11]),
      described("Deployment latitude", units: "degrees_north")
    )
    draft.add(
      "deploy_lon",
      ["traj"],
      .float([-40, -41]),
      described("Deployment longitude", units: "degrees_east")
    )
    draft.addLine(
      "time",
      ["obs"],
      .double,
      from: since1970,
      by: stepSeconds,
      described("Time", units: since)
    )
    draft.addLine(
      "lat",
      ["obs"],
      .float,
      from: 12,
      by: 0.0625,
      described("Latitude", units: "degrees_north")
    )
    draft.addLine(
      "lon",
      ["obs"],
      .float,
      from: -40,
      by: 0.125,
      described("Longitude", units: "degrees_east")
    )
    for (name, first, longName) in [
      ("ve", -0.25, "Eastward velocity"), ("vn", 0.5, "Northward velocity"),
    ] {
      draft.addLine(
        name,
        ["obs"],
        .float,
        from: first,
        by: 0.0625,
        fill: -1e34,
        described(longName, units: "m/s")
      )
    }
    draft.attributes = [
      .text("title", "Global Drifter Program drifting buoy collection"),
      .text("Conventions", "CF-1.6"), .text("featureType", "trajectory"),
      .text("publisher_name", "GDP Drifter DAC"), .text("summary", disclaimer),
    ]
    return draft
  }

  private static var hourlyDrifters: NetworkLayout {
    var draft = drifters(stepSeconds: 3600, namesSamples: false)
    draft.addLine(
      "sst",
      ["obs"],
      .float,
      from: 300,
      by: 0.125,
      fill: -1e34,
      described("Fitted sea water temperature", units: "Kelvin")
    )
    draft.addFlags(
      "flg_sst",
      ["obs"],
      .byte,
      [5, 5, 4, 3, 1],
      described("Fitted sea water temperature quality flag")
        + [.text("flag_values", "0, 1, 2, 3, 4, 5")]
    )
    return NetworkLayout(
      path: "gdp-drifters/gdp_hourly.nc",
      network: "gdp-drifters",
      claim: "ragged trajectories that do not say so, fitted temperatures and their flag",
      draft: draft
    )
  }

  private static var sixHourlyDrifters: NetworkLayout {
    var draft = drifters(stepSeconds: 21_600, namesSamples: true)
    draft.addLine(
      "temp",
      ["obs"],
      .float,
      from: 295,
      by: 0.25,
      fill: -1e34,
      described("Fitted sea water temperature", units: "Kelvin")
    )
    draft.addLine(
      "err_temp",
      ["obs"],
      .float,
      from: 0.125,
      by: 0,
      fill: -1e34,
      described("Standard uncertainty of fitted sea water temperature", units: "Kelvin")
    )
    return NetworkLayout(
      path: "gdp-drifters/gdp_6h.nc",
      network: "gdp-drifters",
      claim: "ragged trajectories without flags",
      draft: draft
    )
  }

  /// One day of a ship: the flags of all variables are letters side by side.
  private static var ship: NetworkLayout {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("time", nil), ("f_string", 8), ("h_num", 1), ("h_string", 16)]
    draft.records = 30
    draft.addLine(
      "time",
      ["time"],
      .int,
      // 2024-06-01 is 16 223 days after 1980-01-01.
      from: 16_223 * 1440,
      by: 1,
      [
        .int("actual_range", 16_223 * 1440, 16_223 * 1440 + 29),
        .text("long_name", "time"), .text("observation_type", "calculated"),
        .text("original_units", "hhmmss UTC"), .int("qcindex", 1),
        .text("units", "minutes since 1-1-1980 00:00 UTC"), .int("data_interval", 60),
      ]
    )
    for (name, first, step, longName, units, column) in [
      ("lat", 44.5, 0.0078125, "latitude", "degrees (+N)", 2),
      ("lon", 235.75, 0.015625, "longitude", "degrees (+E)", 3),
    ] {
      draft.addLine(
        name,
        ["time"],
        .float,
        from: first,
        by: step,
        [.text("long_name", longName), .int("qcindex", Int64(column)), .text("units", units)]
      )
    }
    for (name, first, step, longName, units, column) in [
      (
        "DIR", 10.0, 10.0, "earth relative wind direction", "degrees (clockwise from true north)", 4
      ),
      ("SPD", 8.0, 0.125, "earth relative wind speed", "meter second-1", 5),
      ("P", 1012.0, 0.25, "atmospheric pressure", "millibar", 6),
      ("T", 12.0, 0.0625, "air temperature", "celsius", 7),
      ("TS", 11.0, 0.03125, "sea temperature", "celsius", 8),
    ] {
      draft.addLine(
        name,
        ["time"],
        .float,
        from: first,
        by: step,
        fill: -9999,
        [
          .float("missing_value", -9999), .float("special_value", -8888),
          .text("long_name", longName), .int("qcindex", Int64(column)), .text("units", units),
        ]
      )
    }
    // Row i: all Z, but K for the wind in every third row and B for the sea in every fourth.
    draft.add(
      "flag",
      ["time", "f_string"],
      .texts(
        (0..<30).map { "ZZZZ\($0 % 3 == 0 ? "K" : "Z")ZZ\($0 % 4 == 0 ? "B" : "Z")" },
        length: 8
      ),
      [
        .text("long_name", "quality control flags"), .text("B", "Data out of range"),
        .text("K", "Suspect - visual"), .text("Z", "Good data"),
      ]
    )
    draft.attributes = [
      .text("title", "SVERDRUP Meteorological Data"), .text("site", "SVERDRUP"),
      .text("ID", "SVDS"), .text("fsu_version", "300"),
      .text("contact_email", "samos@coaps.fsu.edu"), .text("facility", disclaimer),
    ]
    return NetworkLayout(
      path: "samos/SVDS_20240601v30001.nc",
      network: "samos",
      claim: "flags of all variables as letters in one, a column each",
      draft: draft
    )
  }

  private static func addGliderQuality(
    _ name: String,
    _ codes: [Int],
    _ dimension: String,
    to draft: inout DatasetDraft
  ) {
    draft.addFlags(
      name,
      [dimension],
      .byte,
      codes,
      [
        .byte("_FillValue", -127),
        .text(
          "flag_meanings",
          "no_qc_performed good_data probably_good_data "
            + "bad_data_that_are_potentially_correctable bad_data value_changed not_used not_used "
            + "interpolated_value missing_value"
        ),
        .byte("flag_values", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      ]
    )
  }

  /// One climb of a glider.
  private static var glider: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [("time", nil), ("traj_strlen", 20)]
    draft.records = 25
    let since = "seconds since 1970-01-01T00:00:00Z"
    draft.add(
      "trajectory",
      ["traj_strlen"],
      .texts(["svd-20240601T0000"], length: 20, padding: 0),
      [.text("cf_role", "trajectory_id"), .text("long_name", "Trajectory/Deployment Name")]
    )
    draft.addLine(
      "time",
      ["time"],
      .double,
      from: since1970,
      by: 10,
      described("Time", "time", units: since) + [.text("ancillary_variables", "time_qc")]
    )
    draft.addLine(
      "lat",
      ["time"],
      .double,
      from: 40,
      by: 0.0009765625,
      described("Latitude", "latitude", units: "degrees_north")
    )
    draft.addLine(
      "lon",
      ["time"],
      .double,
      from: -70,
      by: 0.0009765625,
      described("Longitude", "longitude", units: "degrees_east")
    )
    for (name, first, step, standardName, units) in [
      ("pressure", 100.0, -4.0, "sea_water_pressure", "dbar"),
      ("depth", 99.0, -3.9375, "depth", "m"),
      ("temperature", 9.0, 0.25, "sea_water_temperature", "Celsius"),
      ("conductivity", 3.5, 0.015625, "sea_water_electrical_conductivity", "S m-1"),
      ("salinity", 33.0, 0.03125, "sea_water_practical_salinity", "1"),
    ] {
      draft.addLine(
        name,
        ["time"],
        .double,
        from: first,
        by: step,
        fill: -999,
        hasGaps: name != "depth",
        described(name, standardName, units: units)
          + [.text("ancillary_variables", "\(name)_qc"), .text("instrument", "instrument_ctd")]
          + (name == "depth" ? [.text("positive", "down")] : [])
      )
    }
    for (name, value, standardName, units) in [
      ("profile_time", since1970 + 120, "time", since),
      ("profile_lat", 40.01, "latitude", "degrees_north"),
      ("profile_lon", -70.01, "longitude", "degrees_east"), ("time_uv", since1970, "time", since),
      ("lat_uv", 40.0, "latitude", "degrees_north"), ("lon_uv", -70.0, "longitude", "degrees_east"),
      ("u", 0.125, "eastward_sea_water_velocity", "m s-1"),
      ("v", -0.125, "northward_sea_water_velocity", "m s-1"),
    ] {
      draft.add(
        name,
        [],
        .double([value]),
        [.double("_FillValue", -999)] + described(name, standardName, units: units)
      )
    }
    draft.add("profile_id", [], .int([17]), [.int("_FillValue", -999)] + described("Profile ID"))
    draft.add("platform", [], .int([-999]), [.int("_FillValue", -999), .text("type", "platform")])
    for name in [
      "time", "lat", "lon", "pressure", "depth", "temperature", "salinity", "conductivity",
    ] {
      addGliderQuality("\(name)_qc", [1, 2, 1, 4], "time", to: &draft)
    }
    draft.attributes = [
      .text("Conventions", "CF-1.6, Unidata Dataset Discovery v1.0"),
      .text("format_version", "IOOS_Glider_NetCDF_v2.0.nc"), .text("featureType", "trajectory"),
      .text("cdm_data_type", "Trajectory"), .text("id", "svd-20240601T0000"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "glider-ngdac/svd_20240601T000000Z.nc",
      network: "glider-ngdac",
      claim: "one climb with several scalar times and positions beside those of the samples",
      draft: draft
    )
  }

  private static var gliderOfEurope: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [("TIME", nil), ("TIME_GPS", 3)]
    draft.records = 18
    draft.addLine(
      "TIME",
      ["TIME"],
      .double,
      from: since1970,
      by: 5,
      described("Epoch time", "time", units: "seconds since 1970-01-01T00:00:00Z", axis: "T")
    )
    draft.addLine(
      "LATITUDE",
      ["TIME"],
      .double,
      from: 43,
      by: 0.0009765625,
      described("Measurement latitude", "latitude", units: "degree_north", axis: "Y")
    )
    draft.addLine(
      "LONGITUDE",
      ["TIME"],
      .double,
      from: 7,
      by: 0.0009765625,
      described("Measurement longitude", "longitude", units: "degree_east", axis: "X")
    )
    draft.addLine(
      "TIME_GPS",
      ["TIME_GPS"],
      .double,
      from: since1970,
      by: 60,
      described("Epoch time of the GPS fixes", "time", units: "seconds since 1970-01-01T00:00:00Z")
    )
    for (name, first, step, standardName, units) in [
      ("PRES", 2.0, 2.0, "sea_water_pressure", "decibar"),
      ("TEMP", 20.0, -0.25, "sea_water_temperature", "degree_Celsius"),
      ("PSAL", 38.0, 0.015625, "sea_water_practical_salinity", "psu"),
    ] {
      draft.addLine(
        name,
        ["TIME"],
        .float,
        from: first,
        by: step,
        fill: 99_999,
        hasGaps: name != "PRES",
        described(standardName, standardName, units: units)
          + [.text("ancillary_variables", "\(name)_QC")]
      )
    }
    for name in ["TIME_QC", "POSITION_QC", "PRES_QC", "TEMP_QC", "PSAL_QC"] {
      addGliderQuality(name, [1, 1, 2, 3], "TIME", to: &draft)
    }
    draft.attributes = [
      .text("data_type", "EGO glider time-series data"), .text("format_version", "1.4"),
      .text("Conventions", "CF-1.4 EGO-1.4"), .text("platform_code", "68999"),
      .text("data_mode", "R"), .text("naming_authority", "EGO"), .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "glider-ego/GL_20240601_svd_68999_R.nc",
      network: "glider-ego",
      claim: "samples beside GPS fixes on a time axis of their own",
      draft: draft
    )
  }
}
