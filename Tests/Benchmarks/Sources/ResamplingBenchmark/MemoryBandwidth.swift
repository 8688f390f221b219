import Measuring

/// Reads 256 MB of numbers from memory, the least that a pass over as many must cost.
///
///     ResamplingBenchmark memory [REPETITIONS]
enum MemoryBandwidth {
  static func run(_ arguments: [String]) throws {
    let numbers = [UInt64](repeating: 1, count: 32 << 20)
    var measurement = Measurement()
    var sum: UInt64 = 0
    for _ in 0..<(arguments.first.flatMap { Int($0) } ?? 5) {
      measurement.time { for number in numbers { sum &+= number } }
    }
    let rate = Double(numbers.count * 8) / (measurement.wall.min() ?? 1) / 1e9
    print(
      measurement.line([
        ("part", "\"memory\""), ("gigabytes_per_second", "\((rate * 100).rounded() / 100)"),
        ("sum", "\(sum)"),
      ])
    )
  }
}
