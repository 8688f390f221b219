import Glibc
import KernelTypes
import Kernels
import Measuring
import ObservationModel
import Validation

/// Runs one quality test, or several in one plan, over the inputs of a peer's benchmark: files of
/// 64-bit floating-point numbers in the order of this machine, one a variable.
///
///     QualityBenchmark FOLDER JOB [REPETITIONS [FLAGS]]
///
/// It prints the times, and writes the flags of the last repetition to FLAGS, one byte a value.
@main
struct QualityBenchmark {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let job = Job(rawValue: arguments[2]) else {
      print("{\"error\": \"usage: QualityBenchmark FOLDER JOB [REPETITIONS [FLAGS]]\"}")
      exit(64)
    }
    do {
      let repetitions = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3
      let flags = try run(job, in: arguments[1], repetitions: max(1, repetitions))
      if arguments.count > 4 { try write(flags, to: arguments[4]) }
    } catch {
      print("{\"error\": \"\(error)\"}")
      exit(65)
    }
  }

  static func run(_ job: Job, in folder: String, repetitions: Int) throws -> [UInt8] {
    if case .stream(let plan) = job.work { return try stream(job, plan, in: folder) }
    var measurement = Measurement()
    var batch = try job.batch(folder)
    var flags = [UInt8](repeating: 0, count: batch.count)
    for _ in 0..<repetitions {
      switch job.work {
      case .test(let test):
        measurement.time {
          var view = flags.mutableSpan
          test.evaluate(batch, column: 0, range: 0..<batch.count, into: &view)
        }
      case .densities(let limits):
        guard case .double(let densities) = batch.columns[0].values else { continue }
        measurement.time {
          var view = flags.mutableSpan
          gradeDensityInversion(densities.span, depths: batch.vertical, limits: limits, into: &view)
        }
      case .plan(let plan):
        for column in batch.columns.indices {
          batch.columns[column].quality = QualityRecord(count: batch.count)
        }
        measurement.time {
          plan.run(on: &batch)
          var view = flags.mutableSpan
          batch.columns[0].quality.writeFlags(into: &view)
        }
      case .stream: break
      }
    }
    report(job, measurement, count: batch.count)
    return flags
  }

  /// Runs a plan over the series piece by piece, so that no more than a piece and what the tests
  /// look back at is in memory.
  static func stream(_ job: Job, _ plan: QualityPlan, in folder: String) throws -> [UInt8] {
    let pieceLength = 65_536
    var measurement = Measurement()
    var flags: [UInt8] = []
    let total = try count("\(folder)/x.bin")
    try measurement.time {
      var stream = QualityStream(plan)
      var start = 0
      while start < total {
        let piece = try job.batch(folder, from: start, upTo: pieceLength)
        start += piece.count
        for column in try stream.add(piece, isLast: start == total) {
          var codes = [UInt8](repeating: 0, count: column.count)
          var view = codes.mutableSpan
          column.quality.writeFlags(into: &view)
          flags += codes
        }
      }
    }
    report(job, measurement, count: total)
    return flags
  }

  static func report(_ job: Job, _ measurement: Measurement, count: Int) {
    print(
      measurement.line([
        ("job", "\"\(job.rawValue)\""), ("n", "\(count)"), ("level", "\(kernelLevel)"),
      ])
    )
  }

  /// The number of values in a file.
  static func count(_ path: String) throws(BenchmarkError) -> Int {
    guard let file = fopen(path, "r") else { throw .cannotOpen(path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    return ftell(file) / MemoryLayout<Double>.size
  }

  /// At most `length` values of a file from one on.
  static func read(
    _ path: String,
    from start: Int = 0,
    upTo length: Int = .max
  ) throws(BenchmarkError) -> [Double] {
    let count = min(length, try count(path) - start)
    guard let file = fopen(path, "r") else { throw .cannotOpen(path) }
    defer { fclose(file) }
    fseek(file, start * MemoryLayout<Double>.size, SEEK_SET)
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, MemoryLayout<Double>.size, count, file)
    }
  }

  static func write(_ flags: [UInt8], to path: String) throws(BenchmarkError) {
    guard let file = fopen(path, "w") else { throw .cannotOpen(path) }
    defer { fclose(file) }
    guard fwrite(flags, 1, flags.count, file) == flags.count else { throw .cannotOpen(path) }
  }
}

enum BenchmarkError: Error {
  case cannotOpen(String)
  case noQuantity
}
