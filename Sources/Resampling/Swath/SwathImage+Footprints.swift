internal import ObservationModel

extension SwathImage {
  /// Averages the pixels that cover each cell of a grid of latitudes and longitudes, by the area
  /// that they cover.
  ///
  /// Pixels are quadrangles between the corners that follow from their centres, and their edges
  /// are straight in longitude and in the sine of the latitude, a plane of equal areas in which
  /// cells are rectangles; so the shares `A` of pixels with the values `f` in a cell are exact, and
  /// `value = Σ A f / Σ A`, with `weight = Σ A / A_cell` the part of the cell that is covered. A
  /// pixel that holds a pole is put together of the four triangles between its edges and the pole.
  /// This is what GHRSST recommends for pixels that straddle cells (GDS 2, level 3 products).
  ///
  /// - Parameters:
  ///   - values: Shape `[row, column]`; NaN where missing.
  ///   - latitudeEdges: Degrees north, increasing, shape `[rows of the grid + 1]`.
  ///   - longitudeEdges: Degrees east, increasing by 360 at most, shape `[columns of the grid + 1]`.
  ///   - rowsPerScan: The rows that the instrument takes at once, whose edges are not averaged with
  ///     those of the next scan; nil where rows are continuous.
  ///   - minimumCoverage: The part of a cell that must be covered, above 0.
  ///   - threads: How many threads may work on it; the result is the same for any number.
  /// - Returns: Values of shape `[row of the grid, column of the grid]`, without standard
  ///   deviations.
  /// - Precondition: The lengths agree, and there is at least one cell.
  public func averageFootprints(
    _ values: [Double],
    latitudeEdges: [Double],
    longitudeEdges: [Double],
    rowsPerScan: Int? = nil,
    minimumCoverage: Double = 0.5,
    threads: Int = 1
  ) -> SampledField {
    precondition(values.count == latitudes.count && minimumCoverage > 0)
    let cells = RectangularCells(latitudeEdges: latitudeEdges, longitudeEdges: longitudeEdges)
    let corners = PixelCorners(self, rowsPerScan: rowsPerScan, threads: threads)
    let shape = shape
    let bandRows = max(1, (cells.rows + threads * 4 - 1) / (threads * 4))
    return SampledField(
      targetCount: cells.rows * cells.columns,
      sourceCount: values.count,
      chunk: bandRows * cells.columns,
      threads: threads
    ) { range, sampled, isUsed in
      let band = (range.lowerBound / cells.columns)..<(range.upperBound / cells.columns)
      var sums = [SIMD2<Double>](repeating: SIMD2(), count: range.count)
      var counts = [Int32](repeating: 0, count: range.count)
      /// Calls `use` with every pixel, cell of the band, and area that they share.
      func forEachShare(_ use: (_ pixel: Int, _ cell: Int, _ area: Double) -> Void) {
        for row in 0..<shape.rows {
          for column in 0..<shape.columns {
            let pixel = row * shape.columns + column
            guard !values[pixel].isNaN, let corners = corners.corners(row: row, column: column)
            else { continue }
            cells.forEachShare(of: corners, in: band) { cell, area in
              use(pixel, cell - range.lowerBound, area)
            }
          }
        }
      }
      forEachShare { pixel, cell, area in
        sums[cell] += SIMD2(area, area * values[pixel])
        counts[cell] += 1
      }
      for i in 0..<range.count where sums[i].x > 0 {
        let weight = sums[i].x / cells.area(of: range.lowerBound + i)
        // A cell that is covered to the last place is covered.
        guard weight >= minimumCoverage * (1 - 1e-9) else { continue }
        sampled[i].value = sums[i].y / sums[i].x
        sampled[i].weight = weight
        sampled[i].count = counts[i]
      }
      var isValued = [Bool](repeating: false, count: range.count)
      for i in 0..<range.count { isValued[i] = sampled[i].count > 0 }
      var used = [UInt8](repeating: 0, count: values.count)
      forEachShare { pixel, cell, _ in if isValued[cell] { used[pixel] = 1 } }
      for pixel in used.indices where used[pixel] != 0 { isUsed[pixel] = 1 }
    }
  }
}

/// Cells between parallels and meridians.
private struct RectangularCells: Sendable {
  /// Sines of latitude, and degrees east.
  private let sines: [Double]
  private let longitudes: [Double]

  var rows: Int { sines.count - 1 }
  var columns: Int { longitudes.count - 1 }

  init(latitudeEdges: [Double], longitudeEdges: [Double]) {
    precondition(latitudeEdges.count >= 2 && longitudeEdges.count >= 2)
    // The sine is the third coordinate on the unit sphere.
    let zeros = [Double](repeating: 0, count: latitudeEdges.count)
    sines = UnitVectors(latitudes: latitudeEdges.span, longitudes: zeros.span).z
    longitudes = longitudeEdges
  }

  func area(of cell: Int) -> Double {
    let (row, column) = (cell / columns, cell % columns)
    return (sines[row + 1] - sines[row]) * (longitudes[column + 1] - longitudes[column])
  }

  /// Calls `use` with every cell of some rows that a pixel covers in part, and the area.
  @inline(__always)
  func forEachShare(
    of pixel: (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>),
    in band: Range<Int>,
    _ use: (_ cell: Int, _ area: Double) -> Void
  ) {
    let least = min(min(pixel.0.y, pixel.1.y), min(pixel.2.y, pixel.3.y))
    let most = max(max(pixel.0.y, pixel.1.y), max(pixel.2.y, pixel.3.y))
    // The pole is not among the corners of a pixel that holds it.
    let margin = max(least.magnitude, most.magnitude) > 0.999 ? 1.0 : 0
    guard most + margin >= sines[band.lowerBound], least - margin <= sines[band.upperBound] else {
      return
    }
    func turned(_ corner: SIMD2<Double>, from other: SIMD2<Double>) -> SIMD2<Double> {
      let difference = corner.x - other.x
      let turns = (difference * (1 / 360.0)).rounded(.toNearestOrEven)
      return SIMD2(corner.x - 360 * turns, corner.y)
    }
    let a = pixel.0
    let b = turned(pixel.1, from: a)
    let c = turned(pixel.2, from: b)
    let d = turned(pixel.3, from: c)
    let end = turned(a, from: d)
    guard (end.x - a.x).magnitude < 180 else {
      // Once around the pole.
      let pole = a.y + b.y + c.y + d.y > 0 ? 1.0 : -1.0
      let sign = end.x > a.x ? pole : -pole
      for (first, second) in [(a, b), (b, c), (c, d), (d, end)] {
        let strip = ClippedPolygon(
          first,
          second,
          SIMD2(second.x, pole),
          SIMD2(first.x, pole)
        )
        forEachShare(
          of: strip,
          longitudes: min(first.x, second.x)...max(first.x, second.x),
          sines: min(min(first.y, second.y), pole)...max(max(first.y, second.y), pole),
          in: band
        ) { use($0, $1 * sign) }
      }
      return
    }
    let west = min(min(a.x, b.x), min(c.x, d.x))
    let east = max(max(a.x, b.x), max(c.x, d.x))
    let polygon = ClippedPolygon(a, b, c, d)
    let sign = polygon.signedArea < 0 ? -1.0 : 1.0
    forEachShare(of: polygon, longitudes: west...east, sines: least...most, in: band) {
      use($0, $1 * sign)
    }
  }

  @inline(__always)
  private func forEachShare(
    of polygon: ClippedPolygon,
    longitudes extent: ClosedRange<Double>,
    sines height: ClosedRange<Double>,
    in band: Range<Int>,
    _ use: (_ cell: Int, _ area: Double) -> Void
  ) {
    let firstRow = max(band.lowerBound, Self.cell(at: height.lowerBound, in: sines))
    let lastRow = min(band.upperBound - 1, Self.cell(at: height.upperBound, in: sines))
    guard firstRow <= lastRow else { return }
    // The grid may tell longitudes another turn.
    for turn in [-360.0, 0, 360, 720] {
      let (west, east) = (extent.lowerBound + turn, extent.upperBound + turn)
      guard east > longitudes[0], west < longitudes[columns] else { continue }
      let firstColumn = max(0, Self.cell(at: west, in: longitudes))
      let lastColumn = min(columns - 1, Self.cell(at: east, in: longitudes))
      guard firstColumn <= lastColumn else { continue }
      for row in firstRow...lastRow {
        let strip = polygon.cut(axis: 1, bound: sines[row], sign: 1)
          .cut(axis: 1, bound: sines[row + 1], sign: -1)
        guard strip.count > 2 else { continue }
        for column in firstColumn...lastColumn {
          let share = strip.cut(axis: 0, bound: longitudes[column] - turn, sign: 1)
            .cut(axis: 0, bound: longitudes[column + 1] - turn, sign: -1)
          let area = share.signedArea
          if area != 0 { use(row * columns + column, area) }
        }
      }
    }
  }

  /// The interval between edges that a number lies in; -1 below all, and the number of intervals
  /// above all.
  private static func cell(at x: Double, in edges: [Double]) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
