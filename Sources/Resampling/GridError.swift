/// Why a grid cannot be laid out.
public enum GridError: Error, Equatable {
  case resolutionNotPositive
  case latitudesOutOfOrder
  case longitudesOutOfOrder
  case notWholeCells
  case tooManyCells

  /// Fewer than two centres leave the width of a cell open.
  case tooFewCenters

  /// A list of centres or edges is not in order.
  case notMonotonic

  /// The left edge of an extent in a plane is not less than the right one, or the lower one than
  /// the upper one, or one is not a number.
  case extentOutOfOrder

  /// The latitude of true scale of a projection is not off the equator, or its meridian is no
  /// longitude.
  case notAProjection

  case notAHEALPixSide
}

extension GridError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .resolutionNotPositive: "the resolution must be greater than 0"
    case .latitudesOutOfOrder:
      "south must be less than north, both within -90...90 degrees"
    case .longitudesOutOfOrder:
      "west must be less than east, at most 360 degrees apart, from -180 to 540"
    case .notWholeCells: "the extent must be a whole number of cells in both directions"
    case .tooManyCells: "the grid has more than \(RegularGrid.largestCellCount) cells"
    case .tooFewCenters: "two centres at least must tell the width of the cells"
    case .notMonotonic: "coordinates must increase or decrease from one to the next"
    case .extentOutOfOrder: "left must be less than right and bottom less than top"
    case .notAProjection:
      """
      the latitude of true scale must be from -90 to 90 degrees and not 0, the central longitude \
      from -180 to 180
      """
    case .notAHEALPixSide: "nside must be a power of 2 from 1 to \(HEALPixGrid.largestSide)"
    }
  }
}
