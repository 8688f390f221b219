import NetCDFFile

/// Altimeters, along track, in swaths and as grids.
extension NetworkLayout {
  static var altimeters: [NetworkLayout] {
    [sral, swotLevel2, swotLevel3, swim, alongTrackAnomalies, griddedAnomalies]
  }

  private static var sral: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("time_01", 20), ("time_20_ku", 40)]
    let since = "seconds since 2000-01-01 00:00:00.0"
    func angle(
      _ name: String,
      _ dimension: String,
      _ first: Double,
      _ step: Double,
      _ standardName: String
    ) {
      draft.addLine(
        name,
        [dimension],
        .int,
        from: first,
        by: step,
        scale: 1e-6,
        offset: 0,
        fill: 2_147_483_647,
        hasGaps: false,
        described(
          "\(standardName) : \(dimension)",
          standardName,
          units: standardName == "latitude" ? "degrees_north" : "degrees_east"
        )
      )
    }
    draft.addLine(
      "time_01",
      ["time_01"],
      .double,
      from: since2000,
      by: 1,
      described("UTC: 1 Hz", "time", units: since)
    )
    angle("lat_01", "time_01", -30, 0.0625, "latitude")
    angle("lon_01", "time_01", 350, 0.015625, "longitude")
    draft.addLine(
      "time_20_ku",
      ["time_20_ku"],
      .double,
      from: since2000,
      by: 0.05,
      described("UTC: 20 Hz Ku band", "time", units: since)
    )
    angle("lat_20_ku", "time_20_ku", -30, 0.003, "latitude")
    angle("lon_20_ku", "time_20_ku", 350, 0.001, "longitude")
    for (name, type, first, step, scale, fill, longName, standardName, units) in [
      (
        "swh_ocean_01_ku", StoredType.short, 2.0, 0.125, 0.001, 32_767.0,
        "corrected 'ocean' significant waveheight : 1 Hz Ku band",
        "sea_surface_wave_significant_height", "m"
      ),
      (
        "ssha_01_ku", .short, -0.125, 0.012, 0.001, 32_767,
        "sea surface height anomaly : 1 Hz Ku band", "sea_surface_height_above_sea_level", "m"
      ),
      (
        "wind_speed_alt_01_ku", .short, 5, 0.25, 0.01, 32_767, "wind speed : 1 Hz Ku band",
        "wind_speed", "m/s"
      ),
      (
        "range_ocean_01_ku", .int, 800_000, 0.5, 0.0001, 2_147_483_647,
        "corrected 'ocean' altimeter range : 1 Hz Ku band", "altimeter_range", "m"
      ),
    ] {
      draft.addLine(
        name,
        ["time_01"],
        type,
        from: first,
        by: step,
        scale: scale,
        // Ranges are stored less 700 km.
        offset: name == "range_ocean_01_ku" ? 700_000 : 0,
        fill: fill,
        described(longName, standardName, units: units)
          + [.text("coordinates", "lon_01 lat_01")]
      )
    }
    draft.addFlags(
      "swh_ocean_qual_01_ku",
      ["time_01"],
      .byte,
      [0, 0, 0, 1],
      [
        .byte("_FillValue", 127),
        .text("long_name", "quality flag on 'ocean' significant waveheight : 1 Hz Ku band"),
        .byte("flag_values", 0, 1), .text("flag_meanings", "good bad"),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("title", "IPF SRAL/MWR Level 2 Measurement"),
      .text("mission_name", "Sentinel 3A"), .text("altimeter_sensor_name", "SRAL"),
      .text("comment", disclaimer),
    ]
    return NetworkLayout(
      path: "sentinel3-sral/S3A_SR_2_WAT/reduced_measurement.nc",
      network: "sentinel3-sral",
      claim: "1 Hz values beside a 20 Hz axis, packed, with quality flags",
      draft: draft
    )
  }

  /// The coordinates that both SWOT products share: 8 lines of 5 pixels.
  private static func swot(level: Int) -> DatasetDraft {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("num_lines", 8), ("num_pixels", 5)]
    draft.addLine(
      "time",
      ["num_lines"],
      .double,
      from: since2000,
      by: 0.25,
      fill: 9.969209968386869e36,
      hasGaps: false,
      described("time in UTC", "time", units: "seconds since 2000-01-01 00:00:00.0")
        + [.text("calendar", "gregorian")]
    )
    for (name, first, step, units) in [
      ("latitude", 30.0, 0.0078125, "degrees_north"),
      ("longitude", 200.0, 0.015625, "degrees_east"),
    ] {
      draft.addLine(
        name,
        ["num_lines", "num_pixels"],
        .int,
        from: first,
        by: step,
        scale: 1e-6,
        fill: 2_147_483_647,
        hasGaps: false,
        described(name, name, units: units)
      )
    }
    draft.attributes = [
      .text("Conventions", "CF-1.7"), .text("platform", "SWOT"), .text("comment", disclaimer),
      .text("title", "Level \(level) Low Rate Sea Surface Height Data Product"),
    ]
    return draft
  }

  private static var swotLevel2: NetworkLayout {
    var draft = swot(level: 2)
    for (name, first, standardName) in [
      ("ssh_karin", 12.0, "sea surface height above reference ellipsoid"),
      ("ssha_karin", -0.25, "sea_surface_height_above_sea_level"),
    ] {
      draft.addLine(
        name,
        ["num_lines", "num_pixels"],
        .int,
        from: first,
        by: 0.0125,
        scale: 0.0001,
        fill: 2_147_483_647,
        described(standardName, standardName, units: "m")
          + [.text("quality_flag", "\(name)_qual"), .text("coordinates", "longitude latitude")]
      )
      draft.addFlags(
        "\(name)_qual",
        ["num_lines", "num_pixels"],
        .uint,
        [0, 0, 0, 0, 2_147_483_648, 1],
        [
          .uint("_FillValue", 4_294_967_295), .text("long_name", "quality flag of \(name)"),
          .text("standard_name", "status_flag"),
          .text("flag_meanings", "suspect_large_ssh_delta bad_not_usable"),
          .uint("flag_masks", 1, 2_147_483_648),
        ]
      )
    }
    draft.attributes += [
      .text("institution", "CNES"), .text("short_name", "L2_LR_SSH"),
      .text("product_file_id", "Basic"),
      .text("reference_document", "D-56407_SWOT_Product_Description_L2_LR_SSH"),
    ]
    return NetworkLayout(
      path: "swot-l2/SWOT_L2_LR_SSH_Basic_999_001.nc",
      network: "swot-l2",
      claim: "a swath with a time for each line and flags of 32 bits, the highest among them",
      draft: draft
    )
  }

  private static var swotLevel3: NetworkLayout {
    var draft = swot(level: 3)
    let place = ["num_lines", "num_pixels"]
    for (name, first) in [
      ("ssha_unedited", -0.5), ("ssha_unfiltered", -0.25), ("ssha_filtered", -0.125), ("mdt", 0.5),
    ] {
      draft.addLine(
        name,
        place,
        .int,
        from: first,
        by: 0.0125,
        scale: 0.0001,
        fill: 2_147_483_647,
        described(
          name,
          name == "mdt" ? nil : "sea_surface_height_above_mean_sea_level",
          units: "m"
        )
      )
    }
    draft.addFlags(
      "quality_flag",
      place,
      .ubyte,
      [0, 0, 5, 100],
      [
        .text("long_name", "quality flag"), .text("standard_name", "quality_flag"),
        .ubyte("valid_min", 0), .ubyte("valid_max", 102),
      ]
    )
    draft.attributes += [.text("institution", "CLS, CNES"), .text("product_version", "2.0")]
    return NetworkLayout(
      path: "swot-l3/SWOT_L3_LR_SSH_Basic_999_001.nc",
      network: "swot-l3",
      claim: "the anomaly before filtering, with one flag for all",
      draft: draft
    )
  }

  private static var swim: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("n_nad_1Hz", 15), ("n_box", 3), ("n_tim", 2)]
    // Seconds, and microseconds beside them.
    draft.add(
      "time_nadir_1Hz",
      ["n_nad_1Hz", "n_tim"],
      .double((0..<15).flatMap { [since2009 + Double($0), 250_000] }),
      described("time of the nadir measurement", units: "seconds since 2009-01-01 00:00:00 0:00")
    )
    draft.addLine(
      "lat_nadir_1Hz",
      ["n_nad_1Hz"],
      .double,
      from: -10,
      by: 0.0625,
      described("latitude", "latitude", units: "degrees_north")
    )
    draft.addLine(
      "lon_nadir_1Hz",
      ["n_nad_1Hz"],
      .double,
      from: 60,
      by: 0.015625,
      described("longitude", "longitude", units: "degrees_east")
    )
    for (name, first, step, units) in [
      ("nadir_swh_1Hz", 2.0, 0.125, "m"), ("nadir_wind_1Hz", 6.0, 0.25, "m/s"),
    ] {
      draft.addLine(
        name,
        ["n_nad_1Hz"],
        .float,
        from: first,
        by: step,
        fill: 9.96921e36,
        described(name, units: units)
      )
    }
    for name in ["flag_valid_swh_1Hz", "flag_valid_wind_1Hz"] {
      draft.addFlags(
        name,
        ["n_nad_1Hz"],
        .byte,
        [0, 0, 1],
        [
          .text("long_name", name), .byte("flag_values", 0, 1),
          .text("flag_meanings", "valid invalid"),
        ]
      )
    }
    draft.add(
      "lat_spec_l2",
      ["n_box"],
      .double([-10, -9.5, -9]),
      described("latitude of the boxes", units: "degrees_north")
    )
    draft.attributes = [.text("title", "CFOSAT SWIM Level 2"), .text("comment", disclaimer)]
    return NetworkLayout(
      path: "cfosat-swim/CFO_OP07_SWI_L2_____F_20240601T000000.nc",
      network: "cfosat-swim",
      claim: "instants in two columns, seconds and microseconds",
      draft: draft
    )
  }

  private static var alongTrackAnomalies: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("time", 24)]
    draft.addLine(
      "time",
      ["time"],
      .double,
      from: daysSince1950,
      by: 1.0 / 65_536,
      described("Time of measurement", "time", units: "days since 1950-01-01 00:00:00", axis: "T")
        + [.text("calendar", "gregorian")]
    )
    for (name, first, step, units) in [
      ("latitude", 20.0, 0.0625, "degrees_north"), ("longitude", 300.0, 0.015625, "degrees_east"),
    ] {
      draft.addLine(
        name,
        ["time"],
        .int,
        from: first,
        by: step,
        scale: 1e-6,
        described("\(name) of measurement", name, units: units)
      )
    }
    for (name, first) in [("cycle", 31.0), ("track", 112.0)] {
      draft.addLine(name, ["time"], .short, from: first, by: 0, described(name, units: "1"))
    }
    for (name, first) in [("sla_unfiltered", -0.125), ("sla_filtered", -0.25), ("mdt", 0.5)] {
      draft.addLine(
        name,
        ["time"],
        .short,
        from: first,
        by: 0.012,
        scale: 0.001,
        fill: 32_767,
        hasGaps: name != "mdt",
        described(
          name,
          name == "mdt"
            ? "sea_surface_height_above_geoid" : "sea_surface_height_above_sea_level",
          units: "m"
        ) + [.text("coordinates", "longitude latitude")]
      )
    }
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("cdm_data_type", "Swath"),
      .text("platform", "Haiyang-2B"),
      .text("processing_level", "L3"),
      .text("title", "DT HY-2B Global Ocean Along track SSALTO/DUACS"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "cmems-sla-l3/dt_global_h2b_phy_l3_1hz_20240601.nc",
      network: "cmems-sla-l3",
      claim: "along-track anomalies of HY-2B, called a swath by their attribute",
      draft: draft
    )
  }

  private static var griddedAnomalies: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [("time", 1), ("latitude", 4), ("longitude", 6), ("nv", 2)]
    draft.add(
      "time",
      ["time"],
      .float([Float(daysSince1950)]),
      described("Time", "time", units: "days since 1950-01-01 00:00:00", axis: "T")
    )
    draft.addLine(
      "latitude",
      ["latitude"],
      .float,
      from: 30.125,
      by: 0.25,
      described("Latitude", "latitude", units: "degrees_north", axis: "Y") + [
        .text("bounds", "lat_bnds")
      ]
    )
    draft.addLine(
      "longitude",
      ["longitude"],
      .float,
      from: -30.125,
      by: 0.25,
      described("Longitude", "longitude", units: "degrees_east", axis: "X") + [
        .text("bounds", "lon_bnds")
      ]
    )
    draft.addLine("lat_bnds", ["latitude", "nv"], .float, from: 30, by: 0.125, [])
    draft.addLine("lon_bnds", ["longitude", "nv"], .float, from: -30.25, by: 0.125, [])
    for (name, first, standardName, units) in [
      ("sla", -0.25, "sea_surface_height_above_sea_level", "m"),
      ("adt", 0.5, "sea_surface_height_above_geoid", "m"),
      ("ugos", -0.125, "surface_geostrophic_eastward_sea_water_velocity", "m/s"),
      ("vgos", 0.25, "surface_geostrophic_northward_sea_water_velocity", "m/s"),
    ] {
      draft.addLine(
        name,
        ["time", "latitude", "longitude"],
        .int,
        from: first,
        by: 0.0125,
        scale: 0.0001,
        fill: -2_147_483_647,
        described(name, standardName, units: units)
          + [.text("coordinates", "longitude latitude"), .text("grid_mapping", "crs")]
      )
    }
    draft.add("crs", [], .int([0]), [.text("grid_mapping_name", "latitude_longitude")])
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("cdm_data_type", "Grid"),
      .text("processing_level", "L4"),
      .text("title", "DT merged all satellites Global Ocean Gridded SSALTO/DUACS"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "cmems-sla-l4/dt_global_allsat_phy_l4_20240601.nc",
      network: "cmems-sla-l4",
      claim: "packed heights and currents on a grid with bounds",
      draft: draft
    )
  }
}
