import ObservationModel
import Testing
import Validation

@Suite("The Tukey 53H test")
struct Tukey53HTestTests {
  @Test("finds what CoTeDe 0.23.9 finds with tukey53H")
  func peer() throws {
    let batch = try TestBatch.series(RandomWalk.values)
    // |tukey53H(x)| > 0.2 and > 1.
    let test = Tukey53HTest(suspectAbove: 0.2, failAbove: 1)
    #expect(
      test.codes(batch) == [
        2, 2, 2, 2, 1, 1, 1, 4, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 2, 2, 2, 2, 9, 2, 2, 2, 2,
      ]
    )
    #expect(rangeLengthsThatMatter(test, batch) == [])
    // |tukey53H_norm(x)| > 0.5 and > 1.5.
    #expect(
      Tukey53HTest(suspectAbove: 0.5, failAbove: 1.5, isRelative: true).codes(batch) == [
        2, 2, 2, 2, 1, 3, 1, 4, 3, 4, 1, 1, 3, 1, 3, 1, 3, 1, 1, 4, 4, 2, 2, 2, 2, 9, 2, 2, 2, 2,
      ]
    )
  }

  @Test("has the distances of CoTeDe's profile")
  func profile() throws {
    // tukey53H(DATA)[4...9] = 0.3025, 0.02, 0.5725, -0.335, 0.4375, -0.29.
    let values: [Double?] = [
      25.32, 25.34, 25.34, 25.31, 24.99, 23.46, 21.85, 17.95, 15.39, 11.08, 6.93, 7.93, 5.71, 3.58,
      nil, 1, 1,
    ]
    let batch = try TestBatch.profile(
      pressures: values.indices.map { Double($0) * 10 },
      [("temperature", values)]
    )
    #expect(
      Tukey53HTest(suspectAbove: 0.3, failAbove: 0.4).codes(batch)
        == [2, 2, 2, 2, 3, 1, 4, 3, 4, 1, 2, 2, 2, 2, 9, 2, 2]
    )
  }
}
