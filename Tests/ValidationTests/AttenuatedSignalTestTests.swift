import Kernels
import ObservationModel
import Testing
import Validation

@Suite("The attenuated signal test")
struct AttenuatedSignalTestTests {
  @Test("the window holds what is later than its beginning")
  func window() throws {
    let limits = AttenuationLimits(statistic: .range, suspectBelow: 4, failBelow: 2)
    let test = AttenuatedSignalTest(limits, windowSeconds: 120, minimum: .count(2))
    // Windows of two values a minute apart.
    let batch = try TestBatch.series([0, 5, 5, 8, 12, nil, 0, 0])
    #expect(test.codes(batch) == [2, 1, 4, 3, 1, 9, 2, 4])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("any range gives the same flags")
  func ranges() throws {
    let limits = AttenuationLimits(
      statistic: .standardDeviation,
      suspectBelow: 2.5,
      failBelow: 1.5
    )
    let values = (0..<150).map { i -> Double? in
      if i % 13 == 5 { return nil }
      return Double(i * i % 31) / 4
    }
    let test = AttenuatedSignalTest(limits, windowSeconds: 700)
    let batch = try TestBatch.series(values, seams: [70])
    #expect(Set(test.codes(batch)).isSuperset(of: [3, 4, 9]))
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("without a window a feature has one flag")
  func whole() throws {
    let limits = AttenuationLimits(
      statistic: .standardDeviation,
      suspectBelow: 1,
      failBelow: 0.5
    )
    let test = AttenuatedSignalTest(limits)
    // Population deviations 0.5 and 2.
    let batch = try TestBatch.series([1, nil, 2, 3, 7], seams: [3])
    #expect(test.codes(batch) == [3, 9, 3, 1, 1])
  }

  @Test("a minimum of time counts median intervals")
  func minimum() throws {
    let limits = AttenuationLimits(statistic: .range, suspectBelow: 1, failBelow: 1)
    let test = AttenuatedSignalTest(limits, windowSeconds: 600, minimum: .seconds(200))
    let batch = try TestBatch.series([1, 1, 1, 1, 1], times: [0, 60, 120, 180, 900])
    // Three values: 200 s hold three intervals of 60 s.
    #expect(test.codes(batch) == [2, 2, 4, 4, 2])
  }
}
