extension Quantity {
  /// What instruments and retrievals say beside the measurement, for tests to look at: beams of
  /// current profilers, bearings of radars, codes and error estimates of satellites.
  ///
  /// The standard name is empty where CF has none.
  static let ofInstruments: [Quantity] = [
    // Acoustic current profilers.
    Quantity(
      "upward_current",
      "upward_sea_water_velocity",
      "upward sea water velocity",
      units: "m s-1",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "error_velocity",
      "indicative_error_from_multibeam_acoustic_doppler_velocity_profiler_in_sea_water",
      "error velocity of an acoustic current profiler",
      units: "m s-1",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "echo_intensity_1",
      "signal_intensity_from_multibeam_acoustic_doppler_velocity_sensor_in_sea_water",
      "echo intensity of beam 1, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "echo_intensity_2",
      "signal_intensity_from_multibeam_acoustic_doppler_velocity_sensor_in_sea_water",
      "echo intensity of beam 2, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "echo_intensity_3",
      "signal_intensity_from_multibeam_acoustic_doppler_velocity_sensor_in_sea_water",
      "echo intensity of beam 3, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "echo_intensity_4",
      "signal_intensity_from_multibeam_acoustic_doppler_velocity_sensor_in_sea_water",
      "echo intensity of beam 4, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "correlation_magnitude_1",
      "beam_consistency_indicator_from_multibeam_acoustic_doppler_velocity_profiler_in_sea_water",
      "correlation magnitude of beam 1, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "correlation_magnitude_2",
      "beam_consistency_indicator_from_multibeam_acoustic_doppler_velocity_profiler_in_sea_water",
      "correlation magnitude of beam 2, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "correlation_magnitude_3",
      "beam_consistency_indicator_from_multibeam_acoustic_doppler_velocity_profiler_in_sea_water",
      "correlation magnitude of beam 3, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "correlation_magnitude_4",
      "beam_consistency_indicator_from_multibeam_acoustic_doppler_velocity_profiler_in_sea_water",
      "correlation magnitude of beam 4, in counts",
      units: "1",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "percent_good_1",
      "proportion_of_acceptable_signal_returns_from_acoustic_instrument_in_sea_water",
      "percent good of beam or solution 1",
      units: "%",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "percent_good_2",
      "proportion_of_acceptable_signal_returns_from_acoustic_instrument_in_sea_water",
      "percent good of beam or solution 2",
      units: "%",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "percent_good_3",
      "proportion_of_acceptable_signal_returns_from_acoustic_instrument_in_sea_water",
      "percent good of beam or solution 3",
      units: "%",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "percent_good_4",
      "proportion_of_acceptable_signal_returns_from_acoustic_instrument_in_sea_water",
      "percent good of beam or solution 4",
      units: "%",
      step: -8,
      range: -1000...1000
    ),
    Quantity(
      "platform_pitch",
      "platform_pitch",
      "pitch of the instrument",
      units: "degree",
      step: -14,
      range: -720...720
    ),
    Quantity(
      "platform_roll",
      "platform_roll",
      "roll of the instrument",
      units: "degree",
      step: -14,
      range: -720...720
    ),

    // Wave buoys.
    Quantity(
      "platform_heave",
      "platform_heave",
      "vertical displacement of the platform",
      units: "m",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "wave_directional_spread",
      "sea_surface_wave_directional_spread",
      "directional spread of waves",
      units: "degree",
      step: -14,
      range: -720...720
    ),

    // High frequency radars.
    Quantity(
      "radial_current",
      "radial_sea_water_velocity_away_from_instrument",
      "sea water velocity away from the radar",
      units: "m s-1",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "radial_bearing",
      "",
      "direction of a cell as seen from the radar",
      units: "degree",
      step: -14,
      range: -720...720
    ),
    Quantity(
      "radial_range",
      "",
      "distance of a cell from the radar",
      units: "m",
      step: -6,
      range: -10_000_000...10_000_000
    ),
    Quantity(
      "geometric_dilution_of_precision",
      "",
      "geometric dilution of precision",
      units: "1",
      step: -14,
      range: -10_000...10_000
    ),

    // Satellite retrievals.
    Quantity(
      "retrieval_flags",
      "",
      "codes of a retrieval that the file itself explains",
      units: "1",
      step: 0,
      range: -2_000_000_000...2_000_000_000
    ),
    Quantity(
      "quality_level",
      "",
      "quality level of a retrieval",
      units: "1",
      step: 0,
      range: -128...255
    ),
    Quantity(
      "sses_bias",
      "",
      "single sensor error statistics: bias",
      units: "kelvin",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "sses_standard_deviation",
      "",
      "single sensor error statistics: standard deviation",
      units: "kelvin",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "sea_surface_temperature_deviation",
      "",
      "deviation of the sea surface temperature from an analysis",
      units: "kelvin",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "reference_sea_surface_temperature",
      "",
      "sea surface temperature of a reference field",
      units: "degree_Celsius",
      step: -16,
      range: -200...200
    ),
  ]
}
