internal import Kernels

/// The corners of the cells of a grid as points of the unit sphere.
///
/// Those of rows and columns are put together when they are asked for: few numbers stand for many
/// cells.
struct CellGeometry: Sendable {
  private enum Source: Sendable {
    case quadrilateral([SIMD3<Double>])

    /// Sine and cosine of the edges of rows and columns, as values are stored: low and high edge.
    case rectilinear(latitudes: [SIMD4<Double>], longitudes: [SIMD4<Double>])
  }

  private let source: Source
  let columns: Int
  let count: Int

  init(_ grid: RemappingGrid) {
    columns = grid.columns
    count = grid.cellCount
    switch grid.cells {
    case .quadrilateral(let cells): source = .quadrilateral(cells.corners)
    case .rectilinear(let latitude, let longitude):
      source = .rectilinear(
        latitudes: Self.edges(of: latitude),
        longitudes: Self.edges(of: longitude)
      )
    }
  }

  private static func edges(of axis: RemappingAxis) -> [SIMD4<Double>] {
    (0..<axis.count).map { stored in
      let cell = axis.stored(stored)
      let (low, high) = (
        sineCosine(degrees: axis.edges[cell]), sineCosine(degrees: axis.edges[cell + 1])
      )
      return SIMD4(low.sine, low.cosine, high.sine, high.cosine)
    }
  }

  func corners(of cell: Int) -> InlineArray<4, SIMD3<Double>> {
    switch source {
    case .quadrilateral(let corners):
      return [
        corners[4 * cell], corners[4 * cell + 1], corners[4 * cell + 2], corners[4 * cell + 3],
      ]
    case .rectilinear(let latitudes, let longitudes):
      let (latitude, longitude) = (latitudes[cell / columns], longitudes[cell % columns])
      func point(_ sine: Double, _ cosine: Double, _ sineEast: Double, _ cosineEast: Double)
        -> SIMD3<Double>
      {
        SIMD3(cosine * cosineEast, cosine * sineEast, sine)
      }
      return [
        point(latitude[0], latitude[1], longitude[0], longitude[1]),
        point(latitude[0], latitude[1], longitude[2], longitude[3]),
        point(latitude[2], latitude[3], longitude[2], longitude[3]),
        point(latitude[2], latitude[3], longitude[0], longitude[1]),
      ]
    }
  }

  func polygon(_ cell: Int) -> SphericalPolygon { SphericalPolygon(corners(of: cell)) }

  /// A circle around a cell; nil for cells without an area.
  func cap(of cell: Int) -> SphericalCap? {
    let polygon = polygon(cell)
    guard polygon.count >= 3 else { return nil }
    var sum = SIMD3<Double>.zero
    for i in 0..<polygon.count { sum += polygon[i] }
    let centre = sum / length(sum)
    var chord = 0.0
    for i in 0..<polygon.count { chord = max(chord, length(polygon[i] - centre)) }
    // Edges stay within the circle of the corners where that is less than half the globe.
    let half = min(1, chord / 2)
    let radius = 2 * arcTangent(half, (1 - half * half).squareRoot())
    return SphericalCap(centre: centre, radius: radius)
  }
}

/// A circle on the unit sphere.
struct SphericalCap: Sendable {
  var centre: SIMD3<Double>

  /// Radians.
  var radius: Double

  /// Radians.
  var latitude: Double {
    arcTangent(centre.z, (centre.x * centre.x + centre.y * centre.y).squareRoot())
  }

  var longitude: Double { arcTangent(centre.y, centre.x) }

  /// How far the circle, made wider, reaches east and west, in radians; π when it holds a pole.
  func halfWidth(wider: Double) -> Double {
    let reach = radius + wider
    guard latitude.magnitude + reach < Double.pi / 2 else { return .pi }
    // sin Δλ = sin r / cos φ.
    let sine = sineCosine(degrees: reach * (180 / .pi)).sine
    let cosine = (centre.x * centre.x + centre.y * centre.y).squareRoot()
    let ratio = min(1, sine / cosine)
    return arcTangent(ratio, (1 - ratio * ratio).squareRoot()) + 1e-9
  }
}
