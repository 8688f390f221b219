import NetCDFFile

/// Moored buoys and stations.
extension NetworkLayout {
  static var moorings: [NetworkLayout] {
    [ndbc, tao, oceanSites, copernicusSeries, copernicusProfiles]
  }

  /// A year file of standard meteorology, shortened to a day.
  private static var ndbc: NetworkLayout {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("time", nil), ("latitude", 1), ("longitude", 1)]
    draft.records = 24
    let place = ["time", "latitude", "longitude"]
    func add(
      _ name: String,
      _ type: StoredType,
      _ first: Double,
      _ step: Double,
      _ fill: Double,
      _ units: String,
      _ shortName: String,
      _ longName: String,
      _ standardName: String
    ) {
      draft.addLine(
        name,
        place,
        type,
        from: first,
        by: step,
        fill: fill,
        [
          .text("long_name", longName), .text("short_name", shortName),
          .text("standard_name", standardName), .text("units", units),
        ]
      )
    }
    let (speed, angle, celsius) = ("meters/second", "degrees_true", "degree_Celsius")
    add("wind_dir", .int, 10, 10, 999, angle, "wdir", "Wind Direction", "wind_from_direction")
    add("wind_spd", .float, 5, 0.25, 99, speed, "wspd", "Wind Speed", "wind_speed")
    add("gust", .float, 7, 0.25, 99, speed, "gst", "Wind Gust Speed", "gust")
    add(
      "wave_height",
      .float,
      1,
      0.125,
      99,
      "meters",
      "wvht",
      "Significant Wave Height",
      "significant_height_of_wave"
    )
    add(
      "dominant_wpd",
      .float,
      8,
      0.25,
      99,
      "seconds",
      "dpd",
      "Dominant Wave Period",
      "dominant_wave_period"
    )
    add(
      "average_wpd",
      .float,
      5,
      0.125,
      99,
      "seconds",
      "apd",
      "Average Wave Period",
      "average_wave_period"
    )
    add(
      "mean_wave_dir",
      .int,
      200,
      5,
      999,
      angle,
      "mwd",
      "Mean Wave Direction",
      "mean_wave_direction"
    )
    add(
      "air_pressure",
      .float,
      1010,
      0.5,
      9999,
      "hPa",
      "pres",
      "Sea Level Pressure",
      "air_pressure_at_sea_level"
    )
    add(
      "air_temperature",
      .float,
      12,
      0.25,
      999,
      celsius,
      "atmp",
      "Air Temperature",
      "air_temperature"
    )
    add(
      "sea_surface_temperature",
      .float,
      14,
      0.125,
      999,
      celsius,
      "wtmp",
      "Sea Surface Temperature",
      "sea_surface_temperature"
    )
    add(
      "dewpt_temperature",
      .float,
      9,
      0.125,
      999,
      celsius,
      "dewp",
      "Dew Point Temperature",
      "dew_point_temperature"
    )
    add(
      "visibility",
      .float,
      99,
      0,
      99,
      "US_statute_miles",
      "vis",
      "Visibility",
      "visibility_in_air"
    )
    add("water_level", .float, 99, 0, 99, "feet", "tide", "Tide Water Level", "water_level")
    draft.addLine(
      "time",
      ["time"],
      .int,
      from: since1970,
      by: 3600,
      [
        .text("long_name", "Epoch Time"), .text("short_name", "time"),
        .text("standard_name", "time"),
        .text("units", "seconds since 1970-01-01 00:00:00 UTC"), .text("calendar", "gregorian"),
      ]
    )
    for (name, value, units) in [
      ("latitude", 36.785, "degrees_north"), ("longitude", -122.398, "degrees_east"),
    ] {
      draft.addLine(
        name,
        [name],
        .float,
        from: value,
        by: 0,
        [
          .text("long_name", name), .text("short_name", name),
          .text("standard_name", name), .text("units", units),
        ]
      )
    }
    draft.attributes = [
      .text(
        "institution",
        "NOAA National Data Buoy Center and Participators in Data Assembly Center"
      ),
      .text("url", "http://dods.ndbc.noaa.gov"), .text("conventions", "COARDS"),
      .text("station", "99042"), .text("comment", disclaimer),
      .text("location", "36.785 N 122.398 W "),
    ]
    return NetworkLayout(
      path: "ndbc/99042h2024.nc",
      network: "ndbc",
      claim:
        "standard meteorology, positions as dimensions of 1, fills without attributes of range",
      draft: draft
    )
  }

  private static var tao: NetworkLayout {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("time", nil), ("depth", 3), ("lat", 1), ("lon", 1)]
    draft.records = 10
    draft.add(
      "time",
      ["time"],
      .double((0..<10).map { 17_011.5 + Double($0) }),
      [.text("units", "days since 1977-11-03 12:00:00"), .text("type", "EVEN")]
    )
    draft.add(
      "depth",
      ["depth"],
      .float([1, 20, 40]),
      [.text("units", "m"), .text("positive", "down"), .text("type", "UNEVEN")]
    )
    draft.add("lat", ["lat"], .float([0]), [.text("units", "degrees_north")])
    draft.add("lon", ["lon"], .float([250]), [.text("units", "degrees_east")])
    let place = ["time", "depth", "lat", "lon"]
    draft.addLine(
      "T_20",
      place,
      .float,
      from: 25,
      by: -0.25,
      fill: 1e35,
      [
        .float("missing_value", 1e35), .text("long_name", "TEMPERATURE (C)"),
        .text("units", "C"), .int("epic_code", 20),
      ]
    )
    draft.addFlags(
      "QT_5020",
      place,
      .float,
      [1, 2, 3, 4, 5, 0],
      [.text("long_name", "TEMPERATURE QUALITY"), .int("epic_code", 5020)]
    )
    draft.attributes = [
      .text("platform_code", "0n110w"), .text("site_code", "0n110w"),
      .text(
        "Data_Source",
        "Global Tropical Moored Buoy Array Project Office/NOAA/PMEL"
      ),
      .text("File_info", disclaimer),
    ]
    return NetworkLayout(
      path: "tao/t0n110w_dy.cdf",
      network: "tao",
      claim: "EPIC names and codes, quality indices of the array as reals",
      draft: draft
    )
  }

  private static let oceanSitesMeanings =
    "unknown good_data probably_good_data potentially_correctable_bad_data bad_data "
    + "nominal_value interpolated_value missing_value"

  private static var oceanSites: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("TIME", 12), ("DEPTH", 2), ("LATITUDE", 1), ("LONGITUDE", 1)]
    draft.addLine(
      "TIME",
      ["TIME"],
      .double,
      from: daysSince1950,
      by: 0.25,
      described("time", "time", units: "days since 1950-01-01T00:00:00Z", axis: "T")
    )
    draft.add(
      "LATITUDE",
      ["LATITUDE"],
      .float([49]),
      described("Latitude of the site", "latitude", units: "degrees_north", axis: "Y")
    )
    draft.add(
      "LONGITUDE",
      ["LONGITUDE"],
      .float([-16.5]),
      described("Longitude of the site", "longitude", units: "degrees_east", axis: "X")
    )
    draft.add(
      "DEPTH",
      ["DEPTH"],
      .float([30, 100]),
      described("Depth of the sensors", "depth", units: "meters", axis: "Z")
        + [.text("positive", "down"), .text("reference", "sea_level")]
    )
    for (name, first, step, standardName, units) in [
      ("TEMP", 14.0, -0.125, "sea_water_temperature", "degree_Celsius"),
      ("PSAL", 35.0, 0.015625, "sea_water_practical_salinity", "1"),
    ] {
      draft.addLine(
        name,
        ["TIME", "DEPTH"],
        .float,
        from: first,
        by: step,
        fill: 99_999,
        described(standardName.replacing("_", with: " "), standardName, units: units)
          + [
            .text("ancillary_variables", "\(name)_QC"),
            .text("coordinates", "TIME DEPTH LATITUDE LONGITUDE"),
          ]
      )
      draft.addFlags(
        "\(name)_QC",
        ["TIME", "DEPTH"],
        .byte,
        [1, 2, 1, 3, 4],
        [
          .byte("_FillValue", -128), .text("long_name", "quality flag of \(name)"),
          .text("conventions", "OceanSITES QC Flags"),
          .byte("flag_values", 0, 1, 2, 3, 4, 7, 8, 9),
          .text("flag_meanings", oceanSitesMeanings),
        ]
      )
    }
    draft.attributes = [
      .text("site_code", "SVD"), .text("platform_code", "SVD-1"), .text("data_mode", "D"),
      .text("title", "A mooring"), .text("summary", disclaimer),
      .text("naming_authority", "OceanSITES"), .text("id", "OS_SVD-1_202406_D_CTD"),
      .text("format_version", "1.5"), .text("data_type", "OceanSITES time-series data"),
      .text("featureType", "timeSeriesProfile"),
      .text("Conventions", "CF-1.6, OceanSITES-1.5, ACDD-1.2"), .text("netcdf_version", "4.3"),
    ]
    return NetworkLayout(
      path: "oceansites/OS_SVD-1_202406_D_CTD.nc",
      network: "oceansites",
      claim: "two depths, a flag for each value, the feature type stated",
      draft: draft
    )
  }

  private static func addCopernicusQuality(
    _ name: String,
    to draft: inout DatasetDraft,
    _ dimensions: [String]
  ) {
    draft.addFlags(
      "\(name)_QC",
      dimensions,
      .byte,
      name == "TIME" || name == "POSITION" ? [1] : [1, 2, 4, 0, 7],
      [
        .byte("_FillValue", -127), .text("long_name", "Quality flag of \(name)"),
        .text("conventions", "Copernicus Marine In Situ reference table 2"),
        .byte("valid_min", 0), .byte("valid_max", 9),
        .byte("flag_values", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
        .text(
          "flag_meanings",
          "no_qc_performed good_data probably_good_data bad_data_that_are_potentially_correctable "
            + "bad_data value_changed value_below_detection nominal_value interpolated_value "
            + "missing_value"
        ),
      ]
    )
  }

  private static func copernicusAttributes(_ dataType: String, _ featureType: String)
    -> [DatasetDraft.AttributeDraft]
  {
    [
      .text("data_type", dataType), .text("format_version", "1.4"),
      .text("platform_code", "9900001"), .text("summary", disclaimer),
      .text("cdm_data_type", featureType), .text("area", "Global Ocean"),
      .text(
        "Conventions",
        "CF-1.6 Copernicus-InSituTAC-FormatManual-1.42 Copernicus-InSituTAC-SRD-1.5 "
          + "Copernicus-InSituTAC-ParametersList-3.2.0"
      ),
    ]
  }

  /// A fixed mooring: one position for all times.
  private static var copernicusSeries: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [
      ("TIME", nil), ("DEPTH", 1), ("LATITUDE", 1), ("LONGITUDE", 1), ("POSITION", 1),
    ]
    draft.records = 16
    draft.addLine(
      "TIME",
      ["TIME"],
      .double,
      from: daysSince1950,
      by: 1.0 / 32,
      described("Time", "time", units: "days since 1950-01-01T00:00:00Z", axis: "T")
    )
    addCopernicusQuality("TIME", to: &draft, ["TIME"])
    draft.add(
      "LATITUDE",
      ["LATITUDE"],
      .float([43.5]),
      described("Latitude of each location", "latitude", units: "degree_north", axis: "Y")
    )
    draft.add(
      "LONGITUDE",
      ["LONGITUDE"],
      .float([8.25]),
      described("Longitude of each location", "longitude", units: "degree_east", axis: "X")
    )
    addCopernicusQuality("POSITION", to: &draft, ["POSITION"])
    draft.addLine(
      "DEPH",
      ["TIME", "DEPTH"],
      .float,
      from: 0.5,
      by: 0,
      described("Depth", "depth", units: "m", axis: "Z") + [.text("positive", "down")]
    )
    for (name, first, step, longName, standardName, units) in [
      ("TEMP", 18.0, 0.125, "Sea temperature", "sea_water_temperature", "degrees_C"),
      (
        "VHM0", 1.5, 0.0625, "Spectral significant wave height (Hm0)",
        "sea_surface_wave_significant_height", "m"
      ),
    ] {
      draft.addLine(
        name,
        ["TIME", "DEPTH"],
        .int,
        from: first,
        by: step,
        scale: 0.0005,
        offset: 0,
        fill: -2_147_483_647,
        described(longName, standardName, units: units)
          + [.text("ancillary_variables", "\(name)_QC")]
      )
      addCopernicusQuality(name, to: &draft, ["TIME", "DEPTH"])
    }
    draft.attributes = copernicusAttributes("OceanSITES time-series data", "timeSeries")
    return NetworkLayout(
      path: "copernicus-insitu/GL_TS_MO_9900001.nc",
      network: "copernicus-insitu",
      claim: "packed values of a fixed mooring, whose position has a dimension of 1",
      draft: draft
    )
  }

  /// Profiles that end at different levels, each at a position of its own.
  private static var copernicusProfiles: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [
      ("TIME", nil), ("DEPTH", 5), ("LATITUDE", 3), ("LONGITUDE", 3), ("POSITION", 3),
    ]
    draft.records = 3
    draft.addLine(
      "TIME",
      ["TIME"],
      .double,
      from: daysSince1950,
      by: 10,
      described("Time", "time", units: "days since 1950-01-01T00:00:00Z", axis: "T")
    )
    addCopernicusQuality("TIME", to: &draft, ["TIME"])
    draft.addLine(
      "LATITUDE",
      ["LATITUDE"],
      .float,
      from: 60,
      by: 0.5,
      described("Latitude of each location", "latitude", units: "degree_north", axis: "Y")
    )
    draft.addLine(
      "LONGITUDE",
      ["LONGITUDE"],
      .float,
      from: -20,
      by: 0.25,
      described("Longitude of each location", "longitude", units: "degree_east", axis: "X")
    )
    addCopernicusQuality("POSITION", to: &draft, ["POSITION"])
    // The second and the third profile end before the last level.
    let gap: Int32 = -2_147_483_647
    draft.add(
      "PRES",
      ["TIME", "DEPTH"],
      .int(
        [5, 10, 20, 50, 100, 5, 10, 20, gap, gap, 5, 10, 20, 50, gap].map {
          $0 == gap ? gap : $0 * 1000
        }
      ),
      [.int("_FillValue", Int64(gap)), .double("scale_factor", 0.001), .double("add_offset", 0)]
        + described("Sea pressure", "sea_water_pressure", units: "dbar", axis: "Z")
        + [.text("positive", "down")]
    )
    addCopernicusQuality("PRES", to: &draft, ["TIME", "DEPTH"])
    draft.addLine(
      "TEMP",
      ["TIME", "DEPTH"],
      .int,
      from: 10,
      by: -0.25,
      scale: 0.001,
      offset: 0,
      fill: Double(gap),
      described("Sea temperature", "sea_water_temperature", units: "degrees_C")
        + [.text("ancillary_variables", "TEMP_QC")]
    )
    addCopernicusQuality("TEMP", to: &draft, ["TIME", "DEPTH"])
    draft.attributes = copernicusAttributes("OceanSITES vertical profile", "profile")
    return NetworkLayout(
      path: "copernicus-insitu/GL_PR_CT_9900001.nc",
      network: "copernicus-insitu",
      claim: "profiles of different length, positions with dimensions of their own",
      draft: draft
    )
  }
}

extension String {
  fileprivate func replacing(_ character: Character, with other: Character) -> String {
    String(map { $0 == character ? other : $0 })
  }
}
