internal import Kernels

extension Barnes {
  /// How many moving means stand for one Gaussian. Those along the rows start and end with one of
  /// half the variance.
  static let meanCount = 4

  /// `√12`: how far four moving means reach, in units of the length.
  static let fastReach = 3.4641016151377544

  /// Maps observations to the middles of the cells of a grid, at a cost that depends neither on
  /// the lengths nor on how observations crowd.
  ///
  /// Each observation is shared out to the four middles around it, and Gaussian weights are the
  /// convolution of moving means with the same variance (Zürcher 2023). A step along a parallel
  /// counts by the cosine of the latitude. Therefore means along rows and along columns take turns,
  /// so that weights spread over the sphere as warmth does, of which the square root of the cosine
  /// at either end is the measure along parallels. On a global grid rows close upon themselves and
  /// columns go on over the poles.
  ///
  /// The weights fall short of the exact ones beyond two lengths and end at `√12` of them. Within
  /// two lengths of a pole, where the parallels bend, the sums are those of exact weights at 128
  /// longitudes, interpolated by cubics. Observations off the grid count as far as their weights
  /// reach.
  ///
  /// Where a length is shorter than a step of the grid, all weights are exact, as those of
  /// `map(_:latitudes:longitudes:threads:)`.
  ///
  /// The map has the same bits for any number of threads.
  public func map(
    _ observations: SuperObservations,
    to grid: RegularGrid,
    threads: Int = 1
  ) -> MappedField {
    let stepMeters = grid.resolution.value * (.pi / 180) * Sphere.radiusMeters
    guard lengthsMeters.allSatisfy({ $0 >= stepMeters }) else {
      let middles = Grid.regular(grid).middles
      return map(
        observations,
        latitudes: middles.latitudes,
        longitudes: middles.longitudes,
        threads: threads
      )
    }
    var passes = GridPasses(grid, marginMeters: lengthsMeters.reduce(0, max) * Self.fastReach)
    let stencils = (0..<observations.count).map {
      passes.stencil(latitude: observations.latitudes[$0], longitude: observations.longitudes[$0])
    }
    var rest = observations.values
    var field: [Double] = []
    for (pass, length) in lengthsMeters.enumerated() {
      var means = passes.means(of: rest, at: stencils, lengthMeters: length)
      passes.replaceRowsNearPoles(
        of: &means,
        values: rest,
        at: observations,
        lengthMeters: length,
        threads: threads
      )
      if pass == 0 {
        field = means
      } else {
        for i in means.indices where !means[i].isNaN { field[i] += means[i] }
      }
      guard pass + 1 < lengthsMeters.count else { break }
      for (i, stencil) in stencils.enumerated() {
        var fitted = 0.0
        // All middles that have a share are near the observation.
        for k in 0..<4 where stencil.shares[k] > 0 {
          fitted += stencil.shares[k] * means[Int(stencil.cells[k])]
        }
        rest[i] -= fitted
      }
    }
    return MappedField(values: passes.withoutMargins(field))
  }
}

/// Room and geometry for passes over one grid with margins, so that weights which leave it come
/// back.
private struct GridPasses {
  private let rows, columns: Int
  private let south, west, step: Double
  private let cosines: [Double]
  private let isPeriodic: Bool
  private let overPoles: Bool

  /// The rows and columns of the grid itself.
  private let inner: (rows: Range<Int>, columns: Range<Int>)

  private var weights: [Double]
  private var sums: [Double]
  private var room: [Double]

  /// The middles around an observation and their shares of it.
  struct Stencil {
    var cells = SIMD4<Int32>()
    var shares = SIMD4<Double>()
  }

  init(_ grid: RegularGrid, marginMeters: Double) {
    step = grid.resolution.value
    // Rows to the poles at most. Edges are whole steps from them but for rounding, or lie between.
    let margin = marginMeters / (step * (.pi / 180) * Sphere.radiusMeters) + 1
    func count(_ steps: Double) -> Int { Int((min(steps, 1e6) + 1e-9).rounded(.down)) }
    let (first, last) = (grid.latitudeEdges[0], grid.latitudeEdges[grid.rows])
    let below = count(min(margin, (first + 90) / step))
    let above = count(min(margin, (90 - last) / step))
    rows = below + grid.rows + above
    let southernmost = first - Double(below) * step
    south = southernmost
    // Columns all the way round at most, where whole steps make a turn.
    let around = (360 / step).rounded()
    let closes = (around * step - 360).magnitude < 1e-9
    let polemost = min(89, max(first.magnitude, last.magnitude))
    let widened = count(margin / sineCosine(degrees: polemost).cosine)
    let beside: (west: Int, east: Int)
    if Double(grid.columns + 2 * widened) < around {
      beside = (widened, widened)
    } else {
      let left = Int(around) - grid.columns
      beside = closes ? (left / 2, left - left / 2) : (left / 2, left / 2)
    }
    columns = beside.west + grid.columns + beside.east
    west = grid.longitudeEdges[0] - Double(beside.west) * step
    isPeriodic = closes && columns == Int(around)
    overPoles =
      isPeriodic && columns % 2 == 0 && (southernmost + 90).magnitude < 1e-9
      && (southernmost + Double(rows) * step - 90).magnitude < 1e-9
    inner = (below..<below + grid.rows, beside.west..<beside.west + grid.columns)
    let step = step
    cosines = (0..<rows).map {
      sineCosine(degrees: southernmost + (Double($0) + 0.5) * step).cosine
    }
    weights = [Double](repeating: 0, count: rows * columns)
    sums = weights
    room = weights
  }

  /// The field on the grid itself.
  func withoutMargins(_ field: [Double]) -> [Double] {
    inner.rows.flatMap { row in
      field[row * columns + inner.columns.lowerBound..<row * columns + inner.columns.upperBound]
    }
  }

  /// The shares of an observation in the middles around it: bilinear, of 1 together, all in the
  /// nearest row or column beyond the outermost middles; of 0 off the grid.
  func stencil(latitude: Double, longitude: Double) -> Stencil {
    var east = longitude - west
    east = east - 360 * (east / 360).rounded(.down)
    let (y, x) = ((latitude - south) / step - 0.5, east / step - 0.5)
    guard y >= -0.5, y <= Double(rows) - 0.5, x >= -0.5, x <= Double(columns) - 0.5 else {
      return Stencil()
    }
    let (row, column) = (Int(y.rounded(.down)), Int(x.rounded(.down)))
    let (fy, fx) = (y - Double(row), x - Double(column))
    let (low, high) = (max(0, row), min(rows - 1, row + 1))
    let (left, right) =
      isPeriodic
      ? ((column + columns) % columns, (column + 1) % columns)
      : (max(0, column), min(columns - 1, column + 1))
    let stencil = Stencil(
      cells: SIMD4(
        Int32(low * columns + left),
        Int32(low * columns + right),
        Int32(high * columns + left),
        Int32(high * columns + right)
      ),
      shares: SIMD4((1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx)
    )
    return stencil
  }

  /// One pass; NaN where the weights are too small.
  mutating func means(of values: [Double], at stencils: [Stencil], lengthMeters: Double) -> [Double]
  {
    for i in weights.indices { (weights[i], sums[i]) = (0, 0) }
    // The values less their mean, which bounds what rounding makes of the sums.
    let center = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    for (value, stencil) in zip(values, stencils) {
      for k in 0..<4 where stencil.shares[k] > 0 {
        let cell = Int(stencil.cells[k])
        // A moving mean spreads the same weight over longitudes the more the nearer the pole. The
        // half of it that belongs to the latitude of the result is common to both sums.
        let weight = stencil.shares[k] / cosines[cell / columns].squareRoot()
        weights[cell] += weight
        sums[cell] += weight * (value - center)
      }
    }
    let stepMeters = step * (.pi / 180) * Sphere.radiusMeters
    let square =
      (lengthMeters / stepMeters) * (lengthMeters / stepMeters) / Double(Barnes.meanCount)
    let whole = cosines.map { Window(variance: square / ($0 * $0)) }
    let half = cosines.map { Window(variance: square / (2 * $0 * $0)) }
    let across = Window(variance: square)
    for isSums in [false, true] {
      var field = isSums ? sums : weights
      for number in 0..<Barnes.meanCount {
        smoothAlongRows(&field, number == 0 ? half : whole)
        smoothAlongColumns(&field, across)
      }
      smoothAlongRows(&field, half)
      if isSums { sums = field } else { weights = field }
    }
    // What one observation has at its own place, but for the latitude of the result.
    let area = 2 * Double.pi * (lengthMeters / stepMeters) * (lengthMeters / stepMeters)
    return weights.indices.map { i in
      let weight = weights[i] * area / cosines[i / columns].squareRoot()
      return weight >= Barnes.smallestWeight ? center + sums[i] / weights[i] : .nan
    }
  }

  /// Puts means of exact weights where the pole is within two lengths.
  func replaceRowsNearPoles(
    of means: inout [Double],
    values: [Double],
    at observations: SuperObservations,
    lengthMeters: Double,
    threads: Int
  ) {
    let latitudes = (0..<rows).map { south + (Double($0) + 0.5) * step }
    let nearPoles = (0..<rows).filter {
      (90 - latitudes[$0].magnitude) * (.pi / 180) * Sphere.radiusMeters < 2 * lengthMeters
    }
    guard !nearPoles.isEmpty else { return }
    let index = SphereIndex(
      latitudes: observations.latitudes,
      longitudes: observations.longitudes
    )
    let count = 128
    let spacing = 360 / Double(count)
    let sums = Barnes.weightedSums(
      of: values,
      index: index,
      lengthMeters: lengthMeters,
      latitudes: nearPoles.flatMap { row in repeatElement(latitudes[row], count: count) },
      longitudes: nearPoles.flatMap { _ in (0..<count).map { Double($0) * spacing } },
      threads: threads
    )
    for (number, row) in nearPoles.enumerated() {
      for column in 0..<columns {
        var east = (west + (Double(column) + 0.5) * step) / spacing
        east -= Double(count) * (east / Double(count)).rounded(.down)
        let place = min(count - 1, Int(east))
        let f = east - Double(place)
        // Lagrange's cubic through the two longitudes on either side.
        let shares = [
          f * (f - 1) * (2 - f) / 6, (f + 1) * (f - 1) * (f - 2) / 2,
          f * (f + 1) * (2 - f) / 2, f * (f + 1) * (f - 1) / 6,
        ]
        var sum = Barnes.WeightedSum(weights: 0, values: 0)
        for (offset, share) in shares.enumerated() {
          let near = sums[number * count + (place + offset + count - 1) % count]
          sum.weights += share * near.weights
          sum.values += share * near.values
        }
        means[row * columns + column] = sum.mean
      }
    }
  }

  private mutating func smoothAlongRows(_ field: inout [Double], _ windows: [Window]) {
    let (halfWidths, tails) = (windows.map(\.halfWidth), windows.map(\.tail))
    let isPeriodic = isPeriodic
    var target = room.mutableSpan
    movingMeansAlongRows(
      field.span,
      halfWidths: halfWidths.span,
      tails: tails.span,
      isPeriodic: isPeriodic,
      into: &target
    )
    swap(&field, &room)
  }

  private mutating func smoothAlongColumns(_ field: inout [Double], _ window: Window) {
    let (columns, overPoles) = (columns, overPoles)
    var running = [Double](repeating: 0, count: columns)
    var target = room.mutableSpan
    var runningView = running.mutableSpan
    movingMeansAlongColumns(
      field.span,
      columns: columns,
      halfWidth: window.halfWidth,
      tail: window.tail,
      overPoles: overPoles,
      sums: &runningView,
      into: &target
    )
    swap(&field, &room)
  }
}

/// The window of one of the moving means that together have the variance of a Gaussian.
private struct Window {
  let halfWidth: Int
  let tail: Double

  /// The window of the variance `s²` in steps: with the half width `T` and the tail `a`,
  /// `(T (T + 1) (2 T + 1) / 3 + 2 a (T + 1)²) / (2 T + 1 + 2 a) = s²` (Zürcher 2023, section 3).
  init(variance: Double) {
    // Beyond this the window is that of a whole row on any grid.
    let square = min(variance, 1e11)
    let width = (((1 + 12 * square).squareRoot() - 1) / 2).rounded(.down)
    let next = (width + 1) * (width + 1)
    halfWidth = Int(width)
    tail = max(0, (2 * width + 1) * (square - width * (width + 1) / 3) / (2 * (next - square)))
  }
}
