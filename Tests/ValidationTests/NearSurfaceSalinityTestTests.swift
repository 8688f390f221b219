import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the Argo quality control manual, test 21.
@Suite("The near-surface salinity test")
struct NearSurfaceSalinityTestTests {
  @Test("suspects what was taken near the surface without pump, and only that")
  func schemes() throws {
    let test = NearSurfaceSalinityTest()
    let batch = try TestBatch.profiles([
      TestProfile([35, nil], SamplingSchemes.unpumped), TestProfile([35], SamplingSchemes.averaged),
      TestProfile([35], SamplingSchemes.pumped),
      TestProfile([35], SamplingSchemes.primary), TestProfile([35], nil),
      TestProfile([35], ProfileDescription()),
    ])
    #expect(test.codes(batch) == [3, 9, 3, 1, 1, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }
}
