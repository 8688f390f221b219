import Resampling
import Testing

/// The profile of table 2 of Reiniger and Ross (1968), Deep-Sea Res. 15, 185-193, and what other
/// programs make of it: scipy 1.17.1 (PchipInterpolator, Akima1DInterpolator), numpy 2.4.6
/// (interp), gsw 3.6.23 (sa_ct_interp, with the salinities taken for absolute ones), and the R
/// package oce (the values its own tests record of `oceApprox(method = "rr")`).
@Suite("A method of vertical interpolation")
struct VerticalMethodTests {
  static let depths: [Double] = [
    0, 10, 29, 73, 97, 146, 194, 244, 294, 392, 478, 581, 686, 802, 1022, 1140, 1493, 2095, 2213,
  ]
  static let temperatures = [
    2.95, 2.95, 2.96, 3.62, 8.5, 8.41, 7.65, 7.55, 6.72, 5.55, 4.98, 4.72, 4.41, 4.24, 4.06, 3.94,
    3.74, 3.44, 3.34,
  ]
  static let salinities = [
    33.055, 33.056, 33.053, 33.228, 34.419, 34.71, 34.708, 34.828, 34.82, 34.882, 34.901, 34.948,
    34.937, 34.949, 34.955, 34.948, 34.953, 34.954, 34.953,
  ]
  static let levels: [Double] = [
    0, 5, 20, 50, 75, 90, 120, 150, 250, 500, 1000, 1500, 2000, 2200,
  ]

  static let expected: [(VerticalMethod, [Double])] = [
    (
      .linear,
      [
        2.95, 2.95, 2.955263157894737, 3.275, 4.026666666666666, 7.076666666666666,
        8.457755102040817, 8.346666666666668, 7.4504, 4.924466019417476, 4.077999999999999,
        3.7365116279069768, 3.4873421926910297, 3.3510169491525423,
      ]
    ),
    (
      .pchip,
      [
        2.95, 2.95, 2.953137349513479, 3.1128116408030695, 3.7673089861444176, 7.540885040074002,
        8.478034862248037, 8.385043483505868, 7.509383405840876, 4.909115621995044,
        4.079235349223109, 3.7362864913632152, 3.498222445699203, 3.351836710825686,
      ]
    ),
    (
      .akima,
      [
        2.95, 2.949647968605725, 2.9540231047198104, 3.1271594844618216, 3.760195524257726,
        7.4929907999957415, 8.624778532181175, 8.34756937349304, 7.465331622702258,
        4.921462354358564, 4.079937644862989, 3.7363124719859973, 3.4908120359816035,
        3.353185937185041,
      ]
    ),
    (
      .makima,
      [
        2.95, 2.9497307330827067, 2.954027214398291, 3.125305658574548, 3.7607206809314873,
        7.491987594600337, 8.62708040769338, 8.347857890839258, 7.4793769351946455,
        4.915621553912995, 4.079793285988276, 3.7363095696909516, 3.494119716822084,
        3.352665635611716,
      ]
    ),
  ]

  @Test("has the values of numpy and scipy", arguments: expected)
  func scipy(method: VerticalMethod, expected: [Double]) {
    let result = VerticalLevels(depthsMeters: Self.levels, method: method)
      .values(depths: Self.depths, values: Self.temperatures)
    #expect(isNear(result, expected, within: 1e-14), "\(result)")
  }

  @Test("has the values of oce for Reiniger and Ross")
  func oce() {
    let levels = stride(from: 1990.0, through: 2000, by: 2).map { $0 }
    let result = VerticalLevels(depthsMeters: levels, method: .reinigerRoss)
      .values(depths: Self.depths, values: Self.temperatures)
    let expected = [
      3.491641285, 3.490851919, 3.490063336, 3.489275206, 3.488487181, 3.487698885,
    ]
    #expect(isNear(result, expected, within: 5e-10), "\(result)")
  }

  @Test("has the values of GSW for temperature and salinity together")
  func gsw() {
    var interpolator = ProfileInterpolator(
      VerticalLevels(depthsMeters: Self.levels, method: .mrstPchip)
    )
    let result = interpolator.pairs(
      depths: Self.depths,
      salinities: Self.salinities,
      temperatures: Self.temperatures
    )
    let salinities = [
      33.05500000000001, 33.0558926218753, 33.05400475670779, 33.10224822634948, 33.25876070637619,
      34.16820700944782, 34.62205456146689, 34.712473684066694, 34.830304229732526,
      34.911083132469756, 34.95503149547524, 34.95305481487934, 34.954145019089424,
      34.953142275392516,
    ]
    let temperatures = [
      2.9499999999999953, 2.949717828340685, 2.9555239128032325, 3.145428228488615,
      3.7466525792891323, 7.666962409929296, 8.562311711357934, 8.36661320981095,
      7.495350622921586, 4.906285895840643, 4.077656721940658, 3.7364187846667973,
      3.4997376690951834, 3.342919841443101,
    ]
    #expect(isNear(result.salinities, salinities, within: 2e-14), "\(result.salinities)")
    #expect(isNear(result.temperatures, temperatures, within: 2e-14), "\(result.temperatures)")
  }

  @Test("averages layers as scipy integrates the monotone cubic")
  func scipyIntegral() {
    let layers = [(0.0, 10.0), (10, 50), (50, 200), (500, 1000)]
      .map { DepthLayer(topMeters: $0, bottomMeters: $1) }
    let result = VerticalLevels(layers: layers)
      .values(depths: Self.depths, values: Self.temperatures)
    let expected = [2.95, 2.9850514018915675, 7.132614115496608, 4.384148698244742]
    #expect(isNear(result, expected, within: 1e-14), "\(result)")
  }

  @Test("falls back to three points, and to two where their parabola overshoots")
  func fewPoints() {
    // x² through (0, 0), (1, 1), (2, 4), and a parabola that rises above 1 beside the top.
    let levels = VerticalLevels(depthsMeters: [0.5, 1.5], method: .reinigerRoss)
    let square = levels.values(depths: [0, 1, 2], values: [0, 1, 4])
    #expect(square == [0.25, 2.25])
    let steep = levels.values(depths: [0, 1, 2], values: [0, 1, -4])
    #expect(steep == [0.5, -0.75])
  }

  @Test(
    "keeps a profile monotone",
    arguments: [VerticalMethod.linear, .pchip],
    [1, 2, 3, 4] as [UInt64]
  )
  func monotone(method: VerticalMethod, seed: UInt64) {
    var uniform = Uniform(seed: seed)
    for _ in 0..<50 {
      let depths = uniform.depths(2 + Int(uniform.next() * 30))
      var value = 0.0
      let values = depths.map { _ in
        value += uniform.next() < 0.3 ? 0 : uniform.next() * uniform.next()
        return value
      }
      let span = depths[depths.count - 1] - depths[0]
      let levels = (0...400).map { depths[0] + span * Double($0) / 400 }
      let result = VerticalLevels(depthsMeters: levels, method: method)
        .values(depths: depths, values: values).filter { !$0.isNaN }
      #expect(result.count >= 400)
      // Rounding may take back an ulp of the value on a flat stretch.
      #expect(
        zip(result, result.dropFirst()).allSatisfy { $1 >= $0 - 4e-15 * max(1, $0) },
        "seed \(seed)"
      )
    }
  }

  @Test(
    "passes through the observations",
    arguments: ProfileInterpolatorTests.methods,
    [5, 6] as [UInt64]
  )
  func nodes(method: VerticalMethod, seed: UInt64) {
    var uniform = Uniform(seed: seed)
    for count in 1...40 {
      let depths = uniform.depths(count)
      let values = depths.map { _ in uniform.next() - 0.5 }
      let result = VerticalLevels(depthsMeters: depths, method: method)
        .values(depths: depths, values: values)
      #expect(result == values, "seed \(seed)")
    }
  }

  @Test("keeps a straight line straight", arguments: ProfileInterpolatorTests.methods)
  func line(method: VerticalMethod) {
    var uniform = Uniform(seed: 7)
    let depths = uniform.depths(30)
    let levels = stride(from: depths[0], to: depths[29], by: 1.7).map { $0 }
    let result = VerticalLevels(depthsMeters: levels, method: method)
      .values(depths: depths, values: depths.map { 3 - 0.01 * $0 })
    #expect(isNear(result, levels.map { 3 - 0.01 * $0 }, within: 1e-13))
  }

  @Test(
    "conserves the integral over layers, however they divide the profile",
    arguments: [8, 9] as [UInt64]
  )
  func integral(seed: UInt64) {
    var uniform = Uniform(seed: seed)
    for _ in 0..<50 {
      let depths = uniform.depths(2 + Int(uniform.next() * 60))
      let values = depths.map { _ in 5 + uniform.next() }
      let (top, bottom) = (depths[0], depths[depths.count - 1])
      let whole = VerticalLevels(layers: [DepthLayer(topMeters: top, bottomMeters: bottom)])
        .values(depths: depths, values: values)[0]
      var cuts = (0..<20).map { _ in top + (bottom - top) * uniform.next() }.sorted()
      cuts = [top] + cuts + [bottom]
      let layers = zip(cuts, cuts.dropFirst()).map { DepthLayer(topMeters: $0, bottomMeters: $1) }
      let means = VerticalLevels(layers: layers).values(depths: depths, values: values)
      let sum = zip(layers, means).reduce(0) {
        $0 + $1.1 * ($1.0.bottomMeters - $1.0.topMeters)
      }
      #expect(abs(sum / (bottom - top) / whole - 1) < 1e-12, "seed \(seed)")
    }
  }

  @Test("averages a layer only where observations reach from top to bottom without a gap")
  func layersNeedObservations() {
    let layers = [(0.0, 10.0), (10, 20), (20, 40)]
      .map { DepthLayer(topMeters: $0, bottomMeters: $1) }
    let (depths, values) = ([1.0, 12, 18, 39], [1.0, 1, 1, 1])
    func means(_ gap: Double, reach: Double = 0) -> [Bool] {
      VerticalLevels(
        layers: layers,
        gaps: [GapRule(fromMeters: 0, toMeters: 100, largestMeters: gap)],
        reachMeters: reach
      ).values(depths: depths, values: values).map { $0 == 1 }
    }
    #expect(means(21) == [false, true, false])
    #expect(means(21, reach: 1) == [true, true, true])
    #expect(means(20, reach: 1) == [true, false, false])
    #expect(means(10, reach: 1) == [false, false, false])
  }
}
