import ObservationModel
import Testing
import Validation

@Suite("The area test")
struct AreaTestTests {
  @Test("fails what is outside, or inside, with the border outside")
  func sides() throws {
    let area = GeographicArea(west: 170, south: -10, east: -170, north: 10)
    let batch = try TestBatch.make(
      .trajectory,
      [("temperature", [10, 10, 10, nil, 10])],
      times: [0, 1, 2, 3, 4],
      latitudes: [0, 0, 10, 0, 0],
      longitudes: [180, 0, 175, 179, .nan]
    )
    #expect(AreaTest(area).codes(batch) == [1, 4, 4, 1, 9])
    #expect(AreaTest(area, failsInside: true).codes(batch) == [4, 1, 1, 4, 9])
    #expect(rangeLengthsThatMatter(AreaTest(area), batch) == [])
  }

  @Test("takes one polygon or one box of some extent")
  func arguments() throws {
    let box = TestArguments(["box": .numbers([0, 0, 10, 10])])
    #expect(try AreaTest(box) == AreaTest(GeographicArea(west: 0, south: 0, east: 10, north: 10)))
    for wrong: [String: TestArgument] in [
      [:], ["box": .numbers([0, 0, 10])], ["box": .numbers([0, 10, 10, 0])],
      ["box": .numbers([5, 0, 5, 1])], ["polygon": .points([0, 0, 1, 1, 0, 0])],
      ["polygon": .points([0, 0, 1, 1, 1, 0]), "box": .numbers([0, 0, 10, 10])],
    ] {
      #expect(throws: TestConfigurationError.self) { _ = try AreaTest(TestArguments(wrong)) }
    }
  }
}
