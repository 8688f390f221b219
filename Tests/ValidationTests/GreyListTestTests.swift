import ObservationModel
import Testing
import Validation

/// Cases worked by hand from the rule of the Argo quality control manual, test 15.
@Suite("The grey list test")
struct GreyListTestTests {
  private func entry(
    _ parameter: String,
    _ days: ClosedRange<Double>,
    code: Int,
    platform: String = "5900001"
  ) -> GreyList.Entry {
    GreyList.Entry(
      platform: platform,
      parameter: parameter,
      start: days.lowerBound * 86_400,
      end: days.upperBound * 86_400,
      code: code
    )
  }

  private func batch(_ name: String = "PSAL") throws -> ObservationBatch {
    try TestBatch.profiles(
      [
        TestProfile([35, nil], day: 1), TestProfile([35, 35], day: 2),
        TestProfile([35], platform: "5900002", day: 2), TestProfile([35], day: .nan),
      ],
      of: "salinity",
      variableName: name
    )
  }

  @Test("gives the verdict of the list from the start of an entry to before its end")
  func times() throws {
    let test = GreyListTest(GreyList([entry("PSAL", 2...3, code: 3)]))
    #expect(test.codes(try batch()) == [1, 9, 3, 3, 1, 2])
    let open = GreyListTest(GreyList([entry("PSAL", 1...(.infinity), code: 4)]))
    #expect(open.codes(try batch()) == [4, 9, 4, 4, 1, 2])
    let over = GreyListTest(GreyList([entry("PSAL", 0...2, code: 4)]))
    #expect(over.codes(try batch()) == [4, 9, 1, 1, 1, 2])
    #expect(rangeLengthsThatMatter(test, try batch()) == [])
  }

  @Test("knows the parameter by the name of the variable, adjusted or not, in any case")
  func names() throws {
    let test = GreyListTest(GreyList([entry("PSAL", 0...9, code: 4)]))
    #expect(test.codes(try batch("psal")) == [4, 9, 4, 4, 1, 2])
    #expect(test.codes(try batch("PSAL_ADJUSTED")) == [4, 9, 4, 4, 1, 2])
    #expect(test.codes(try batch("TEMP")) == [1, 9, 1, 1, 1, 2])
  }

  @Test("fails all values of a level whose pressure the list fails")
  func pressures() throws {
    let test = GreyListTest(GreyList([entry("PRES", 0...9, code: 4)]))
    #expect(test.codes(try batch()) == [4, 9, 4, 4, 1, 2])
    let suspect = GreyListTest(GreyList([entry("PRES", 0...9, code: 3)]))
    #expect(suspect.codes(try batch()) == [1, 9, 1, 1, 1, 2])
  }

  @Test("tells probably good, and takes the worst of several entries")
  func grades() throws {
    let test = GreyListTest(
      GreyList([
        entry("PSAL", 0...9, code: 2), entry("PSAL", 2...9, code: 4), entry("PSAL", 2...9, code: 3),
        entry("PSAL", 0...9, code: 0),
      ])
    )
    #expect(test.codes(try batch()) == [5, 9, 4, 4, 1, 2])
  }

  @Test("passes all that no entry is about")
  func empty() throws {
    #expect(GreyListTest(GreyList([])).codes(try batch()) == [1, 9, 1, 1, 1, 2])
    #expect(GreyListTest(GreyList([])).codes(try TestBatch.profiles([])) == [])
    #expect(throws: TestConfigurationError.self) { try GreyListTest(TestArguments()) }
  }
}
