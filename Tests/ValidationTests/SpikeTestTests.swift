import Kernels
import ObservationModel
import Testing
import Validation

@Suite("The spike test")
struct SpikeTestTests {
  @Test("does not look across the seam between two profiles")
  func seam() throws {
    let test = SpikeTest(suspectAbove: 1, failAbove: 3)
    let batch = try TestBatch.profile(
      pressures: [0, 10, 20, 0, 10, 20],
      [("temperature", [20, 20, 12, 20, 25, 20])],
      seams: [3]
    )
    #expect(test.codes(batch) == [2, 4, 2, 2, 4, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a slope is no spike by the differential form, and a peak is the smaller of its steps")
  func differential() throws {
    let test = SpikeTest(suspectAbove: 2, failAbove: 4, form: .differential)
    let batch = try TestBatch.series([0, 10, 20, 17, 17, 12, 16, nil, 3])
    // Steps: +10, +10, -3, 0, -5, +4.
    #expect(test.codes(batch) == [2, 1, 3, 1, 1, 3, 2, 9, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("a distance equal to the threshold passes")
  func thresholds() throws {
    let test = SpikeTest(suspectAbove: 2, failAbove: 4)
    #expect(test.codes(try TestBatch.series([1, 3, 1])) == [2, 1, 2])
    #expect(test.codes(try TestBatch.series([1, 5, 1], isFloat: true)) == [2, 3, 2])
    #expect(test.codes(try TestBatch.series([1, 5.5, 1])) == [2, 4, 2])
  }

  @Test("judges neither ends nor what has no neighbours")
  func few() throws {
    let test = SpikeTest(suspectAbove: 2, failAbove: 4)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([5])) == [2])
    #expect(test.codes(try TestBatch.series([nil, 5, nil])) == [9, 2, 9])
  }

  @Test("a swath has no order to find spikes along")
  func swath() throws {
    let batch = try TestBatch.make(
      .swath,
      [("temperature", [1, 9, 1, nil])],
      times: [0, 0, 0, 0],
      fieldShape: FieldShape(rows: 2, columns: 2)
    )
    #expect(SpikeTest(suspectAbove: 2, failAbove: 4).codes(batch) == [2, 2, 2, 9])
  }
}
