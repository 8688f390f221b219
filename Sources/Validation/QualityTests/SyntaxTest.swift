internal import KernelTypes
public import ObservationModel

/// Fails observations of platforms whose identifier is not written as it should be.
///
/// An identifier passes when it matches one of `patterns`, if there are any, and has `length`
/// characters, if that is given. In a pattern `#` stands for a digit, `@` for a letter of the
/// Latin alphabet, `?` for any character and `*` for any number of them; all else stands for
/// itself, so that a list of known identifiers is a list of patterns as well. Where the file names
/// no platform the flag is 9.
///
/// The messages of an instrument are judged by `MessageSyntax`, before they are observations.
///
/// - SeeAlso: Argo quality control manual, test 1 (platform identification); IOC, *GTSPP Real-Time
///   Quality Control Manual*, Manuals and Guides 22 (2010), test 1.1; IOOS QARTOD manuals, syntax
///   test.
public struct SyntaxTest: QualityTest, Equatable {
  public static var name: String { "syntax" }
  public static var flagStandardName: String { "syntax_test_quality_flag" }
  public static var summary: String {
    "platforms whose identifier is not written as it should be"
  }
  public static var source: String {
    "Argo quality control manual, test 1; GTSPP manual, test 1.1; QARTOD syntax test"
  }
  public static var argoTestNumber: Int? { 1 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "platform",
        .texts,
        "one or several patterns, of which an identifier matches one: `#` for a digit, `@` for a"
          + " letter, `?` for any character, `*` for any number of them"
      ),
      TestParameter("length", .integer(1...1000), "the characters of an identifier"),
    ]
  }

  public let patterns: [String]
  public let length: Int?

  public init(patterns: [String], length: Int? = nil) {
    self.patterns = patterns
    self.length = length
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      patterns: arguments.texts("platform") ?? [],
      length: arguments.integer("length")
    )
    if patterns.isEmpty, length == nil {
      throw TestConfigurationError("expected 'platform', 'length' or both")
    }
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      let code = flag(of: feature.platform).rawValue
      for i in feature.observations.clamped(to: range) { flags[i - range.lowerBound] = code }
    }
  }

  /// What the test says of an identifier.
  public func flag(of platform: String) -> QualityFlag {
    if platform.isEmpty { return .missing }
    let characters = Array(platform.unicodeScalars)
    if let length, characters.count != length { return .fail }
    if patterns.isEmpty { return .pass }
    let isWritten = patterns.contains {
      Self.matches(characters, Array($0.unicodeScalars))
    }
    return isWritten ? .pass : .fail
  }

  /// Whether all of `text` is what `pattern` says. In time of the product of their lengths: on a
  /// mismatch only the last `*` takes one character more.
  private static func matches(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    var (i, j) = (0, 0)
    var resume: (text: Int, pattern: Int)?
    while i < text.count {
      if j < pattern.count, pattern[j] == "*" {
        resume = (i, j)
        j += 1
      } else if j < pattern.count, stands(pattern[j], for: text[i]) {
        i += 1
        j += 1
      } else if let last = resume {
        resume = (last.text + 1, last.pattern)
        (i, j) = (last.text + 1, last.pattern + 1)
      } else {
        return false
      }
    }
    while j < pattern.count, pattern[j] == "*" { j += 1 }
    return j == pattern.count
  }

  private static func stands(_ sign: Unicode.Scalar, for character: Unicode.Scalar) -> Bool {
    switch sign {
    case "?": true
    case "#": ("0"..."9").contains(character)
    case "@": ("A"..."Z").contains(character) || ("a"..."z").contains(character)
    default: sign == character
    }
  }
}
