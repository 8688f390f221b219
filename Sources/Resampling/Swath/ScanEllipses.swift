internal import ObservationModel

/// The ellipses that the pixels of an image fill on another: one for each column of a scan, or of
/// each part of a scan that has many rows.
struct ScanEllipses: Sendable {
  /// The cells about a pixel that lie in its ellipse are those with
  /// `(a du + b dv) du + c dv² < weightSteps`, at `du` columns and `dv` rows from the pixel.
  struct Ellipse: BitwiseCopyable, Sendable {
    var a: Float = 0
    var b: Float = 0
    var c: Float = 0

    /// How far it goes to either side of the pixel, a hair more than the ellipse.
    var columnReach: Float = 0
    var rowReach: Float = 0

    /// The most cells that it can hold; 0 where a pixel has none.
    var columns: Int32 = 0
    var rows: Int32 = 0
  }

  /// The rows of a scan that share ellipses at most; instruments have up to 40.
  static let mostRows = 40

  /// The columns that are looked at together.
  static let tileColumns = 64

  /// The rows of each part.
  let parts: [Range<Int>]

  /// Shape `[part, column]`.
  let ellipses: [Ellipse]

  /// The number of tiles of a part.
  let tiles: Int

  /// The first and the last row of the target that the ellipses of a tile reach, shape
  /// `[part, tile]`; infinite and the other way round where they reach none.
  let extents: [SIMD2<Double>]

  init(
    shape: FieldShape,
    rowsPerScan: Int,
    distance: Double,
    weightSteps: Int,
    at places: ImagePlaces,
    threads: Int
  ) {
    var allParts: [(rows: Range<Int>, known: Range<Int>)] = []
    for scan in stride(from: 0, to: shape.rows, by: rowsPerScan) {
      let end = min(shape.rows, scan + rowsPerScan)
      for first in stride(from: scan, to: end, by: Self.mostRows) {
        let rows = first..<min(end, first + Self.mostRows)
        // One row by itself takes its steps along the track from those beside it.
        let limits = rowsPerScan > 1 ? scan..<end : 0..<shape.rows
        let known = rows.count > 1 ? rows : (rows.lowerBound - 1)..<(rows.upperBound + 1)
        allParts.append((rows, known.clamped(to: limits)))
      }
    }
    let parts = allParts
    let columns = shape.columns
    let steps = PlaceSteps(places: places, columns: columns)
    let ellipses = filledConcurrently(
      parts.count * columns,
      of: Ellipse(),
      chunk: max(1, columns),
      threads: threads
    ) { range, _, made in
      let rows = parts[range.lowerBound / columns].known
      for column in 0..<columns {
        guard let (x, y) = steps.steps(of: column, rows) else { continue }
        made[column] = Ellipse(x: x, y: y, distance: distance, weightSteps: weightSteps)
      }
    }
    let tiles = (columns + Self.tileColumns - 1) / Self.tileColumns
    extents = filledConcurrently(
      parts.count * tiles,
      of: SIMD2(.infinity, -.infinity),
      chunk: max(1, tiles),
      threads: threads
    ) { range, _, extents in
      let part = range.lowerBound / tiles
      let rows = places.alongRows.span
      for tile in 0..<tiles {
        let first = tile * Self.tileColumns
        let last = min(columns, first + Self.tileColumns)
        var (least, most) = (Double.infinity, -Double.infinity)
        for row in parts[part].rows {
          for i in (row * columns + first)..<(row * columns + last) {
            // What is NaN is not compared.
            least = rows[i] < least ? rows[i] : least
            most = rows[i] > most ? rows[i] : most
          }
        }
        var reach: Float = 0
        for i in (part * columns + first)..<(part * columns + last) {
          reach = max(reach, ellipses[i].rowReach)
        }
        guard reach > 0, least <= most else { continue }
        // Axes may go down.
        let ends = (places.rowAxis.place(least), places.rowAxis.place(most))
        extents[tile] = SIMD2(
          min(ends.0, ends.1) - Double(reach),
          max(ends.0, ends.1) + Double(reach)
        )
      }
    }
    self.parts = parts.map(\.rows)
    self.ellipses = ellipses
    self.tiles = tiles
  }
}

extension ScanEllipses.Ellipse {
  /// - Parameters:
  ///   - x: The step to the next column of the swath, in columns and rows of the target.
  ///   - y: The step to the next row of the swath.
  fileprivate init(x: SIMD2<Double>, y: SIMD2<Double>, distance: Double, weightSteps: Int) {
    let determinant = (x.x * y.y - x.y * y.x).magnitude
    let size = x.x * x.x + x.y * x.y + y.x * y.x + y.y * y.y
    // No thinner than a 300th of its length, so that single precision tells its cells.
    guard determinant > 1e-15, size < 300 * determinant else { return }
    let scale = Double(weightSteps) / (determinant * determinant * distance * distance)
    a = Float((x.y * x.y + y.y * y.y) * scale)
    b = Float(-2 * (x.x * x.y + y.x * y.y) * scale)
    c = Float((x.x * x.x + y.x * y.x) * scale)
    // Single precision must not cut off what lies in the ellipse.
    let factor = distance * (1 + 1e-6)
    let limit = Double(EllipticalWeightedAveraging.largestReach)
    let reachColumns = min(limit, factor * (x.x * x.x + y.x * y.x).squareRoot())
    let reachRows = min(limit, factor * (x.y * x.y + y.y * y.y).squareRoot())
    columnReach = Float(reachColumns)
    rowReach = Float(reachRows)
    columns = Int32(min(2 * limit, 2 * reachColumns + 1))
    rows = Int32(min(2 * limit, 2 * reachRows + 1))
  }
}

/// Steps between the pixels of an image, in cells of another.
private struct PlaceSteps: Sendable {
  let places: ImagePlaces
  let columns: Int

  /// The steps across and along the track that a column takes in some rows: that across between the
  /// columns beside it in the middle row, or the first where they are known; that along the mean
  /// from the first known row to the last. Nil where one is not known.
  @inline(__always)
  func steps(of column: Int, _ rows: Range<Int>) -> (across: SIMD2<Double>, along: SIMD2<Double>)? {
    var (first, last) = (rows.lowerBound, rows.upperBound - 1)
    while first < last, !isKnown(first, column) { first += 1 }
    while last > first, !isKnown(last, column) { last -= 1 }
    guard first < last else { return nil }
    let along = difference((first, column), (last, column)) / Double(last - first)
    if let across = across(row: (rows.lowerBound + rows.upperBound) / 2, column) {
      return (across, along)
    }
    for row in first...last {
      if let across = across(row: row, column) { return (across, along) }
    }
    return nil
  }

  @inline(__always)
  private func across(row: Int, _ column: Int) -> SIMD2<Double>? {
    let left = column > 0 && isKnown(row, column - 1)
    let right = column < columns - 1 && isKnown(row, column + 1)
    if left, right { return difference((row, column - 1), (row, column + 1)) * 0.5 }
    guard left || right, isKnown(row, column) else { return nil }
    return left
      ? difference((row, column - 1), (row, column))
      : difference((row, column), (row, column + 1))
  }

  @inline(__always)
  private func isKnown(_ row: Int, _ column: Int) -> Bool {
    let i = row * columns + column
    return !places.alongRows[i].isNaN && !places.alongColumns[i].isNaN
  }

  @inline(__always)
  private func difference(_ from: (Int, Int), _ to: (Int, Int)) -> SIMD2<Double> {
    let (i, j) = (from.0 * columns + from.1, to.0 * columns + to.1)
    let (u, v) = (places.columnAxis, places.rowAxis)
    return SIMD2(
      u.shortest(u.place(places.alongColumns[j]) - u.place(places.alongColumns[i])),
      v.place(places.alongRows[j]) - v.place(places.alongRows[i])
    )
  }
}
