import ObservationModel
import Testing
import Validation

private func profile(_ modes: String, parameters: [String] = ["PRES", "PH_IN_SITU_TOTAL"])
  -> TestProfile
{
  TestProfile([200, nil], ProfileDescription(parameters: parameters, dataModes: modes))
}

/// Cases worked by hand from the rule of the Argo quality control manual for pH, test 56.
@Suite("The raw pH test")
struct RawPHTestTests {
  @Test("suspects raw pH and passes adjusted")
  func modes() throws {
    let batch = try TestBatch.profiles(
      [
        profile("AR"), profile("RA"), TestProfile([8]),
        profile("RRR", parameters: ["PRES"]),
      ],
      of: "ph",
      variableName: "PH_IN_SITU_TOTAL"
    )
    #expect(RawPHTest().codes(batch) == [3, 9, 1, 9, 2, 2, 9])
    #expect(rangeLengthsThatMatter(RawPHTest(), batch) == [])
    #expect(RawPHTest().codes(try TestBatch.profiles([], of: "ph")) == [])
  }
}
