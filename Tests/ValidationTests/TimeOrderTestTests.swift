import ObservationModel
import Testing
import Validation

@Suite("The time order test")
struct TimeOrderTestTests {
  @Test("fails what is before the latest time so far")
  func order() throws {
    let batch = try TestBatch.series(
      [1, 2, 3, 4, 5, 6],
      times: [0, 20, 10, .nan, 20, 19.999],
      seams: [5]
    )
    #expect(TimeOrderTest().codes(batch) == [1, 1, 4, 9, 1, 1])
  }
}
