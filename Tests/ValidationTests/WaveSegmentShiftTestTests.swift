import ObservationModel
import Testing
import Validation

@Suite("Shifts of the mean of displacements")
struct WaveSegmentShiftTestTests {
  @Test("fail their record beyond the threshold")
  func shifts() throws {
    // Means of three segments of two: 0, 0.5 and 1.5.
    let batch = try TestBatch.series([-1, 1, -0.5, 1.5, 1, 2], of: "platform_heave")
    func codes(_ suspect: Double, _ fail: Double, segments: Int = 3) -> [Int] {
      WaveSegmentShiftTest(suspectAbove: suspect, failAbove: fail, segments: segments)
        .codes(batch)
    }
    #expect(codes(1, 1) == [1, 1, 1, 1, 1, 1])
    #expect(codes(0.9, 1) == [3, 3, 3, 3, 3, 3])
    #expect(codes(0.5, 0.9) == [4, 4, 4, 4, 4, 4])
    // Two segments of three have means -1/6 and 1.5.
    #expect(codes(1.6, 1.7, segments: 2) == [3, 3, 3, 3, 3, 3])
  }

  @Test("are told between segments that have values, record by record")
  func gaps() throws {
    let values: [Double?] = [0, 0, nil, nil, 5, 5]
    let batch = try TestBatch.series(values, of: "platform_heave")
    let test = WaveSegmentShiftTest(suspectAbove: 1, failAbove: 1, segments: 3)
    #expect(test.codes(batch) == [4, 4, 9, 9, 4, 4])
    let parts = WaveSegmentShiftTest(
      suspectAbove: 1,
      failAbove: 1,
      segments: 2,
      recordSeconds: 120
    )
    #expect(parts.codes(batch) == [1, 1, 9, 9, 1, 1])
  }

  @Test("are not told of one segment")
  func nothing() throws {
    let test = WaveSegmentShiftTest(suspectAbove: 1, failAbove: 1, segments: 4)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([1])) == [2])
    #expect(test.codes(try TestBatch.series([nil, nil])) == [9, 9])
  }
}
