import ObservationModel
import Testing
import Validation

@Suite("The spike and step test of the EN data")
struct ENSpikeTestTests {
  private func codes(_ temperatures: [Double?], _ depths: [Double?], latitude: Double = 20) throws
    -> [Int]
  {
    ENSpikeTest().codes(
      try TestBatch.profiles(
        [TestProfile(temperatures, pressures: depths, latitude: latitude)],
        verticalKind: .depth
      )
    )
  }

  @Test(
    "rejects and suspects what AutoQC does",
    arguments: [
      // IQuOD/AutoQC, EN_spike_and_step_check_validation; 4 is what it rejects, 3 what it suspects.
      ([0, 0, 0, 0], [0, 10, 20, 30], 0, [3, 3, 3, 3]),
      ([20, 24, 18, 17], [0, 10, 20, 30], 20, [1, 4, 1, 1]),
      ([21, 24, 18, 17], [0, 10, 70, 80], 20, [1, 1, 1, 1]),
      ([20, 21, 18, 17], [500, 510, 670, 680], 20, [1, 1, 1, 1]),
      ([22.5, 24, 22.5, 22], [500, 510, 520, 530], 20, [1, 4, 1, 1]),
      ([24, 24, 2, 1], [10, 20, 30, 40], 20, [1, 3, 3, 1]),
      ([13, 13, 13, 1], [310, 320, 330, 340], 50, [1, 1, 1, 3]),
      ([0, 0, 0, 0], [10, 20, 30, 40], 50, [1, 1, 1, 3]),
    ] as [([Double?], [Double?], Double, [Int])]
  )
  func peer(temperatures: [Double?], depths: [Double?], latitude: Double, expected: [Int]) throws {
    #expect(try codes(temperatures, depths, latitude: latitude) == expected)
  }

  @Test("takes a thermocline and an even slope for no step")
  func exceptions() throws {
    // AutoQC, condition C, exceptions i and ii; in the first condition A has found an even slope.
    #expect(try codes([13, 13, 2, -9], [310, 320, 330, 340]) == [1, 1, 1, 1])
    #expect(try codes([13, 13, 2, 2], [10, 20, 30, 40]) == [1, 1, 1, 1])
  }

  @Test("fails a whole profile with four spikes, or more than half of its levels")
  func rejections() throws {
    let spikes: [Double?] = (0..<20).map { $0 % 4 == 2 ? 20 : 10 }
    let depths: [Double?] = (0..<20).map { Double($0) * 10 }
    #expect(try codes(spikes, depths) == [Int](repeating: 4, count: 20))
    // Three spikes among fifteen levels.
    let fewer = try codes(Array(spikes[..<15]) + [10], Array(depths[..<16]))
    #expect(fewer == [Int](repeating: 4, count: 16))
    let three = try codes(Array(spikes[..<13]), Array(depths[..<13]))
    #expect(three == [1, 1, 4, 1, 1, 1, 4, 1, 1, 1, 4, 1, 1])
  }

  @Test("stops at missing levels, and evaluates temperature of the sea only")
  func gaps() throws {
    #expect(try codes([20, 24, nil, 18, 17], [0, 10, 15, 20, 30]) == [1, 1, 9, 1, 1])
    #expect(try codes([20, 24, 18, 17], [0, 10, nil, 30]) == [1, 1, 2, 1])
    #expect(try codes([], []) == [])
    #expect(try codes([5], [10]) == [2])
    #expect(try codes([nil, nil], [0, 10]) == [9, 9])
    let salinity = try TestBatch.profiles([TestProfile([1, 30, 1])], of: "salinity")
    #expect(ENSpikeTest().codes(salinity) == [2, 2, 2])
    #expect(try codes(hostileValues, hostileValues.indices.map { Double($0) }).count == 14)
  }
}
