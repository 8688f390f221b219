import ObservationModel
import Testing
import Validation

@Suite("The dilution of precision of radar currents")
struct DilutionOfPrecisionTestTests {
  @Test("is graded, its thresholds passing")
  func thresholds() throws {
    let test = DilutionOfPrecisionTest(suspectAbove: 1.25, failAbove: 2)
    let batch = try TestBatch.make(
      .trajectory,
      [
        ("eastward_surface_current", [1, 1, 1, 1, 1, nil]),
        ("geometric_dilution_of_precision", [1.25, 1.26, 2, 2.01, nil, 1]),
      ],
      times: [0, 0, 0, 0, 0, 0]
    )
    #expect(test.codes(batch) == [1, 3, 3, 4, 2, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.series([1])) == [2])
  }
}
