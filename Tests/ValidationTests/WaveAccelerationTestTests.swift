import ObservationModel
import Testing
import Validation

@Suite("Accelerations of displacements")
struct WaveAccelerationTestTests {
  @Test("fail above half of the acceleration of gravity")
  func limit() throws {
    // At intervals of 1 s the acceleration is x[i-1] - 2 x[i] + x[i+1].
    let times = (0..<5).map { Double($0) }
    let below = try TestBatch.series([0, 0, 4.9, 9.8, 14.7], of: "platform_heave", times: times)
    #expect(WaveAccelerationTest().codes(below) == [2, 1, 1, 1, 2])
    let above = try TestBatch.series([0, 0, 4.91, 9.82, 14.73], of: "platform_heave", times: times)
    #expect(WaveAccelerationTest().codes(above) == [2, 4, 1, 1, 2])
    #expect(WaveAccelerationTest(gravities: 1).codes(above) == [2, 1, 1, 1, 2])
    #expect(rangeLengthsThatMatter(WaveAccelerationTest(), above) == [])
  }

  @Test("heed the true times")
  func times() throws {
    // Slopes 0 and 2 m/s over 0.5 s and 1.5 s: 2 / 1 s = 2 m s-2.
    let batch = try TestBatch.series([0, 0, 3], of: "platform_heave", times: [0, 0.5, 2])
    #expect(WaveAccelerationTest(gravities: 2.01 / 9.80665).codes(batch) == [2, 1, 2])
    #expect(WaveAccelerationTest(gravities: 1.99 / 9.80665).codes(batch) == [2, 4, 2])
  }

  @Test("are not told at ends, gaps, seams and clocks that stand still")
  func gaps() throws {
    let test = WaveAccelerationTest()
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([1])) == [2])
    #expect(test.codes(try TestBatch.series([1, 2])) == [2, 2])
    let gap = try TestBatch.series([0, 0, nil, 0, 0])
    #expect(test.codes(gap) == [2, 2, 9, 2, 2])
    let seam = try TestBatch.series([0, 0, 0, 9, 9, 9], times: [0, 1, 2, 3, 4, 5], seams: [3])
    #expect(test.codes(seam) == [2, 1, 2, 2, 1, 2])
    #expect(rangeLengthsThatMatter(test, seam) == [])
    let still = try TestBatch.series([0, 9, 0], times: [0, 0, 1])
    #expect(test.codes(still) == [2, 2, 2])
    let hostile = try TestBatch.series([0, 1e308, 0], times: [0, 1, 2])
    #expect(test.codes(hostile) == [2, 4, 2])
  }
}
