import ObservationModel
import Testing
import Validation

@Suite("The median spike test")
struct MedianSpikeTestTests {
  @Test("fails what is further from the median of five than the threshold")
  func differences() throws {
    let test = MedianSpikeTest(failAbove: 5)
    // Medians of five: 11, 12, 12, 13; distances 0, 5, 1, 1 and with 17.5 5.5.
    let even = try TestBatch.profiles([TestProfile([10, 11, 11, 17, 12, 12, 13, 14])])
    #expect(test.codes(even) == [2, 2, 1, 1, 1, 1, 2, 2])
    let spike = try TestBatch.profiles([TestProfile([10, 11, 11, 17.5, 12, 12, 13, 14])])
    #expect(test.codes(spike) == [2, 2, 1, 4, 1, 1, 2, 2])
    #expect(rangeLengthsThatMatter(test, spike) == [])
  }

  @Test("agrees with the median of numpy wherever the middle is, in any order of the five")
  func orders() throws {
    // The median of any order of 1 to 5 is 3, so that with 0.5 only the value 3 passes.
    let test = MedianSpikeTest(failAbove: 0.5)
    func permutations(_ rest: [Double], _ done: [Double]) throws {
      guard !rest.isEmpty else {
        let batch = try TestBatch.profiles([TestProfile(done)])
        #expect(test.codes(batch)[2] == (done[2] == 3 ? 1 : 4), "\(done)")
        return
      }
      for x in rest { try permutations(rest.filter { $0 != x }, done + [x]) }
    }
    try permutations([1, 2, 3, 4, 5], [])
  }

  @Test("takes a fraction of the value, as for pH")
  func fractions() throws {
    let test = MedianSpikeTest(failAboveFraction: 0.04)
    // |8.5 - 8| is more than 0.04 times 8.5 = 0.34, |8.25 - 8| is not.
    #expect(
      test.codes(try TestBatch.profiles([TestProfile([8, 8, 8.5, 8, 8])], of: "ph"))
        == [2, 2, 4, 2, 2]
    )
    #expect(
      test.codes(try TestBatch.profiles([TestProfile([8, 8, 8.25, 8, 8])], of: "ph"))
        == [2, 2, 1, 2, 2]
    )
  }

  @Test("needs five levels of one part and one profile")
  func parts() throws {
    let test = MedianSpikeTest(failAbove: 5)
    var batch = try TestBatch.profiles([
      TestProfile([0, 0, 9, 0, 0, nil, 0, 0, 9, 0]), TestProfile([0, 0, 9]), TestProfile([0, 0]),
    ])
    #expect(test.codes(batch) == [2, 2, 4, 2, 2, 9, 2, 2, 2, 2, 2, 2, 2, 2, 2])
    batch.fail(column: 0, at: [4])
    #expect(test.codes(batch)[2] == 2)
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.profiles([TestProfile([nil])])) == [9])
  }

  @Test("fails what is infinite")
  func hostile() throws {
    let hostile = try TestBatch.profiles([TestProfile(hostileValues)])
    #expect(MedianSpikeTest(failAbove: 5).codes(hostile)[3] == 4)
    #expect(MedianSpikeTest(failAboveFraction: 0.04).codes(hostile)[3] == 4)
    #expect(rangeLengthsThatMatter(MedianSpikeTest(failAbove: 5), hostile) == [])
  }

  @Test("takes one threshold, not two and not none")
  func configuration() {
    #expect(throws: TestConfigurationError.self) { try MedianSpikeTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try MedianSpikeTest(TestArguments(["fail": .number(1), "fraction": .number(0.1)]))
    }
  }
}
