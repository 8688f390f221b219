import Conventions
import NetCDFFile
import ObservationModel
import Testing
import Writing

@Suite("Results of quality tests in files")
struct QualityVariablesTests {
  static let tests = [
    QualityOutline.Test(
      label: "gross_range",
      name: "gross_range",
      standardName: "gross_range_test_quality_flag",
      number: 0,
      parameters: "fail: [-2.5, 40.0]",
      source: "a manual",
      argoNumber: 6
    ),
    QualityOutline.Test(
      label: "spike",
      name: "spike",
      standardName: "spike_test_quality_flag",
      number: 1,
      argoNumber: 9
    ),
  ]

  /// The sample profiles after two tests: 20.5 passed both, the missing value none, 18.25 failed
  /// the second, 21 is suspect by the first.
  static func batch() throws -> ObservationBatch {
    var batch = try SampleObservations.profiles()
    let flags: [[UInt8]] = [[1, 9, 1, 3], [1, 9, 4, 2]]
    for (test, codes) in flags.enumerated() {
      batch.columns[0].quality.enter(codes.span, test: test)
    }
    return batch
  }

  static func file(
    _ directory: TemporaryDirectory,
    scheme: String,
    tests: [QualityOutline.Test] = tests,
    tellsEachTest: Bool = true
  ) throws -> NetCDFFile {
    let path = directory.path + "/\(scheme).nc"
    let batch = try batch()
    var outline = SampleObservations.outline(of: batch)
    outline.columns[0].tests = tests
    outline.quality = QualityOutline(
      encoding: try #require(FlagEncoding.named(scheme)),
      tellsEachTest: tellsEachTest
    )
    var writer = try RaggedWriter(path: path, outline: outline)
    try writer.add(batch)
    _ = try writer.finish()
    return try NetCDFFile(path: path)
  }

  private func text(_ file: NetCDFFile, _ variable: String, _ name: String) -> String? {
    guard case .text(let text) = file.variable(variable)?.attribute(name)?.content else {
      return nil
    }
    return text
  }

  private func integers(_ file: NetCDFFile, _ variable: String, _ name: String) -> [Int64]? {
    guard case .integers(let values) = file.variable(variable)?.attribute(name)?.content else {
      return nil
    }
    return values
  }

  @Test("stand beside the variable: all together, the provider, each test")
  func variables() throws {
    let file = try Self.file(TemporaryDirectory(), scheme: "qartod")
    func values(_ name: String) throws -> StoredValues {
      try file.read(#require(file.variable(name), "\(name)"))
    }
    // The provider says good, good, bad and probably good.
    #expect(try values("ctd_TEMP_provider_qc") == .byte([1, 1, 4, 2]))
    #expect(try values("ctd_TEMP_qc") == .byte([1, 9, 4, 3]))
    #expect(try values("ctd_TEMP_qc_gross_range") == .byte([1, 9, 1, 3]))
    #expect(try values("ctd_TEMP_qc_spike") == .byte([1, 9, 4, 2]))
    // Two bits a test, the first lowest: 1 and 1; none; 1 and 3; 2 and none.
    #expect(try values("ctd_TEMP_qc_tests") == .int([0b0101, 0, 0b1101, 0b0010]))
    #expect(
      text(file, "ctd_TEMP", "ancillary_variables")
        == "ctd_TEMP_qc ctd_TEMP_provider_qc ctd_TEMP_qc_tests ctd_TEMP_qc_gross_range "
        + "ctd_TEMP_qc_spike"
    )
    #expect(text(file, "ctd_TEMP_qc", "standard_name") == "aggregate_quality_flag")
    #expect(integers(file, "ctd_TEMP_qc", "valid_range") == [1, 9])
    #expect(text(file, "ctd_TEMP_qc_spike", "standard_name") == "spike_test_quality_flag")
    #expect(text(file, "ctd_TEMP_qc_gross_range", "test_parameters") == "fail: [-2.5, 40.0]")
  }

  @Test("are understood by what CF says of flags with values and masks")
  func masks() throws {
    let file = try Self.file(TemporaryDirectory(), scheme: "qartod")
    let name = "ctd_TEMP_qc_tests"
    let masks = try #require(integers(file, name, "flag_masks"))
    let values = try #require(integers(file, name, "flag_values"))
    let words = try #require(text(file, name, "flag_meanings")).split(separator: " ")
    func meanings(of code: Int64) -> [Substring] {
      zip(zip(masks, values), words).filter { code & $0.0.0 == $0.0.1 }.map(\.1)
    }
    #expect(meanings(of: 0b0101) == ["gross_range_pass", "spike_pass"])
    #expect(meanings(of: 0b1101) == ["gross_range_pass", "spike_fail"])
    #expect(meanings(of: 0b0010) == ["gross_range_suspect"])
    #expect(meanings(of: 0) == [])
  }

  @Test(
    "are told in the scheme that is asked for",
    arguments: [
      ("argo", [1, 9, 4, 3]), ("seadatanet", [49, 57, 52, 51]), ("woce", [2, 9, 4, 3]),
      ("ghrsst", [5, 0, 1, 3]), ("samos", [90, 32, 83, 75]),
    ] as [(String, [Int8])]
  )
  func schemes(scheme: String, codes: [Int8]) throws {
    let file = try Self.file(TemporaryDirectory(), scheme: scheme, tellsEachTest: false)
    #expect(try file.read(#require(file.variable("ctd_TEMP_qc"))) == .byte(codes))
    #expect(file.variable("ctd_TEMP_qc_spike") == nil)
  }

  @Test("have a fill value where the scheme has no code")
  func fill() throws {
    let file = try Self.file(TemporaryDirectory(), scheme: "ghrsst", tests: [])
    #expect(integers(file, "ctd_TEMP_qc", "_FillValue") == [-128])
    let argo = try Self.file(TemporaryDirectory(), scheme: "argo", tests: [])
    #expect(argo.variable("ctd_TEMP_qc")?.attribute("_FillValue") == nil)
  }

  @Test("tell of each Argo profile which tests ran, which failed and how much is good")
  func profiles() throws {
    let file = try Self.file(TemporaryDirectory(), scheme: "argo")
    func values(_ name: String) throws -> StoredValues {
      try file.read(#require(file.variable(name), "\(name)"))
    }
    // 2^6 + 2^9 = 576 = 240 in hexadecimal; the second profile was judged by test 6 alone.
    #expect(try values("argo_tests_performed") == .string(["240", "40"]))
    #expect(try values("argo_tests_failed") == .string(["200", "40"]))
    // Good and bad of two values that are there; one suspect.
    #expect(try values("ctd_TEMP_profile_qc") == .string(["C", "F"]))
  }

  @Test("of more tests than an int has room for fill a second variable")
  func manyTests() throws {
    let tests = (0..<17).map { number in
      QualityOutline.Test(
        label: "test_\(number)",
        name: "test",
        standardName: "quality_flag",
        number: number
      )
    }
    let file = try Self.file(TemporaryDirectory(), scheme: "qartod", tests: tests)
    #expect(integers(file, "ctd_TEMP_qc_tests", "flag_masks")?.count == 45)
    #expect(integers(file, "ctd_TEMP_qc_tests", "flag_masks")?.last == 3 << 28)
    #expect(integers(file, "ctd_TEMP_qc_tests_2", "flag_masks") == [3, 3, 3, 12, 12, 12])
  }

  @Test("of a field keep its rows and columns, cells without a place included")
  func field() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/field.nc"
    var batch = try ObservationBatch(
      network: "swaths",
      featureType: .swath,
      fieldShape: FieldShape(rows: 2, columns: 3),
      features: [Feature(platform: "S", identifier: "0", observations: 0..<6)],
      times: [0, 0, 0, 1, 1, 1],
      latitudes: [30, 31, 32, 30, .nan, 32],
      longitudes: [125, 125, 125, 126, .nan, 126],
      columns: [
        ObservationColumn(
          quantity: SampleObservations.temperature,
          variableName: "ctd/TEMP",
          values: .float([1, 2, 3, 4, 5, .nan])
        )
      ]
    )
    let codes: [UInt8] = [1, 3, 4, 1, 1, 9]
    batch.columns[0].quality.enter(codes.span, test: 0)
    var outline = SampleObservations.outline(of: batch, hasFlags: false)
    outline.columns[0].tests = [Self.tests[0]]
    outline.quality = QualityOutline(encoding: try #require(FlagEncoding.named("qartod")))
    outline.fieldColumns = 3
    var writer = try RaggedWriter(path: path, outline: outline)
    // Twice, as files come in batches.
    try writer.add(batch)
    try writer.add(batch)
    let counts = try writer.finish()
    #expect(counts.written == 12 && counts.unlocated == 0)
    let file = try NetCDFFile(path: path)
    #expect(file.variable("ctd_TEMP")?.shape == [4, 3])
    #expect(file.variable("latitude")?.shape == [4, 3])
    let flags = try file.read(#require(file.variable("ctd_TEMP_qc")))
    #expect(flags == .byte([1, 3, 4, 1, 1, 9, 1, 3, 4, 1, 1, 9]))
    #expect(!file.root.attributes.contains { $0.name == "featureType" })
    #expect(text(file, "latitude", "axis") == nil)
  }
}
