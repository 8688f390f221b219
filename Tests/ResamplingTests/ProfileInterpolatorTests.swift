import Resampling
import Testing

@Suite("A profile brought to levels")
struct ProfileInterpolatorTests {
  static let methods: [VerticalMethod] = VerticalMethod.allCases.filter { $0 != .layerMean }

  func levels(
    _ method: VerticalMethod,
    reach: Double = 0,
    gaps: [GapRule] = []
  ) -> VerticalLevels {
    VerticalLevels(
      depthsMeters: [0, 10, 20, 50],
      method: method,
      gaps: gaps,
      reachMeters: reach
    )
  }

  @Test("has values between two observations and on one, and never beyond them", arguments: methods)
  func interpolates(method: VerticalMethod) {
    let result = levels(method).values(depths: [5, 15, 20, 30], values: [10, 20, 30, 40])
    #expect(result[0].isNaN && result[3].isNaN)
    #expect(result[1] > 10 && result[1] < 20)
    #expect(result[2] == 30)
  }

  @Test("lies on the straight line through two observations", arguments: methods)
  func twoValues(method: VerticalMethod) {
    let result = levels(method).values(depths: [5, 25], values: [1, 3])
    #expect(isNear(result, [.nan, 1.5, 2.5, .nan], within: 1e-15))
  }

  @Test("has the one value it has, and only at its depth", arguments: methods)
  func oneValue(method: VerticalMethod) {
    #expect(
      isNear(levels(method).values(depths: [20], values: [7]), [.nan, .nan, 7, .nan], within: 0)
    )
    #expect(levels(method).values(depths: [21], values: [7]).allSatisfy { $0.isNaN })
    let nothing = levels(method).values(depths: [.nan], values: [7])
    #expect(nothing.allSatisfy { $0.isNaN })
  }

  @Test("of nothing, or of missing values, is nothing", arguments: methods)
  func empty(method: VerticalMethod) {
    #expect(levels(method).values(depths: [], values: []).allSatisfy { $0.isNaN })
    let missing = levels(method).values(depths: [0, 10], values: [.nan, .nan])
    #expect(missing.allSatisfy { $0.isNaN })
  }

  @Test("does not cross a gap wider than the rule at the level", arguments: methods)
  func gap(method: VerticalMethod) {
    let rules = [GapRule(fromMeters: 0, toMeters: 20, largestMeters: 20)]
    let narrow = levels(method, gaps: rules)
    let wide = narrow.values(depths: [5, 25.5], values: [0, 1])
    // The level at 20 m is not in the range of the rule.
    #expect(wide[1].isNaN && !wide[2].isNaN)
    #expect(!narrow.values(depths: [5, 25], values: [0, 1])[1].isNaN)
    // On an observation there is no gap.
    #expect(narrow.values(depths: [10, 60], values: [4, 1])[1] == 4)
  }

  @Test("takes the nearest value within its reach and not beyond", arguments: methods)
  func reach(method: VerticalMethod) {
    let far = levels(method, reach: 5)
    #expect(far.values(depths: [5, 45], values: [1, 2])[0] == 1)
    #expect(far.values(depths: [5, 45], values: [1, 2])[3] == 2)
    let result = far.values(depths: [5.5, 44.5], values: [1, 2])
    #expect(result[0].isNaN && result[3].isNaN)
    #expect(far.values(depths: [52], values: [3])[3] == 3)
  }

  @Test("is the same from below, from above and in disorder", arguments: methods)
  func order(method: VerticalMethod) {
    let depths = [1.0, 4, 9, 16, 25, 36, 49, 64]
    let values = [20, 19.5, 19, 15, 11, 10.5, 10, 9.9]
    let expected = levels(method).values(depths: depths, values: values)
    #expect(expected[1...].allSatisfy { !$0.isNaN })
    let upwards = levels(method).values(depths: depths.reversed(), values: values.reversed())
    #expect(isNear(upwards, expected, within: 0))
    let shuffled = [3, 0, 7, 5, 1, 6, 2, 4]
    let result = levels(method).values(
      depths: shuffled.map { depths[$0] },
      values: shuffled.map { values[$0] }
    )
    #expect(isNear(result, expected, within: 0))
  }

  @Test("leaves out missing values and takes the mean of those at one depth", arguments: methods)
  func repeated(method: VerticalMethod) {
    let result = levels(method).values(
      depths: [20, 8, .nan, 15, 8, 17, 0, 20],
      values: [6, 2, 99, 4, 4, .nan, 1, 8]
    )
    let expected = levels(method).values(depths: [0, 8, 15, 20], values: [1, 3, 4, 7])
    #expect(isNear(result, expected, within: 0))
    #expect(expected[2] == 7)
  }

  @Test("does not depend on the profiles before it")
  func memory() {
    var interpolator = ProfileInterpolator(levels(.pchip))
    let (depths, values) = ([30.0, 5, 15, 60], [1.0, 4, 3, 0])
    let first = interpolator.values(depths: depths, values: values)
    _ = interpolator.values(
      depths: (0..<200).map { 300 - Double($0) },
      values: (0..<200).map(Double.init)
    )
    _ = interpolator.values(depths: [], values: [])
    #expect(isNear(interpolator.values(depths: depths, values: values), first, within: 0))
  }

  @Test("of pairs uses observations that have both")
  func pairs() {
    var interpolator = ProfileInterpolator(levels(.mrstPchip))
    let result = interpolator.pairs(
      depths: [60, 0, 5, 15, 30],
      salinities: [35, 34, .nan, 34.2, 34.5],
      temperatures: [5, 20, 0, 18, 10]
    )
    let expected = interpolator.pairs(
      depths: [0, 15, 30, 60],
      salinities: [34, 34.2, 34.5, 35],
      temperatures: [20, 18, 10, 5]
    )
    #expect(isNear(result.salinities, expected.salinities, within: 0))
    #expect(isNear(result.temperatures, expected.temperatures, within: 0))
    #expect(expected.salinities[0] == 34 && expected.temperatures[0] == 20)
  }
}
