internal import Kernels
internal import ObservationModel

/// The rows and columns of a grid of latitudes and longitudes about some positions.
///
/// The columns may pass the antimeridian of a grid that goes round the globe; longitudes then
/// continue beyond its last edge.
struct GridWindow {
  let rows: Range<Int>
  let firstColumn: Int
  let latitudeEdges: [Double]
  let longitudeEdges: [Double]
  private let gridColumns: Int

  var shape: FieldShape {
    FieldShape(rows: rows.count, columns: longitudeEdges.count - 1)
  }

  /// The cell of the grid that a cell of the window is.
  func cell(_ index: Int) -> Int32 {
    let columns = longitudeEdges.count - 1
    let (row, column) = (rows.lowerBound + index / columns, firstColumn + index % columns)
    return Int32(truncatingIfNeeded: row * gridColumns + column % gridColumns)
  }

  /// Nil when no position is near the grid.
  ///
  /// - Parameters:
  ///   - latitudes: Degrees north; NaN where missing.
  ///   - longitudes: Degrees east; NaN where missing.
  ///   - marginDegrees: How far beyond the positions the window reaches, in degrees of a great
  ///     circle.
  init?(
    latitudeEdges: [Double],
    longitudeEdges: [Double],
    near latitudes: [Double],
    _ longitudes: [Double],
    marginDegrees: Double
  ) {
    var (south, north) = (Double.infinity, -Double.infinity)
    var isOccupied = [Bool](repeating: false, count: 360)
    for i in latitudes.indices where !latitudes[i].isNaN && !longitudes[i].isNaN {
      (south, north) = (min(south, latitudes[i]), max(north, latitudes[i]))
      let turned = longitudes[i] - (longitudes[i] / 360).rounded(.down) * 360
      isOccupied[min(359, Int(turned))] = true
    }
    (south, north) = (south - marginDegrees, north + marginDegrees)
    let lastRow = latitudeEdges.count - 1
    let first = max(0, (latitudeEdges.firstIndex { $0 > south } ?? lastRow) - 1)
    let end = latitudeEdges.firstIndex { $0 >= north } ?? lastRow
    guard south <= north, first < end else { return nil }
    rows = first..<end
    gridColumns = longitudeEdges.count - 1
    self.latitudeEdges = Array(latitudeEdges[first...end])
    // The positions lie outside the widest gap between them.
    let gap = Self.widestGap(isOccupied)
    let steepest = max(south.magnitude, north.magnitude)
    let cosine = steepest < 89 ? sineCosine(degrees: steepest).cosine : 0
    let margin = cosine > 0 ? marginDegrees * 1.6 / cosine + 1 : 360
    guard Double(gap.count) > 2 * margin else {
      firstColumn = 0
      self.longitudeEdges = longitudeEdges
      return
    }
    let west = Double(gap.upperBound) - margin
    let east = Double(gap.lowerBound) + 360 + margin
    // From the first edge of the grid on, wherever it begins.
    let base = longitudeEdges[0]
    let from = west - ((west - base) / 360).rounded(.down) * 360
    let to = from + (east - west)
    let goesRound = longitudeEdges[gridColumns] - base >= 360
    guard goesRound else {
      // What lies at the end of one turn may be at the beginning of the next.
      let isWithin = to <= base + 360
      let firstEdge = isWithin ? (longitudeEdges.lastIndex { $0 <= from } ?? 0) : 0
      let lastEdge =
        isWithin ? (longitudeEdges.firstIndex { $0 >= to } ?? gridColumns) : gridColumns
      guard firstEdge < lastEdge else { return nil }
      firstColumn = firstEdge
      self.longitudeEdges = Array(longitudeEdges[firstEdge...lastEdge])
      return
    }
    firstColumn = min(gridColumns - 1, longitudeEdges.lastIndex { $0 <= from } ?? 0)
    var edges: [Double] = []
    for column in firstColumn...(firstColumn + gridColumns) {
      let edge =
        longitudeEdges[column % gridColumns] + (column >= gridColumns ? 360 : 0)
      edges.append(edge)
      if edge >= to { break }
    }
    self.longitudeEdges = edges
  }

  /// The longest run of whole degrees without a position, as it lies in two turns.
  private static func widestGap(_ isOccupied: [Bool]) -> Range<Int> {
    var widest = 0..<0
    var start = 0
    for degree in 0...720 {
      guard degree == 720 || isOccupied[degree % 360] else { continue }
      if degree - start > widest.count { widest = start..<degree }
      start = degree + 1
    }
    return widest.count >= 360 ? 0..<360 : widest
  }
}
