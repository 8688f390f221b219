import ObservationModel
import Testing

/// A variable of a fixture whose value at position `i` is `first + step * i`, and missing where
/// `i` leaves 3 when divided by 7.
struct Line: Sendable {
  let name: String
  let quantity: String
  let first: Double
  let step: Double
  /// The number of positions.
  let count: Int
  var hasGaps = true
  /// From the unit of the file to that of the quantity.
  var scale = 1.0
  var offset = 0.0
  /// What is subtracted when the quantity is read, and not when the variable is inspected.
  var bias = 0.0
  /// The codes that the flags go round, and those of them that are good or probably good.
  var codes: [Int] = []
  var good: Set<Int> = []
  /// The positions that are observations, where not all are.
  var observed: [Int]?

  func isMissing(_ i: Int) -> Bool { hasGaps && i % 7 == 3 }
  func value(_ i: Int) -> Double { (first + step * Double(i)) * scale + offset }
  func isGood(_ i: Int) -> Bool { good.contains(codes[i % codes.count]) }
  var valid: [Int] { (0..<count).filter { !isMissing($0) } }
}

/// What a fixture holds, worked out from the lines it was written from.
struct Layout: Sendable, CustomTestStringConvertible {
  let path: String
  let network: String
  let featureType: FeatureType
  var features = 1
  let observations: Int
  /// Seconds after 2024-06-01T00:00:00Z of the first and the last observation.
  let seconds: ClosedRange<Double>
  let latitudes: ClosedRange<Double>
  let longitudes: ClosedRange<Double>
  var levels: ClosedRange<Double>?
  let lines: [Line]

  var testDescription: String { path }
}

extension Line {
  init(
    _ name: String,
    _ quantity: String,
    _ first: Double,
    _ step: Double,
    _ count: Int,
    scale: Double = 1,
    offset: Double = 0,
    bias: Double = 0,
    codes: [Int] = [],
    good: Set<Int> = [],
    observed: [Int]? = nil
  ) {
    self.name = name
    self.quantity = quantity
    self.first = first
    self.step = step
    self.count = count
    self.scale = scale
    self.offset = offset
    self.bias = bias
    self.codes = codes
    self.good = good
    self.observed = observed
  }
}
