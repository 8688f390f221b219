import ObservationModel
import Testing
import Validation

@Suite("The digit rollover test")
struct DigitRolloverTestTests {
  @Test("fails both ends of a jump and suspects the rest of the part")
  func jumps() throws {
    // DigitRollOver of CoTeDe 0.23.9, threshold 10, fails the later end of the same two jumps:
    // [0, 1, 4, 1, 4, 1].
    let batch = try TestBatch.profiles([TestProfile([20, 20.1, 5, 5.1, 16, 16.1])])
    #expect(DigitRolloverTest(failAbove: 10).codes(batch) == [3, 4, 4, 4, 4, 3])
  }

  @Test("finds the jumps of the shared profile that CoTeDe 0.23.9 finds")
  func peer() throws {
    // DigitRollOver, threshold 4: its 4 at levels 9 and 10.
    let batch = try TestBatch.profile(
      pressures: SharedProfile.pressures,
      [("temperature", SharedProfile.temperatures)]
    )
    #expect(
      DigitRolloverTest(failAbove: 4).codes(batch)
        == [3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 3, 3, 3, 9, 1, 1]
    )
  }

  @Test("passes the threshold itself, and leaves other parts and profiles alone")
  func parts() throws {
    let test = DigitRolloverTest(failAbove: 10)
    #expect(test.codes(try TestBatch.profiles([TestProfile([20, 10, 0])])) == [1, 1, 1])
    var batch = try TestBatch.profiles([
      TestProfile([20, 9, 9, nil, 9, 9]), TestProfile([30, 30]),
    ])
    #expect(test.codes(batch) == [4, 4, 3, 9, 1, 1, 1, 1])
    batch.fail(column: 0, at: [0])
    #expect(test.codes(batch) == [2, 1, 1, 9, 1, 1, 1, 1])
  }

  @Test("judges nothing where there is nothing")
  func edges() throws {
    let test = DigitRolloverTest(failAbove: 10)
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.profiles([TestProfile([5])])) == [2])
    #expect(test.codes(try TestBatch.profiles([TestProfile([nil, nil])])) == [9, 9])
    let hostile = test.codes(try TestBatch.profiles([TestProfile(hostileValues)]))
    #expect(hostile[..<9].allSatisfy { $0 == 4 })
    #expect(hostile[9...] == [9, 1, 1, 1, 1])
  }
}
