/// The codes that the flags of marine_qc stand for: 0 passed, 1 failed, 2 untestable.
///
/// - Parameters:
///   - flags: One digit for each report.
///   - failed: Our code for what failed.
///   - missing: Reports whose value is missing, which marine_qc passes in some tests.
func codes(ofMarineQC flags: String, failed: Int, missing: [Int] = []) -> [Int] {
  flags.enumerated().map { i, flag in
    missing.contains(i) ? 9 : flag == "0" ? 1 : flag == "1" ? failed : 2
  }
}
