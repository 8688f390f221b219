import ObservationModel
import Testing
import Validation

@Suite("The stuck profile test")
struct StuckProfileTestTests {
  let test = StuckProfileTest()

  @Test("fails a profile whose values are all the same, as CoTeDe 0.23.9 does")
  func stuck() throws {
    // StuckValue over 1 1 1 1 and 1 1 1.1 1.
    #expect(test.codes(try TestBatch.profiles([TestProfile([1, 1, 1, 1])])) == [4, 4, 4, 4])
    #expect(test.codes(try TestBatch.profiles([TestProfile([1, 1, 1.1, 1])])) == [1, 1, 1, 1])
  }

  @Test("tells profiles apart, and leaves missing values out")
  func seams() throws {
    let batch = try TestBatch.profiles([
      TestProfile([1, nil, 1]), TestProfile([2, 2.0000001]), TestProfile([nil, nil]),
      TestProfile([3, nil]), TestProfile([3]),
    ])
    #expect(test.codes(batch) == [4, 9, 4, 1, 1, 9, 9, 2, 9, 2])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }

  @Test("fails all values of a profile whose pressures are all the same")
  func pressures() throws {
    let batch = try TestBatch.profiles([
      TestProfile([1, 2, nil], pressures: [5, 5, 5]), TestProfile([1, 2], pressures: [5, 6]),
    ])
    #expect(test.codes(batch) == [4, 4, 9, 1, 1])
  }

  @Test("passes near-surface profiles, which may be mixed")
  func nearSurface() throws {
    let near = ProfileDescription(samplingScheme: "Near-surface sampling: averaged, unpumped []")
    #expect(test.codes(try TestBatch.profiles([TestProfile([1, 1], near)])) == [1, 1])
  }

  @Test("takes infinity for a value, and zero of either sign for the same")
  func hostile() throws {
    let batch = try TestBatch.profiles([
      TestProfile([.infinity, .infinity]), TestProfile([0, -0.0]), TestProfile(hostileValues),
    ])
    let codes = test.codes(batch)
    #expect(codes[..<4] == [4, 4, 4, 4])
    #expect(codes[4...].allSatisfy { $0 == 1 || $0 == 9 })
  }
}
