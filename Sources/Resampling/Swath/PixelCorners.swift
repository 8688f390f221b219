internal import Kernels
internal import ObservationModel

/// The corners of the pixels of an image, worked out from where their centres lie.
///
/// A corner is the mean of the four centres about it; at the edges of a scan and of the image the
/// centres are continued evenly. Centres are taken as points of the unit sphere.
struct PixelCorners: Sendable {
  /// A corner as longitude in degrees and sine of the latitude: a plane of equal areas.
  typealias Corner = SIMD2<Double>

  private let columns: Int
  private let rowsPerScan: Int

  /// Shape `[scan, row of scan + 1, column + 1]`; NaN where a centre is missing.
  private let corners: [Corner]

  /// - Parameter rowsPerScan: The rows that are continuous among themselves; nil when all are.
  init(_ image: SwathImage, rowsPerScan: Int?, threads: Int) {
    let (rows, columns) = (image.shape.rows, image.shape.columns)
    let vectors = UnitVectors(latitudes: image.latitudes.span, longitudes: image.longitudes.span)
    let perScan = max(1, min(rowsPerScan ?? rows, rows))
    let scans = (rows + perScan - 1) / perScan
    let width = columns + 1
    self.columns = columns
    self.rowsPerScan = perScan
    corners = filledConcurrently(
      rows == 0 || columns == 0 ? 0 : scans * (perScan + 1) * width,
      of: Corner(repeating: .nan),
      chunk: width,
      threads: threads
    ) { range, _, corners in
      let line = range.lowerBound / width
      let scan = line / (perScan + 1)
      // A single row is continued from its neighbours.
      let limits = perScan == 1 ? 0..<rows : scan * perScan..<min(rows, (scan + 1) * perScan)
      let edge = scan * perScan + line % (perScan + 1)
      guard edge <= limits.upperBound, limits.count > 1, columns > 1 else { return }
      let (rowA, rowB, weight) = Self.neighbours(of: edge, in: limits)
      for column in 0...columns {
        let (a, b, across) = Self.neighbours(of: column, in: 0..<columns)
        func mean(_ p: [Double]) -> Double {
          let first = p[rowA * columns + a] * (1 - across) + p[rowA * columns + b] * across
          let second = p[rowB * columns + a] * (1 - across) + p[rowB * columns + b] * across
          return first * (1 - weight) + second * weight
        }
        let (x, y, z) = (mean(vectors.x), mean(vectors.y), mean(vectors.z))
        let length = (x * x + y * y + z * z).squareRoot()
        corners[column] = Corner(arcTangent(y, x) * (180 / Double.pi), z / length)
      }
    }
  }

  /// The two centres that an edge lies between or beyond, and the weight of the second.
  private static func neighbours(
    of edge: Int,
    in limits: Range<Int>
  ) -> (first: Int, second: Int, weight: Double) {
    if edge == limits.lowerBound { return (edge, edge + 1, -0.5) }
    if edge == limits.upperBound { return (edge - 2, edge - 1, 1.5) }
    return (edge - 1, edge, 0.5)
  }

  /// The corners of a pixel, in order around it; nil when one is not known.
  @inline(__always)
  func corners(row: Int, column: Int) -> (Corner, Corner, Corner, Corner)? {
    let line = row / rowsPerScan * (rowsPerScan + 1) + row % rowsPerScan
    let first = line * (columns + 1) + column
    let next = first + columns + 1
    let (a, b, c, d) = (corners[first], corners[first + 1], corners[next + 1], corners[next])
    let isKnown = !(a.x + b.x + c.x + d.x + a.y + b.y + c.y + d.y).isNaN
    return isKnown ? (a, b, c, d) : nil
  }
}
