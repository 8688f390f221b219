import ObservationModel
import Testing
import Validation

@Suite("The duplicate time test")
struct DuplicateTimeTestTests {
  @Test("marks all observations of a time that occurs again, in their feature only")
  func duplicates() throws {
    // ioos_qc 3.0.0, argo.duplicate_timestamp_test.
    let batch = try TestBatch.series(
      [1, 2, 3, 4, 5, 6, 7],
      times: [5, 6, 5, 7, 7, 7, 8]
    )
    #expect(DuplicateTimeTest().codes(batch) == [3, 1, 3, 3, 3, 3, 1])
    let seam = try TestBatch.series([1, 2, nil, 4], times: [5, 5, 5, .nan], seams: [1])
    #expect(DuplicateTimeTest().codes(seam) == [1, 3, 3, 9])
  }
}
