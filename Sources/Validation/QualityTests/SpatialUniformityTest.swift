internal import KernelTypes
public import ObservationModel

/// Flags pixels of a swath or grid whose neighbourhood is not uniform, as at the edge of a cloud.
///
/// With `r` the difference of the largest and the smallest value in the square of `window` pixels
/// around a pixel, missing ones left out, it is suspect when `r > suspectAbove` and fails when
/// `r > failAbove`. At the edges of the field the square is cut off; a long swath is judged in
/// pieces of some ten thousand pixels, whose first and last rows are edges too. A pixel that has no
/// neighbour is not evaluated.
///
/// - SeeAlso: NASA OB.DAAC, *SST Quality Flags*, BTNONUNIF and BTVNONUNIF: 0.7 and 1.2 °C of
///   brightness temperatures in a window of 3.
public struct SpatialUniformityTest: QualityTest, Equatable {
  public static var name: String { "spatial_uniformity" }
  public static var flagStandardName: String { "neighbor_test_quality_flag" }
  public static var summary: String { "pixels whose neighbourhood is not uniform" }
  public static var source: String { "NASA OB.DAAC, SST Quality Flags, BTNONUNIF" }
  public static var parameters: [TestParameter] {
    [
      TestParameter("suspect", .difference, "above this range of values suspect"),
      TestParameter("fail", .difference, "above this range of values failed"),
      TestParameter(
        "window",
        .integer(3...101),
        "the side of the square in pixels, an odd number; 3 unless given"
      ),
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double

  /// Pixels on each side of the middle one.
  public let halfWindow: Int

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(suspectAbove: Double, failAbove: Double, halfWindow: Int = 1) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove && halfWindow >= 1)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.halfWindow = halfWindow
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    let window = arguments.integer("window") ?? 3
    guard window % 2 == 1 else {
      throw TestConfigurationError("expected an odd number", parameter: "window")
    }
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      halfWindow: window / 2
    )
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let shape = batch.fieldShape, range.count == shape.rows * shape.columns, !range.isEmpty
    else { return }
    let values = batch.doubles(ofColumn: column, in: range)
    // The square is a row of columns: first along the columns, then along the rows.
    var along = Extremes(count: values.count)
    for row in 0..<shape.rows {
      let first = row * shape.columns
      for i in 0..<shape.columns {
        let near = max(i - halfWindow, 0)...min(i + halfWindow, shape.columns - 1)
        for k in near where !values[first + k].isNaN { along.add(values[first + k], at: first + i) }
      }
    }
    for row in 0..<shape.rows {
      let near = max(row - halfWindow, 0)...min(row + halfWindow, shape.rows - 1)
      for i in 0..<shape.columns {
        let pixel = row * shape.columns + i
        guard flags[pixel] != GradeCode.missing else { continue }
        var (low, high, count) = (Double.infinity, -Double.infinity, 0)
        for k in near {
          let other = k * shape.columns + i
          low = min(low, along.low[other])
          high = max(high, along.high[other])
          count += along.count[other]
        }
        guard count > 1 else { continue }
        flags[pixel] = gradeAbove(high - low, suspectAbove: suspectAbove, failAbove: failAbove)
      }
    }
  }

  private struct Extremes {
    var low: [Double]
    var high: [Double]
    var count: [Int]

    init(count n: Int) {
      low = [Double](repeating: .infinity, count: n)
      high = [Double](repeating: -.infinity, count: n)
      count = [Int](repeating: 0, count: n)
    }

    mutating func add(_ value: Double, at i: Int) {
      low[i] = min(low[i], value)
      high[i] = max(high[i], value)
      count[i] += 1
    }
  }
}
