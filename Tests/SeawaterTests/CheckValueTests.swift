import Seawater
import Testing

/// All published check values that the module has a function for.
@Suite("The published check values of TEOS-10", CheckData.isAvailable)
struct CheckValueTests {
  let casts: CheckCasts
  var data: CheckData { casts.data }

  init() throws { casts = try CheckCasts() }

  @Test("of volume and its derivatives")
  func volume() throws {
    let (s, t, p) = (casts.absoluteSalinity, casts.conservativeTemperature, casts.pressure)
    func each(_ f: @escaping (Double, Double, Double) -> Double) -> (Int) -> Double? {
      { f(s[$0], t[$0], p[$0]) }
    }
    try data.check(
      "specvol",
      each {
        specificVolume(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2)
      }
    )
    try data.check(
      "rho",
      each { density(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2) }
    )
    try data.check(
      "sound_speed",
      each { soundSpeed(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2) }
    )
    try data.check(
      "alpha",
      each {
        thermalExpansion(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2)
      }
    )
    try data.check(
      "beta",
      each {
        salineContraction(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2)
      }
    )
    for thousands in 0...4 {
      try data.check("sigma\(thousands)") {
        potentialDensityAnomaly(
          absoluteSalinity: s[$0],
          conservativeTemperature: t[$0],
          referencePressureDecibar: Double(thousands) * 1000
        )
      }
    }
  }

  @Test("of temperatures")
  func temperatures() throws {
    let (s, t, p) = (casts.absoluteSalinity, casts.temperature, casts.pressure)
    let conservative = casts.conservativeTemperature
    try data.check("CT_from_t") {
      conservativeTemperature(
        absoluteSalinity: s[$0],
        temperatureCelsius: t[$0],
        pressureDecibar: p[$0]
      )
    }
    try data.check("pt0_from_t") {
      potentialTemperatureCelsius(
        absoluteSalinity: s[$0],
        temperatureCelsius: t[$0],
        pressureDecibar: p[$0]
      )
    }
    let reference = try #require(try data.values("pr").first)
    try data.check("pt_from_t") {
      potentialTemperatureCelsius(
        absoluteSalinity: s[$0],
        temperatureCelsius: t[$0],
        pressureDecibar: p[$0],
        referencePressureDecibar: reference
      )
    }
    try data.check("pt_from_CT") {
      potentialTemperatureCelsius(
        absoluteSalinity: s[$0],
        conservativeTemperature: conservative[$0]
      )
    }
    let potential = try data.values("pt_from_t")
    try data.check("CT_from_pt") {
      conservativeTemperature(absoluteSalinity: s[$0], potentialTemperatureCelsius: potential[$0])
    }
    try data.check("t_from_CT") {
      temperatureCelsius(
        absoluteSalinity: s[$0],
        conservativeTemperature: conservative[$0],
        pressureDecibar: p[$0]
      )
    }
    try data.check("adiabatic_lapse_rate_from_CT") {
      adiabaticLapseRate(
        absoluteSalinity: s[$0],
        temperatureCelsius: temperatureCelsius(
          absoluteSalinity: s[$0],
          conservativeTemperature: conservative[$0],
          pressureDecibar: p[$0]
        ),
        pressureDecibar: p[$0]
      )
    }
  }

  @Test("of freezing points")
  func freezing() throws {
    let (s, p) = (casts.absoluteSalinity, casts.pressure)
    func each(_ f: @escaping (Double, Double, Double) -> Double) -> (Int) -> Double? {
      { f(s[$0], p[$0], 0.5) }
    }
    try data.check(
      "t_freezing",
      each {
        freezingTemperatureCelsius(
          absoluteSalinity: $0,
          pressureDecibar: $1,
          saturationFraction: $2
        )
      }
    )
    try data.check(
      "CT_freezing",
      each {
        freezingConservativeTemperature(
          absoluteSalinity: $0,
          pressureDecibar: $1,
          saturationFraction: $2
        )
      }
    )
    try data.check(
      "t_freezing_poly",
      each {
        freezingTemperaturePolynomialCelsius(
          absoluteSalinity: $0,
          pressureDecibar: $1,
          saturationFraction: $2
        )
      }
    )
    try data.check(
      "CT_freezing_poly",
      each {
        freezingConservativeTemperaturePolynomial(
          absoluteSalinity: $0,
          pressureDecibar: $1,
          saturationFraction: $2
        )
      }
    )
  }

  @Test("of depth and gravity")
  func depth() throws {
    let (p, latitude) = (casts.pressure, casts.latitude)
    let height = try data.values("z_from_p")
    try data.check("z_from_p") {
      -depthMeters(pressureDecibar: p[$0], latitudeDegrees: latitude[$0])
    }
    try data.check("p_from_z") {
      pressureDecibar(depthMeters: -height[$0], latitudeDegrees: latitude[$0])
    }
    try data.check("grav") {
      gravityMetersPerSecondSquared(pressureDecibar: p[$0], latitudeDegrees: latitude[$0])
    }
  }

  @Test("of salinity")
  func salinity() throws {
    let conductivity = try data.values("C_from_SP")
    try data.check("SP_from_C") {
      practicalSalinity(
        conductivitySiemensPerMeter: conductivity[$0] / 10,
        temperatureCelsius: casts.temperature[$0],
        pressureDecibar: casts.pressure[$0]
      )
    }
    try data.check("SR_from_SP") {
      absoluteSalinity(practicalSalinity: casts.practicalSalinity[$0])
    }
  }

  @Test("of absolute salinity by the atlas", CheckData.hasAtlas)
  func atlas() throws {
    let (p, x, y) = (casts.pressure, casts.longitude, casts.latitude)
    let ratios = try CheckData.atlas(of: "SAAR_ref")
    try data.check("SA_from_SP") {
      ratios.absoluteSalinity(
        practicalSalinity: casts.practicalSalinity[$0],
        pressureDecibar: p[$0],
        longitudeDegrees: x[$0],
        latitudeDegrees: y[$0]
      )
    }
    let anomalies = try CheckData.atlas(of: "deltaSA_ref")
    try data.check("deltaSA_atlas") {
      anomalies.value(pressureDecibar: p[$0], longitudeDegrees: x[$0], latitudeDegrees: y[$0])
    }
  }

  @Test("of the buoyancy frequency")
  func stability() throws {
    let (s, t) = (casts.absoluteSalinity, casts.conservativeTemperature)
    let p = casts.pressure
    let levels = p.count / 3
    try data.check("n2") {
      // Pairs of neighbours, one fewer a cast than levels.
      let i = $0 / (levels - 1) * levels + $0 % (levels - 1)
      return buoyancyFrequencySquared(
        absoluteSalinity: (s[i], s[i + 1]),
        conservativeTemperature: (t[i], t[i + 1]),
        pressureDecibar: (p[i], p[i + 1]),
        latitudeDegrees: casts.latitude[i]
      )
    }
  }
}
