import ObservationModel
import Testing
import Validation

@Suite("The median of the neighbours of a radar vector")
struct SpatialMedianTestTests {
  private static func batch(
    _ velocities: [Double?],
    ranges: [Double?],
    bearings: [Double?],
    seams: [Int] = []
  ) throws -> ObservationBatch {
    try TestBatch.make(
      .trajectory,
      [("radial_current", velocities), ("radial_range", ranges), ("radial_bearing", bearings)],
      times: velocities.map { _ in 0 },
      seams: seams
    )
  }

  /// A seeded map of cells of 3 km and 5° around north, in cm s-1. The flags were made with numpy
  /// 2.4.6 from a matrix of cells padded across north: |v - nanmedian| > 30 in windows of two cells
  /// and two bearings on each side, as the manual defines the neighbours.
  @Test("agrees with medians over the cells of a matrix, across north")
  func matrix() throws {
    let ranges: [Double] = [
      3, 3, 3, 3, 3, 6, 6, 6, 6, 6, 9, 9, 12, 12, 15, 15, 15, 15, 15, 18, 18, 18,
    ]
    let bearings: [Double] = [
      345, 355, 0, 5, 15, 340, 350, 355, 0, 15, 340, 5, 345, 0, 345, 350, 355, 0, 15, 355, 0, 15,
    ]
    let velocities: [Double] = [
      89.3, 24.3, 5.0, 25.2, 26.1, 33.4, 23.0, 24.8, 28.8, 33.9, 43.0, 29.9, 49.9, 28.5, 36.0,
      108.1, 99.0, 108.6, 53.9, 47.3, 47.7, 49.1,
    ]
    let expected = [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 1, 1, 1, 1]
    let test = SpatialMedianTest(
      suspectAbove: 30,
      failAbove: 30,
      rangeMeters: 2.1 * 3000,
      angleDegrees: 10
    )
    func codes(_ order: [Int], turn: Double = 0) throws -> [Int] {
      let batch = try Self.batch(
        order.map { velocities[$0] },
        ranges: order.map { ranges[$0] * 1000 },
        bearings: order.map { bearings[$0] + turn }
      )
      return test.codes(batch)
    }
    let order = Array(ranges.indices)
    #expect(try codes(order) == expected)
    #expect(try codes(order.reversed()) == expected.reversed())
    #expect(try codes(order, turn: -360) == expected)
    #expect(try codes(order, turn: 123) == expected)
  }

  @Test("passes the threshold itself, and takes the mean of the middle two of an even number")
  func threshold() throws {
    // The median of 0, 1, 2 and 11 is 1.5: the distances are 1.5, 0.5, 0.5 and 9.5.
    let batch = try Self.batch(
      [0, 1, 2, 11],
      ranges: [0, 0, 0, 0],
      bearings: [0, 0, 0, 0]
    )
    func codes(_ suspect: Double, _ fail: Double) -> [Int] {
      SpatialMedianTest(
        suspectAbove: suspect,
        failAbove: fail,
        rangeMeters: 0,
        angleDegrees: 0
      ).codes(batch)
    }
    #expect(codes(1.5, 9.5) == [1, 1, 1, 3])
    #expect(codes(1.4, 9.4) == [3, 1, 1, 4])
  }

  @Test("does not look into the next map, nor judge what has no place in its own")
  func seams() throws {
    let test = SpatialMedianTest(
      suspectAbove: 1,
      failAbove: 5,
      rangeMeters: 100,
      angleDegrees: 10
    )
    let places: [Double?] = [0, 0, 0, 0, 0, 0]
    let batch = try Self.batch(
      [1, 1, 9, 9, nil, 9],
      ranges: places,
      bearings: [0, 0, 0, 0, 0, nil],
      seams: [2]
    )
    #expect(test.codes(batch) == [1, 1, 1, 1, 9, 2])
    #expect(test.codes(try TestBatch.series([1], of: "radial_current")) == [2])
    let hostile = try Self.batch(
      [.infinity, 0, 1e308],
      ranges: [.infinity, 0, 0],
      bearings: [0, 1e308, 0]
    )
    #expect(test.codes(hostile).count == 3)
  }
}
