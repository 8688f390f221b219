extension QualityFeature {
  /// The tests of the field, in the order in which surveys list them.
  package static let all: [QualityFeature] = [
    QualityFeature(
      1,
      "platform identifier and syntax of messages",
      ["syntax"],
      [Proof("Tests/ValidationTests/MessageSyntaxTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      2,
      "impossible date",
      ["impossible_date", "valid_range"],
      [Proof("Tests/ValidationTests/RecordedTimesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      3,
      "impossible location",
      ["impossible_location", "location"],
      [Proof("Tests/ValidationTests/PositionVectorTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      4,
      "on land",
      ["on_land"],
      [Proof("Tests/PipelineTests/LandMaskFileTests.swift", "places")]
    ),
    QualityFeature(
      5,
      "inside or outside an area",
      ["area"],
      [Proof("Tests/ValidationTests/PositionVectorTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      6,
      "impossible speed",
      ["impossible_speed", "questionable_position"],
      [Proof("Tests/ValidationTests/PositionVectorTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      7,
      "gross and global range",
      ["gross_range", "valid_range", "pressure_range"],
      [
        Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0"),
        Proof("ValidRange", "ioos_qc 3.0.0"),
      ]
    ),
    QualityFeature(
      8,
      "regional range",
      ["regional_range"],
      [Proof("RegionalRange", "Argo")]
    ),
    QualityFeature(
      9,
      "climatology of windows in time and depth",
      ["climatology"],
      [Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      10,
      "gridded climatology",
      ["climatology_field"],
      [
        Proof("ClimatologyField", "marine_qc 0.4.2"),
        Proof("Tests/ValidationTests/ClimatologyFieldTests.swift", "xarray 2026.9.0"),
      ]
    ),
    QualityFeature(
      11,
      "spike against the mean of the neighbours",
      ["spike"],
      [Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      12,
      "spike of Argo and GTSPP, by depth",
      ["argo_spike"],
      [Proof("ArgoSpike", "CoTeDe 0.23.9")],
      "CoTeDe takes the magnitude of the measure, which is signed: a ramp is no spike"
    ),
    QualityFeature(
      13,
      "spike by steps that turn back, and by distance and time",
      ["spike", "en_spike", "iquam_spike"],
      [
        Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0"),
        Proof("ENSpike", "AutoQC"),
      ],
      "`form: differential`"
    ),
    QualityFeature(
      14,
      "robust spikes: Hampel, Tukey 53H, running statistics, running median",
      ["hampel", "tukey_53h", "running_deviation", "median_spike"],
      [Proof("Tukey53H", "CoTeDe 0.23.9"), Proof("Hampel", "numpy 2.4.6")],
      "Not there: the histogram threshold of Otsu, which depends on the whole record and on a number of"
        + " bins that no manual states"
    ),
    QualityFeature(
      15,
      "MEDD",
      ["medd"],
      [Proof("MEDD", "gsw 3.6.23")],
      "No other implementation could be run here: the rule is checked by hand-made profiles"
    ),
    QualityFeature(
      16,
      "gradient and curvature",
      ["gradient", "wod_gradient"],
      [Proof("Gradient", "CoTeDe 0.23.9"), Proof("WODGradient", "AutoQC")]
    ),
    QualityFeature(
      17,
      "rate of change, per time and by standard deviations",
      ["rate_of_change", "rate_of_change_deviation"],
      [
        Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0"),
        Proof("RateOfChangeDeviation", "numpy 2.4.6"),
      ]
    ),
    QualityFeature(
      18,
      "flat line and stuck runs",
      ["flat_line", "repeated_count"],
      [Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      19,
      "stuck profile",
      ["stuck_profile", "en_constant"],
      [Proof("StuckProfile", "CoTeDe 0.23.9"), Proof("ENConstant", "AutoQC")]
    ),
    QualityFeature(
      20,
      "attenuated signal",
      ["attenuated_signal"],
      [Proof("Tests/ValidationTests/RecordedCasesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      21,
      "digit rollover",
      ["digit_rollover"],
      [Proof("DigitRollover", "CoTeDe 0.23.9")]
    ),
    QualityFeature(
      22,
      "density inversion",
      ["density_inversion"],
      [Proof("DensityInversion", "gsw 3.6.23")]
    ),
    QualityFeature(
      23,
      "pressure increasing",
      ["pressure_increasing"],
      [Proof("PressureIncreasing", "ioos_qc 3.0.0"), Proof("PressureIncreasing", "CoTeDe 0.23.9")]
    ),
    QualityFeature(
      24,
      "deepest pressure",
      ["deepest_pressure"],
      [Proof("DeepestPressure", "Coriolis")]
    ),
    QualityFeature(
      25,
      "grey list",
      ["grey_list"],
      [Proof("GreyList", "Argo quality control manual")]
    ),
    QualityFeature(
      26,
      "sensor drift and frozen profile",
      ["sensor_drift", "frozen_profile"],
      [
        Proof("SensorDrift", "Argo quality control manual"),
        Proof("FrozenProfile", "Argo quality control manual"),
      ],
      "Successive profiles of a float within one file"
    ),
    QualityFeature(
      27,
      "near surface, deep floats, RBR sensors, temperature of the conductivity cell",
      [
        "near_surface_salinity", "near_surface_temperature", "deep_float", "rbr_salinity",
        "conductivity_cell_temperature",
      ],
      [
        Proof(
          "Tests/ValidationTests/NearSurfaceSalinityTestTests.swift",
          "Argo quality control manual"
        )
      ]
    ),
    QualityFeature(
      28,
      "biogeochemical Argo",
      ["raw_oxygen", "raw_ph", "median_spike", "gross_range"],
      [Proof("Tests/ValidationTests/RawOxygenTestTests.swift", "Argo quality control manual")],
      "Not there: the tests of backscatter and chlorophyll (61 to 63), whose rules need the cookbooks of"
        + " these parameters"
    ),
    QualityFeature(
      29,
      "gaps, late data, repeated times",
      ["time_gap", "data_reception", "duplicate_time", "time_order"],
      [Proof("Tests/ValidationTests/RecordedTimesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      30,
      "percentile range",
      ["percentile_range"],
      [Proof("Tests/ValidationTests/RecordedTimesTests.swift", "ioos_qc 3.0.0")]
    ),
    QualityFeature(
      31,
      "several variables: rates, TS curve, neighbour",
      ["multi_variate", "temperature_salinity_range", "neighbour"],
      [Proof("MultiVariate", "QARTOD"), Proof("Neighbour", "QARTOD")],
      "No peer has these: the rule is QARTOD's, the cases are worked by hand"
    ),
    QualityFeature(32, "buddy check", ["buddy"], [Proof("Buddy", "marine_qc 0.4.2")]),
    QualityFeature(
      33,
      "track check",
      ["track", "iquam_track"],
      [Proof("Track", "marine_qc 0.4.2"), Proof("IQuamTrack", "marine_qc 0.4.2")]
    ),
    QualityFeature(
      34,
      "drifters: aground, tails and noise against a background",
      ["aground", "sst_tail", "sst_bias_noise", "reference_difference"],
      [Proof("Aground", "marine_qc 0.4.2"), Proof("SSTTail", "marine_qc 0.4.2")],
      "The background comes as a quantity beside the reports; without one only `aground` runs"
    ),
    QualityFeature(
      35,
      "wind, humidity and freezing",
      ["wind_consistency", "true_wind", "dew_point", "supersaturation", "freezing_sst"],
      [Proof("WindConsistency", "marine_qc 0.4.2"), Proof("FreezingSST", "marine_qc 0.4.2")]
    ),
    QualityFeature(
      36,
      "repeated and rounded values, saturated runs",
      ["repeated_values", "rounded_values", "saturated_run"],
      [Proof("RepeatedValues", "marine_qc 0.4.2"), Proof("SaturatedRun", "marine_qc 0.4.2")]
    ),
    QualityFeature(
      37,
      "waves: series and bulk",
      [
        "wave_gap", "wave_spike", "wave_segment_shift", "wave_acceleration", "wave_percent_good",
        "wave_bulk_range",
      ],
      [Proof("WaveSpike", "numpy 2.4.6")]
    ),
    QualityFeature(
      38,
      "current profilers",
      [
        "echo_intensity", "echo_range", "correlation_magnitude", "percent_good", "error_velocity",
        "vertical_velocity", "horizontal_velocity", "tilt", "side_lobe",
      ],
      [Proof("SideLobe", "gsw 3.6.23")]
    ),
    QualityFeature(
      39,
      "HF radar",
      [
        "radial_maximum_speed", "radial_count", "spatial_median", "temporal_gradient",
        "mean_bearing", "dilution_of_precision", "on_land", "syntax",
      ],
      [Proof("MeanBearing", "hfradarpy"), Proof("RadialCount", "hfradarpy")]
    ),
    QualityFeature(
      40,
      "swaths and grids: bits, quality levels, error statistics, uniformity",
      ["flag_bits", "quality_level", "sses", "spatial_uniformity", "reference_difference"],
      [Proof("SpatialUniformity", "scipy 1.17.1")]
    ),
    QualityFeature(
      41,
      "thinning, super-observations, duplicate reports",
      [],
      [],
      "Not a test here: runs count an observation once that comes by two ways; thinning belongs to"
        + " resampling"
    ),
    QualityFeature(
      42,
      "aggregate flag",
      [],
      [Proof("Tests/ConventionsTests/FlagPrecedenceTests.swift", "ioos_qc 3.0.0")],
      "Not a test: what the tests found together, by a precedence that is a value"
    ),
    QualityFeature(
      43,
      "probability, fuzzy and anomaly scores",
      [],
      [],
      "Not there: every package learns its own weights, none of which a manual states"
    ),
  ]
}
