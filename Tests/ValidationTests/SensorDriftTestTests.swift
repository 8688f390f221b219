import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the Argo quality control manual, test 16.
@Suite("The sensor drift test")
struct SensorDriftTestTests {
  let test = SensorDriftTest(suspectAbove: 0.5)

  private func profile(_ deep: Double?, day: Double, _ description: ProfileDescription? = nil)
    -> TestProfile
  {
    // The mean of the deepest 100 dbar is that of the last two levels; the first is far away.
    TestProfile([99, deep, deep], pressures: [1800, 1900, 2000], day: day, description)
  }

  @Test(
    "suspects profiles whose deep mean moved by more than the threshold since the last sound one"
  )
  func moves() throws {
    let batch = try TestBatch.profiles([
      profile(34.5, day: 1), profile(35, day: 2), profile(35.75, day: 3), profile(35.5, day: 4),
    ])
    // 0.5 passes; 0.75 is suspect and no reference; 0.5 from day 2 passes.
    #expect(test.codes(batch) == [2, 2, 2, 1, 1, 1, 3, 3, 3, 1, 1, 1])
  }

  @Test("goes by time, direction and platform, not by the order in the file")
  func order() throws {
    let descent = ProfileDescription(direction: .descending)
    let batch = try TestBatch.profiles([
      profile(40, day: 3), profile(35, day: 1), profile(35, day: 2, descent),
      profile(35.1, day: 2), profile(50, day: .nan),
    ])
    #expect(
      test.codes(batch) == [3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2]
    )
  }

  @Test("averages what no earlier test is against")
  func soundValues() throws {
    var batch = try TestBatch.profiles([
      profile(35, day: 1), TestProfile([35, 35, 70], pressures: [1800, 1900, 2000], day: 2),
    ])
    #expect(test.codes(batch) == [2, 2, 2, 3, 3, 3])
    batch.fail(column: 0, at: [5])
    // The deepest level is then at 1900 dbar, and 1800 dbar is within 100 of it.
    #expect(test.codes(batch) == [2, 2, 2, 1, 1, 1].map { $0 })
  }

  @Test("leaves out profiles without values")
  func gaps() throws {
    let batch = try TestBatch.profiles([
      profile(35, day: 1), TestProfile([nil, nil], day: 2), profile(36, day: 3),
    ])
    #expect(test.codes(batch) == [2, 2, 2, 9, 9, 3, 3, 3])
    #expect(test.codes(try TestBatch.profiles([])) == [])
    #expect(test.codes(try TestBatch.profiles([profile(.infinity, day: 1)])) == [2, 2, 2])
  }
}
