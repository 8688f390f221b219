/// The quality tests that ioos_qc 3.0.0 has, by its names, called with its parameters and judged
/// by the tests of the pipeline.
enum QualityCalls {
  /// The flags of one call, in QARTOD's codes.
  static func flags(_ call: QualityCall) throws(QualityCallError) -> [Int] {
    switch call.test {
    case "qartod.gross_range_test": return try call.grossRange()
    case "qartod.spike_test": return try call.spike()
    case "qartod.rate_of_change_test": return try call.rateOfChange()
    default: throw QualityCallError("there is no test '\(call.test)'")
    }
  }
}
