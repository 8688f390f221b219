import ObservationModel
import Testing
import Validation

@Suite("The rounded values test")
struct RoundedValuesTestTests {
  @Test("marks whole numbers, as marine_qc 0.4.2 find_multiple_rounded_values does")
  func peer() throws {
    let batch = try TestBatch.series([
      18, 21, 16, 18.5, 20, 22, 19, 17, 15, 19.1, 18.5, 24, 20.1, 20, 18, 21.9, 19.9, 16, 18, 24,
      23.5, 18.7, 19.5, 20.9, 20,
    ])
    #expect(
      RoundedValuesTest().codes(batch)
        == codes(ofMarineQC: "1110111110010110011100001", failed: 3)
    )
  }

  @Test("leaves missing values out of the count")
  func missing() throws {
    let test = RoundedValuesTest(leastCount: 2, fraction: 0.5)
    #expect(test.codes(try TestBatch.series([1, 2.5, nil, nil, -3])) == [3, 1, 9, 9, 3])
    #expect(test.codes(try TestBatch.series([1, 2.5, nil, 3.5, 4])) == [1, 1, 9, 1, 1])
  }
}
