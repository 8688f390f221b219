import ObservationModel
import Testing
import Validation

@Suite("The freezing test")
struct FreezingSSTTestTests {
  @Test("fails what is colder than the freezing point by more than the uncertainty")
  func cold() throws {
    // marine_qc 0.4.2, do_sst_freeze_check(sst, -1.8, 2, 0.3) and (sst, -1.8, 2, 0).
    let batch = try TestBatch.series([-1.8, -1.81, -2, -2.4, -2.41, 5, nil])
    #expect(FreezingSSTTest(uncertainty: 0.3).codes(batch) == [1, 1, 1, 1, 4, 1, 9])
    #expect(FreezingSSTTest().codes(batch) == [1, 4, 4, 4, 4, 1, 9])
  }
}
