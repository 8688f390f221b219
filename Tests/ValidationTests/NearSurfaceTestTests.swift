import ObservationModel
import Testing
import Validation

private let unpumped = ProfileDescription(
  samplingScheme: "Near-surface sampling: discrete, unpumped []"
)
private let averaged = ProfileDescription(
  samplingScheme:
    "Near-surface sampling: averaged, unpumped [2s samp.,1dbar avg in [2.1-1]dbar]"
)
private let pumped = ProfileDescription(
  samplingScheme: "Near-surface sampling: discrete, pumped []"
)
private let primary = ProfileDescription(samplingScheme: "Primary sampling: discrete []")

/// Cases worked by hand from the rule of the Argo quality control manual, tests 21 and 22.
@Suite("The near-surface salinity test")
struct NearSurfaceSalinityTestTests {
  @Test("suspects what was taken near the surface without pump, and only that")
  func schemes() throws {
    let test = NearSurfaceSalinityTest()
    let batch = try TestBatch.profiles([
      TestProfile([35, nil], unpumped), TestProfile([35], averaged), TestProfile([35], pumped),
      TestProfile([35], primary), TestProfile([35], nil), TestProfile([35], ProfileDescription()),
    ])
    #expect(test.codes(batch) == [3, 9, 3, 1, 1, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }
}

@Suite("The near-surface temperature test")
struct NearSurfaceTemperatureTestTests {
  @Test("suspects levels to 0.5 dbar of single readings and to 1 dbar of means")
  func limits() throws {
    let test = NearSurfaceTemperatureTest()
    let pressures: [Double?] = [0.4, 0.5, 0.6, 1, 1.1, nil]
    let values: [Double?] = [20, 20, 20, 20, nil, 20]
    let batch = try TestBatch.profiles([
      TestProfile(values, pressures: pressures, unpumped),
      TestProfile(values, pressures: pressures, averaged),
      TestProfile(values, pressures: pressures, primary),
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
      TestProfile([1, 1, .infinity], pressures: [-.infinity, .infinity, 0], unpumped)
    ])
    #expect(NearSurfaceTemperatureTest().codes(batch) == [3, 1, 3])
  }
}
