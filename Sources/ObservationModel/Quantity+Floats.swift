extension Quantity {
  /// What profiling floats measure beside temperature and salinity.
  static let ofFloats: [Quantity] = [
    // CF has no name for it: it is of the water in the cell, which the cell has warmed.
    Quantity(
      "conductivity_cell_temperature",
      "",
      "temperature within the conductivity cell",
      units: "degree_Celsius",
      step: -16,
      range: -200...200
    ),
    Quantity(
      "oxygen",
      "moles_of_oxygen_per_unit_mass_in_sea_water",
      "dissolved oxygen per mass of sea water",
      units: "umol kg-1",
      step: -12,
      range: -20000...20000
    ),
    Quantity(
      "nitrate",
      "moles_of_nitrate_per_unit_mass_in_sea_water",
      "nitrate per mass of sea water",
      units: "umol kg-1",
      step: -14,
      range: -5000...5000
    ),
    Quantity(
      "ph",
      "sea_water_ph_reported_on_total_scale",
      "pH on the total scale",
      units: "1",
      step: -18,
      range: -1000...1000
    ),
  ]
}
