import ObservationModel
import Testing
import Validation

@Suite("The test of tails of sea surface temperature")
struct SSTTailTestTests {
  static func test() throws -> SSTTailTest {
    SSTTailTest(
      background: try #require(Quantity.named("reference_sea_surface_temperature")),
      backgroundError: 0.2,
      longWindow: 7,
      shortWindow: 4
    )
  }

  @Test("fails the tails that marine_qc 0.4.2 fails")
  func peer() throws {
    // do_sst_start_tail_check and do_sst_end_tail_check without the missing value: long_win_len=7,
    // long_err_std_n=3, short_win_len=4, short_err_std_n=3, short_win_n_bad=2, drif_inter=0.29,
    // drif_intra=1, background_err_lim=0.3, bgvar=0.04, ice=0.
    let expected = (0..<44).map { $0 == 20 ? 9 : $0 < 15 || $0 >= 26 ? 4 : 1 }
    #expect(try Self.test().codes(DrifterRecord.batch()) == expected)
    let first = try Self.test().codes(DrifterRecord.batch(0..<30))
    #expect(first == (0..<30).map { $0 == 20 ? 9 : $0 < 15 ? 4 : 1 })
    #expect(try Self.test().codes(DrifterRecord.batch(11..<20)).allSatisfy { $0 == 1 })
  }

  @Test("calls no tail what is all of the record")
  func whole() throws {
    #expect(try Self.test().codes(DrifterRecord.batch(0..<11)).allSatisfy { $0 == 1 })
  }

  @Test("judges nothing without a background, by day only, and at moorings")
  func nothing() throws {
    let test = try Self.test()
    #expect(try test.codes(DrifterRecord.batch(11..<14, background: nil)) == [2, 2, 2])
    #expect(try test.codes(DrifterRecord.batch(11..<14, background: 99)) == [2, 2, 2])
    // The odd ones are made at noon.
    #expect(try test.codes(DrifterRecord.batch(11..<12)) == [2])
    #expect(try test.codes(DrifterRecord.batch(12..<13)) == [1])
    #expect(try test.codes(DrifterRecord.batch(12..<13, featureType: .timeSeries)) == [2])
  }

  @Test("is refused without an error of the background, or with two")
  func refusal() {
    #expect(throws: TestConfigurationError.self) { try SSTTailTest(TestArguments()) }
    #expect(throws: TestConfigurationError.self) {
      try SSTTailTest(TestArguments(["background_error": .number(1), "long_window": .integer(4)]))
    }
  }
}
