internal import ObservationModel

/// Some rows of the target image, over which pixels are spread.
///
/// Each row has cells to spare at its ends, so that ellipses need not be clipped to columns.
struct UnsafeEllipseBand {
  /// Cells to spare: twice the largest reach before, and three times that and four lanes after.
  private static let before = 2 * EllipticalWeightedAveraging.largestReach
  private static let after = 3 * EllipticalWeightedAveraging.largestReach + 8

  /// Where the cells about a pixel begin: the first row and column, and its offset from the pixel.
  private struct Pixel: BitwiseCopyable {
    var top: Int32 = 0
    var start: Int32 = 0
    /// 0 where the pixel adds nothing to the band.
    var rows: Int32 = 0
    var dv: Float = 0
    var du: Float = 0
  }

  private let places: ImagePlaces
  private let rows: Range<Int>
  private let width: Int

  /// The sums of weights and of weighted values, shape `[row, width]`.
  private var sums: [SIMD2<Double>]

  init(_ rows: Range<Int>, of places: ImagePlaces) {
    self.places = places
    self.rows = rows
    width = Self.before + places.shape.columns + Self.after
    sums = [SIMD2<Double>](repeating: SIMD2(), count: rows.count * width)
  }

  /// Adds the pixels of one tile to the cells in their ellipses.
  ///
  /// - Parameters:
  ///   - columns: The columns of the tile.
  ///   - part: The part of the scans that it belongs to.
  ///   - table: The weights of equal steps of `ρ/D²` from 0 to 1, with the first one more at the
  ///     beginning and 0 at the end.
  ///   - isUsed: Is set where a pixel has a cell in its ellipse.
  mutating func add(
    _ columns: Range<Int>,
    of part: Int,
    _ scans: ScanEllipses,
    imageColumns: Int,
    _ values: Span<Double>,
    table: Span<Double>,
    isUsed: inout MutableSpan<UInt8>
  ) {
    let reach = Double(EllipticalWeightedAveraging.largestReach)
    let (rowAxis, columnAxis) = (places.rowAxis, places.columnAxis)
    let steps = Float(table.count - 2)
    let limit = SIMD4<Float>(repeating: steps - 0.5)
    let outside = SIMD4<Float>(repeating: steps)
    // Adding it leaves a whole number in the last bits, rounded to the nearest.
    let shift: Float = 0x1.8p23
    let base = shift.bitPattern &- 1
    let lanes = SIMD4<Float>(0, 1, 2, 3)
    let (bandRows, width) = (rows.count, width)
    let firstRow = Double(rows.lowerBound)
    let bottom = Double(bandRows) + reach
    let left = Double(Self.before) - reach
    let right = Double(Self.before + places.shape.columns) + reach
    let imageRows = scans.parts[part]
    var pixels = [Pixel](repeating: Pixel(), count: columns.count)
    precondition(columns.lowerBound >= 0 && columns.upperBound <= imageColumns)
    precondition(imageRows.lowerBound >= 0)
    precondition(imageRows.upperBound * imageColumns <= values.count)
    precondition(values.count == places.count && values.count == isUsed.count)
    precondition((part + 1) * imageColumns <= scans.ellipses.count)
    // Safe: pixels and ellipses are within the bounds just checked. A pixel adds to rows that are
    // cut to those of the band, and its columns are within the reach of the image, so that those
    // of its cells and lanes lie between the spare cells of a row. A step of the table is cut to
    // 0...steps, or -1 of a rounding, which is the first of the table.
    places.alongRows.withUnsafeBufferPointer { alongRows in
      places.alongColumns.withUnsafeBufferPointer { alongColumns in
        values.withUnsafeBufferPointer { values in
          table.withUnsafeBufferPointer { table in
            scans.ellipses.withUnsafeBufferPointer { ellipses in
              isUsed.withUnsafeMutableBufferPointer { isUsed in
                pixels.withUnsafeMutableBufferPointer { pixels in
                  sums.withUnsafeMutableBufferPointer { sums in
                    guard let pixels = pixels.baseAddress, let weights = table.baseAddress,
                      let sums = sums.baseAddress,
                      let ellipses = ellipses.baseAddress, let values = values.baseAddress,
                      let alongRows = alongRows.baseAddress,
                      let alongColumns = alongColumns.baseAddress,
                      let isUsed = isUsed.baseAddress
                    else { return }
                    for imageRow in imageRows {
                      // Where pixels begin is told beforehand: little of it then waits for another.
                      for (k, imageColumn) in columns.enumerated() {
                        let i = imageRow &* imageColumns &+ imageColumn
                        let ellipse = ellipses[part &* imageColumns &+ imageColumn]
                        let value = values[i]
                        let v = rowAxis.place(alongRows[i]) - firstRow
                        let u = columnAxis.place(alongColumns[i]) + Double(Self.before)
                        let top = Self.wholeNumber(v - Double(ellipse.rowReach) + 0.5)
                        let start = Self.wholeNumber(u - Double(ellipse.columnReach) + 0.5)
                        let isThere =
                          v > -reach && v < bottom && u > left && u < right && value - value == 0
                        pixels[k] = Pixel(
                          top: Int32(truncatingIfNeeded: top.bits),
                          start: Int32(truncatingIfNeeded: start.bits),
                          rows: isThere ? ellipse.rows : 0,
                          dv: Float(top.number - v),
                          du: Float(start.number - u)
                        )
                      }
                      for (k, imageColumn) in columns.enumerated() {
                        let pixel = pixels[k]
                        guard pixel.rows > 0 else { continue }
                        let i = imageRow &* imageColumns &+ imageColumn
                        let ellipse = ellipses[part &* imageColumns &+ imageColumn]
                        let (top, start) = (Int(pixel.top), Int(pixel.start))
                        let end = min(bandRows, top &+ Int(pixel.rows))
                        let du = SIMD4(repeating: pixel.du) + lanes
                        let weighted = SIMD2(1, values[i])
                        var inside = SIMD4<UInt32>()
                        var row = max(0, top)
                        while row < end {
                          let dv = pixel.dv + Float(Int32(truncatingIfNeeded: row &- top))
                          let slope = SIMD4(repeating: ellipse.b * dv)
                          let rest = SIMD4(repeating: ellipse.c * dv * dv - 0.5)
                          var du = du
                          var cell = sums + (row &* width &+ start)
                          var column: Int32 = 0
                          while column < ellipse.columns {
                            let rho = (du * ellipse.a + slope) * du + rest
                            let isInside = rho .< limit
                            inside =
                              inside
                              | SIMD4<UInt32>(repeating: 0)
                              .replacing(with: 1, where: isInside)
                            let cut = outside.replacing(with: rho, where: isInside) + shift
                            let step = unsafeBitCast(cut, to: SIMD4<UInt32>.self) &- base
                            cell[0] += weighted * weights[Int(step[0])]
                            cell[1] += weighted * weights[Int(step[1])]
                            if column &+ 2 < ellipse.columns {
                              cell[2] += weighted * weights[Int(step[2])]
                            }
                            if column &+ 3 < ellipse.columns {
                              cell[3] += weighted * weights[Int(step[3])]
                            }
                            du += 4
                            cell += 4
                            column &+= 4
                          }
                          row &+= 1
                        }
                        let marks = unsafeBitCast(inside, to: SIMD2<UInt64>.self)
                        isUsed[i] |= marks.x | marks.y == 0 ? 0 : 1
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The nearest whole number of one below 2^51, and bits of which the last are the same number,
  /// without a call or a check.
  @inline(__always)
  private static func wholeNumber(_ x: Double) -> (number: Double, bits: UInt64) {
    let shift = 0x1.8p52
    return ((x + shift) - shift, (x + shift).bitPattern &- shift.bitPattern)
  }

  /// The weighted means of the cells, shape `[row, column]`.
  ///
  /// - Parameter minimumWeight: What the weights of a cell must add up to.
  mutating func average(minimumWeight: Double, into means: inout MutableSpan<Double>) {
    let columns = places.shape.columns
    for row in 0..<rows.count {
      let base = row * width + Self.before
      if places.columnAxis.goesRound {
        for outside in Array(-Self.before..<0) + Array(columns..<(columns + Self.after)) {
          let column = (outside + columns * Self.before) % columns
          sums[base + column] += sums[base + outside]
        }
      }
      for column in 0..<columns {
        let sum = sums[base + column]
        means[row * columns + column] = sum.x >= minimumWeight ? sum.y / sum.x : .nan
      }
    }
  }
}
