import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the Argo quality control manual, test 18.
@Suite("The frozen profile test")
struct FrozenProfileTestTests {
  let test = FrozenProfileTest(maximumBelow: 0.3, minimumBelow: 0.001, meanBelow: 0.02)

  private func profile(_ values: [Double?], day: Double) -> TestProfile {
    TestProfile(values, pressures: [0, 50, 50.1, 100, 150], day: day)
  }

  @Test("fails a profile that repeats the one before, slab by slab")
  func repeats() throws {
    // Slabs: the first two levels, the next two, the last one.
    let batch = try TestBatch.profiles([
      profile([20, 18, 15, 15, 10], day: 1), profile([18, 20, 16, 14, 10.03], day: 2),
      profile([20, 18.2, 15, 15, 10.2], day: 3),
    ])
    // Differences 0, 0, 0.03, of mean 0.01; then 0.1, 0, 0.17, of mean 0.09.
    #expect(test.codes(batch) == [2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 1, 1, 1, 1, 1])
  }

  @Test("needs all three differences below their limits")
  func limits() throws {
    func second(_ differences: [Double]) throws -> Int {
      let values = differences.map { Optional(10 + $0) }
      let pressures: [Double?] = differences.indices.map { 25 + 50 * Double($0) }
      let batch = try TestBatch.profiles([
        TestProfile(differences.map { _ in 10 }, pressures: pressures, day: 1),
        TestProfile(values, pressures: pressures, day: 2),
      ])
      return test.codes(batch)[differences.count]
    }
    let zeros = [Double](repeating: 0, count: 30)
    #expect(try second(zeros + [0.25]) == 4)
    #expect(try second(zeros + [0.5]) == 1)
    #expect(try second([0.0078125, 0.0078125]) == 1)
    #expect(try second([0, 0.03125]) == 4)
    #expect(try second([0, 0.0625]) == 1)
  }

  @Test("compares common slabs only, and evaluates nothing without one")
  func slabs() throws {
    let batch = try TestBatch.profiles([
      TestProfile([10, nil], pressures: [10, 60], day: 1),
      TestProfile([nil, 10], pressures: [10, 60], day: 2),
      TestProfile([3, 10], pressures: [10, 60], day: 3),
      TestProfile([-9], pressures: [-9], day: 4),
    ])
    #expect(test.codes(batch) == [2, 9, 9, 2, 4, 4, 2])
    #expect(test.codes(try TestBatch.profiles([])) == [])
    let hostile = try TestBatch.profiles([
      TestProfile([.infinity], pressures: [10], day: 1),
      TestProfile([.infinity, 1], pressures: [10, 1e308], day: 2),
    ])
    #expect(test.codes(hostile) == [2, 2, 2])
  }
}
