import ObservationModel
import Testing
import Validation

@Suite("The test of the provider's own codes")
struct FlagBitsTestTests {
  /// Some of the bits of NASA's `flags_sst`.
  private static let bits = [
    FlagMeaning(word: "ISMASKED", mask: 1, value: 1),
    FlagMeaning(word: "SSTREFDIFF", mask: 32, value: 32),
    FlagMeaning(word: "SSTREFVDIFF", mask: 16_384, value: 16_384),
  ]

  private static func batch(
    _ codes: [Double],
    _ meanings: [FlagMeaning] = bits
  ) throws -> ObservationBatch {
    let values = codes.map { _ in 20.0 as Double? }
    var batch = try TestBatch.make(
      .trajectory,
      [("sea_surface_temperature", values), ("retrieval_flags", codes)],
      times: codes.map { _ in 0 }
    )
    batch.columns[1].flagMeanings = meanings
    return batch
  }

  @Test("goes by the words that the file has for its bits")
  func words() throws {
    let test = FlagBitsTest(suspect: ["sstrefdiff"], fail: ["ISMASKED", "SSTREFVDIFF"])
    // None, the first, the second, both of fail with suspect, a bit without meaning, no code.
    let batch = try Self.batch([0, 1, 32, 16_384 + 32, 2, .nan, 0.5])
    #expect(test.codes(batch) == [1, 4, 3, 4, 1, 2, 2])
    #expect(rangeLengthsThatMatter(test, batch) == [])
  }

  @Test("passes nothing where the file does not have all the words")
  func unknown() throws {
    let test = FlagBitsTest(fail: ["ISMASKED", "ISMASKEDD"])
    #expect(test.codes(try Self.batch([0, 1, 32])) == [2, 4, 2])
    #expect(test.codes(try Self.batch([0, 1], [])) == [2, 2])
    let none = try TestBatch.series([20], of: "sea_surface_temperature")
    #expect(test.codes(none) == [2])
  }

  @Test("tells fields of several bits and whole codes")
  func fields() throws {
    let fields = [
      FlagMeaning(word: "cloudy", mask: 6, value: 6), FlagMeaning(word: "hazy", mask: 6, value: 2),
      FlagMeaning(word: "clear", mask: 6, value: 0),
    ]
    let test = FlagBitsTest(suspect: ["hazy"], fail: ["cloudy"])
    #expect(test.codes(try Self.batch([0, 1, 2, 3, 6, 7, 4], fields)) == [1, 1, 3, 3, 4, 4, 1])
    let codes = [
      FlagMeaning(word: "good", mask: -1, value: 0), FlagMeaning(word: "bad", mask: -1, value: 3),
    ]
    #expect(FlagBitsTest(fail: ["bad"]).codes(try Self.batch([0, 3, 7], codes)) == [1, 4, 1])
  }

  @Test("needs a word")
  func configuration() throws {
    #expect(throws: TestConfigurationError.self) { try FlagBitsTest(TestArguments()) }
    let test = try FlagBitsTest(TestArguments(["fail": .texts(["ISMASKED"])]))
    #expect(test == FlagBitsTest(fail: ["ISMASKED"]))
    #expect(test.otherQuantities.map(\.name) == ["retrieval_flags"])
  }
}
