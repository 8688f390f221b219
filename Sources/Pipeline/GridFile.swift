internal import Reading
internal import Resampling

/// Reads the grid that a file has its fields on.
enum GridFile {
  typealias Fault = TestResourceFile.Fault

  /// The grid of the fields in the file at `path`.
  ///
  /// Rows and columns keep the bounds that the file states, where these meet; else edges are the
  /// middles between coordinates.
  static func grid(at path: String) throws(Fault) -> Grid {
    let file: GriddedFile
    do throws(ReadingError) {
      file = try GriddedFile(path: path)
    } catch {
      throw Fault(message: "cannot tell a grid: \(error)")
    }
    let kinds = file.variables.map(\.grid.kind)
    guard let kind = kinds.first, kinds.allSatisfy({ $0 == kind }) else {
      throw Fault(message: "has fields on several grids")
    }
    do throws(GridError) {
      if let grid = try grid(kind) { return grid }
    } catch {
      throw Fault(message: "has a grid that cannot be taken: \(error)")
    }
    throw Fault(message: "has a grid that is neither one of rows and columns nor of HEALPix")
  }

  private static func grid(_ kind: GriddedCoordinates.Kind) throws(GridError) -> Grid? {
    switch kind {
    case .rectilinear(let latitudes, let longitudes, let latitudeBounds, let longitudeBounds):
      var latitudeEdges = latitudeBounds.flatMap { edges($0) } ?? []
      if latitudeEdges.isEmpty {
        latitudeEdges = try RectilinearGrid.latitudeEdges(around: latitudes)
      }
      var longitudeEdges = longitudeBounds.flatMap { edges($0) } ?? []
      if longitudeEdges.isEmpty {
        longitudeEdges = try RectilinearGrid.longitudeEdges(around: longitudes)
      }
      return .rectilinear(
        try RectilinearGrid(latitudeEdges: latitudeEdges, longitudeEdges: longitudeEdges)
      )
    case .healpix(let nside, let isNested):
      return .healpix(try HEALPixGrid(nside: nside, order: isNested ? .nested : .ring))
    case .polarStereographic, .curvilinear:
      return nil
    }
  }

  /// The edges of an axis from its bounds, shape `[cell, 2]`; nil where they do not meet.
  private static func edges(_ bounds: [Double]) -> [Double]? {
    var cells = stride(from: 0, to: bounds.count - 1, by: 2).map {
      (low: min(bounds[$0], bounds[$0 + 1]), high: max(bounds[$0], bounds[$0 + 1]))
    }
    if let first = cells.first, let last = cells.last, first.low > last.low { cells.reverse() }
    // Bounds in single precision meet within its rounding.
    let meet = zip(cells, cells.dropFirst()).allSatisfy { abs($0.high - $1.low) < 1e-4 }
    guard meet, let last = cells.last else { return nil }
    return cells.map(\.low) + [last.high]
  }
}
