import Foundation
import Resampling

/// Grids and fields of the tests of remapping.
enum RemappingSamples {
  /// A global grid of even steps; longitudes from `west` on.
  static func global(
    _ columns: Int,
    _ rows: Int,
    west: Double = 0,
    fromNorth: Bool = false
  ) throws -> RemappingGrid {
    var latitudes = (0..<rows).map { -90 + (Double($0) + 0.5) * 180 / Double(rows) }
    if fromNorth { latitudes.reverse() }
    let longitudes = (0..<columns).map { west + (Double($0) + 0.5) * 360 / Double(columns) }
    return try RemappingGrid(
      latitude: RemappingAxis(latitudes: latitudes, bounds: nil),
      longitude: RemappingAxis(longitudes: longitudes, bounds: nil)
    )
  }

  /// A global grid of rows and columns about a pole at 50° N 30° E, which knows nothing of the
  /// poles of the earth.
  static func rotated(_ columns: Int, _ rows: Int) throws -> RemappingGrid {
    var latitudes: [Double] = []
    var longitudes: [Double] = []
    var cornerLatitudes: [Double] = []
    var cornerLongitudes: [Double] = []
    func place(_ row: Double, _ column: Double) -> (latitude: Double, longitude: Double) {
      let (latitude, longitude) = (
        (-90 + row * 180 / Double(rows)) * .pi / 180, column * 2 * .pi / Double(columns)
      )
      let (x, y, z) = (
        cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
      )
      // Turned about the y axis so that the pole comes to 50° N, then about the z axis by 30°.
      let tilt = 40 * Double.pi / 180
      let (x1, z1) = (x * cos(tilt) + z * sin(tilt), z * cos(tilt) - x * sin(tilt))
      return (
        atan2(z1, (x1 * x1 + y * y).squareRoot()) * 180 / .pi, atan2(y, x1) * 180 / .pi + 30
      )
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let (i, j) = (Double(row), Double(column))
        let centre = place(i + 0.5, j + 0.5)
        latitudes.append(centre.latitude)
        longitudes.append(centre.longitude)
        for (a, b) in [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)] {
          let corner = place(a, b)
          cornerLatitudes.append(corner.latitude)
          cornerLongitudes.append(corner.longitude)
        }
      }
    }
    return try RemappingGrid(
      rows: rows,
      columns: columns,
      quadrilaterals: QuadrilateralCells(
        latitudes: latitudes,
        longitudes: longitudes,
        cornerLatitudes: cornerLatitudes,
        cornerLongitudes: cornerLongitudes
      )
    )
  }

  /// `2 + cos²φ cos 2λ`, which is smooth everywhere.
  ///
  /// - SeeAlso: Jones (1999), Monthly Weather Review 127, 2204-2210.
  static func harmonic(_ latitude: Double, _ longitude: Double) -> Double {
    let (phi, lambda) = (latitude * .pi / 180, longitude * .pi / 180)
    return 2 + cos(phi) * cos(phi) * cos(2 * lambda)
  }

  static func points(_ grid: RemappingGrid) -> [Double] {
    let (latitudes, longitudes) = grid.centres()
    return zip(latitudes, longitudes).map { harmonic($0, $1) }
  }

  /// The means of the harmonic over the cells of a global grid of even steps, in closed form:
  /// `∫ cos³φ dφ = sin φ - sin³φ / 3` and `∫ cos 2λ dλ = sin 2λ / 2`.
  static func means(_ columns: Int, _ rows: Int, west: Double = 0) -> [Double] {
    func cube(_ degrees: Double) -> Double {
      let s = sin(degrees * .pi / 180)
      return s - s * s * s / 3
    }
    var means: [Double] = []
    for row in 0..<rows {
      let (south, north) = (
        -90 + Double(row) * 180 / Double(rows), -90 + Double(row + 1) * 180 / Double(rows)
      )
      let alongMeridian =
        (cube(north) - cube(south)) / (sin(north * .pi / 180) - sin(south * .pi / 180))
      for column in 0..<columns {
        let (a, b) = (
          (west + Double(column) * 360 / Double(columns)) * .pi / 180,
          (west + Double(column + 1) * 360 / Double(columns)) * .pi / 180
        )
        means.append(2 + alongMeridian * (sin(2 * b) - sin(2 * a)) / 2 / (b - a))
      }
    }
    return means
  }

  /// The areas of the cells of a global grid of even steps, on the unit sphere.
  static func areas(_ columns: Int, _ rows: Int) -> [Double] {
    (0..<rows).flatMap { row in
      let south = (-90 + Double(row) * 180 / Double(rows)) * .pi / 180
      let north = (-90 + Double(row + 1) * 180 / Double(rows)) * .pi / 180
      let area = 2 * cos((south + north) / 2) * sin((north - south) / 2)
      return [Double](repeating: area * 2 * .pi / Double(columns), count: columns)
    }
  }

  /// The root of the mean square of differences, weighted with areas.
  static func error(_ values: [Double], _ expected: [Double], _ areas: [Double]) -> Double {
    var (sum, total) = (0.0, 0.0)
    for i in values.indices {
      sum += areas[i] * (values[i] - expected[i]) * (values[i] - expected[i])
      total += areas[i]
    }
    return (sum / total).squareRoot()
  }

  /// Numbers that look random, from 0 to 1, the same for the same seed.
  static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
  }
}
