import ObservationModel
import Testing
import Validation

@Suite("The gradient test of the World Ocean Database")
struct WODGradientTestTests {
  let test = WODGradientTest(increasePerMeter: 0.3, decreasePerMeter: 0.7)

  @Test(
    "flags what AutoQC flags",
    arguments: [
      // IQuOD/AutoQC, WOD_gradient_check_validation: temperatures at 100 and 200 m.
      ([100, 130], [1, 1]), ([100, 130.00001], [4, 4]), ([100, 30], [1, 1]),
      ([100, 29.9999], [4, 4]),
    ] as [([Double?], [Int])]
  )
  func peer(temperatures: [Double?], codes: [Int]) throws {
    let batch = try TestBatch.profiles(
      [TestProfile(temperatures, pressures: [100, 200])],
      verticalKind: .depth
    )
    #expect(test.codes(batch) == codes)
  }

  @Test("counts no step as shorter than 3 m, and none that goes up")
  func steps() throws {
    let batch = try TestBatch.profiles(
      [TestProfile([10, 10.75, 12, 50, 9], pressures: [0, 1, 2, 2, 1])],
      verticalKind: .depth
    )
    // 0.25, 0.42; then no increase of depth.
    #expect(test.codes(batch) == [1, 4, 4, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("takes pressures for the depths they are")
  func pressures() throws {
    // 1000 dbar are 990 m at 30 degrees: 70 degrees in 100 dbar are more than 0.7 a metre.
    let batch = try TestBatch.profiles([TestProfile([70, 0], pressures: [1000, 1100])])
    #expect(test.codes(batch) == [4, 4])
  }

  @Test("does not look across gaps and seams")
  func gaps() throws {
    let batch = try TestBatch.profiles(
      [
        TestProfile([0, nil, 99, 99], pressures: [0, 1, 2, nil]), TestProfile([0]),
        TestProfile([99]),
        TestProfile([.infinity, 0, 0], pressures: [0, 10, 20]),
      ],
      verticalKind: .depth
    )
    #expect(test.codes(batch) == [2, 9, 2, 2, 2, 2, 4, 4, 1])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }
}
