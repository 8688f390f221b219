import Glibc
import Measuring
import Resampling

/// Maps observations to a regular grid.
///
///     ResamplingBenchmark map METHOD FILE WEST SOUTH EAST NORTH STEP LENGTH OUT [REPETITIONS]
///
/// FILE holds numbers as doubles: all longitudes, all latitudes, all values. The extent and the
/// step are in degrees, LENGTH in metres. METHOD is `barnes` or `interpolation`, the latter with a
/// signal variance of 1, an error variance of 0.25, 32 neighbours and the background 0. The map is
/// written to OUT as doubles, along rows from the south, followed by its error variances.
enum Mapping {
  struct Fault: Error { let text: String }

  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 9, let length = Double(arguments[7]),
      let west = Decimal(arguments[2]), let south = Decimal(arguments[3]),
      let east = Decimal(arguments[4]), let north = Decimal(arguments[5]),
      let step = Decimal(arguments[6])
    else { throw Fault(text: "wrong arguments") }
    let numbers = try doubles(arguments[1])
    let count = numbers.count / 3
    var observations = SuperObservations()
    for i in 0..<count {
      observations.append(
        latitude: numbers[count + i],
        longitude: numbers[i],
        value: numbers[2 * count + i],
        errorVariance: 0.25
      )
    }
    let grid = try RegularGrid(
      resolution: step,
      west: west,
      south: south,
      east: east,
      north: north
    )
    var map = MappedField(values: [])
    var measurement = Measurement()
    for _ in 0..<(arguments.count > 9 ? Int(arguments[9]) ?? 3 : 3) {
      measurement.time {
        if arguments[0] == "barnes" {
          map = Barnes(lengthsMeters: [length]).map(observations, to: grid)
        } else {
          map = interpolated(observations, length: length, grid: grid)
        }
      }
    }
    try write(map.values + map.errorVariances, to: arguments[8])
    print(
      measurement.line([
        ("part", "\"map\""), ("observations", "\(count)"), ("cells", "\(grid.cellCount)"),
      ])
    )
  }

  private static func interpolated(
    _ observations: SuperObservations,
    length: Double,
    grid: RegularGrid
  ) -> MappedField {
    let rows = (0..<grid.rows).map { (grid.latitudeEdges[$0] + grid.latitudeEdges[$0 + 1]) / 2 }
    let columns = (0..<grid.columns).map {
      (grid.longitudeEdges[$0] + grid.longitudeEdges[$0 + 1]) / 2
    }
    let method = OptimalInterpolation(
      covariance: Covariance(
        form: .gaussian,
        variance: 1,
        zonalMeters: length,
        meridionalMeters: length
      ),
      neighbours: 32,
      minimum: 1,
      reach: 3
    )
    return method.map(
      observations,
      background: (
        [Double](repeating: 0, count: grid.cellCount),
        [Double](repeating: 0, count: observations.count)
      ),
      latitudes: rows.flatMap { row in columns.map { _ in row } },
      longitudes: rows.flatMap { _ in columns }
    )
  }

  private static func doubles(_ path: String) throws -> [Double] {
    guard let file = fopen(path, "rb") else { throw Fault(text: "\(path) cannot be read") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var numbers = [Double](repeating: 0, count: ftell(file) / 8)
    rewind(file)
    guard fread(&numbers, 8, numbers.count, file) == numbers.count else {
      throw Fault(text: "\(path) cannot be read")
    }
    return numbers
  }

  private static func write(_ numbers: [Double], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Fault(text: "\(path) cannot be written") }
    let written = fwrite(numbers, 8, numbers.count, file)
    guard fclose(file) == 0, written == numbers.count else {
      throw Fault(text: "\(path) cannot be written")
    }
  }
}
