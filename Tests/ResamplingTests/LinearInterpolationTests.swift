import Resampling
import Testing

@Suite("Linear interpolation to standard levels")
struct LinearInterpolationTests {
  let levels = VerticalLevels(
    depthsMeters: [0, 10, 20, 50],
    gaps: [GapRule(fromMeters: 0, toMeters: 200, largestMeters: 20)]
  )

  @Test("takes the value between two observations and on one, and never beyond them")
  func interpolates() {
    let result = levels.interpolateLinearly(depths: [5, 15, 20, 30], values: [10, 20, 30, 40])
    #expect(result[0].isNaN)
    #expect(result[1] == 15)
    #expect(result[2] == 30)
    #expect(result[3].isNaN)
  }

  @Test("does not cross a gap wider than the rule")
  func gap() {
    let result = levels.interpolateLinearly(depths: [5, 25.5], values: [0, 1])
    #expect(result.allSatisfy { $0.isNaN })
    #expect(!levels.interpolateLinearly(depths: [5, 25], values: [0, 1])[1].isNaN)
  }

  @Test("leaves out missing values and observations that do not lie deeper than the last")
  func order() {
    let result = levels.interpolateLinearly(
      depths: [0, .nan, 8, 8, 4, 12],
      values: [1, 99, .nan, 9, 99, 13]
    )
    #expect(result[0] == 1)
    #expect(result[1] == 11)
  }

  @Test("of nothing is nothing")
  func empty() {
    #expect(levels.interpolateLinearly(depths: [], values: []).allSatisfy { $0.isNaN })
  }

  @Test("the levels of the World Ocean Atlas are 102, from 0 to 5500 m")
  func woa() {
    #expect(VerticalLevels.woaDepthsMeters.count == 102)
    #expect(VerticalLevels.woaDepthsMeters.last == 5500)
  }
}
