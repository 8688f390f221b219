/// How many of the values of a voyage may share a property: more than a fraction of more than a
/// least number are too many.
struct FractionOfVoyage: Sendable, Equatable {
  let leastCount: Int
  let fraction: Double

  init(leastCount: Int, fraction: Double) {
    precondition(leastCount >= 0 && (0...1).contains(fraction))
    self.leastCount = leastCount
    self.fraction = fraction
  }

  func isExceeded(by count: Int, of all: Int) -> Bool {
    all > leastCount && Double(count) > fraction * Double(all)
  }

  static func parameters(_ fraction: Double) -> [TestParameter] {
    [
      TestParameter(
        "least_count",
        .integer(0...1_000_000_000),
        "no more values than so many are not judged bad; 20 unless given"
      ),
      TestParameter(
        "fraction",
        .number(0...1),
        "more than this part of the values is too many; \(fraction) unless given"
      ),
    ]
  }

  init(_ arguments: TestArguments, unlessGiven fraction: Double) {
    self.init(
      leastCount: arguments.integer("least_count") ?? 20,
      fraction: arguments.number("fraction") ?? fraction
    )
  }
}
