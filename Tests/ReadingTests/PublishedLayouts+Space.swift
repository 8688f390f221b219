import ObservationModel

extension Layout {
  /// Altimeters, radiometers, scatterometers and ocean colour.
  static let space: [Layout] = [
    Layout(
      path: "sentinel3-sral/S3A_SR_2_WAT/reduced_measurement.nc",
      network: "sentinel3-sral",
      featureType: .trajectory,
      observations: 20,
      seconds: 0...19,
      latitudes: -30...(-28.8125),
      longitudes: -10...(-9.703125),
      lines: [
        Line(
          "swh_ocean_01_ku",
          "significant_wave_height",
          2,
          0.125,
          20,
          codes: [0, 0, 0, 1],
          good: [0]
        ),
        Line("ssha_01_ku", "sea_level_anomaly", -0.125, 0.012, 20),
        Line("wind_speed_alt_01_ku", "wind_speed_10m", 5, 0.25, 20),
      ]
    ),
    Layout(
      path: "swot-l2/SWOT_L2_LR_SSH_Basic_999_001.nc",
      network: "swot-l2",
      featureType: .swath,
      observations: 40,
      seconds: 0...1.75,
      latitudes: 30...(30 + 39 * 0.0078125),
      longitudes: -160...(-160 + 39 * 0.015625),
      lines: [
        Line(
          "ssha_karin",
          "sea_level_anomaly",
          -0.25,
          0.0125,
          40,
          codes: [0, 0, 0, 0, 2_147_483_648, 1],
          good: [0]
        ),
        Line(
          "ssh_karin",
          "sea_surface_height_above_reference_ellipsoid",
          12,
          0.0125,
          40,
          codes: [0, 0, 0, 0, 2_147_483_648, 1],
          good: [0]
        ),
      ]
    ),
    Layout(
      path: "swot-l3/SWOT_L3_LR_SSH_Basic_999_001.nc",
      network: "swot-l3",
      featureType: .swath,
      observations: 40,
      seconds: 0...1.75,
      latitudes: 30...(30 + 39 * 0.0078125),
      longitudes: -160...(-160 + 39 * 0.015625),
      lines: [
        Line(
          "ssha_unfiltered",
          "sea_level_anomaly",
          -0.25,
          0.0125,
          40,
          codes: [0, 0, 5, 100],
          good: [0]
        )
      ]
    ),
    Layout(
      path: "cfosat-swim/CFO_OP07_SWI_L2_____F_20240601T000000.nc",
      network: "cfosat-swim",
      featureType: .trajectory,
      observations: 15,
      seconds: 0.25...14.25,
      latitudes: -10...(-9.125),
      longitudes: 60...60.21875,
      lines: [
        Line(
          "nadir_swh_1Hz",
          "significant_wave_height",
          2,
          0.125,
          15,
          codes: [0, 0, 1],
          good: [0]
        ),
        Line("nadir_wind_1Hz", "wind_speed_10m", 6, 0.25, 15, codes: [0, 0, 1], good: [0]),
      ]
    ),
    Layout(
      path: "cmems-sla-l3/dt_global_h2b_phy_l3_1hz_20240601.nc",
      network: "cmems-sla-l3",
      featureType: .trajectory,
      observations: 24,
      seconds: 0...(23 * 86_400 / 65_536),
      latitudes: 20...21.4375,
      longitudes: -60...(-59.640625),
      lines: [
        Line("sla_unfiltered", "sea_level_anomaly", -0.125, 0.012, 24)
      ]
    ),
    Layout(
      path: "cmems-sla-l4/dt_global_allsat_phy_l4_20240601.nc",
      network: "cmems-sla-l4",
      featureType: .grid,
      observations: 24,
      seconds: 0...0,
      latitudes: 30.125...30.875,
      longitudes: -30.125...(-28.875),
      lines: [
        Line("sla", "sea_level_anomaly", -0.25, 0.0125, 24),
        Line("adt", "sea_surface_height_above_geoid", 0.5, 0.0125, 24),
        Line("ugos", "eastward_geostrophic_current", -0.125, 0.0125, 24),
        Line("vgos", "northward_geostrophic_current", 0.25, 0.0125, 24),
      ]
    ),
    grid(
      "smap-rss-l3/RSS_smap_SSS_L3_8day_running_2024_153.nc",
      "smap-rss-l3",
      [
        Line("sss_smap", "sea_surface_salinity", 34, 0.0625, 12)
      ]
    ),
    grid(
      "smap-jpl-l3/SMAP_L3_SSS_20240601_8DAYS.nc",
      "smap-jpl-l3",
      [
        Line("smap_sss", "sea_surface_salinity", 35, 0.03125, 12)
      ]
    ),
    grid(
      "cmems-sss-l4/dataset-sss-ssd-nrt-daily_20240601T1200Z.nc",
      "cmems-sss-l4",
      [Line("sos", "sea_surface_salinity", 36, 0.0625, 12)],
      levels: 0...0
    ),
    grid(
      "ghrsst-l4/20240601120000-UKMO-L4_GHRSST-SSTfnd-OSTIA-GLOB.nc",
      "ghrsst-l4",
      [
        Line("analysed_sst", "sea_surface_foundation_temperature", 300, 0.25, 12, offset: -273.15)
      ],
      seconds: 43_200
    ),
    Layout(
      path: "ghrsst-l2p/20240601000000-MAR-L2P_GHRSST-SSTskin-SLSTRA.nc",
      network: "ghrsst-l2p",
      featureType: .swath,
      observations: 30,
      seconds: 0...14.5,
      latitudes: -20...(-20 + 29 * 0.0078125),
      longitudes: 100...100.453125,
      lines: [
        Line(
          "sea_surface_temperature",
          "sea_surface_skin_temperature",
          290,
          0.25,
          30,
          offset: -273.15,
          bias: -0.25,
          codes: [5, 5, 4, 2, 1],
          good: [4, 5]
        )
      ]
    ),
    Layout(
      path: "ascat-l2/hscat_20240601_000000_hy_2b_o_250_ovw_l2.nc",
      network: "ascat-l2",
      featureType: .swath,
      observations: 24,
      seconds: 0...23,
      latitudes: 40...41.4375,
      longitudes: 140...141.4375,
      lines: [
        Line(
          "wind_speed",
          "wind_speed",
          6,
          0.25,
          24,
          codes: [0, 64, 131_072, 65_536],
          good: [0, 64]
        ),
        Line(
          "wind_dir",
          "wind_to_direction",
          90,
          3,
          24,
          codes: [0, 64, 131_072, 65_536],
          good: [0, 64]
        ),
      ]
    ),
    oceanColour(
      "OC",
      [
        Line(
          "geophysical_data/chlor_a",
          "chlorophyll",
          0.5,
          0.0625,
          24,
          codes: [0, 4, 64, 512, 2],
          good: [0, 4, 64]
        )
      ]
    ),
    oceanColour(
      "SST",
      [
        Line(
          "geophysical_data/sst",
          "sea_surface_temperature",
          15,
          0.125,
          24,
          codes: [0, 1, 2, 3],
          good: [0, 1]
        )
      ]
    ),
  ]

  /// A grid of 3 by 4 cells.
  private static func grid(
    _ path: String,
    _ network: String,
    _ lines: [Line],
    seconds: Double = 0,
    levels: ClosedRange<Double>? = nil
  ) -> Layout {
    Layout(
      path: path,
      network: network,
      featureType: .grid,
      observations: 12,
      seconds: seconds...seconds,
      latitudes: 10.125...10.625,
      longitudes: 150.125...150.875,
      levels: levels,
      lines: lines
    )
  }

  /// 4 lines of 6 pixels from noon, 1.5 s apart.
  private static func oceanColour(_ suite: String, _ lines: [Line]) -> Layout {
    Layout(
      path: "ocean-colour-l2/AQUA_MODIS.20240601T120000.L2.\(suite).nc",
      network: "ocean-colour-l2",
      featureType: .swath,
      observations: 24,
      seconds: 43_200...43_204.5,
      latitudes: 50...(50 + 23 * 0.0078125),
      longitudes: 10...10.359375,
      lines: lines
    )
  }
}
