import ObservationModel
import Testing
import Validation

@Suite("The pressure range test")
struct PressureRangeTestTests {
  @Test("fails below -5 dbar and suspects from there to -2.4 dbar, both included")
  func bounds() throws {
    let test = PressureRangeTest()
    let batch = try TestBatch.profiles([
      TestProfile(
        [1, 1, 1, 1, 1, nil, 1],
        pressures: [-5.1, -5, -2.4, -2.3, 0, 5, nil]
      )
    ])
    // The verdict is on the level: it holds where one of the values is missing too.
    #expect(test.codes(batch) == [4, 3, 3, 1, 1, 1, 9])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("counts the Float next to -2.4 as -2.4")
  func floats() throws {
    let batch = try TestBatch.profiles([TestProfile([1], pressures: [Double(Float(-2.4))])])
    #expect(PressureRangeTest().codes(batch) == [3])
  }

  @Test("judges pressures only")
  func depths() throws {
    let batch = try TestBatch.profiles([TestProfile([1], pressures: [-9])], verticalKind: .depth)
    #expect(PressureRangeTest().codes(batch) == [2])
    #expect(PressureRangeTest().codes(try TestBatch.series([1, nil])) == [2, 2])
    #expect(PressureRangeTest().codes(try TestBatch.profiles([])) == [])
  }

  @Test("judges infinite pressures")
  func hostile() throws {
    let batch = try TestBatch.profiles([
      TestProfile([1, 1], pressures: [.infinity, -.infinity])
    ])
    #expect(PressureRangeTest().codes(batch) == [1, 4])
  }

  @Test("refuses bounds that are the wrong way round")
  func configuration() {
    #expect(throws: TestConfigurationError.self) {
      try PressureRangeTest(TestArguments(["fail": .number(0), "suspect": .number(-3)]))
    }
  }
}
