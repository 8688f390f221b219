import Conventions
import Glibc
import KernelTypes
import Kernels
import Measuring
import NetCDFFile
import ObservationModel

/// Times the reading of files. Each mode prints one line of JSON.
@main
struct FileBenchmark {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let mode = arguments.first else { return usage() }
    switch (mode, arguments.count) {
    case ("decode", 6): try decode(Array(arguments.dropFirst()))
    case ("first", 4): try first(Array(arguments.dropFirst()))
    case ("mean", 5): try mean(Array(arguments.dropFirst()))
    case ("small", 4): try small(Array(arguments.dropFirst()))
    case ("kernels", 1): kernels()
    default: usage()
    }
  }

  static func usage() {
    print(
      """
      usage: FileBenchmark decode FILE VARIABLE float|double|stored THREADS REPETITIONS
             FileBenchmark first FILE VARIABLE REPETITIONS
             FileBenchmark mean FILE VARIABLE THREADS REPETITIONS
             FileBenchmark small FOLDER all|header FILES
             FileBenchmark kernels
      """
    )
  }

  static func transform(_ variable: Variable) -> PackedTransform? {
    var attributes: [String: AttributeValue] = [:]
    for attribute in variable.attributes {
      attributes[attribute.name] =
        switch attribute.content {
        case .text(let text): .text(text)
        case .strings(let texts): .texts(texts)
        case .integers(let values): .integers(values)
        case .unsigned(let values): .unsigned(values)
        case .reals(let values): .reals(values)
        }
    }
    return Packing(attributes: attributes, storedType: variable.type.rawValue).transform
  }

  // MARK: One variable

  /// Opens the file and decodes a variable into memory that is used again.
  static func decode(_ arguments: [String]) throws {
    let (path, name) = (arguments[0], arguments[1])
    let (threads, repetitions) = (Int(arguments[3]) ?? 1, Int(arguments[4]) ?? 5)
    switch arguments[2] {
    case "double": try decode(path, name, Double.self, threads, repetitions)
    case "stored":
      let file = try NetCDFFile(path: path)
      switch file.variable(name)?.type {
      case .byte: try decodeStored(path, name, Int8.self, threads, repetitions)
      case .short: try decodeStored(path, name, Int16.self, threads, repetitions)
      default: try decodeStored(path, name, Int32.self, threads, repetitions)
      }
    default: try decode(path, name, Float.self, threads, repetitions)
    }
  }

  static func decode<Value: TileValue & BinaryFloatingPoint>(
    _ path: String,
    _ name: String,
    _ type: Value.Type,
    _ threads: Int,
    _ repetitions: Int
  ) throws {
    var values: [Value] = []
    var measurement = Measurement()
    for repetition in 0...repetitions {
      func once() throws {
        let file = try NetCDFFile(path: path)
        guard let variable = file.variable(name) else { return }
        if values.isEmpty { values = [Value](repeating: 0, count: variable.count) }
        var span = values.mutableSpan
        try file.decode(
          variable,
          transform: transform(variable),
          threads: threads,
          into: &span
        )
      }
      if repetition == 0 { try once() } else { try measurement.time(once) }
    }
    var (sum, missing) = (0.0, 0)
    for i in stride(from: 0, to: values.count, by: 97) {
      if values[i].isNaN { missing += 1 } else { sum += Double(values[i]) }
    }
    print(
      measurement.line([
        ("bench", "\"decode\""), ("variable", "\"\(name)\""), ("type", "\"\(type)\""),
        ("threads", "\(threads)"), ("level", "\(kernelLevel)"), ("values", "\(values.count)"),
        ("sum97", "\(sum)"), ("missing97", "\(missing)"),
      ])
    )
  }

  static func decodeStored<Value: TileValue & FixedWidthInteger>(
    _ path: String,
    _ name: String,
    _ type: Value.Type,
    _ threads: Int,
    _ repetitions: Int
  ) throws {
    var values: [Value] = []
    var measurement = Measurement()
    for repetition in 0...repetitions {
      func once() throws {
        let file = try NetCDFFile(path: path)
        guard let variable = file.variable(name) else { return }
        if values.isEmpty { values = [Value](repeating: 0, count: variable.count) }
        var span = values.mutableSpan
        try file.decode(variable, threads: threads, into: &span)
      }
      if repetition == 0 { try once() } else { try measurement.time(once) }
    }
    print(
      measurement.line([
        ("bench", "\"decode\""), ("variable", "\"\(name)\""), ("type", "\"\(type)\""),
        ("threads", "\(threads)"), ("level", "\(kernelLevel)"), ("values", "\(values.count)"),
      ])
    )
  }

  /// Opens the file and reads the first value of a variable: the time to find its chunks.
  static func first(_ arguments: [String]) throws {
    let repetitions = Int(arguments[2]) ?? 5
    var measurement = Measurement()
    var value: StoredValues?
    for repetition in 0...repetitions {
      func once() throws {
        let file = try NetCDFFile(path: arguments[0])
        guard let variable = file.variable(arguments[1]) else { return }
        let region = Region(
          start: variable.shape.map { _ in 0 },
          count: variable.shape.map { _ in 1 }
        )
        value = try file.read(variable, region: region)
      }
      if repetition == 0 { try once() } else { try measurement.time(once) }
    }
    print(
      measurement.line([
        ("bench", "\"first\""), ("variable", "\"\(arguments[1])\""),
        ("values", "\(value?.count ?? 0)"),
      ])
    )
  }

  /// The mean of a variable, tile by tile.
  static func mean(_ arguments: [String]) throws {
    let (threads, repetitions) = (Int(arguments[2]) ?? 1, Int(arguments[3]) ?? 5)
    var measurement = Measurement()
    var statistics = ValueStatistics()
    for _ in 0..<repetitions {
      try measurement.time {
        statistics = ValueStatistics()
        let file = try NetCDFFile(path: arguments[0])
        guard let variable = file.variable(arguments[1]) else { return }
        try file.forEachTile(
          of: variable,
          as: Float.self,
          transform: transform(variable),
          threads: threads
        ) { tile in statistics.add(tile.values) }
      }
    }
    print(
      measurement.line([
        ("bench", "\"mean\""), ("variable", "\"\(arguments[1])\""), ("threads", "\(threads)"),
        ("mean", "\(statistics.mean ?? .nan)"), ("valid", "\(statistics.validCount)"),
      ])
    )
  }

  // MARK: Many small files

  static let profileVariables: [String] =
    ["PRES", "TEMP", "PSAL"].flatMap { name in
      ["", "_QC", "_ADJUSTED", "_ADJUSTED_QC", "_ADJUSTED_ERROR"].map { name + $0 }
    } + ["JULD", "LATITUDE", "LONGITUDE", "PLATFORM_NUMBER"]

  /// Opens files of Argo profiles and reads the 19 variables that a profile is made of.
  static func small(_ arguments: [String]) throws {
    let folder = arguments[0]
    let files = (0..<(Int(arguments[2]) ?? 0)).map { number in
      let digits = String(number)
      return folder + "/" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".nc"
    }
    let readsValues = arguments[1] == "all"
    var measurement = Measurement()
    var count = 0
    for repetition in 0...5 {
      func once() throws {
        for path in files {
          let file = try NetCDFFile(path: path)
          guard readsValues else { continue }
          for name in profileVariables {
            guard let variable = file.variable(name) else { continue }
            count += try file.read(variable).count
          }
        }
      }
      if repetition == 0 { try once() } else { try measurement.time(once) }
    }
    let perSecond = Double(files.count) / Measurement.median(measurement.cpu)
    print(
      measurement.line([
        ("bench", "\"small\""), ("files", "\(files.count)"), ("values", "\(count)"),
        ("files_per_cpu_s", "\(perSecond.rounded())"),
      ])
    )
  }

  // MARK: Kernels

  /// Nanoseconds a number of decoding from the second-level cache, one line a kind.
  static func kernels() {
    let count = 1 << 16
    let bytes = [UInt8](repeating: 17, count: count * 8)
    var values = [Float](repeating: 0, count: count)
    for kind in StoredKind.allCases {
      for planes in [nil, count] {
        let layout = StoredLayout(byteCount: kind.byteCount, planeLength: planes)
        let transform = PackedTransform(kind: kind, scale: 0.001, offset: 298.15, missing: [7])
        var measurement = Measurement()
        for _ in 0..<15 {
          measurement.time {
            for _ in 0..<64 {
              var span = values.mutableSpan
              Kernels.decode(
                bytes.span.bytes,
                layout: layout,
                transform: transform,
                into: &span
              )
            }
          }
        }
        let nanoseconds = Measurement.median(measurement.cpu) / Double(64 * count) * 1e9
        print(
          "{\"bench\": \"kernel\", \"kind\": \"\(kind)\", \"shuffled\": \(planes != nil), "
            + "\"level\": \(kernelLevel), \"ns\": \((nanoseconds * 1000).rounded() / 1000)}"
        )
      }
    }
  }
}
