internal import KernelTypes
public import ObservationModel

/// Flags values by the words of the provider's own codes, such as the bits of a retrieval.
///
/// The file explains its codes with `flag_meanings` and `flag_masks`, `flag_values` or both; the
/// test names the words that matter and needs no numbers. A value to which a word of `fail`
/// applies fails, else one to which a word of `suspect` applies is suspect. Where the file does
/// not have all of the words, or the code is missing, no value passes: it is not evaluated.
///
/// - SeeAlso: CF Conventions 1.11, section 3.5; NASA OB.DAAC, *SST Quality Flags*; GHRSST Data
///   Specification 2.0, `l2p_flags`; QARTOD high frequency radar manual, valid location: vector
///   flag 128, `solution_beyond_valid_spatial_domain`.
public struct FlagBitsTest: QualityTest, Equatable {
  public static var name: String { "flag_bits" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values that the provider's own codes speak against" }
  public static var source: String { "CF Conventions 1.11, section 3.5" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .texts, "words of the file's flag_meanings that make suspect"),
      TestParameter("fail", .texts, "words of the file's flag_meanings that make fail"),
      TestParameter(
        "flags",
        .quantity,
        "the codes, `retrieval_flags` unless given: what the network map calls so"
      ),
    ]
  }

  public let suspect: [String]
  public let fail: [String]

  /// The name of the quantity with the codes.
  public let flags: String

  public init(suspect: [String] = [], fail: [String] = [], flags: String = "retrieval_flags") {
    self.suspect = suspect
    self.fail = fail
    self.flags = flags
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      suspect: arguments.texts("suspect") ?? [],
      fail: arguments.texts("fail") ?? [],
      flags: arguments.quantity("flags")?.name ?? "retrieval_flags"
    )
    guard !suspect.isEmpty || !fail.isEmpty else {
      throw TestConfigurationError("expected 'suspect', 'fail' or both")
    }
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: [flags]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let number = batch.columns.firstIndex(where: { $0.quantity.name == self.flags }) else {
      return
    }
    let meanings = batch.columns[number].flagMeanings
    let failing = Self.meanings(of: fail, among: meanings)
    let suspecting = Self.meanings(of: suspect, among: meanings)
    let clear = failing.isWhole && suspecting.isWhole ? GradeCode.pass : GradeCode.notEvaluated
    let codes = batch.doubles(ofColumn: number, in: range)
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      guard let code = Int(exactly: codes[i]) else { continue }
      flags[i] =
        failing.apply(to: code)
        ? GradeCode.fail : suspecting.apply(to: code) ? GradeCode.suspect : clear
    }
  }

  /// The meanings of words, without regard to case.
  private static func meanings(of words: [String], among all: [FlagMeaning]) -> Meanings {
    var found = Meanings()
    for word in words {
      let alike = all.filter { $0.word.lowercased() == word.lowercased() }
      if alike.isEmpty { found.isWhole = false }
      for meaning in alike {
        // Single bits are looked at all at once.
        if meaning.mask == meaning.value, meaning.mask.nonzeroBitCount == 1 {
          found.bits |= meaning.mask
        } else {
          found.others.append(meaning)
        }
      }
    }
    return found
  }

  private struct Meanings {
    var bits = 0
    var others: [FlagMeaning] = []

    /// False when the file does not have one of the words.
    var isWhole = true

    func apply(to code: Int) -> Bool {
      code & bits != 0 || others.contains { $0.applies(to: code) }
    }
  }
}
