import Kernels
import Testing

@Suite("Moving means")
struct MovingMeansTests {
  /// Whole numbers, whose sums are exact.
  static func field(rows: Int, columns: Int) -> [Double] {
    (0..<rows * columns).map { Double(($0 * 37 + 11) % 101) }
  }

  static func window(_ width: Int, _ tail: Double, _ value: (Int) -> Double) -> Double {
    let middle = (-width...width).map(value).reduce(0, +)
    return (middle + tail * (value(-width - 1) + value(width + 1)))
      * (1 / (Double(2 * width + 1) + 2 * tail))
  }

  @Test("along rows they are the means of their windows", arguments: [true, false])
  func alongRows(isPeriodic: Bool) {
    let (rows, columns) = (5, 12)
    let field = Self.field(rows: rows, columns: columns)
    // The last window is longer than the row.
    let (widths, tails) = ([0, 1, 3, 4, 9], [0, 0.25, 0.5, 0, 0.5])
    var means = field
    var view = means.mutableSpan
    movingMeansAlongRows(
      field.span,
      halfWidths: widths.span,
      tails: tails.span,
      isPeriodic: isPeriodic,
      into: &view
    )
    for row in 0..<rows {
      for column in 0..<columns {
        let cells = field[row * columns..<(row + 1) * columns]
        let whole = cells.reduce(0, +) / Double(columns)
        let expected =
          isPeriodic && row == 4
          ? whole
          : Self.window(widths[row], tails[row]) { step in
            let place = column + step
            guard isPeriodic || (0..<columns).contains(place) else { return 0 }
            return cells[cells.startIndex + (place + columns) % columns]
          }
        #expect(abs(means[row * columns + column] - expected) < 1e-12, "\(row) \(column)")
      }
    }
  }

  @Test(
    "along columns they go on over the poles, or end",
    arguments: [true, false],
    [0, 2, 7, 15]
  )
  func alongColumns(overPoles: Bool, width: Int) {
    let (rows, columns) = (6, 8)
    let field = Self.field(rows: rows, columns: columns)
    var means = field
    var sums = [Double](repeating: 0, count: columns)
    var view = means.mutableSpan
    var room = sums.mutableSpan
    movingMeansAlongColumns(
      field.span,
      columns: columns,
      halfWidth: width,
      tail: 0.25,
      overPoles: overPoles,
      sums: &room,
      into: &view
    )
    // A meridian and the one half a turn away make one ring.
    for row in 0..<rows {
      for column in 0..<columns {
        let ring =
          (0..<rows).map { field[$0 * columns + column] }
          + (0..<rows).reversed().map { field[$0 * columns + (column + 4) % columns] }
        let expected = Self.window(width, 0.25) { step in
          let place = row + step
          guard overPoles || (0..<rows).contains(place) else { return 0 }
          return ring[((place % 12) + 12) % 12]
        }
        #expect(abs(means[row * columns + column] - expected) < 1e-12, "\(row) \(column)")
      }
    }
  }
}
