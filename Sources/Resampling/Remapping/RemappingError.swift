/// Why one grid cannot be brought to another.
public enum RemappingError: Error, Equatable, Sendable {
  /// Coordinates that only rise or only fall were expected, with as many values as bounds.
  case axisNotMonotonic(String)

  /// Bounds were expected that follow each other without gaps.
  case boundsNotContiguous(String)

  /// The numbers of coordinates and of cells differ.
  case wrongShape(expected: Int, found: Int)

  /// The method needs rows and columns, which the source does not have.
  case needsRowsAndColumns(RemappingMethod)

  /// A grid has too many cells for one remapping.
  case tooManyCells(Int)

  /// The projection is drawn on a figure of the Earth that is not known.
  case unknownFigure(semiMajorAxisMeters: Double)

  /// The cells cannot be laid out.
  case notLaidOut(GridError)

  /// Cells are too wide for edges that are great circles.
  case cellsTooWide(degrees: Double)
}

extension RemappingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .axisNotMonotonic(let name):
      "expected \(name) that only rise or only fall, within their range"
    case .boundsNotContiguous(let name):
      "the bounds of \(name) leave gaps or overlap: expected each cell to end where the next begins"
    case .wrongShape(let expected, let found):
      "expected \(expected) coordinates of cells, found \(found)"
    case .needsRowsAndColumns(let method):
      "the method \(method.rawValue) needs a source of rows and columns; for cells such as those of "
        + "HEALPix use nearest, inverse_distance or conservative"
    case .tooManyCells(let count):
      "a grid of \(count) cells is larger than the limit of \(RemappingGrid.largestCellCount)"
    case .unknownFigure(let meters):
      "a projection on a figure of the Earth with an axis of \(meters) m: expected WGS 84 or Hughes "
        + "1980, or a latitude and a longitude for each cell"
    case .notLaidOut(let error):
      "\(error)"
    case .cellsTooWide(let degrees):
      "cells of \(degrees) degrees of longitude are too wide to have great circles as edges; the "
        + "limit is \(RemappingGrid.widestCellDegrees)"
    }
  }
}
