internal import Resampling
internal import Seawater

/// Temperature and salinity of one profile, which go to levels together.
///
/// What networks tell, in-situ temperature and practical salinity over depth, becomes conservative
/// temperature and absolute salinity by TEOS-10, and back at the levels. Absolute salinity is that
/// of reference composition, and in the Baltic Sea that of its water: what the atlas of anomalies
/// adds on the way there it takes off on the way back, but for its change between observations.
struct SeawaterCast {
  /// In-situ temperatures in °C; at the observations, then at the levels.
  private(set) var temperatures: [Double] = []

  /// Practical salinities; at the observations, then at the levels.
  private(set) var salinities: [Double] = []

  private var depths: [Double] = []
  private let latitude: Double
  private let isBaltic: Bool

  /// Takes the depths at which there are both, of each the mean.
  ///
  /// - Precondition: Both are rows of one profile in the order of depth, and neither is empty.
  init(temperatures: ArraySlice<PartRow>, salinities: ArraySlice<PartRow>) {
    let first = temperatures[temperatures.startIndex]
    latitude = first.latitude
    isBaltic = isInBaltic(longitudeDegrees: first.longitude, latitudeDegrees: first.latitude)
    var (t, s) = (temperatures, salinities)
    while let warm = t.first, let salt = s.first {
      if warm.depth < salt.depth {
        t.removeFirst()
      } else if salt.depth < warm.depth {
        s.removeFirst()
      } else {
        depths.append(warm.depth)
        self.temperatures.append(Self.takeMean(of: &t, at: warm.depth))
        self.salinities.append(Self.takeMean(of: &s, at: warm.depth))
      }
    }
  }

  private static func takeMean(of rows: inout ArraySlice<PartRow>, at depth: Double) -> Double {
    var (sum, count) = (0.0, 0.0)
    while let row = rows.first, row.depth == depth {
      sum += row.value
      count += 1
      rows.removeFirst()
    }
    return sum / count
  }

  /// Brings temperatures and salinities to the levels.
  mutating func interpolate(with interpolator: inout ProfileInterpolator) {
    for i in depths.indices {
      salinities[i] =
        isBaltic
        ? absoluteSalinityOfBaltic(practicalSalinity: salinities[i])
        : absoluteSalinity(practicalSalinity: salinities[i])
      temperatures[i] = conservativeTemperature(
        absoluteSalinity: salinities[i],
        temperatureCelsius: temperatures[i],
        pressureDecibar: pressureDecibar(depthMeters: depths[i], latitudeDegrees: latitude)
      )
    }
    let levels = interpolator.levels.depthsMeters
    var absolute = [Double](repeating: .nan, count: levels.count)
    var conservative = absolute
    do {
      var absoluteView = absolute.mutableSpan
      var conservativeView = conservative.mutableSpan
      interpolator.interpolateTogether(
        depths: depths.span,
        salinities: salinities.span,
        temperatures: temperatures.span,
        intoSalinities: &absoluteView,
        intoTemperatures: &conservativeView
      )
    }
    temperatures = levels.indices.map { i in
      temperatureCelsius(
        absoluteSalinity: absolute[i],
        conservativeTemperature: conservative[i],
        pressureDecibar: pressureDecibar(depthMeters: levels[i], latitudeDegrees: latitude)
      )
    }
    salinities = absolute.map {
      isBaltic
        ? practicalSalinityOfBaltic(absoluteSalinity: $0) : practicalSalinity(absoluteSalinity: $0)
    }
  }
}
