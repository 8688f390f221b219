import Glibc
import Measuring

/// Runs one part of resampling or summarising over the inputs of a peer's benchmark.
///
///     ResamplingBenchmark PART ARGUMENTS...
///
/// It prints one line of JSON with the times. Each part says in its file what it takes.
@main
struct ResamplingBenchmark {
  /// The parts by name, each run with what follows its name on the command line.
  static let parts: [String: @Sendable ([String]) throws -> Void] = [
    "map": { arguments in try Mapping.run(arguments) },
    "grids": { arguments in try GridCells.run(arguments) },
    "binning": { arguments in try Binning.run(arguments) },
    "memory": { arguments in try MemoryBandwidth.run(arguments) },
    "vertical": { arguments in try Vertical.run(arguments) },
    "swath": { arguments in try Swaths.run(arguments) },
  ]

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, let part = parts[arguments[1]] else {
      print("{\"error\": \"usage: ResamplingBenchmark \(parts.keys.sorted()) ARGUMENTS...\"}")
      exit(64)
    }
    do {
      try part(Array(arguments.dropFirst(2)))
    } catch {
      print("{\"error\": \"\(error)\"}")
      exit(65)
    }
  }
}
