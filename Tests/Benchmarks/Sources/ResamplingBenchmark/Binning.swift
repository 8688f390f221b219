import Glibc
import Measuring
import ObservationModel
import Resampling
import Summary

/// Brings scattered points to a global grid of a quarter of a degree: count, mean, standard
/// deviation, minimum and maximum.
///
///     ResamplingBenchmark binning DATA track|random [POINTS] [THREADS] [REPETITIONS]
///
/// Takes what `gen_points.py` of the peers writes to DATA.
enum Binning {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2 else { throw InputError("binning DATA track|random") }
    func integer(_ place: Int, _ standard: Int) -> Int {
      arguments.count > place ? Int(arguments[place]) ?? standard : standard
    }
    let count = integer(2, 10_000_000)
    let (threads, repetitions) = (integer(3, 1), integer(4, 5))
    func points(_ name: String) throws -> [Double] {
      try numbers(at: "\(arguments[0])/pts_\(arguments[1])_\(name).npy", count: count)
    }
    let (longitudes, latitudes, values) = (try points("lon"), try points("lat"), try points("val"))
    let grid = try RegularGrid.global(resolution: Decimal(units: 25, scale: 100))
    let lattice = Lattice(offset: 0, stepExponent: -20, range: -1000...1000)
    var measurement = Measurement()
    var adding = Measurement()
    var checks = (landed: 0, mean: 0.0, deviation: 0.0)
    for _ in 0..<repetitions {
      measurement.time {
        var binning = ExactBinning(grid: .regular(grid), lattice: lattice)
        adding.time {
          binning.add(
            latitudes: latitudes,
            longitudes: longitudes,
            values: values,
            threads: threads
          )
        }
        checks = (binning.account.landed, 0, 0)
        // One field at a time, as a product is written.
        for statistic in Statistic.standard {
          let field = binning.values(of: statistic)
          if statistic == .mean {
            // No copy of the field: the memory that is told is that of the binning.
            var (sum, observed) = (0.0, 0.0)
            for value in field where !value.isNaN { (sum, observed) = (sum + value, observed + 1) }
            checks.mean = sum / observed
          }
          if statistic == .standardDeviation {
            checks.deviation = field.reduce(0) { $1 > $0 ? $1 : $0 }
          }
        }
      }
    }
    let each = Measurement.median(measurement.wall) / Double(count) * 1e9
    let input = Double(count * 24) / 1e6
    print(
      measurement.line([
        ("part", "\"binning\""), ("points", "\(count)"), ("threads", "\(threads)"),
        ("nanoseconds_per_point", "\((each * 100).rounded() / 100)"),
        ("adding_cpu", "\(Measurement.median(adding.cpu))"),
        (
          "megabytes_above_input",
          "\(((Measurement.peakMegabytes ?? .nan) * 1.048576 - input).rounded())"
        ),
        ("landed", "\(checks.landed)"), ("mean_of_means", "\(checks.mean)"),
        ("largest_deviation", "\(checks.deviation)"),
      ])
    )
  }

  struct InputError: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// The first numbers of a file of numpy of little-endian Double in one dimension.
  static func numbers(at path: String, count: Int) throws -> [Double] {
    guard let file = fopen(path, "rb") else { throw InputError("no file \(path)") }
    defer { fclose(file) }
    var start = [UInt8](repeating: 0, count: 10)
    guard fread(&start, 1, 10, file) == 10, start[6] == 1 else {
      throw InputError("not of numpy 1.0: \(path)")
    }
    fseek(file, 10 + Int(start[8]) + Int(start[9]) << 8, SEEK_SET)
    var read = 0
    let numbers = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      read = fread(buffer.baseAddress, 8, count, file)
      initialized = read
    }
    guard read == count else { throw InputError("\(path) has \(read) numbers") }
    return numbers
  }
}
