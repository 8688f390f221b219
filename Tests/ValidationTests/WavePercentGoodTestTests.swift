import ObservationModel
import Testing
import Validation

@Suite("The good part of a record of displacements")
struct WavePercentGoodTestTests {
  @Test("must be nine tenths")
  func percent() throws {
    var values = [Double?](repeating: 1, count: 10)
    values[3] = nil
    let nine = try TestBatch.series(values, of: "platform_heave")
    #expect(WavePercentGoodTest().codes(nine) == [1, 1, 1, 9, 1, 1, 1, 1, 1, 1])
    values[4] = nil
    let eight = try TestBatch.series(values, of: "platform_heave")
    #expect(WavePercentGoodTest().codes(eight) == [4, 4, 4, 9, 9, 4, 4, 4, 4, 4])
    #expect(WavePercentGoodTest(percent: 80).codes(eight) == [1, 1, 1, 9, 9, 1, 1, 1, 1, 1])
  }

  @Test("does not have what earlier tests found")
  func earlier() throws {
    var batch = try TestBatch.series([1, 1, 1, 1], of: "platform_heave")
    let flags: [UInt8] = [1, 3, 4, 2]
    batch.columns[0].enter(flags.span, at: 0, test: 0)
    #expect(WavePercentGoodTest(percent: 50).codes(batch) == [1, 1, 1, 1])
    #expect(WavePercentGoodTest(percent: 51).codes(batch) == [4, 4, 4, 4])
    #expect(WavePercentGoodTest().heedsEarlierTests)
  }

  @Test("is that of what should be there where the interval is known")
  func interval() throws {
    // Ten samples in ten seconds should be there; five are.
    let batch = try TestBatch.series([1, 1, 1, 1, 1], times: [0, 1, 2, 3, 9])
    #expect(WavePercentGoodTest(percent: 60).codes(batch) == [1, 1, 1, 1, 1])
    let test = WavePercentGoodTest(percent: 60, intervalSeconds: 1)
    #expect(test.codes(batch) == [4, 4, 4, 4, 4])
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([nil])) == [9])
  }
}
