import Foundation
import ObservationModel
import Testing
import Validation

/// One call of ioos_qc 3.0.0 with what it gave, from `vectors/qc.json` of the reference.
struct RecordedCase {
  let id: String
  let inputs: [String: Any]
  let parameters: [String: Any]
  let expected: [Int]

  static let reference = ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"]

  /// The cases of a test that gave flags, but for those that show a defect.
  static func all(of test: String) throws -> [RecordedCase] {
    let path = try #require(reference) + "/vectors/qc.json"
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: path))
    )
    let root = try #require(json as? [String: Any])
    return try #require(root["cases"] as? [[String: Any]]).compactMap { item in
      guard item["test"] as? String == test, item["disputed"] as? Bool != true,
        let expected = item["expected"] as? [Int], let id = item["id"] as? String,
        let inputs = item["inputs"] as? [String: Any],
        let parameters = item["params"] as? [String: Any]
      else { return nil }
      return RecordedCase(id: id, inputs: inputs, parameters: parameters, expected: expected)
    }
  }

  func values(_ name: String = "inp") -> [Double?] {
    (inputs[name] as? [Any] ?? []).map { ($0 as? NSNumber)?.doubleValue }
  }

  /// Seconds since 1970-01-01; recorded in whole nanoseconds.
  func times(_ name: String = "tinp") -> [Double] {
    (inputs[name] as? [Any] ?? []).map { item in
      (item as? NSNumber).map { Double($0.int64Value) / 1e9 } ?? .nan
    }
  }

  func number(_ name: String) -> Double? { (parameters[name] as? NSNumber)?.doubleValue }

  /// Two numbers in ascending order.
  func span(_ name: String, of section: [String: Any]? = nil) -> ClosedRange<Double>? {
    let pair = ((section ?? parameters)[name] as? [NSNumber])?.map(\.doubleValue).sorted()
    return pair.flatMap { $0.count == 2 ? $0[0]...$0[1] : nil }
  }
}
