/// The smallest and the largest of some numbers; NaN and infinities count for nothing.
struct Extent: Sendable {
  private var lowest = Double.infinity
  private var highest = -Double.infinity

  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    lowest = value < lowest ? value : lowest
    highest = value > highest ? value : highest
  }

  var range: ClosedRange<Double>? { lowest <= highest ? lowest...highest : nil }
}
