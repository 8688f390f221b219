extension Quantity {
  /// What ships report of their own motion and of the wind on board, which is judged beside the
  /// true wind and the track.
  static let ofPlatforms: [Quantity] = [
    Quantity(
      "platform_speed",
      "platform_speed_wrt_ground",
      "speed of the platform over ground",
      units: "m s-1",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "platform_course",
      "platform_course",
      "direction the platform moves to over ground",
      units: "degree",
      step: -14,
      range: -720...720
    ),
    Quantity(
      "platform_heading",
      "platform_orientation",
      "direction the bow of the platform points to",
      units: "degree",
      step: -14,
      range: -720...720
    ),
    Quantity(
      "relative_wind_speed",
      "",
      "speed of the wind that blows on board",
      units: "m s-1",
      step: -16,
      range: -1000...1000
    ),
    Quantity(
      "relative_wind_from_direction",
      "",
      "direction the wind on board blows from, clockwise from the bow",
      units: "degree",
      step: -14,
      range: -720...720
    ),
  ]
}
