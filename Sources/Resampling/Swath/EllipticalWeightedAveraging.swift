internal import Kernels
public import ObservationModel

/// Spreads each observation of a scanning instrument over the ellipse that its pixel fills.
///
/// On the plane of the target image, with `X = (∂u/∂column, ∂v/∂column)` and
/// `Y = (∂u/∂row, ∂v/∂row)` the steps to the neighbouring pixels, a cell at the offset
/// `s X + t Y` from a pixel has `ρ = s² + t²`. Where `ρ < D²` it takes the value with the weight
/// `w_min^(ρ / D²)`: 1 at the centre of the pixel, `w_min` at the edge of the ellipse. Steps along
/// the track are taken within a scan, so that scans which overlap away from nadir (the bow tie)
/// are not mixed up.
///
/// - SeeAlso: Greene and Heckbert (1986), *Creating raster Omnimax images from multiple
///   perspective views using the elliptical weighted average filter*, IEEE Computer Graphics and
///   Applications 6(6), 21-27; the `fornav` program of the MODIS Swath-to-Grid Toolbox (NSIDC),
///   whose names and values `D = 1`, `w_min = 0.01` and `largestReach = 10` are used here.
public struct EllipticalWeightedAveraging: Sendable, Hashable {
  /// The rows of the image that the instrument takes at once; 1 where every row is a scan.
  public let rowsPerScan: Int

  /// `D`, in pixels.
  public let distance: Double

  /// `w_min`.
  public let edgeWeight: Double

  /// The most cells that a pixel spreads to either side.
  public let largestReach: Double

  /// What the weights of a cell must add up to.
  public let minimumWeight: Double

  /// - Precondition: `rowsPerScan >= 1`, `distance > 0`, `0 < edgeWeight < 1`,
  ///   `largestReach >= 0.5`, `minimumWeight > 0`.
  public init(
    rowsPerScan: Int,
    distance: Double = 1,
    edgeWeight: Double = 0.01,
    largestReach: Double = 10,
    minimumWeight: Double = 0.01
  ) {
    precondition(rowsPerScan >= 1 && distance > 0 && edgeWeight > 0 && edgeWeight < 1)
    precondition(largestReach >= 0.5 && minimumWeight > 0)
    self.rowsPerScan = rowsPerScan
    self.distance = distance
    self.edgeWeight = edgeWeight
    self.largestReach = largestReach
    self.minimumWeight = minimumWeight
  }

  /// The number of steps in which the weight falls from 1 to `edgeWeight`.
  private static let tableSize = 8192

  /// Brings the values of an image to the cells of another.
  ///
  /// Each cell adds up in the order of the pixels, in double precision.
  ///
  /// - Parameters:
  ///   - values: Shape `[row, column]`; NaN where missing.
  ///   - shape: That of `values`.
  ///   - places: Where the pixels lie on the target image, shape `[row, column]`.
  ///   - threads: How many threads may work on it; the result is the same for any number.
  /// - Returns: Values of shape `[target row, target column]`, without standard deviations.
  /// - Precondition: The lengths agree with the shape.
  public func average(
    _ values: [Double],
    shape: FieldShape,
    at places: ImagePlaces,
    threads: Int = 1
  ) -> SampledField {
    precondition(values.count == shape.rows * shape.columns)
    precondition(places.rows.count == values.count && places.columns.count == values.count)
    let logarithm = naturalLogarithm(edgeWeight)
    let table = (0..<Self.tableSize).map {
      exponential(logarithm * (Double($0) + 0.5) / Double(Self.tableSize))
    }
    let target = places.shape
    // Bands of rows, each of which looks at all scans that reach it.
    let bandRows = max(1, (target.rows + threads * 4 - 1) / (threads * 4))
    let scans = scanExtents(places, shape: shape)
    return SampledField(
      targetCount: target.rows * target.columns,
      sourceCount: values.count,
      chunk: bandRows * target.columns,
      threads: threads
    ) { range, sampled, isUsed in
      let band =
        (range.lowerBound / target.columns)..<(range.upperBound / target.columns)
      var sums = [SIMD2<Double>](repeating: SIMD2(), count: range.count)
      var counts = [Int32](repeating: 0, count: range.count)
      let splat = Splat(
        image: places,
        shape: shape,
        rowsPerScan: rowsPerScan,
        distance: distance,
        largestReach: largestReach,
        band: band
      )
      var cells = sums.mutableSpan
      var numbers = counts.mutableSpan
      for (scan, extent) in scans.enumerated()
      where extent.upperBound >= Double(band.lowerBound) - largestReach
        && extent.lowerBound <= Double(band.upperBound) + largestReach
      {
        let rows = (scan * rowsPerScan)..<min(shape.rows, (scan + 1) * rowsPerScan)
        splat.add(
          rows,
          values.span,
          table: table.span,
          into: &cells,
          counts: &numbers,
          isUsed: &isUsed
        )
      }
      for i in 0..<range.count where cells[i].x >= minimumWeight {
        sampled[i].value = cells[i].y / cells[i].x
        sampled[i].weight = cells[i].x
        sampled[i].count = numbers[i]
      }
    }
  }

  /// The first and the last row of the target image that the pixels of each scan lie on.
  private func scanExtents(_ places: ImagePlaces, shape: FieldShape) -> [ClosedRange<Double>] {
    stride(from: 0, to: shape.rows, by: rowsPerScan).map { first in
      var (least, most) = (Double.infinity, -Double.infinity)
      let last = min(shape.rows, first + rowsPerScan)
      for i in (first * shape.columns)..<(last * shape.columns) where !places.rows[i].isNaN {
        (least, most) = (min(least, places.rows[i]), max(most, places.rows[i]))
      }
      return least <= most ? least...most : .infinity ... .infinity
    }
  }
}

/// Where observations lie on an image, in rows and columns counted from the centre of the first
/// cell.
public struct ImagePlaces: Sendable {
  /// Of the image.
  public let shape: FieldShape

  /// NaN where an observation has no place.
  public let rows: [Double]
  public let columns: [Double]

  /// After how many columns the image comes back to where it began; nil where it does not.
  public let columnPeriod: Double?

  /// - Precondition: As many rows as columns.
  public init(
    shape: FieldShape,
    rows: [Double],
    columns: [Double],
    columnPeriod: Double? = nil
  ) {
    precondition(rows.count == columns.count)
    self.shape = shape
    self.rows = rows
    self.columns = columns
    self.columnPeriod = columnPeriod
  }
}

/// Spreads pixels over one band of rows of the target image.
private struct Splat {
  let image: ImagePlaces
  let shape: FieldShape
  let rowsPerScan: Int
  let distance: Double
  let largestReach: Double
  let band: Range<Int>

  func add(
    _ rows: Range<Int>,
    _ values: Span<Double>,
    table: Span<Double>,
    into cells: inout MutableSpan<SIMD2<Double>>,
    counts: inout MutableSpan<Int32>,
    isUsed: inout MutableSpan<UInt8>
  ) {
    let (u, v) = (image.columns.span, image.rows.span)
    let width = shape.columns
    let (low, high) = (
      Double(band.lowerBound) - largestReach, Double(band.upperBound - 1) + largestReach
    )
    // Scans of one row take their steps along the track from their neighbours.
    let scan = rowsPerScan > 1 ? rows : 0..<shape.rows
    let period = image.columnPeriod ?? 0
    let columns = image.shape.columns
    let entries = Double(table.count)
    for row in rows {
      let above = (max(scan.lowerBound, row - 1) - row) * width
      let below = (min(scan.upperBound - 1, row + 1) - row) * width
      for column in 0..<width {
        let i = row * width + column
        let (cu, cv, value) = (u[i], v[i], values[i])
        guard cv >= low, cv <= high, !value.isNaN else { continue }
        let left = column > 0 ? i - 1 : i
        let right = column < width - 1 ? i + 1 : i
        let (xu, xv) = step(u, v, left, i, right, period)
        let (yu, yv) = step(u, v, i + above, i, i + below, period)
        let determinant = xu * yv - xv * yu
        let squared = determinant * determinant
        guard squared > 1e-60 else { continue }
        let scale = 1 / (squared * distance * distance)
        let (a, b, c) = (
          (xv * xv + yv * yv) * scale, -2 * (xu * xv + yu * yv) * scale,
          (xu * xu + yu * yu) * scale
        )
        let reachU = min(largestReach, distance * (xu * xu + yu * yu).squareRoot())
        let reachV = min(largestReach, distance * (xv * xv + yv * yv).squareRoot())
        let firstRow = max(band.lowerBound, Int((cv - reachV).rounded(.up)))
        let lastRow = min(band.upperBound - 1, Int((cv + reachV).rounded(.down)))
        var firstColumn = Int((cu - reachU).rounded(.up))
        var lastColumn = Int((cu + reachU).rounded(.down))
        if period == 0 {
          firstColumn = max(0, firstColumn)
          lastColumn = min(columns - 1, lastColumn)
        }
        guard firstRow <= lastRow, firstColumn <= lastColumn else { continue }
        for r in firstRow...lastRow {
          let dv = Double(r) - cv
          let (rest, slope) = (c * dv * dv, b * dv)
          let base = (r - band.lowerBound) * columns
          for column in firstColumn...lastColumn {
            let du = Double(column) - cu
            let q = (a * du + slope) * du + rest
            guard q < 1 else { continue }
            // Rounding may leave the centre a hair below 0.
            let weight = table[q > 0 ? Int(q * entries) : 0]
            var place = column
            if period > 0 {
              place = place < 0 ? place + columns : place >= columns ? place - columns : place
              guard place >= 0, place < columns else { continue }
            }
            cells[base + place] += SIMD2(weight, weight * value)
            counts[base + place] += 1
            isUsed[i] = 1
          }
        }
      }
    }
  }

  /// The step from one pixel to the next, from what is known of its two neighbours.
  @inline(__always)
  private func step(
    _ u: Span<Double>,
    _ v: Span<Double>,
    _ before: Int,
    _ i: Int,
    _ after: Int,
    _ period: Double
  ) -> (Double, Double) {
    let first = v[before].isNaN || u[before].isNaN ? i : before
    let last = v[after].isNaN || u[after].isNaN ? i : after
    let count = first != i && last != i ? 0.5 : 1.0
    var du = u[last] - u[first]
    if period > 0 {
      du = du > period / 2 ? du - period : du < -period / 2 ? du + period : du
    }
    return (du * count, (v[last] - v[first]) * count)
  }
}
