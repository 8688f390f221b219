/// One of the quality tests that somebody in the field has, and what stands for it here.
package struct QualityFeature: Sendable {
  /// What shows that a test does what its source says.
  package struct Proof: Sendable {
    /// Below the root of the repository.
    package let file: String

    /// The implementation or document the expected flags are from. The file holds the text.
    package let origin: String

    init(_ file: String, _ origin: String) {
      self.file = file.contains("/") ? file : "Tests/ValidationTests/\(file)TestTests.swift"
      self.origin = origin
    }
  }

  package let number: Int
  package let title: String

  /// The words of our tests.
  package let tests: [String]
  package let proofs: [Proof]

  /// What is not there, and why.
  package let remark: String

  init(
    _ number: Int,
    _ title: String,
    _ tests: [String],
    _ proofs: [Proof] = [],
    _ remark: String = ""
  ) {
    self.number = number
    self.title = title
    self.tests = tests
    self.proofs = proofs
    self.remark = remark
  }

  /// The page with all of them.
  static var page: String {
    var text = """
      # Quality tests of the field

      What QARTOD, ioos_qc, CoTeDe, the Argo chain, the IMOS toolbox, AutoQC, marine_qc, SAMOS, UFO and
      the satellite processors test, and what stands for it here.

      ## Overview

      Each proof is a test of ours whose expected flags come from the implementation or document
      that is named, not from our own output. The rules and their sources are in <doc:QualityTests>.

      | # | test | ours | proof: file, origin of the expected flags | remark |
      |---:|:---|:---|:---|:---|

      """
    for feature in all {
      let tests = feature.tests.map { "`\($0)`" }.joined(separator: ", ")
      let proofs = feature.proofs.map { "\($0.file): \($0.origin)" }.joined(separator: "; ")
      text +=
        "| \(feature.number) | \(feature.title) | \(tests) | \(proofs) | \(feature.remark) |\n"
    }
    return text
  }
}
