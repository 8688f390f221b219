import ObservationModel
import Testing
import Validation

@Suite("The RBR salinity test")
struct RBRSalinityTestTests {
  @Test("suspects raw salinity of the floats that are named")
  func floats() throws {
    func description(_ mode: String, type: Int? = nil) -> ProfileDescription {
      ProfileDescription(instrumentType: type, dataModes: mode)
    }
    let batch = try TestBatch.profiles(
      [
        TestProfile([35, nil], description("R")), TestProfile([35], description("A")),
        TestProfile([35]), TestProfile([35], platform: "5900002", description("R", type: 878)),
        TestProfile([35], platform: "5900003", description("R", type: 846)),
      ],
      of: "salinity",
      variableName: "PSAL"
    )
    #expect(RBRSalinityTest(platforms: ["5900001"]).codes(batch) == [3, 9, 1, 3, 1, 1])
    #expect(RBRSalinityTest(instruments: [878]).codes(batch) == [1, 9, 1, 1, 3, 1])
    #expect(rangeLengthsThatMatter(RBRSalinityTest(platforms: ["5900001"]), batch) == [])
    #expect(RBRSalinityTest(platforms: ["5900001"]).codes(try TestBatch.profiles([])) == [])
  }

  @Test("needs to be told which floats")
  func configuration() {
    #expect(throws: TestConfigurationError.self) { try RBRSalinityTest(TestArguments()) }
  }
}
