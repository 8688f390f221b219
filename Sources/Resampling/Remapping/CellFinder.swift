/// Finds the cells of a grid that may share area with a circle.
struct CellFinder: Sendable {
  private enum Kind: Sendable {
    case rectilinear(RowsAndColumns)
    case banded(Bands)
  }

  private let kind: Kind

  init(_ grid: RemappingGrid, _ geometry: CellGeometry, threads: Int) {
    switch grid.cells {
    case .rectilinear(let latitude, let longitude):
      kind = .rectilinear(RowsAndColumns(latitude: latitude, longitude: longitude))
    case .quadrilateral:
      kind = .banded(Bands(geometry, threads: threads))
    }
  }

  /// Appends the numbers of the cells, rising.
  func find(_ cap: SphericalCap, into cells: inout [Int]) {
    let start = cells.count
    switch kind {
    case .rectilinear(let grid): grid.find(cap, into: &cells)
    case .banded(let bands): bands.find(cap, into: &cells)
    }
    cells[start...].sort()
  }

  /// Looks cells up by the edges of their rows and columns.
  private struct RowsAndColumns: Sendable {
    let latitude: RemappingAxis
    let longitude: RemappingAxis

    /// How far a great circle reaches poleward of the parallel through its ends, in degrees: less
    /// than `Δλ² / 16` radians.
    let bulge: Double

    init(latitude: RemappingAxis, longitude: RemappingAxis) {
      self.latitude = latitude
      self.longitude = longitude
      let widths = zip(longitude.edges, longitude.edges.dropFirst()).map { $1 - $0 }
      let widest = (widths.max() ?? 0) * (.pi / 180)
      bulge = widest * widest / 8 * (180 / .pi)
    }

    func find(_ cap: SphericalCap, into cells: inout [Int]) {
      let degrees = 180 / Double.pi
      let reach = cap.radius * degrees + bulge + 1e-9
      let centre = cap.latitude * degrees
      let rows = Self.cells(of: latitude.edges, from: centre - reach, to: centre + reach)
      guard !rows.isEmpty else { return }
      let half = cap.halfWidth(wider: 1e-9) * degrees
      var columns: [Int] = []
      if half >= 180 {
        columns = Array(0..<longitude.count)
      } else {
        let middle = cap.longitude * degrees
        var west = middle - half
        let first = longitude.edges[0]
        west -= 360 * ((west - first) / 360).rounded(.down)
        for turn in [-360.0, 0] {
          columns += Self.cells(
            of: longitude.edges,
            from: west + turn,
            to: west + turn + 2 * half
          )
        }
      }
      let stored = Set(columns).map { longitude.stored($0) }
      for row in rows {
        let base = latitude.stored(row) * longitude.count
        for column in stored { cells.append(base + column) }
      }
    }

    /// The cells between rising edges that touch an interval.
    private static func cells(of edges: [Double], from low: Double, to high: Double) -> Range<Int> {
      let count = edges.count - 1
      func first(notBelow number: Double) -> Int {
        var (a, b) = (0, edges.count)
        while a < b {
          let middle = (a + b) / 2
          if edges[middle] < number { a = middle + 1 } else { b = middle }
        }
        return a
      }
      let start = max(0, first(notBelow: low) - 1)
      let end = min(count, first(notBelow: high) + 1)
      guard low <= edges[count], high >= edges[0] else { return 0..<0 }
      return start..<max(start, end)
    }
  }

  /// Circles around cells, by bands of latitude and, within a band, by longitude.
  private struct Bands: Sendable {
    private struct Entry: Sendable {
      var longitude: Double
      var cell: Int32
      var cap: SphericalCap
    }

    private struct Band: Sendable {
      var entries: [Entry] = []
      var widest = 0.0
    }

    private var bands: [Band]
    private let height: Double
    private var widest = 0.0

    init(_ geometry: CellGeometry, threads: Int) {
      let caps = inPieces(geometry.count, of: 8192, threads: threads) { range in
        range.compactMap { cell in geometry.cap(of: cell).map { (cell, $0) } }
      }.flatMap { $0 }
      let radii = caps.map(\.1.radius).sorted()
      let median = radii.isEmpty ? 1 : radii[radii.count / 2]
      let count = max(1, min(1 << 14, Int(Double.pi / (2 * max(median, 1e-6)))))
      height = .pi / Double(count)
      bands = [Band](repeating: Band(), count: count)
      for (cell, cap) in caps {
        let number = min(count - 1, max(0, Int((cap.latitude + .pi / 2) / height)))
        bands[number].entries.append(
          Entry(longitude: cap.longitude, cell: Int32(cell), cap: cap)
        )
        bands[number].widest = max(bands[number].widest, cap.radius)
      }
      widest = bands.map(\.widest).max() ?? 0
      for i in bands.indices {
        bands[i].entries.sort { ($0.longitude, $0.cell) < ($1.longitude, $1.cell) }
      }
    }

    func find(_ cap: SphericalCap, into cells: inout [Int]) {
      let (latitude, longitude) = (cap.latitude, cap.longitude)
      func number(_ latitude: Double) -> Int {
        min(bands.count - 1, max(0, Int((latitude + .pi / 2) / height)))
      }
      let most = cap.radius + widest + 1e-9
      for number in number(latitude - most)...number(latitude + most) {
        let band = bands[number]
        guard !band.entries.isEmpty else { continue }
        let south = -.pi / 2 + Double(number) * height
        let reach = cap.radius + band.widest + 1e-9
        guard south - reach <= latitude, latitude <= south + height + reach else { continue }
        let half = cap.halfWidth(wider: band.widest)
        if half >= .pi {
          take(band.entries[...], cap, into: &cells)
          continue
        }
        for turn in [-1.0, 0, 1] {
          let middle = longitude + 2 * Double.pi * turn
          let (low, high) = (middle - half, middle + half)
          guard low <= Double.pi, high >= -Double.pi else { continue }
          let start = Self.first(band.entries, notBelow: low)
          var end = start
          while end < band.entries.count, band.entries[end].longitude <= high { end += 1 }
          take(band.entries[start..<end], cap, into: &cells)
        }
      }
    }

    private static func first(_ entries: [Entry], notBelow number: Double) -> Int {
      var (a, b) = (0, entries.count)
      while a < b {
        let middle = (a + b) / 2
        if entries[middle].longitude < number { a = middle + 1 } else { b = middle }
      }
      return a
    }

    private func take(
      _ entries: ArraySlice<Entry>,
      _ cap: SphericalCap,
      into cells: inout [Int]
    ) {
      for entry in entries {
        let reach = cap.radius + entry.cap.radius + 1e-9
        // A chord is never longer than its arc.
        if length(entry.cap.centre - cap.centre) <= reach { cells.append(Int(entry.cell)) }
      }
    }
  }
}
