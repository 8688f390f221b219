import Glibc
import Measuring
import Resampling

/// Finds the cells of positions on a grid.
///
///     ResamplingBenchmark grids GRID LATITUDES LONGITUDES CELLS [REPETITIONS]
///
/// GRID is `regular:0.25` in degrees, `healpix:1024:nested`, `healpix:1024:ring` or `polar:3413:25`
/// in kilometres on the extent of NSIDC. LATITUDES and LONGITUDES are files of as many numbers in
/// double precision; the numbers of the cells are written to CELLS, 32 bits each.
enum GridCells {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 4, let grid = try grid(arguments[0]) else {
      throw Fault("expected GRID LATITUDES LONGITUDES CELLS")
    }
    let latitudes: [Double] = try numbers(in: arguments[1])
    let longitudes: [Double] = try numbers(in: arguments[2])
    var cells = [Int32](repeating: -1, count: latitudes.count)
    var measurement = Measurement()
    for _ in 0..<(arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1) {
      measurement.time {
        var view = cells.mutableSpan
        grid.findCells(latitudes: latitudes.span, longitudes: longitudes.span, into: &view)
      }
    }
    guard let file = fopen(arguments[3], "wb") else { throw Fault("cannot write cells") }
    let written = cells.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == cells.count * 4 else {
      throw Fault("cannot write cells")
    }
    print(measurement.line([("part", "\"grids\""), ("count", "\(cells.count)")]))
  }

  private static func grid(_ text: String) throws -> Grid? {
    let words = text.split(separator: ":").map(String.init)
    switch words.first {
    case "regular" where words.count == 2:
      guard let resolution = Decimal(words[1]) else { return nil }
      return .regular(try .global(resolution: resolution))
    case "healpix" where words.count == 3:
      guard let nside = Int(words[1]), let order = HEALPixGrid.Order(rawValue: words[2]) else {
        return nil
      }
      return .healpix(try HEALPixGrid(nside: nside, order: order))
    case "polar" where words.count == 3:
      guard
        let projection = PolarProjection.registered.first(where: {
          "\($0.epsgCode ?? 0)" == words[1]
        }),
        let kilometers = Decimal(words[2])
      else { return nil }
      return .polarStereographic(
        try PolarStereographicGrid(
          projection: projection,
          resolutionMeters: Decimal(units: kilometers.units * 1000, scale: kilometers.scale),
          extent: .nsidc(isSouth: projection.isSouth)
        )
      )
    default: return nil
    }
  }

  private static func numbers(in path: String) throws -> [Double] {
    guard let file = fopen(path, "rb") else { throw Fault("cannot read \(path)") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / 8
    rewind(file)
    var numbers = [Double](repeating: 0, count: count)
    let read = numbers.withUnsafeMutableBytes { fread($0.baseAddress, 8, count, file) }
    guard read == count else { throw Fault("cannot read \(path)") }
    return numbers
  }

  private struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }
}
