import ObservationModel
import Testing
import Validation

@Suite("The constant value test of the EN data")
struct ENConstantTestTests {
  let test = ENConstantTest()

  @Test(
    "flags what AutoQC flags",
    arguments: [
      // IQuOD/AutoQC, EN_constant_value_check_validation.
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 10], 100.0, true),
      ([0, 0, 0, 0, 0, 0, 0, 0, 10, 10], 100.0, false),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 10], 1.0, false),
    ] as [([Double?], Double, Bool)]
  )
  func peer(temperatures: [Double?], spacing: Double, isConstant: Bool) throws {
    let depths = (1...10).map { Optional(Double($0) * spacing) }
    let batch = try TestBatch.profiles(
      [TestProfile(temperatures, pressures: depths)],
      verticalKind: .depth
    )
    #expect(test.codes(batch) == [Int](repeating: isConstant ? 4 : 1, count: 10))
  }

  @Test("counts a value without a depth, as AutoQC does")
  func depths() throws {
    let depths = (1...9).map { Optional(Double($0) * 100) } + [nil]
    let batch = try TestBatch.profiles(
      [TestProfile([Double?](repeating: 0, count: 10), pressures: depths)],
      verticalKind: .depth
    )
    #expect(test.codes(batch) == [Int](repeating: 4, count: 10))
  }

  @Test("needs exactly 100 m and two values")
  func edges() throws {
    func codes(_ profiles: [TestProfile]) throws -> [Int] {
      test.codes(try TestBatch.profiles(profiles, verticalKind: .depth))
    }
    #expect(try codes([TestProfile([5, 5], pressures: [0, 100])]) == [4, 4])
    #expect(try codes([TestProfile([5, 5], pressures: [0, 99.9])]) == [1, 1])
    #expect(try codes([TestProfile([5, nil], pressures: [0, 100])]) == [2, 9])
    #expect(try codes([TestProfile([nil, nil])]) == [9, 9])
    #expect(try codes([TestProfile([5]), TestProfile([5], pressures: [200])]) == [2, 2])
    #expect(try codes([TestProfile([5, 5], pressures: [nil, nil])]) == [1, 1])
    #expect(try codes([TestProfile([5, 5], pressures: [0, .infinity])]) == [4, 4])
    #expect(try codes([]) == [])
  }
}
