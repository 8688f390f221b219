import ObservationModel
import Testing
import Validation

@Suite("The test of bias and noise of sea surface temperature")
struct SSTBiasNoiseTestTests {
  static func test(greatestBias: Double = 1.1) throws -> SSTBiasNoiseTest {
    SSTBiasNoiseTest(
      background: try #require(Quantity.named("reference_sea_surface_temperature")),
      backgroundError: 0.2,
      leastCount: 10,
      greatestBias: greatestBias
    )
  }

  @Test("fails the records that marine_qc 0.4.2 fails")
  func peer() throws {
    // do_sst_biased_check, do_sst_noisy_check and do_sst_biased_noisy_short_check: n_eval=10,
    // bias_lim=1.1, drif_intra=1, drif_inter=0.29, err_std_n=3, n_bad=2, background_err_lim=0.3,
    // bgvar=0.04. The whole record is noisy, so are its first 30; shorter ones are in order.
    func verdicts(_ range: Range<Int>) throws -> Set<Int> {
      Set(try Self.test().codes(DrifterRecord.batch(range)))
    }
    #expect(try verdicts(0..<44) == [4, 9])
    #expect(try verdicts(0..<30) == [4, 9])
    #expect(try verdicts(0..<16) == [1])
    #expect(try verdicts(30..<44) == [1])
    #expect(try verdicts(11..<25) == [1, 9])
  }

  @Test("judges nothing without a background")
  func nothing() throws {
    #expect(
      try Self.test().codes(DrifterRecord.batch(11..<14, background: nil)) == [2, 2, 2]
    )
  }
}
