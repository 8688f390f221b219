extension VerticalLevels {
  /// The 102 standard depths of the World Ocean Atlas, 0 to 5500 m.
  ///
  /// - SeeAlso: World Ocean Atlas 2013, volume 1, table 3: 5 m steps to 100 m, 25 m to 500 m,
  ///   50 m to 2000 m, 100 m to 5500 m.
  public static let woaDepthsMeters = standardDepthsMeters(to: 5500)

  /// The 137 standard depths of the World Ocean Database, 0 to 9000 m: those of the atlas and
  /// 100 m steps below them.
  ///
  /// - SeeAlso: World Ocean Database 2013, NODC Internal Report 22, on standard depth levels.
  public static let wodDepthsMeters = standardDepthsMeters(to: 9000)

  /// The 33 standard depths of the older atlases, 0 to 5500 m.
  ///
  /// - SeeAlso: Levitus (1982), *Climatological Atlas of the World Ocean*, NOAA Professional
  ///   Paper 13.
  public static let levitusDepthsMeters: [Double] =
    [0, 10, 20, 30, 50, 75, 100, 125, 150, 200, 250]
    + stride(from: 300, through: 1500, by: 100).map { Double($0) }
    + [1750]
    + stride(from: 2000, through: 5500, by: 500).map { Double($0) }

  private static func standardDepthsMeters(to deepest: Int) -> [Double] {
    stride(from: 0, to: 100, by: 5).map { Double($0) }
      + stride(from: 100, to: 500, by: 25).map { Double($0) }
      + stride(from: 500, to: 2000, by: 50).map { Double($0) }
      + stride(from: 2000, through: deepest, by: 100).map { Double($0) }
  }
}
