internal import Kernels

/// Cells with four corners each, their edges parts of great circles.
public struct QuadrilateralCells: Sendable {
  /// The centres in degrees, shape `[cell]`; NaN where missing.
  public let latitudes: [Double]
  public let longitudes: [Double]

  /// The corners as points of the unit sphere in the order of the outline, shape `[cell, 4]`; NaN
  /// for cells without corners, which are never used.
  let corners: [SIMD3<Double>]

  public var count: Int { latitudes.count }

  /// - Parameters:
  ///   - latitudes: Degrees north of the centres, shape `[cell]`; NaN where missing.
  ///   - longitudes: Degrees east of the centres, shape `[cell]`.
  ///   - cornerLatitudes: Shape `[cell, 4]`, in the order of the outline.
  ///   - cornerLongitudes: Shape `[cell, 4]`.
  public init(
    latitudes: [Double],
    longitudes: [Double],
    cornerLatitudes: [Double],
    cornerLongitudes: [Double]
  ) throws(RemappingError) {
    for (expected, values) in [
      (latitudes.count, longitudes), (4 * latitudes.count, cornerLatitudes),
      (4 * latitudes.count, cornerLongitudes),
    ] where values.count != expected {
      throw .wrongShape(expected: expected, found: values.count)
    }
    self.latitudes = latitudes
    self.longitudes = longitudes
    corners = zip(cornerLatitudes, cornerLongitudes).map { point(latitude: $0, longitude: $1) }
  }

  /// Cells of rows and columns whose corners lie in the middle of the four centres around them;
  /// those at the rim as far out as the next ones in.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north, shape `[row, column]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[row, column]`.
  public init(
    rows: Int,
    columns: Int,
    latitudes: [Double],
    longitudes: [Double]
  ) throws(RemappingError) {
    let count = rows * columns
    guard latitudes.count == count, longitudes.count == count, rows > 1, columns > 1 else {
      throw .wrongShape(expected: max(4, count), found: min(latitudes.count, longitudes.count))
    }
    let centres = zip(latitudes, longitudes).map { point(latitude: $0, longitude: $1) }
    let isClosed = Self.isClosed(centres, rows: rows, columns: columns)
    func centre(_ row: Int, _ column: Int) -> SIMD3<Double> {
      if isClosed {
        let inside = (column + columns) % columns
        if row < 0 { return 2 * centres[inside] - centres[columns + inside] }
        if row == rows {
          return 2 * centres[(rows - 1) * columns + inside]
            - centres[(rows - 2) * columns + inside]
        }
        return centres[row * columns + inside]
      }
      if row < 0 { return 2 * centre(0, column) - centre(1, column) }
      if row == rows { return 2 * centre(rows - 1, column) - centre(rows - 2, column) }
      if column < 0 { return 2 * centre(row, 0) - centre(row, 1) }
      if column == columns { return 2 * centre(row, columns - 1) - centre(row, columns - 2) }
      return centres[row * columns + column]
    }
    // The corner before row i and column j.
    var shared: [SIMD3<Double>] = []
    shared.reserveCapacity((rows + 1) * (columns + 1))
    for i in 0...rows {
      for j in 0...columns {
        let sum = centre(i - 1, j - 1) + centre(i - 1, j) + centre(i, j - 1) + centre(i, j)
        shared.append(sum / length(sum))
      }
    }
    var corners: [SIMD3<Double>] = []
    corners.reserveCapacity(4 * count)
    let stride = columns + 1
    for i in 0..<rows {
      for j in 0..<columns {
        let first = i * stride + j
        corners += [
          shared[first], shared[first + 1], shared[first + stride + 1], shared[first + stride],
        ]
      }
    }
    self.latitudes = latitudes
    self.longitudes = longitudes
    self.corners = corners
  }

  /// True when the last column is a neighbour of the first: their distance, on average over the
  /// rows, is at most one and a half times that of neighbouring columns.
  static func isClosed(_ centres: [SIMD3<Double>], rows: Int, columns: Int) -> Bool {
    guard columns > 3 else { return false }
    var (gap, step) = (0.0, 0.0)
    for i in 0..<rows {
      let (first, second) = (centres[i * columns], centres[i * columns + 1])
      let (last, before) = (centres[i * columns + columns - 1], centres[i * columns + columns - 2])
      let rowGap = length(last - first)
      let rowStep = (length(second - first) + length(last - before)) / 2
      guard rowGap.isFinite, rowStep.isFinite else { continue }
      gap += rowGap
      step += rowStep
    }
    return gap <= 1.5 * step
  }
}

/// The point of the unit sphere at a position in degrees; NaN where one is.
func point(latitude: Double, longitude: Double) -> SIMD3<Double> {
  let (sineLatitude, cosineLatitude) = sineCosine(degrees: latitude)
  let (sineLongitude, cosineLongitude) = sineCosine(degrees: longitude)
  return SIMD3(cosineLatitude * cosineLongitude, cosineLatitude * sineLongitude, sineLatitude)
}

@inline(__always)
func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { a.x * b.x + a.y * b.y + a.z * b.z }

@inline(__always)
func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

@inline(__always)
func length(_ a: SIMD3<Double>) -> Double { dot(a, a).squareRoot() }
