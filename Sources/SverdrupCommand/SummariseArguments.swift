import ArgumentParser
import Sverdrup

/// A step such as `month` or `6 hours`.
struct TimeStepName: ExpressibleByArgument {
  let step: TimeStep

  init?(argument: String) {
    guard let step = TimeStep(name: argument) else { return nil }
    self.step = step
  }
}

/// A step of a climatology, such as `month`.
struct ClimatologicalStepName: ExpressibleByArgument {
  let step: ClimatologicalStep

  init?(argument: String) {
    guard let step = ClimatologicalStep(rawValue: argument) else { return nil }
    self.step = step
  }
}

/// Years such as `1991-2020`, or one year.
struct YearRange: ExpressibleByArgument {
  let years: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1],
      first <= last, (1...9998).contains(first), last <= 9998
    else { return nil }
    years = first...last
  }
}

/// Statistics separated by commas, each once.
struct StatisticList: ExpressibleByArgument {
  let statistics: [FieldStatistic]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let statistics = words.compactMap { FieldStatistic(rawValue: $0) }
    guard statistics.count == words.count, Set(words).count == words.count else { return nil }
    self.statistics = statistics
  }
}

/// Percentiles separated by commas, each once.
struct PercentileList: ExpressibleByArgument {
  let values: [Double]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let values = words.compactMap { Double($0) }.filter { $0 >= 0 && $0 <= 100 }
    guard values.count == words.count, Set(values).count == values.count else { return nil }
    self.values = values
  }
}

/// Names separated by commas, each once.
struct NameList: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains(""), Set(names).count == names.count else { return nil }
  }
}
