import Glibc
import Kernels
import Seawater

/// Times the functions of seawater on waters given as raw numbers, and writes what they give; see
/// seawater.py.
///
/// usage: SeawaterBenchmark FOLDER
///
/// FOLDER holds salinity, temperature and pressure, 64-bit numbers in native order. Each function
/// writes a file of its name, and one line of JSON gives the nanoseconds a level, the least of ten.
@main
struct SeawaterBenchmark {
  let folder: String
  let salinity: [Double]
  let temperature: [Double]
  let pressure: [Double]
  private(set) var results: [(name: String, nanoseconds: Double)] = []

  static func main() {
    var benchmark = Self(folder: CommandLine.arguments.dropFirst().first ?? ".")
    let count = benchmark.salinity.count
    precondition(count > 1, "no waters in \(benchmark.folder)")
    precondition(benchmark.temperature.count == count && benchmark.pressure.count == count)
    benchmark.timeSpans()
    benchmark.timeParcels()
    let members = benchmark.results.map {
      "\"\($0.name)\": \(($0.nanoseconds * 100).rounded() / 100)"
    }
    print("{\"level\": \(kernelLevel), " + members.joined(separator: ", ") + "}")
  }

  init(folder: String) {
    self.folder = folder
    salinity = Self.numbers(folder + "/salinity")
    temperature = Self.numbers(folder + "/temperature")
    pressure = Self.numbers(folder + "/pressure")
  }

  mutating func timeSpans() {
    let (s, t, p) = (salinity, temperature, pressure)
    measure("CT_from_t", count: s.count) {
      conservativeTemperature(
        absoluteSalinity: s.span,
        temperature: t.span,
        pressure: p.span,
        into: &$0
      )
    }
    measure("rho", count: s.count) {
      density(
        absoluteSalinity: s.span,
        conservativeTemperature: t.span,
        pressure: p.span,
        into: &$0
      )
    }
    var second = [Double](repeating: 0, count: s.count - 1)
    measure("pot_rho_first", count: s.count - 1) {
      var secondSpan = second.mutableSpan
      potentialDensityOfNeighbours(
        absoluteSalinity: s.span,
        conservativeTemperature: t.span,
        pressure: p.span,
        first: &$0,
        second: &secondSpan
      )
    }
    write(second, "pot_rho_second")
    measure("t_freezing_poly", count: s.count) {
      freezingTemperature(
        absoluteSalinity: s.span,
        pressure: p.span,
        saturationFraction: 1,
        into: &$0
      )
    }
  }

  mutating func timeParcels() {
    measureEach("pt_from_CT") { s, t, _ in
      potentialTemperatureCelsius(absoluteSalinity: s, conservativeTemperature: t)
    }
    measureEach("t_from_CT") {
      temperatureCelsius(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2)
    }
    measureEach("sound_speed") {
      soundSpeed(absoluteSalinity: $0, conservativeTemperature: $1, pressureDecibar: $2)
    }
    measureEach("t_freezing") { s, _, p in
      freezingTemperatureCelsius(absoluteSalinity: s, pressureDecibar: p)
    }
  }

  /// Times one function, and writes what it gives.
  private mutating func measure(
    _ name: String,
    count: Int,
    _ body: (inout MutableSpan<Double>) -> Void
  ) {
    var values = [Double](repeating: 0, count: count)
    var least = Double.infinity
    for _ in 0..<10 {
      var span = values.mutableSpan
      let start = Self.processorNanoseconds()
      body(&span)
      least = min(least, Self.processorNanoseconds() - start)
    }
    write(values, name)
    results.append((name, least / Double(count)))
  }

  /// Times a function of one parcel.
  private mutating func measureEach(_ name: String, _ value: (Double, Double, Double) -> Double) {
    let (s, t, p) = (salinity, temperature, pressure)
    measure(name, count: s.count) { result in
      for i in s.indices { result[i] = value(s[i], t[i], p[i]) }
    }
  }

  private static func processorNanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// The numbers of a file; none where it cannot be read.
  private static func numbers(_ path: String) -> [Double] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / MemoryLayout<Double>.stride
    rewind(file)
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, MemoryLayout<Double>.stride, count, file)
    }
  }

  private func write(_ values: [Double], _ name: String) {
    guard let file = fopen(folder + "/" + name, "wb") else { return }
    defer { fclose(file) }
    fwrite(values, MemoryLayout<Double>.stride, values.count, file)
  }
}
