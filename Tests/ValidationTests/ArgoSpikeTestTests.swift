import ObservationModel
import Testing
import Validation

@Suite("The Argo spike test")
struct ArgoSpikeTestTests {
  let test = ArgoSpikeTest(shallow: 6, deep: 2)

  @Test("flags the shared profile and spikes as CoTeDe 0.23.9 does")
  func peer() throws {
    // SpikeDepthConditional, pressure_threshold 500, shallow_max 6, deep_max 2; its 0, not
    // evaluated, is 2 here. Values 10, 10, 17, 10, 10, 10, 13, 10 on 0, 100 ... 700 dbar.
    let shared = try TestBatch.profile(
      pressures: SharedProfile.pressures,
      [("temperature", SharedProfile.temperatures)]
    )
    #expect(test.codes(shared) == [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 9, 2, 2])
    let spikes = try TestBatch.profile(
      pressures: (0..<8).map { Double($0) * 100 },
      [("temperature", [10, 10, 17, 10, 10, 10, 13, 10])]
    )
    #expect(test.codes(spikes) == [2, 1, 4, 1, 1, 1, 4, 2])
    #expect(rangeLengthsThatMatter(test, shared) == [])
    #expect(rangeLengthsThatMatter(test, spikes) == [])
  }

  @Test("takes a steep slope for no spike, which CoTeDe's plain spike test fails")
  func slope() throws {
    // |10 - 10| - |20 / 2| = -10, whose magnitude is above 6.
    let batch = try TestBatch.profiles([TestProfile([0, 10, 20, 30])])
    #expect(test.codes(batch) == [2, 1, 1, 2])
  }

  @Test("passes the threshold itself and changes it at 500 dbar")
  func thresholds() throws {
    let values: [Double?] = [0, 6, 0, 0, 2.5, 0]
    #expect(
      test.codes(
        try TestBatch.profiles([
          TestProfile(values, pressures: [0, 100, 200, 300, 499.9, 510])
        ])
      ) == [2, 1, 1, 1, 1, 2]
    )
    #expect(
      test.codes(
        try TestBatch.profiles([TestProfile(values, pressures: [0, 100, 200, 300, 500, 510])])
      ) == [2, 1, 1, 1, 4, 2]
    )
  }

  @Test("cuts a profile where a value, a pressure or an earlier test is against it")
  func cuts() throws {
    let values: [Double?] = [0, 0, 20, 0, 0, nil, 0, 20, 0]
    var batch = try TestBatch.profiles([
      TestProfile(values, pressures: [0, 10, 20, 30, 40, 50, 60, nil, 80])
    ])
    #expect(test.codes(batch) == [2, 1, 4, 1, 2, 9, 2, 2, 2])
    batch.fail(column: 0, at: [1])
    #expect(test.codes(batch) == [2, 2, 2, 1, 2, 9, 2, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("heeds the pressure of a level that failed as a value")
  func failedPressure() throws {
    var batch = try TestBatch.profiles(
      [TestProfile([0, 20, 0, 0])],
      beside: [("pressure", [0, 10, 20, 30])]
    )
    batch.fail(column: 1, at: [0])
    #expect(test.codes(batch) == [2, 2, 1, 2])
  }

  @Test("does not look across the seam between two profiles, nor at what is no profile")
  func seams() throws {
    let batch = try TestBatch.profiles([TestProfile([0, 0, 20]), TestProfile([0, 0, 20])])
    #expect(test.codes(batch) == [2, 1, 2, 2, 1, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.series([0, 20, 0])) == [2, 2, 2])
  }

  @Test("judges nothing where there is nothing")
  func empty() throws {
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.profiles([TestProfile([1])])) == [2])
    #expect(test.codes(try TestBatch.profiles([TestProfile([nil, nil, nil])])) == [9, 9, 9])
  }

  @Test("fails what is infinite between finite values, and is not led astray by large ones")
  func hostile() throws {
    let batch = try TestBatch.profiles([TestProfile(hostileValues)])
    let codes = test.codes(batch)
    #expect(codes[1] == 4)
    #expect(codes[5] == 4 && codes[6] == 4)
    #expect(codes[9] == 9)
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("sees the same in Float as in Double")
  func floats() throws {
    let batch = try TestBatch.profile(
      pressures: [0, 10, 20],
      [("temperature", [1, 7.5, 1])],
      isFloat: true
    )
    #expect(test.codes(batch) == [2, 4, 2])
  }
}
