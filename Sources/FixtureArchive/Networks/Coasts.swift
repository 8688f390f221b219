import NetCDFFile

/// Tide gauges, wave buoys and radars at the coast.
extension NetworkLayout {
  static var coasts: [NetworkLayout] {
    [
      tideGauge(isResearchQuality: false), tideGauge(isResearchQuality: true), waveBuoy,
      radarOfEurope, radarOfTheStates,
    ]
  }

  private static func tideGauge(isResearchQuality: Bool) -> NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [
      ("time", nil), ("record_id", 1), ("nameMaxLength", 5), ("countryMaxLength", 4),
      ("sscMaxLength", 4),
    ]
    draft.records = 30
    draft.addLine(
      "sea_level",
      ["record_id", "time"],
      .short,
      from: 1000,
      by: 25,
      fill: -32_767,
      described("relative sea level", units: "millimeters")
        + [.text("source", "in situ tide gauge water level observations")]
    )
    draft.addLine(
      "time",
      ["time"],
      .double,
      from: daysSince1800,
      by: 1.0 / 24,
      described("time", units: "days since 1800-01-01 00:00:00", axis: "T")
    )
    draft.add(
      "lat",
      ["record_id"],
      .float([21.3]),
      [.text("standard_name", "latitude"), .text("units", "degrees_north"), .text("axis", "Y")]
    )
    draft.add(
      "lon",
      ["record_id"],
      .float([202.125]),
      [.text("standard_name", "longitude"), .text("units", "degrees_east"), .text("axis", "X")]
    )
    draft.add(
      "station_name",
      ["record_id", "nameMaxLength"],
      .texts(["Haven"], length: 5),
      described("station name")
    )
    draft.add(
      "station_country",
      ["record_id", "countryMaxLength"],
      .texts(["None"], length: 4),
      described("station country (ISO 3166-1)")
    )
    draft.add(
      "record_id",
      ["record_id"],
      .short([9571]),
      described("unique identifier of the record")
    )
    draft.add("uhslc_id", ["record_id"], .short([957]), described("unique station ID number"))
    draft.add(
      "ssc_id",
      ["record_id", "sscMaxLength"],
      .texts(["havn"], length: 4),
      described("unique station ID code")
    )
    if isResearchQuality {
      draft.add("version", ["record_id"], .char([UInt8(ascii: "A")]), described("station version"))
      draft.add(
        "reference_offset",
        ["record_id"],
        .short([0]),
        described("reference offset", units: "millimeters")
      )
    } else {
      draft.add(
        "last_rq_date",
        ["record_id"],
        .double([daysSince1800]),
        described(
          "date of last Research Quality sea level value",
          units: "days since 1800-01-01 00:00:00"
        )
      )
    }
    draft.attributes = [
      .text(
        "title",
        isResearchQuality
          ? "JASL/UHSLC Research Quality Tide Gauge Data (hourly)"
          : "UHSLC Fast Delivery Tide Gauge Data (hourly)"
      ),
      .text("ncei_template_version", "NCEI_NetCDF_TimeSeries_Orthogonal_Template_v2.0"),
      .text("featureType", "timeSeries"), .text("Conventions", "CF-1.6, ACDD-1.3"),
      .text("publisher_name", "University of Hawaii Sea Level Center (UHSLC)"),
      .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "uhslc/h957\(isResearchQuality ? "a" : "").nc",
      network: "uhslc",
      claim: isResearchQuality
        ? "research quality with version and offset" : "fast delivery with its last checked date",
      draft: draft
    )
  }

  private static var waveBuoy: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("waveTime", 20), ("waveFrequency", 4), ("sstTime", 5)]
    let since = "seconds since 1970-01-01 00:00:00 UTC"
    draft.addLine(
      "waveTime",
      ["waveTime"],
      .int,
      from: since1970,
      by: 1800,
      described("UTC sample start time", "time", units: since)
    )
    for (name, first, step, units, standardName) in [
      ("waveHs", 2.0, 0.0625, "meter", "sea_surface_wave_significant_height"),
      (
        "waveTp", 10.0, 0.25, "second",
        "sea_surface_wave_period_at_variance_spectral_density_maximum"
      ),
      (
        "waveTa", 7.0, 0.125, "second",
        "sea_surface_wave_mean_period_from_variance_spectral_density_second_frequency_moment"
      ),
      (
        "waveDp", 180.0, 4.0, "degreeT",
        "sea_surface_wave_from_direction_at_variance_spectral_density_maximum"
      ),
    ] {
      draft.addLine(
        name,
        ["waveTime"],
        .float,
        from: first,
        by: step,
        fill: -999.99,
        described(name, standardName, units: units)
          + [.text("ancillary_variables", "waveFlagPrimary waveFlagSecondary")]
      )
    }
    draft.addFlags(
      "waveFlagPrimary",
      ["waveTime"],
      .byte,
      [1, 1, 2, 3, 4],
      described("primary flag", "sea_surface_wave_significant_height status_flag")
        + [
          .byte("flag_values", 1, 2, 3, 4, 9),
          .text("flag_meanings", "good not_evaluated questionable bad missing"),
        ]
    )
    draft.addFlags("waveFlagSecondary", ["waveTime"], .byte, [0], described("secondary flag"))
    draft.addLine(
      "waveEnergyDensity",
      ["waveTime", "waveFrequency"],
      .float,
      from: 0.5,
      by: 0.125,
      described("band energy density", units: "meter^2 hertz^-1")
    )
    draft.addLine(
      "sstTime",
      ["sstTime"],
      .int,
      from: since1970,
      by: 7200,
      described("UTC sample time", "time", units: since)
    )
    draft.addLine(
      "sstSeaSurfaceTemperature",
      ["sstTime"],
      .float,
      from: 15,
      by: 0.25,
      described("sea surface temperature", "sea_surface_temperature", units: "Celsius")
    )
    draft.add(
      "metaDeployLatitude",
      [],
      .float([32.75]),
      described("deployment latitude", "latitude", units: "degrees_north")
    )
    draft.add(
      "metaDeployLongitude",
      [],
      .float([-117.5]),
      described("deployment longitude", "longitude", units: "degrees_east")
    )
    draft.attributes = [
      .text("title", "Directional wave measurements"), .text("id", "CDIP_999p1_historic"),
      .text("Conventions", "CF-1.6"), .text("featureType", "timeSeries"),
      .text("cdm_data_type", "Station"), .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "cdip/999p1_historic.nc",
      network: "cdip",
      claim: "wave parameters beside spectra and temperatures on other axes",
      draft: draft
    )
  }

  private static var radarOfEurope: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4Classic)
    draft.dimensions = [("TIME", 1), ("DEPTH", 1), ("LATITUDE", 4), ("LONGITUDE", 5)]
    draft.addLine(
      "TIME",
      ["TIME"],
      .double,
      from: daysSince1950,
      by: 0,
      described("Time", "time", units: "days since 1950-01-01T00:00:00Z", axis: "T")
    )
    draft.add(
      "DEPTH",
      ["DEPTH"],
      .float([0]),
      described("Depth", "depth", units: "m", axis: "Z") + [.text("positive", "down")]
    )
    draft.addLine(
      "LATITUDE",
      ["LATITUDE"],
      .float,
      from: 43.5,
      by: 0.0625,
      described("Latitude of each location", "latitude", units: "degree_north", axis: "Y")
    )
    draft.addLine(
      "LONGITUDE",
      ["LONGITUDE"],
      .float,
      from: -3.5,
      by: 0.125,
      described("Longitude of each location", "longitude", units: "degree_east", axis: "X")
    )
    let place = ["TIME", "DEPTH", "LATITUDE", "LONGITUDE"]
    for (name, first, standardName) in [
      ("EWCT", -0.25, "eastward_sea_water_velocity"),
      ("NSCT", 0.125, "northward_sea_water_velocity"),
    ] {
      draft.addLine(
        name,
        place,
        .short,
        from: first,
        by: 0.025,
        scale: 0.001,
        offset: 0,
        fill: -32_767,
        described(standardName, standardName, units: "m s-1")
          + [.text("ancillary_variables", "QCflag VART_QC CSPD_QC DDNS_QC GDOP_QC")]
      )
    }
    draft.addLine(
      "GDOP",
      place,
      .short,
      from: 1,
      by: 0.05,
      scale: 0.001,
      offset: 0,
      fill: -32_767,
      described("Geometrical dilution of precision", units: "1")
    )
    for name in ["QCflag", "VART_QC", "CSPD_QC", "DDNS_QC", "GDOP_QC"] {
      draft.addFlags(
        name,
        place,
        .byte,
        name == "QCflag" ? [1, 1, 4] : [1],
        [
          .byte("_FillValue", -127), .text("long_name", name),
          .byte("flag_values", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
          .text(
            "flag_meanings",
            "no_qc_performed good_data probably_good_data "
              + "bad_data_that_are_potentially_correctable bad_data value_changed "
              + "value_below_detection nominal_value interpolated_value missing_value"
          ),
        ]
      )
    }
    draft.attributes = [
      .text("data_type", "HF radar total data"), .text("platform_code", "HFR-SVD-Total"),
      .text("cdm_data_type", "Grid"), .text("format_version", "1.4"),
      .text("summary", disclaimer),
      .text(
        "Conventions",
        "CF-1.6 Copernicus-InSituTAC-FormatManual-1.41 Copernicus-InSituTAC-SRD-1.5 "
          + "Copernicus-InSituTAC-ParametersList-3.2.0"
      ),
    ]
    return NetworkLayout(
      path: "hfr-eu/HFR-SVD-Total_2024_06_01_0000.nc",
      network: "hfr-eu",
      claim: "packed currents on a grid with one overall flag",
      draft: draft
    )
  }

  private static var radarOfTheStates: NetworkLayout {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [("time", 2), ("lat", 3), ("lon", 4)]
    draft.addLine(
      "time",
      ["time"],
      .int,
      from: since1970,
      by: 3600,
      described("time", "time", units: "seconds since 1970-01-01 00:00:00 UTC", axis: "T")
    )
    draft.addLine(
      "lat",
      ["lat"],
      .float,
      from: 36.5,
      by: 0.0625,
      described("latitude", "latitude", units: "degrees_north", axis: "Y")
    )
    draft.addLine(
      "lon",
      ["lon"],
      .float,
      from: -122.5,
      by: 0.0625,
      described("longitude", "longitude", units: "degrees_east", axis: "X")
    )
    let place = ["time", "lat", "lon"]
    for (name, first, standardName) in [
      ("u", -0.5, "surface_eastward_sea_water_velocity"),
      ("v", 0.25, "surface_northward_sea_water_velocity"),
    ] {
      draft.addLine(
        name,
        place,
        .short,
        from: first,
        by: 0.05,
        scale: 0.01,
        fill: -32_768,
        described(standardName, standardName, units: "m s-1")
          + [.text("ancillary_variables", "dopx dopy")]
      )
    }
    for name in ["dopx", "dopy"] {
      draft.addLine(
        name,
        place,
        .short,
        from: 0.5,
        by: 0.01,
        scale: 0.01,
        fill: -32_768,
        described("dilution of precision, \(name)", units: "1")
      )
    }
    draft.attributes = [
      .text("title", "Near-Real Time Surface Ocean Velocity"), .text("Conventions", "CF-1.4"),
      .text("institution", "Scripps Institution of Oceanography"), .text("summary", disclaimer),
    ]
    return NetworkLayout(
      path: "hfrnet/202406010000_hfr_svd_6km_rtv.nc",
      network: "hfrnet",
      claim: "packed currents on a regular grid without flags",
      draft: draft
    )
  }
}
