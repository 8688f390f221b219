/// The quality tests that ioos_qc 3.0.0 has, by its names, called with its parameters and judged
/// by the tests of the pipeline.
enum QualityCalls {
  /// The flags of one call, in QARTOD's codes.
  static func flags(_ call: QualityCall) throws(QualityCallError) -> [Int] {
    switch call.test {
    case "qartod.gross_range_test": return try call.grossRange()
    case "qartod.spike_test": return try call.spike()
    case "qartod.rate_of_change_test": return try call.rateOfChange()
    case "qartod.flat_line_test": return try call.flatLine()
    case "qartod.attenuated_signal_test": return try call.attenuatedSignal()
    case "qartod.percentile_range_test": return try call.percentileRange()
    case "qartod.climatology_test": return try call.climatology()
    case "qartod.density_inversion_test": return try call.densityInversion()
    case "qartod.location_test": return try call.location()
    case "qartod.location_bounds_test": return try call.locationBounds()
    case "qartod.time_gap_test": return try call.timeGap()
    case "qartod.data_reception_test": return try call.dataReception()
    case "qartod.impossible_date_test": return try call.impossibleDate()
    case "qartod.syntax_test": return try call.syntax()
    case "qartod.qartod_compare": return try call.compare()
    case "argo.speed_test": return try call.speed()
    case "argo.pressure_increasing_test": return try call.pressureIncreasing()
    case "argo.duplicate_timestamp_test": return try call.duplicateTime()
    case "axds.valid_range_test": return try call.validRange()
    default:
      guard call.test.hasPrefix("sverdrup.") else {
        throw QualityCallError("there is no test '\(call.test)'")
      }
      return try call.catalogueTest(named: String(call.test.dropFirst("sverdrup.".count)))
    }
  }
}
