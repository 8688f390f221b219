/// Interpolation among the centres of a grid of rows and columns.
///
/// Longitudes go round. Beyond the outermost row of a grid that reaches a pole lies the same row on
/// the other side of the pole, so nothing is missing there and no row is repeated; elsewhere there
/// is nothing beyond the outermost centres.
struct RectilinearInterpolation: Sendable {
  private let latitude: RemappingAxis
  private let longitude: RemappingAxis
  private let isCubic: Bool

  /// Whether the grid goes on across the poles.
  private let crossesSouth: Bool
  private let crossesNorth: Bool

  /// Rows at which a value is made, with whether they lie across a pole.
  struct Rows: Sendable {
    var stencil: AxisStencil
    var isMirrored = InlineArray<10, Bool>(repeating: false)
    var rows = InlineArray<10, Int32>(repeating: 0)
  }

  /// Columns at which a value is made, as values are stored.
  struct Columns: Sendable {
    var stencil: AxisStencil
    var columns = InlineArray<10, Int32>(repeating: 0)
  }

  /// - Parameter isCubic: Cubic instead of linear.
  init(latitude: RemappingAxis, longitude: RemappingAxis, isCubic: Bool) {
    self.latitude = latitude
    self.longitude = longitude
    self.isCubic = isCubic
    crossesSouth = longitude.isPeriodic && latitude.edges[0] == -90
    crossesNorth = longitude.isPeriodic && latitude.edges[latitude.count] == 90
  }

  /// Appends the weights of a position; none beyond the outermost centres.
  func append(latitude: Double, longitude: Double, to weights: inout SparseWeights) {
    guard latitude.isFinite, longitude.isFinite, let across = rows(at: latitude),
      let straight = columns(at: longitude, isMirrored: false)
    else { return }
    let mirrored = columns(at: longitude, isMirrored: true)
    for j in 0..<across.stencil.count {
      let along = across.isMirrored[j] ? mirrored ?? straight : straight
      for i in 0..<along.stencil.count {
        weights.append(
          Int(across.rows[j]) * self.longitude.count + Int(along.columns[i]),
          across.stencil.weights[j] * along.stencil.weights[i]
        )
      }
    }
  }

  // MARK: Latitudes

  /// Rows are numbered on across the poles: with a row at the pole, the next ones are those below
  /// it; else the outermost row comes once more.
  private func row(_ node: Int) -> (row: Int, isMirrored: Bool, place: Double) {
    let n = latitude.count
    if node < 0 {
      let isAtPole = latitude.centres[0] == -90
      let row = isAtPole ? -node : -1 - node
      return (row, true, -180 - latitude.centres[row])
    }
    if node >= n {
      let isAtPole = latitude.centres[n - 1] == 90
      let row = isAtPole ? 2 * n - 2 - node : 2 * n - 1 - node
      return (row, true, 180 - latitude.centres[row])
    }
    return (node, false, latitude.centres[node])
  }

  private var rowRange: ClosedRange<Int> {
    let n = latitude.count
    // Never so far that a row comes a third time.
    let beyond = min(3, n - 1)
    return (crossesSouth ? -beyond : 0)...(crossesNorth ? n - 1 + beyond : n - 1)
  }

  /// The rows for a latitude; nil beyond the outermost.
  func rows(at degrees: Double) -> Rows? {
    let range = rowRange
    guard
      let stencil = stencil(at: degrees, range, count: latitude.count, place: { row($0).place })
    else { return nil }
    var rows = Rows(stencil: stencil)
    for i in 0..<stencil.count {
      let (row, isMirrored, _) = row(Int(stencil.nodes[i]))
      rows.rows[i] = Int32(latitude.stored(row))
      rows.isMirrored[i] = isMirrored
    }
    return rows
  }

  // MARK: Longitudes

  private func columnPlace(_ node: Int) -> Double {
    let n = longitude.count
    let turn = node >= 0 ? node / n : -((n - 1 - node) / n)
    return longitude.centres[node - turn * n] + 360 * Double(turn)
  }

  /// The columns for a longitude of any turn; nil beyond the outermost.
  ///
  /// - Parameter isMirrored: The columns on the other side of the pole.
  func columns(at degrees: Double, isMirrored: Bool) -> Columns? {
    let n = longitude.count
    let first = longitude.centres[0]
    var degrees = isMirrored ? degrees + 180 : degrees
    degrees -= 360 * ((degrees - first) / 360).rounded(.down)
    if !longitude.isPeriodic, degrees > longitude.centres[n - 1], degrees - 360 >= first - 1e-9 {
      degrees -= 360
    }
    let beyond = longitude.isPeriodic ? min(3, n) : 0
    guard
      let stencil = stencil(
        at: degrees,
        -beyond...(n - 1 + beyond),
        count: n,
        place: { columnPlace($0) }
      )
    else { return nil }
    var columns = Columns(stencil: stencil)
    for i in 0..<stencil.count {
      let node = Int(stencil.nodes[i])
      columns.columns[i] = Int32(longitude.stored(((node % n) + n) % n))
    }
    return columns
  }

  /// The values along an axis for a place; nil where the place lies beyond the nodes.
  private func stencil(
    at x: Double,
    _ range: ClosedRange<Int>,
    count: Int,
    place: (Int) -> Double
  ) -> AxisStencil? {
    // The last node that is not beyond the place; coordinates of a billionth beyond are at the end.
    let tolerance = 1e-9
    guard x >= place(range.lowerBound) - tolerance, x <= place(range.upperBound) + tolerance else {
      return nil
    }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if place(middle) <= x { low = middle } else { high = middle - 1 }
    }
    guard low < range.upperBound else {
      return AxisStencil(linear: 0, from: range.upperBound)
    }
    let t = min(1, max(0, (x - place(low)) / (place(low + 1) - place(low))))
    return isCubic
      ? AxisStencil(cubic: t, from: low, range: range, place: place)
      : AxisStencil(linear: t, from: low)
  }
}
