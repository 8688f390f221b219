import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the QARTOD temperature and salinity manual, test 13.
@Suite("The neighbour test")
struct NeighbourTestTests {
  static func batch(_ values: [Double?], _ neighbour: [Double?]) throws -> ObservationBatch {
    try TestBatch.make(
      .timeSeries,
      [("temperature", values + neighbour)],
      times: values.indices.map { Double($0) * 600 }
        + neighbour.indices.map { Double($0) * 600 + 100 },
      platforms: ["A", "B"],
      seams: [values.count]
    )
  }

  @Test("marks a step that the neighbour does not share, and does not judge the neighbour")
  func lonely() throws {
    let test = NeighbourTest(platform: "B", withinSeconds: 100, periodSeconds: 7200)
    let steps: [Double?] = [-1, 1, -1, 1, 6]
    let steady: [Double?] = [-1, 1, -1, 1, -1]
    let unjudged = [2, 2, 2, 2, 2]
    #expect(test.codes(try Self.batch(steps, steady)) == [2, 2, 2, 1, 3] + unjudged)
    #expect(test.codes(try Self.batch(steps, steps)) == [2, 2, 2, 1, 1] + unjudged)
  }

  @Test("takes only values of the neighbour that are near enough in time")
  func near() throws {
    let steps: [Double?] = [-1, 1, -1, 1, 6]
    let steady: [Double?] = [-1, 1, -1, 1, -1]
    let test = NeighbourTest(platform: "B", withinSeconds: 99, periodSeconds: 7200)
    #expect(test.codes(try Self.batch(steps, steady)).prefix(5) == [2, 2, 2, 2, 2])
    let other = NeighbourTest(platform: "C", withinSeconds: 1e6, periodSeconds: 7200)
    #expect(other.codes(try Self.batch(steps, steady)).prefix(5) == [2, 2, 2, 2, 2])
  }
}
