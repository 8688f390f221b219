import ObservationModel

extension Layout {
  /// Codes 1 and 2 of the tables of Argo, OceanSITES and others.
  static let argoLike: Set = [1, 2]

  /// Moorings, coasts, drifters, ships and gliders.
  static let inSitu: [Layout] = [
    Layout(
      path: "ndbc/99042h2024.nc",
      network: "ndbc",
      featureType: .timeSeries,
      observations: 24,
      seconds: 0...(23 * 3600),
      latitudes: 36.785...36.785,
      longitudes: -122.398...(-122.398),
      lines: [
        Line("wind_dir", "wind_from_direction", 10, 10, 24),
        Line("wind_spd", "wind_speed", 5, 0.25, 24),
        Line("gust", "wind_speed_of_gust", 7, 0.25, 24),
        Line("wave_height", "significant_wave_height", 1, 0.125, 24),
        Line("dominant_wpd", "wave_peak_period", 8, 0.25, 24),
        Line("average_wpd", "wave_mean_period", 5, 0.125, 24),
        Line("mean_wave_dir", "wave_from_direction", 200, 5, 24),
        Line("air_pressure", "air_pressure_at_mean_sea_level", 1010, 0.5, 24),
        Line("air_temperature", "air_temperature", 12, 0.25, 24),
        Line("sea_surface_temperature", "sea_surface_temperature", 14, 0.125, 24),
        Line("dewpt_temperature", "dew_point_temperature", 9, 0.125, 24),
      ]
    ),
    Layout(
      path: "tao/t0n110w_dy.cdf",
      network: "tao",
      featureType: .timeSeriesProfile,
      features: 10,
      observations: 30,
      seconds: 0...(9 * 86_400),
      latitudes: 0...0,
      longitudes: -110...(-110),
      levels: 1...40,
      lines: [
        Line("T_20", "temperature", 25, -0.25, 30, codes: [1, 2, 3, 4, 5, 0], good: argoLike)
      ]
    ),
    Layout(
      path: "oceansites/OS_SVD-1_202406_D_CTD.nc",
      network: "oceansites",
      featureType: .timeSeriesProfile,
      features: 12,
      observations: 24,
      seconds: 0...(11 * 21_600),
      latitudes: 49...49,
      longitudes: -16.5...(-16.5),
      levels: 30...100,
      lines: [
        Line("TEMP", "temperature", 14, -0.125, 24, codes: [1, 2, 1, 3, 4], good: argoLike),
        Line("PSAL", "salinity", 35, 0.015625, 24, codes: [1, 2, 1, 3, 4], good: argoLike),
      ]
    ),
    Layout(
      path: "copernicus-insitu/GL_TS_MO_9900001.nc",
      network: "copernicus-insitu",
      featureType: .timeSeries,
      observations: 16,
      seconds: 0...(15 * 2700),
      latitudes: 43.5...43.5,
      longitudes: 8.25...8.25,
      levels: 0.5...0.5,
      lines: [
        Line("TEMP", "temperature", 18, 0.125, 16, codes: [1, 2, 4, 0, 7], good: argoLike),
        Line(
          "VHM0",
          "significant_wave_height",
          1.5,
          0.0625,
          16,
          codes: [1, 2, 4, 0, 7],
          good: argoLike
        ),
      ]
    ),
    Layout(
      path: "copernicus-insitu/GL_PR_CT_9900001.nc",
      network: "copernicus-insitu",
      featureType: .profile,
      features: 3,
      observations: 12,
      seconds: 0...(20 * 86_400),
      latitudes: 60...61,
      longitudes: -20...(-19.5),
      levels: 5...100,
      lines: [
        Line(
          "TEMP",
          "temperature",
          10,
          -0.25,
          15,
          codes: [1, 2, 4, 0, 7],
          good: argoLike,
          observed: [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13]
        )
      ]
    ),
    Layout(
      path: "uhslc/h957.nc",
      network: "uhslc",
      featureType: .timeSeries,
      observations: 30,
      seconds: 0...(29 * 3600),
      latitudes: 21.3...21.3,
      longitudes: -157.875...(-157.875),
      lines: [
        Line("sea_level", "water_level", 1000, 25, 30, scale: 0.001)
      ]
    ),
    Layout(
      path: "uhslc/h957a.nc",
      network: "uhslc",
      featureType: .timeSeries,
      observations: 30,
      seconds: 0...(29 * 3600),
      latitudes: 21.3...21.3,
      longitudes: -157.875...(-157.875),
      lines: [
        Line("sea_level", "water_level", 1000, 25, 30, scale: 0.001)
      ]
    ),
    Layout(
      path: "cdip/999p1_historic.nc",
      network: "cdip",
      featureType: .timeSeries,
      observations: 20,
      seconds: 0...(19 * 1800),
      latitudes: 32.75...32.75,
      longitudes: -117.5...(-117.5),
      lines: [
        Line(
          "waveHs",
          "significant_wave_height",
          2,
          0.0625,
          20,
          codes: [1, 1, 2, 3, 4],
          good: [1]
        ),
        Line("waveTp", "wave_peak_period", 10, 0.25, 20, codes: [1, 1, 2, 3, 4], good: [1]),
        Line("waveTa", "wave_mean_period", 7, 0.125, 20, codes: [1, 1, 2, 3, 4], good: [1]),
        Line("waveDp", "wave_peak_from_direction", 180, 4, 20, codes: [1, 1, 2, 3, 4], good: [1]),
      ]
    ),
    Layout(
      path: "hfr-eu/HFR-SVD-Total_2024_06_01_0000.nc",
      network: "hfr-eu",
      featureType: .grid,
      observations: 20,
      seconds: 0...0,
      latitudes: 43.5...43.6875,
      longitudes: -3.5...(-3),
      levels: 0...0,
      lines: [
        Line("EWCT", "eastward_current", -0.25, 0.025, 20, codes: [1, 1, 4], good: argoLike),
        Line("NSCT", "northward_current", 0.125, 0.025, 20, codes: [1, 1, 4], good: argoLike),
      ]
    ),
    Layout(
      path: "hfrnet/202406010000_hfr_svd_6km_rtv.nc",
      network: "hfrnet",
      featureType: .grid,
      observations: 24,
      seconds: 0...3600,
      latitudes: 36.5...36.625,
      longitudes: -122.5...(-122.3125),
      lines: [
        Line("u", "eastward_surface_current", -0.5, 0.05, 24),
        Line("v", "northward_surface_current", 0.25, 0.05, 24),
      ]
    ),
    Layout(
      path: "gdp-drifters/gdp_hourly.nc",
      network: "gdp-drifters",
      featureType: .trajectory,
      features: 2,
      observations: 20,
      seconds: 0...(19 * 3600),
      latitudes: 12...13.1875,
      longitudes: -40...(-37.625),
      lines: [
        Line(
          "sst",
          "sea_surface_temperature",
          300,
          0.125,
          20,
          offset: -273.15,
          codes: [5, 5, 4, 3, 1],
          good: [5]
        ),
        Line("ve", "eastward_current", -0.25, 0.0625, 20),
        Line("vn", "northward_current", 0.5, 0.0625, 20),
      ]
    ),
    Layout(
      path: "gdp-drifters/gdp_6h.nc",
      network: "gdp-drifters",
      featureType: .trajectory,
      features: 2,
      observations: 20,
      seconds: 0...(19 * 21_600),
      latitudes: 12...13.1875,
      longitudes: -40...(-37.625),
      lines: [
        Line("temp", "sea_surface_temperature", 295, 0.25, 20, offset: -273.15)
      ]
    ),
    Layout(
      path: "samos/SVDS_20240601v30001.nc",
      network: "samos",
      featureType: .trajectory,
      observations: 30,
      seconds: 0...(29 * 60),
      latitudes: 44.5...44.7265625,
      longitudes: -124.25...(-123.796875),
      // Code 1 stands for the letter Z, 0 for another.
      lines: [
        Line("SPD", "wind_speed", 8, 0.125, 30, codes: [0, 1, 1], good: [1]),
        Line("DIR", "wind_from_direction", 10, 10, 30, codes: [1], good: [1]),
        Line("P", "air_pressure", 1012, 0.25, 30, codes: [1], good: [1]),
        Line("T", "air_temperature", 12, 0.0625, 30, codes: [1], good: [1]),
        Line("TS", "sea_surface_temperature", 11, 0.03125, 30, codes: [0, 1, 1, 1], good: [1]),
      ]
    ),
    Layout(
      path: "glider-ngdac/svd_20240601T000000Z.nc",
      network: "glider-ngdac",
      featureType: .trajectory,
      observations: 25,
      seconds: 0...240,
      latitudes: 40...40.0234375,
      longitudes: -70...(-69.9765625),
      levels: 4.5...99,
      lines: [
        Line("temperature", "temperature", 9, 0.25, 25, codes: [1, 2, 1, 4], good: argoLike),
        Line("salinity", "salinity", 33, 0.03125, 25, codes: [1, 2, 1, 4], good: argoLike),
        Line("pressure", "pressure", 100, -4, 25, codes: [1, 2, 1, 4], good: argoLike),
        Line(
          "conductivity",
          "conductivity",
          3.5,
          0.015625,
          25,
          codes: [1, 2, 1, 4],
          good: argoLike
        ),
      ]
    ),
    Layout(
      path: "glider-ego/GL_20240601_svd_68999_R.nc",
      network: "glider-ego",
      featureType: .trajectory,
      observations: 18,
      seconds: 0...85,
      latitudes: 43...43.0166015625,
      longitudes: 7...7.0166015625,
      levels: 2...36,
      lines: [
        Line("TEMP", "temperature", 20, -0.25, 18, codes: [1, 1, 2, 3], good: argoLike),
        Line("PSAL", "salinity", 38, 0.015625, 18, codes: [1, 1, 2, 3], good: argoLike),
      ]
    ),
  ]
}
