internal import Kernels

/// How the cells of one axis lie over those of another.
///
/// Target cells are numbered in the order in which values are stored, source cells too; the entries
/// of a target cell follow each other as the source cells rise.
struct AxisOverlap: Sendable {
  /// Where the entries of a target cell begin, shape `[target + 1]`.
  private(set) var starts: [Int] = [0]

  /// The source cells, shape `[entry]`.
  private(set) var sources: [Int32] = []

  /// The part of the target cell, shape `[entry]`; all parts of a cell that is covered add up to 1.
  private(set) var weights: [Double] = []

  /// The weights times the distance of the middle of the overlap from the middle of the source
  /// cell, shape `[entry]`: in degrees of longitude, or in sines of latitude.
  private(set) var moments: [Double] = []

  /// Edges nearer than this part of a cell are one.
  private static let tolerance = 1e-9

  @inline(__always)
  func entries(of target: Int) -> Range<Int> { starts[target]..<starts[target + 1] }

  /// Latitudes over latitudes, measured along the sine of latitude, in which areas are even.
  init(latitudes source: RemappingAxis, over target: RemappingAxis) {
    let edges = Self.aligned(target.edges, to: source.edges)
    for stored in 0..<target.count {
      let cell = target.stored(stored)
      let (low, high) = (edges[cell], edges[cell + 1])
      let area = Self.sineDifference(low, high)
      for i in Self.overlapping(source.edges, low, high) {
        let (a, b) = (max(low, source.edges[i]), min(high, source.edges[i + 1]))
        let middle = Self.middleSine(a, b) - Self.middleSine(source.edges[i], source.edges[i + 1])
        append(source.stored(i), Self.sineDifference(a, b) / area, middle)
      }
      starts.append(sources.count)
    }
  }

  /// Longitudes over longitudes, of any turn.
  init(longitudes source: RemappingAxis, over target: RemappingAxis) {
    let (first, last) = (source.edges[0], source.edges[source.count])
    for stored in 0..<target.count {
      let cell = target.stored(stored)
      let (west, east) = (target.edges[cell], target.edges[cell + 1])
      var turn = ((first - east) / 360).rounded(.up)
      while west + 360 * turn < last {
        let moved = Self.aligned([west + 360 * turn, east + 360 * turn], to: source.edges)
        let (low, high) = (moved[0], moved[1])
        for i in Self.overlapping(source.edges, low, high) {
          let (a, b) = (max(low, source.edges[i]), min(high, source.edges[i + 1]))
          let middle = (a + b) / 2 - (source.edges[i] + source.edges[i + 1]) / 2
          append(source.stored(i), (b - a) / (east - west), middle)
        }
        turn += 1
      }
      starts.append(sources.count)
    }
  }

  private mutating func append(_ source: Int, _ weight: Double, _ distance: Double) {
    guard weight > 0 else { return }
    sources.append(Int32(source))
    weights.append(weight)
    moments.append(weight * distance)
  }

  /// The edges, those next to an edge of the source moved onto it.
  private static func aligned(_ edges: [Double], to source: [Double]) -> [Double] {
    edges.map { edge in
      let above = firstIndex(in: source, notBelow: edge)
      for i in [above - 1, above] where source.indices.contains(i) {
        let width = i + 1 < source.count ? source[i + 1] - source[i] : source[i] - source[i - 1]
        if (source[i] - edge).magnitude <= tolerance * width { return source[i] }
      }
      return edge
    }
  }

  /// The cells between rising edges that share more than a point with an interval.
  private static func overlapping(_ edges: [Double], _ low: Double, _ high: Double) -> Range<Int> {
    let count = edges.count - 1
    var start = max(0, firstIndex(in: edges, notBelow: low) - 1)
    if start < count, edges[start + 1] <= low { start += 1 }
    let end = min(count, firstIndex(in: edges, notBelow: high))
    return start..<max(start, end)
  }

  /// The first of rising numbers that is not below a number.
  private static func firstIndex(in values: [Double], notBelow number: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// `sin b - sin a = 2 cos((a + b) / 2) sin((b - a) / 2)`, which loses no digits near the poles.
  static func sineDifference(_ a: Double, _ b: Double) -> Double {
    2 * sineCosine(degrees: (a + b) / 2).cosine * sineCosine(degrees: (b - a) / 2).sine
  }

  /// `(sin a + sin b) / 2`.
  static func middleSine(_ a: Double, _ b: Double) -> Double {
    sineCosine(degrees: (a + b) / 2).sine * sineCosine(degrees: (b - a) / 2).cosine
  }
}
