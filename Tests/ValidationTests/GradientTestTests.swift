import ObservationModel
import Testing
import Validation

@Suite("The gradient test")
struct GradientTestTests {
  let test = GradientTest(shallow: 9, deep: 3)

  @Test("fails what is far from the mean of its neighbours, by depth")
  func distances() throws {
    // From the mean: 9 (passes), 9.5; below 500 dbar 3 (passes), 3.5.
    let batch = try TestBatch.profiles([
      TestProfile([0, 9, 0, 9.5, 0, 0, 3, 0, 3.5, 0], pressures: (0..<10).map { Double($0) * 100 })
    ])
    #expect(test.codes(batch) == [2, 1, 4, 4, 1, 1, 1, 4, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("flags the shared profile as CoTeDe 0.23.9 does")
  func peer() throws {
    // cotede.qctests.gradient.gradient over the profile: 1.145 at 100 dbar, -2.575 at 410, 1.61 at
    // 650; else less than 0.9 above 500 dbar and 0.05 below.
    let batch = try TestBatch.profile(
      pressures: SharedProfile.pressures,
      [("temperature", SharedProfile.temperatures)]
    )
    #expect(test.codes(batch) == [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 9, 2, 2])
    let strict = GradientTest(shallow: 1, deep: 0.5)
    #expect(strict.codes(batch) == [2, 1, 1, 1, 1, 1, 4, 1, 1, 1, 4, 4, 1, 2, 9, 2, 2])
  }

  @Test("judges nothing where there is nothing, and large values by what they are")
  func edges() throws {
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.profiles([TestProfile([1, 2])])) == [2, 2])
    let batch = try TestBatch.profiles([TestProfile(hostileValues), TestProfile([nil, 1, nil])])
    #expect(test.codes(batch)[1] == 4)
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }
}
