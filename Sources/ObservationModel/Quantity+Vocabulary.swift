extension Quantity {
  /// Every quantity, in the order of the reference page.
  ///
  /// Lattice steps are near 1/256 of what a good instrument resolves; ranges are those a sensor
  /// could report, wide enough that quality tests and not the lattice judge the value.
  public static let vocabulary: [Quantity] =
    [
      // Sea surface temperature, by depth of what is measured (GHRSST definitions).
      Quantity(
        "sea_surface_skin_temperature",
        "sea_surface_skin_temperature",
        "sea surface skin temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "sea_surface_subskin_temperature",
        "sea_surface_subskin_temperature",
        "sea surface subskin temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "sea_surface_temperature",
        "sea_surface_temperature",
        "sea surface (bulk) temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "sea_surface_foundation_temperature",
        "sea_surface_foundation_temperature",
        "sea surface foundation temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),

      // The water column.
      Quantity(
        "temperature",
        "sea_water_temperature",
        "sea water temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "salinity",
        "sea_water_practical_salinity",
        "sea water practical salinity",
        units: "1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "conservative_temperature",
        "sea_water_conservative_temperature",
        "sea water conservative temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "absolute_salinity",
        "sea_water_absolute_salinity",
        "sea water absolute salinity",
        units: "g kg-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "pressure",
        "sea_water_pressure",
        "sea water pressure",
        units: "dbar",
        step: -12,
        range: -20000...20000
      ),
      Quantity(
        "sea_surface_salinity",
        "sea_surface_salinity",
        "sea surface practical salinity",
        units: "1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "conductivity",
        "sea_water_electrical_conductivity",
        "sea water electrical conductivity",
        units: "S m-1",
        step: -18,
        range: -1000...1000
      ),
      Quantity(
        "eastward_current",
        "eastward_sea_water_velocity",
        "eastward sea water velocity",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "northward_current",
        "northward_sea_water_velocity",
        "northward sea water velocity",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "eastward_surface_current",
        "surface_eastward_sea_water_velocity",
        "eastward sea water velocity at the surface",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "northward_surface_current",
        "surface_northward_sea_water_velocity",
        "northward sea water velocity at the surface",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "eastward_geostrophic_current",
        "surface_geostrophic_eastward_sea_water_velocity",
        "eastward geostrophic sea water velocity at the surface",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "northward_geostrophic_current",
        "surface_geostrophic_northward_sea_water_velocity",
        "northward geostrophic sea water velocity at the surface",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "fugacity_of_carbon_dioxide",
        "fugacity_of_carbon_dioxide_in_sea_water",
        "fugacity of carbon dioxide in sea water",
        units: "uatm",
        step: -12,
        range: -100_000...100_000
      ),
      Quantity(
        "chlorophyll",
        "mass_concentration_of_chlorophyll_a_in_sea_water",
        "mass concentration of chlorophyll a in sea water",
        units: "mg m-3",
        step: -20,
        range: -1000...1000
      ),

      // Waves and the sea surface height.
      Quantity(
        "significant_wave_height",
        "sea_surface_wave_significant_height",
        "significant height of wind and swell waves",
        units: "m",
        step: -14,
        range: -1000...1000
      ),
      Quantity(
        "wave_peak_period",
        "sea_surface_wave_period_at_variance_spectral_density_maximum",
        "wave period at the maximum of the variance spectrum",
        units: "s",
        step: -14,
        range: -10_000...10_000
      ),
      Quantity(
        "wave_mean_period",
        "sea_surface_wave_mean_period",
        "mean wave period",
        units: "s",
        step: -14,
        range: -10_000...10_000
      ),
      Quantity(
        "wave_from_direction",
        "sea_surface_wave_from_direction",
        "direction the waves come from",
        units: "degree",
        step: -14,
        range: -720...720
      ),
      Quantity(
        "wave_peak_from_direction",
        "sea_surface_wave_from_direction_at_variance_spectral_density_maximum",
        "direction that waves of the peak period come from",
        units: "degree",
        step: -14,
        range: -720...720
      ),
      Quantity(
        "sea_level",
        "sea_surface_height_above_mean_sea_level",
        "sea surface height above mean sea level",
        units: "m",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "sea_level_anomaly",
        "sea_surface_height_above_mean_sea_level",
        "sea surface height above the long-term mean sea surface",
        units: "m",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "sea_surface_height_above_geoid",
        "sea_surface_height_above_geoid",
        "sea surface height above the geoid",
        units: "m",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "sea_surface_height_above_reference_ellipsoid",
        "sea_surface_height_above_reference_ellipsoid",
        "sea surface height above the reference ellipsoid",
        units: "m",
        step: -16,
        range: -10_000...10_000
      ),
      Quantity(
        "water_level",
        "water_surface_height_above_reference_datum",
        "water level above the datum of the station",
        units: "m",
        step: -16,
        range: -1000...1000
      ),

      // The air above it.
      Quantity(
        "air_temperature",
        "air_temperature",
        "air temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "dew_point_temperature",
        "dew_point_temperature",
        "dew point temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "wet_bulb_temperature",
        "wet_bulb_temperature",
        "wet bulb temperature",
        units: "degree_Celsius",
        step: -16,
        range: -200...200
      ),
      Quantity(
        "air_pressure",
        "air_pressure",
        "air pressure",
        units: "hPa",
        step: -12,
        range: -10_000...10_000
      ),
      Quantity(
        "air_pressure_at_mean_sea_level",
        "air_pressure_at_mean_sea_level",
        "air pressure at mean sea level",
        units: "hPa",
        step: -12,
        range: -10_000...10_000
      ),
      Quantity(
        "relative_humidity",
        "relative_humidity",
        "relative humidity",
        units: "%",
        step: -14,
        range: -1000...1000
      ),
      Quantity(
        "wind_speed",
        "wind_speed",
        "wind speed at the height of the anemometer",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "wind_speed_of_gust",
        "wind_speed_of_gust",
        "wind speed of gusts at the height of the anemometer",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "wind_from_direction",
        "wind_from_direction",
        "direction the wind blows from",
        units: "degree",
        step: -14,
        range: -720...720
      ),
      Quantity(
        "wind_to_direction",
        "wind_to_direction",
        "direction the wind blows to",
        units: "degree",
        step: -14,
        range: -720...720
      ),
      Quantity(
        "wind_speed_10m",
        "wind_speed",
        "wind speed at 10 m",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "eastward_wind_10m",
        "eastward_wind",
        "eastward wind at 10 m",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
      Quantity(
        "northward_wind_10m",
        "northward_wind",
        "northward wind at 10 m",
        units: "m s-1",
        step: -16,
        range: -1000...1000
      ),
    ] + ofFloats + ofPlatforms + ofInstruments
}
