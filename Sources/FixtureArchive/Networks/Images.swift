import NetCDFFile

/// Radiometers, scatterometers and ocean colour, as swaths and grids.
extension NetworkLayout {
  static var images: [NetworkLayout] {
    [
      smapOfRSS, smapOfJPL, salinityAnalysis, temperatureAnalysis, slstr, scatterometer,
      oceanColour, oceanColourTemperature,
    ]
  }

  /// A grid of 3 by 4 cells with one time.
  private static func grid(
    latitude: String,
    longitude: String,
    time: Double,
    since: String,
    format: FileFormat = .netCDF4
  ) -> DatasetDraft {
    var draft = DatasetDraft(format: format)
    draft.dimensions = [("time", 1), (latitude, 3), (longitude, 4)]
    draft.add(
      "time",
      ["time"],
      .double([time]),
      described("reference time", "time", units: since, axis: "T")
    )
    draft.addLine(
      latitude,
      [latitude],
      .float,
      from: 10.125,
      by: 0.25,
      described("latitude", "latitude", units: "degrees_north", axis: "Y")
    )
    draft.addLine(
      longitude,
      [longitude],
      .float,
      from: 150.125,
      by: 0.25,
      described("longitude", "longitude", units: "degrees_east", axis: "X")
    )
    return draft
  }

  private static var smapOfRSS: NetworkLayout {
    var draft = grid(
      latitude: "lat",
      longitude: "lon",
      time: since2000,
      since: "seconds since 2000-01-01T00:00:00Z"
    )
    for (name, first) in [("sss_smap", 34.0), ("sss_smap_40km", 33.5)] {
      draft.addLine(
        name,
        ["lat", "lon"],
        .float,
        from: first,
        by: 0.0625,
        fill: -9999,
        described("SMAP sea surface salinity", "sea_surface_salinity", units: "1e-3")
      )
    }
    draft.addLine(
      "nobs",
      ["lat", "lon"],
      .float,
      from: 10,
      by: 1,
      fill: -9999,
      described("Number of observations", units: "1")
    )
    draft.attributes = [
      .text("Conventions", "CF-1.7, ACDD-1.3"),
      .text("creator_institution", "Remote Sensing Systems"),
      .text("title", "SMAP L3 Sea Surface Salinity, 8-day running average"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "smap-rss-l3/RSS_smap_SSS_L3_8day_running_2024_153.nc",
      network: "smap-rss-l3",
      claim: "practical salinity in parts per thousand, the smoothed one of two",
      draft: draft
    )
  }

  private static var smapOfJPL: NetworkLayout {
    var draft = grid(
      latitude: "latitude",
      longitude: "longitude",
      time: since2000,
      since: "seconds since 2000-01-01T00:00:00Z"
    )
    for (name, first, units) in [
      ("smap_sss", 35.0, "1e-3"), ("smap_sss_uncertainty", 0.25, "1e-3"), ("anc_sss", 34.0, "1e-3"),
    ] {
      draft.addLine(
        name,
        ["latitude", "longitude"],
        .float,
        from: first,
        by: 0.03125,
        fill: -9999,
        described(name, name == "smap_sss" ? "sea_surface_salinity" : nil, units: units)
      )
    }
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("institution", "JPL"),
      .text("title", "SMAP ocean surface salinity and wind speed, 8-day running average"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "smap-jpl-l3/SMAP_L3_SSS_20240601_8DAYS.nc",
      network: "smap-jpl-l3",
      claim: "salinity beside its uncertainty and the ancillary one",
      draft: draft
    )
  }

  private static var salinityAnalysis: NetworkLayout {
    var draft = grid(
      latitude: "lat",
      longitude: "lon",
      time: daysSince1950,
      since: "days since 1950-01-01 00:00:00"
    )
    draft.dimensions.append(("depth", 1))
    draft.add(
      "depth",
      ["depth"],
      .float([0]),
      described("depth", "depth", units: "m", axis: "Z") + [.text("positive", "down")]
    )
    for (name, first, standardName, units) in [
      ("sos", 36.0, "sea_surface_salinity", "1e-3"),
      ("dos", 1024.0, "sea_surface_density", "kg m-3"), ("sos_error", 0.125, nil, "1e-3"),
    ] as [(String, Double, String?, String)] {
      draft.addLine(
        name,
        ["time", "depth", "lat", "lon"],
        .double,
        from: first,
        by: 0.0625,
        fill: 9.969209968386869e36,
        described(name, standardName, units: units)
      )
    }
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("title", "Global sea surface salinity and density"),
      .text("processing_level", "L4"), .text("comment", disclaimer),
    ]
    return NetworkLayout(
      path: "cmems-sss-l4/dataset-sss-ssd-nrt-daily_20240601T1200Z.nc",
      network: "cmems-sss-l4",
      claim: "surface salinity with a depth of 0 as a dimension",
      draft: draft
    )
  }

  private static var temperatureAnalysis: NetworkLayout {
    var draft = grid(
      latitude: "lat",
      longitude: "lon",
      time: since1981 + 43_200,
      since: "seconds since 1981-01-01 00:00:00"
    )
    let place = ["time", "lat", "lon"]
    draft.addLine(
      "analysed_sst",
      place,
      .short,
      from: 300,
      by: 0.25,
      scale: 0.01,
      offset: 273.15,
      fill: -32_768,
      described(
        "analysed sea surface temperature",
        "sea_surface_foundation_temperature",
        units: "kelvin"
      )
    )
    draft.addLine(
      "analysis_error",
      place,
      .short,
      from: 0.25,
      by: 0.01,
      scale: 0.01,
      offset: 0,
      fill: -32_768,
      described("estimated error standard deviation of analysed_sst", units: "kelvin")
    )
    draft.addLine(
      "sea_ice_fraction",
      place,
      .byte,
      from: 0,
      by: 0,
      scale: 0.01,
      offset: 0,
      fill: -128,
      described("sea ice area fraction", "sea_ice_area_fraction", units: "1")
    )
    draft.addFlags(
      "mask",
      place,
      .byte,
      [1],
      [
        .byte("_FillValue", -128), .text("long_name", "land sea ice lake bit mask"),
        .byte("flag_masks", 1, 2, 4, 8, 16),
        .text("flag_meanings", "water land optional_lake_surface sea_ice optional_river_surface"),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.4, ACDD-1.3"), .text("gds_version_id", "2.0"),
      .text("processing_level", "L4"), .text("id", "OSTIA-UKMO-L4-GLOB-v2.0"),
      .text("title", "Global SST & Sea Ice Analysis, OSTIA"), .text("comment", disclaimer),
    ]
    return NetworkLayout(
      path: "ghrsst-l4/20240601120000-UKMO-L4_GHRSST-SSTfnd-OSTIA-GLOB.nc",
      network: "ghrsst-l4",
      claim: "the analysis of OSTIA, foundation temperature in packed kelvin",
      draft: draft
    )
  }

  /// Sentinel-3 SLSTR WST: 6 lines of 5 pixels.
  private static var slstr: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("time", 1), ("nj", 6), ("ni", 5)]
    let place = ["time", "nj", "ni"]
    draft.add(
      "time",
      ["time"],
      .int([Int32(since1981)]),
      described("reference time of SST file", "time", units: "seconds since 1981-01-01 00:00:00")
    )
    draft.addLine(
      "lat",
      ["nj", "ni"],
      .float,
      from: -20,
      by: 0.0078125,
      described("Latitude coordinates", "latitude", units: "degrees_north")
    )
    draft.addLine(
      "lon",
      ["nj", "ni"],
      .float,
      from: 100,
      by: 0.015625,
      described("Longitude coordinates", "longitude", units: "degrees_east")
    )
    draft.addLine(
      "sst_dtime",
      place,
      .short,
      from: 0,
      by: 0.5,
      scale: 0.5,
      offset: 0,
      fill: -32_768,
      hasGaps: false,
      described("time difference from reference time", units: "seconds")
    )
    draft.addLine(
      "sea_surface_temperature",
      place,
      .short,
      from: 290,
      by: 0.25,
      scale: 0.01,
      offset: 273.15,
      fill: -32_768,
      described("sea surface skin temperature", "sea_surface_skin_temperature", units: "kelvin")
    )
    draft.addLine(
      "sses_bias",
      place,
      .byte,
      from: -0.25,
      by: 0,
      scale: 0.01,
      offset: 0,
      fill: -128,
      hasGaps: false,
      described("SSES bias estimate", units: "kelvin")
    )
    draft.addFlags(
      "quality_level",
      place,
      .byte,
      [5, 5, 4, 2, 1],
      [
        .byte("_FillValue", -128), .text("long_name", "quality level of SST pixel"),
        .byte("flag_values", 0, 1, 2, 3, 4, 5),
        .text(
          "flag_meanings",
          "no_data bad_data worst_quality low_quality acceptable_quality best_quality"
        ),
      ]
    )
    draft.addFlags(
      "l2p_flags",
      place,
      .short,
      [0],
      [
        .text("long_name", "L2P flags"), .short("flag_masks", 1, 2, 4, 8),
        .text("flag_meanings", "microwave land ice lake"),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.4"), .text("gds_version_id", "02.0r5"),
      .text("platform", "Sentinel3A"),
      .text("sensor", "SLSTR"), .text("processing_level", "L2P"), .text("id", "SLSTR-MAR-L2P-v1.0"),
      .text("comment", disclaimer),
    ]
    return NetworkLayout(
      path: "ghrsst-l2p/20240601000000-MAR-L2P_GHRSST-SSTskin-SLSTRA.nc",
      network: "ghrsst-l2p",
      claim: "Sentinel-3 SLSTR WST, which keeps to the GHRSST specification",
      draft: draft
    )
  }

  /// HY-2B winds as OSI SAF distributes them: 6 rows of 4 cells.
  private static var scatterometer: NetworkLayout {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("NUMROWS", 6), ("NUMCELLS", 4)]
    let place = ["NUMROWS", "NUMCELLS"]
    draft.addLine(
      "time",
      place,
      .int,
      from: since1990,
      by: 1,
      fill: -2_147_483_647,
      hasGaps: false,
      [.text("long_name", "time"), .text("units", "seconds since 1990-01-01 00:00:00")]
    )
    for (name, first, units) in [("lat", 40.0, "degrees_north"), ("lon", 140.0, "degrees_east")] {
      draft.addLine(
        name,
        place,
        .int,
        from: first,
        by: 0.0625,
        scale: 1e-5,
        offset: 0,
        fill: -2_147_483_647,
        hasGaps: false,
        [.text("long_name", name == "lat" ? "latitude" : "longitude"), .text("units", units)]
      )
    }
    draft.addLine(
      "wvc_index",
      place,
      .short,
      from: 1,
      by: 0,
      fill: -32_767,
      hasGaps: false,
      described("cross track wind vector cell number", units: "1")
    )
    for (name, first, step, scale, units, longName) in [
      ("wind_speed", 6.0, 0.25, 0.01, "m s-1", "wind speed at 10 m"),
      ("wind_dir", 90.0, 3.0, 0.1, "degree", "wind direction at 10 m"),
    ] {
      draft.addLine(
        name,
        place,
        .short,
        from: first,
        by: step,
        scale: scale,
        offset: 0,
        fill: -32_767,
        described(longName, units: units)
      )
    }
    draft.addFlags(
      "wvc_quality_flag",
      place,
      .int,
      [0, 64, 131_072, 65_536],
      [
        .int("_FillValue", -2_147_483_647), .text("long_name", "wind vector cell quality"),
        .int("flag_masks", 64, 65_536, 131_072),
      ]
    )
    draft.attributes = [
      .text("title", "HY-2B HSCAT Level 2 25.0 km Ocean Surface Wind Vector Product"),
      .text("Conventions", "CF-1.4"), .text("source", "HY-2B HSCAT"), .text("comment", disclaimer),
    ]
    return NetworkLayout(
      path: "ascat-l2/hscat_20240601_000000_hy_2b_o_250_ovw_l2.nc",
      network: "ascat-l2",
      claim: "HY-2B winds, which OSI SAF lays out as those of ASCAT",
      draft: draft
    )
  }

  /// The groups that NASA level 2 files have: 4 lines of 6 pixels.
  private static func obpg(suite: String) -> DatasetDraft {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("number_of_lines", 4), ("pixels_per_line", 6)]
    for (name, value, longName, units) in [
      ("year", Int32(2024), "Scan year", "years"), ("day", 153, "Scan day of year", "days"),
    ] {
      draft.add(
        "scan_line_attributes/\(name)",
        ["number_of_lines"],
        .int([value, value, value, value]),
        [.int("_FillValue", -32_767)] + described(longName, units: units)
      )
    }
    draft.addLine(
      "scan_line_attributes/msec",
      ["number_of_lines"],
      .int,
      from: 43_200_000,
      by: 1500,
      fill: -32_767,
      hasGaps: false,
      described("Scan time, milliseconds of day", units: "milliseconds")
    )
    let place = ["number_of_lines", "pixels_per_line"]
    draft.addLine(
      "navigation_data/longitude",
      place,
      .float,
      from: 10,
      by: 0.015625,
      described("Longitude", "longitude", units: "degrees_east")
    )
    draft.addLine(
      "navigation_data/latitude",
      place,
      .float,
      from: 50,
      by: 0.0078125,
      described("Latitude", "latitude", units: "degrees_north")
    )
    draft.attributes = [
      .text("title", "MODISA Level-2 Data \(suite)"), .text("instrument", "MODIS"),
      .text("platform", "Aqua"), .text("processing_level", "L2"), .text("cdm_data_type", "swath"),
      .text("Conventions", "CF-1.6, ACDD-1.3"),
      .text("project", "Ocean Biology Processing Group (NASA/GSFC/OBPG)"),
      .text("time_coverage_start", "2024-06-01T12:00:00.000Z"),
      .text("time_coverage_end", "2024-06-01T12:00:04.500Z"), .text("comment", disclaimer),
    ]
    return draft
  }

  private static var oceanColour: NetworkLayout {
    var draft = obpg(suite: "OC")
    let place = ["number_of_lines", "pixels_per_line"]
    draft.addLine(
      "geophysical_data/chlor_a",
      place,
      .float,
      from: 0.5,
      by: 0.0625,
      fill: -32_767,
      described(
        "Chlorophyll Concentration, OCI Algorithm",
        "mass_concentration_of_chlorophyll_in_sea_water",
        units: "mg m^-3"
      )
    )
    draft.addFlags(
      "geophysical_data/l2_flags",
      place,
      .int,
      [0, 4, 64, 512, 2],
      [
        .text("long_name", "Level-2 Processing Flags"),
        .int("flag_masks", 1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
        .text(
          "flag_meanings",
          "ATMFAIL LAND PRODWARN HIGLINT HILT HISATZEN COASTZ SPARE STRAYLIGHT CLDICE"
        ),
      ]
    )
    return NetworkLayout(
      path: "ocean-colour-l2/AQUA_MODIS.20240601T120000.L2.OC.nc",
      network: "ocean-colour-l2",
      claim: "groups, scan times in three variables, flags of bits",
      draft: draft
    )
  }

  private static var oceanColourTemperature: NetworkLayout {
    var draft = obpg(suite: "SST")
    let place = ["number_of_lines", "pixels_per_line"]
    draft.addLine(
      "geophysical_data/sst",
      place,
      .short,
      from: 15,
      by: 0.125,
      scale: 0.005,
      offset: 0,
      fill: -32_767,
      described("Sea Surface Temperature", "sea_surface_temperature", units: "degree_C")
    )
    draft.addFlags(
      "geophysical_data/qual_sst",
      place,
      .byte,
      [0, 1, 2, 3],
      [
        .byte("_FillValue", -1), .text("long_name", "Quality Levels, Sea Surface Temperature"),
        .byte("flag_values", 0, 1, 2, 3, 4),
        .text("flag_meanings", "BEST GOOD QUESTIONABLE BAD NOTPROCESSED"),
      ]
    )
    draft.addFlags(
      "geophysical_data/l2_flags",
      place,
      .int,
      [0],
      described("Level-2 Processing Flags")
    )
    return NetworkLayout(
      path: "ocean-colour-l2/AQUA_MODIS.20240601T120000.L2.SST.nc",
      network: "ocean-colour-l2",
      claim: "sea surface temperatures with a quality level of their own",
      draft: draft
    )
  }
}
