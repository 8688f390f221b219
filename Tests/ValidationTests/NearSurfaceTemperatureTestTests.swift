import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the Argo quality control manual, test 22.
@Suite("The near-surface temperature test")
struct NearSurfaceTemperatureTestTests {
  @Test("suspects levels to 0.5 dbar of single readings and to 1 dbar of means")
  func limits() throws {
    let test = NearSurfaceTemperatureTest()
    let pressures: [Double?] = [0.4, 0.5, 0.6, 1, 1.1, nil]
    let values: [Double?] = [20, 20, 20, 20, nil, 20]
    let batch = try TestBatch.profiles([
      TestProfile(values, pressures: pressures, SamplingSchemes.unpumped),
      TestProfile(values, pressures: pressures, SamplingSchemes.averaged),
      TestProfile(values, pressures: pressures, SamplingSchemes.primary),
      TestProfile(values, pressures: pressures),
    ])
    #expect(
      test.codes(batch) == [
        3, 3, 1, 1, 9, 2, 3, 3, 3, 3, 9, 2, 1, 1, 1, 1, 9, 2, 2, 2, 2, 2, 9, 2,
      ]
    )
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }

  @Test("suspects pressures above the surface, and takes none that is infinite for a depth")
  func hostile() throws {
    let batch = try TestBatch.profiles([
      TestProfile(
        [1, 1, .infinity],
        pressures: [-.infinity, .infinity, 0],
        SamplingSchemes.unpumped
      )
    ])
    #expect(NearSurfaceTemperatureTest().codes(batch) == [3, 1, 3])
  }
}
