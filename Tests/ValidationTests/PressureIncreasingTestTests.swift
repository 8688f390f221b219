import ObservationModel
import Testing
import Validation

@Suite("The pressure increasing test")
struct PressureIncreasingTestTests {
  private func codes(
    _ form: PressureIncreasingTest.Form,
    _ pressures: [Double?],
    _ description: ProfileDescription? = nil
  ) throws -> [Int] {
    PressureIncreasingTest(form: form).codes(
      try TestBatch.profiles([
        TestProfile(pressures.map { _ in 1 }, pressures: pressures, description)
      ])
    )
  }

  @Test("allows reversals of less than 20 dbar, from the middle up and down")
  func reversals() throws {
    // The middle of eight levels is the fourth. Upwards 50 is 30 deeper than the level that came
    // before, downwards 15 is 15 above; then 19.9 deeper and 20 above.
    #expect(
      try codes(.argo2024, [0, 50, 20, 30, 40, 30, 15, 60]) == [1, 4, 1, 1, 1, 1, 1, 1]
    )
    #expect(
      try codes(.argo2024, [0, 39.9, 20, 30, 40, 30, 10, 60]) == [1, 1, 1, 1, 1, 1, 4, 1]
    )
  }

  @Test("begins at the deepest level of near-surface profiles")
  func nearSurface() throws {
    let near = ProfileDescription(samplingScheme: "Near-surface sampling: discrete, unpumped []")
    let pressures: [Double?] = [0, 1, 40, 2, 30, 3]
    #expect(try codes(.argo2024, pressures) == [1, 1, 1, 4, 1, 4])
    #expect(try codes(.argo2024, pressures, near) == [1, 1, 4, 1, 4, 1])
  }

  @Test("fails by the classic rule what is not deeper than all before, as CoTeDe 0.23.9 does")
  func classic() throws {
    // MonotonicZ with coord PRES, over 0 5 10 8 9 11 11 12 and over its shared profile.
    #expect(try codes(.classic, [0, 5, 10, 8, 9, 11, 11, 12]) == [1, 1, 1, 4, 4, 1, 4, 1])
    #expect(
      try codes(.classic, SharedProfile.pressures)
        == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4]
    )
  }

  @Test(
    "compares neighbours as ioos_qc 3.0.0 does",
    arguments: [
      // ioos_qc.argo.pressure_increasing_test(inp)
      ([0, 2, 2.1, 2.12, 2.3, 4, 14.2, 20], [1, 1, 1, 1, 1, 1, 1, 1]),
      ([0, 2, 2, 1.99, 2.3, 2.4, 2.4, 2.5], [1, 1, 3, 3, 1, 1, 3, 1]),
      ([20, 15, 16, 10, 10, 1], [1, 1, 3, 1, 3, 1]),
      ([1, 1, 1], [1, 3, 3]),
      ([1], [1]),
      ([], []),
    ] as [([Double?], [Int])]
  )
  func neighbours(pressures: [Double?], expected: [Int]) throws {
    #expect(try codes(.neighbours, pressures) == expected)
  }

  @Test(
    "passes over levels without pressure, where ioos_qc calls them good and loses the direction"
  )
  func missing() throws {
    #expect(try codes(.neighbours, [0, nil, 10, 9]) == [1, 9, 1, 3])
    #expect(try codes(.classic, [0, nil, 10, 9]) == [1, 9, 1, 4])
    #expect(try codes(.argo2024, [0, nil, 40, 9]) == [1, 9, 1, 4])
    for form in PressureIncreasingTest.Form.allCases {
      #expect(try codes(form, [nil, nil]) == [9, 9])
      #expect(try codes(form, [5]) == [1])
      #expect(try codes(form, []) == [])
    }
  }

  @Test("judges each profile by itself, at every level whatever is missing there")
  func seams() throws {
    let batch = try TestBatch.profiles([
      TestProfile([1, nil], pressures: [100, 200]), TestProfile([1, 1], pressures: [0, 100]),
    ])
    for form in PressureIncreasingTest.Form.allCases {
      #expect(PressureIncreasingTest(form: form).codes(batch) == [1, 1, 1, 1])
    }
    #expect(PressureIncreasingTest().codes(try TestBatch.series([1, 2])) == [2, 2])
  }

  @Test("fails an infinite pressure once, and what cannot come after it")
  func hostile() throws {
    #expect(try codes(.classic, [0, .infinity, 20, 1e308]) == [1, 1, 4, 4])
    #expect(try codes(.argo2024, [.infinity, 10, 20, 30]) == [4, 1, 1, 1])
  }

  @Test("takes a reversal only with the form that has one")
  func configuration() throws {
    let arguments = TestArguments(["form": .word("classic"), "reversal": .number(5)])
    #expect(throws: TestConfigurationError.self) { try PressureIncreasingTest(arguments) }
    let test = try PressureIncreasingTest(TestArguments(["reversal": .number(5)]))
    #expect(test == PressureIncreasingTest(reversalDecibar: 5))
  }
}
