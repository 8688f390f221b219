import ObservationModel
import Testing
import Validation

@Suite("The test for land")
struct OnLandTestTests {
  @Test("fails land, passes sea, and leaves the coast and what is off the mask alone")
  func places() throws {
    let mask = LandMask(
      grid: LandMask.Grid(
        south: 0,
        west: 0,
        rowsPerDegree: 1,
        columnsPerDegree: 1,
        rows: 2,
        columns: 2
      ),
      side: 2
    ) { _, _ in .cells([0, 1, 2, 0]) }
    let batch = try TestBatch.make(
      .trajectory,
      [("temperature", [10, 10, 10, 10, 10, nil])],
      times: [0, 1, 2, 3, 4, 5],
      latitudes: [0.5, 0.5, 1.5, 5, .nan, 0.5],
      longitudes: [0.5, 1.5, 0.5, 5, 0.5, 1.5]
    )
    #expect(OnLandTest(mask).codes(batch) == [1, 4, 2, 2, 9, 4])
    #expect(rangeLengthsThatMatter(OnLandTest(mask), batch) == [])
    #expect(throws: TestConfigurationError.self) { _ = try OnLandTest(TestArguments()) }
  }
}
