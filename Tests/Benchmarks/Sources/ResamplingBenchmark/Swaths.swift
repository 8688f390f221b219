import Glibc
import Measuring
import ObservationModel
import Resampling

/// Brings a swath to the cells of a grid: `nearest`, `gaussian`, `inverse_distance`, `bilinear`,
/// `ellipses`, or only its `index`.
///
/// Cells are searched from scratch each time, as peers do.
///
/// Arguments: METHOD THREADS REPETITIONS DIRECTORY, where the directory holds positions and values
/// of the swath (`lat.f8`, `lon.f8`, `val.f8`) and the centres of the cells (`tlat.f8`,
/// `tlon.f8`) as doubles. What comes out is written to `METHOD.f8` there.
enum Swaths {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 4, let threads = Int(arguments[1]),
      let repetitions = Int(arguments[2])
    else { throw BenchmarkFault(message: "expected METHOD THREADS REPETITIONS DIRECTORY") }
    let (method, directory) = (arguments[0], arguments[3])
    let latitudes = try doubles(directory + "/lat.f8")
    let longitudes = try doubles(directory + "/lon.f8")
    let values = try doubles(directory + "/val.f8")
    let targets = try (doubles(directory + "/tlat.f8"), doubles(directory + "/tlon.f8"))
    var measurement = Measurement()
    var result: [Double] = []
    let side = Int(Double(values.count).squareRoot().rounded())
    let image = SwathImage(
      shape: FieldShape(rows: side, columns: side),
      latitudes: latitudes,
      longitudes: longitudes
    )
    func sampled(_ method: NeighbourMethod) -> [Double] {
      let index = SphereIndex(latitudes: latitudes, longitudes: longitudes, threads: threads)
      return index.sample(
        values,
        atLatitudes: targets.0,
        longitudes: targets.1,
        by: method,
        threads: threads
      ).values.map(\.value)
    }
    for _ in 0...repetitions {
      try measurement.time {
        switch method {
        case "index":
          let index = SphereIndex(latitudes: latitudes, longitudes: longitudes, threads: threads)
          result = [Double(index.count)]
        case "nearest":
          let index = SphereIndex(latitudes: latitudes, longitudes: longitudes, threads: threads)
          let sources = index.nearest(
            latitudes: targets.0,
            longitudes: targets.1,
            radiusMeters: 4000,
            threads: threads
          )
          result = sources.map { $0 < 0 ? .nan : values[Int($0)] }
        case "gaussian":
          result = sampled(.gaussian(sigmaMeters: 1000, neighbours: 8, radiusMeters: 4000))
        case "inverse_distance":
          result = sampled(.inverseDistance(power: 2, neighbours: 8, radiusMeters: 4000))
        case "bilinear":
          result = image.interpolateBilinearly(
            values,
            atLatitudes: targets.0,
            longitudes: targets.1,
            radiusMeters: 4000,
            threads: threads
          ).values.map(\.value)
        case "ellipses":
          // The targets are the centres of a grid of even degrees from its north-west corner on.
          let (north, west) = (targets.0[0], targets.1[0])
          let step = (targets.1[side - 1] - west) / Double(side - 1)
          let places = ImagePlaces(
            latitudes,
            along: ImageAxis(first: north, step: -step, cells: side),
            longitudes,
            along: ImageAxis(first: west, step: step, cells: side, turn: 360)
          )
          result =
            EllipticalWeightedAveraging(rowsPerScan: 16)
            .average(values, shape: image.shape, at: places, threads: threads).values
        default: throw BenchmarkFault(message: "no method \(method)")
        }
      }
    }
    result.withUnsafeBytes { bytes in
      guard let file = fopen(directory + "/\(method).f8", "w") else { return }
      fwrite(bytes.baseAddress, 1, bytes.count, file)
      fclose(file)
    }
    print(
      measurement.line([
        ("part", "\"swath \(method)\""), ("threads", "\(threads)"),
        ("targets", "\(targets.0.count)"),
      ])
    )
  }

  private static func doubles(_ path: String) throws -> [Double] {
    guard let file = fopen(path, "r") else { throw BenchmarkFault(message: "cannot open \(path)") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / 8
    rewind(file)
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 8, count, file)
    }
  }
}

/// What is wrong with the arguments of a benchmark.
struct BenchmarkFault: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
