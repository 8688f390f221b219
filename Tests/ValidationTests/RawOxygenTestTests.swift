import ObservationModel
import Testing
import Validation

private func profile(_ modes: String, parameters: [String] = ["PRES", "DOXY"]) -> TestProfile {
  TestProfile([200, nil], ProfileDescription(parameters: parameters, dataModes: modes))
}

/// Cases worked by hand from the rule of the Argo quality control manual for dissolved oxygen, test 57.
@Suite("The raw oxygen test")
struct RawOxygenTestTests {
  let test = RawOxygenTest()

  @Test("suspects raw oxygen and passes adjusted")
  func modes() throws {
    let batch = try TestBatch.profiles(
      [profile("AR"), profile("RA"), profile("RD"), profile("R"), TestProfile([200])],
      of: "oxygen",
      variableName: "DOXY"
    )
    #expect(test.codes(batch) == [3, 9, 1, 9, 1, 9, 3, 9, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(test.codes(try TestBatch.profiles([], of: "oxygen")) == [])
  }

  @Test("fails with pressure and temperature, and is suspect with salinity")
  func others() throws {
    var batch = try TestBatch.profiles(
      [TestProfile([200, 200, 200, nil], ProfileDescription(dataModes: "D"))],
      of: "oxygen",
      variableName: "DOXY",
      beside: [
        ("pressure", [0, 10, 20, 30]), ("temperature", [9, 9, 9, 9]),
        ("salinity", [35, 35, 35, 35]),
      ]
    )
    #expect(test.codes(batch) == [1, 1, 1, 9])
    batch.fail(column: 3, at: [0, 1, 3])
    #expect(test.codes(batch) == [3, 3, 1, 9])
    batch.fail(column: 2, at: [1])
    #expect(test.codes(batch) == [3, 4, 1, 9])
    batch.fail(column: 1, at: [2])
    #expect(test.codes(batch) == [3, 4, 4, 9])
  }
}
