import ObservationModel
import Testing
import Validation

@Suite("The repeated values test")
struct RepeatedValuesTestTests {
  static let values: [Double?] = [
    21.5, 21.5, 17.6, 21.5, 18.1, 21.5, 21.5, 21.5, 19.8, 21.5, 21.5, 21.5, 21.5, 21.5, 21.5, 21.5,
    21.5, 21.5, nil, 17.1, 21.5, 21.5, 19.5, 18.4, 21.5,
  ]

  @Test("marks the value of most reports, as marine_qc 0.4.2 find_repeated_values does")
  func peer() throws {
    let batch = try TestBatch.series(Self.values)
    #expect(
      RepeatedValuesTest().codes(batch)
        == codes(ofMarineQC: "1101011101111111110011001", failed: 3, missing: [18])
    )
  }

  @Test("judges no less than it needs and takes the fraction itself for not too many")
  func limits() throws {
    let test = RepeatedValuesTest(leastCount: 4, fraction: 0.6)
    #expect(test.codes(try TestBatch.series([1, 1, 1, 1])) == [1, 1, 1, 1])
    #expect(test.codes(try TestBatch.series([1, 1, 1, 2, 3])) == [1, 1, 1, 1, 1])
    #expect(test.codes(try TestBatch.series([1, 1, 1, 1, 3])) == [3, 3, 3, 3, 1])
  }
}
