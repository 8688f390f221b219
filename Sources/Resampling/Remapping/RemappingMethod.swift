/// How the values of one grid become those of another.
public enum RemappingMethod: String, Sendable, CaseIterable {
  /// The value of the cell whose centre is nearest.
  case nearest

  /// Between the four centres around a position, linear along rows and along columns.
  case bilinear

  /// Cubic along rows and along columns, with slopes from five centres: of fourth order where the
  /// axes are even. May overshoot.
  case bicubic

  /// The mean of the four nearest centres, weighted with the inverse of their distances.
  case inverseDistance = "inverse_distance"

  /// The mean over the area of a cell, each source cell of one value: what is spread over an area
  /// stays the same in sum. Never overshoots.
  ///
  /// - SeeAlso: Jones (1999), *First- and second-order conservative remapping schemes for grids in
  ///   spherical coordinates*, Monthly Weather Review 127, 2204-2210.
  case conservative

  /// The mean over the area of a cell, each source cell with the gradient that its neighbours tell.
  case conservativeSecondOrder = "conservative_second_order"

  /// The value that has the largest part of the area of a cell; of several, the least. For codes.
  case largestAreaFraction = "largest_area_fraction"

  /// The method by our name, or by those of CDO, ESMF and xESMF.
  public init?(name: String) {
    switch name {
    case "nearest_s2d", "neareststod", "nn", "remapnn": self = .nearest
    case "bil", "remapbil": self = .bilinear
    case "bic", "remapbic": self = .bicubic
    case "dis", "remapdis": self = .inverseDistance
    case "conservative_normed", "conserve", "con", "remapcon": self = .conservative
    case "conserve2nd", "con2", "remapcon2": self = .conservativeSecondOrder
    case "laf", "remaplaf": self = .largestAreaFraction
    default: self.init(rawValue: name)
    }
  }

  /// True of methods that work on areas.
  public var isConservative: Bool {
    switch self {
    case .conservative, .conservativeSecondOrder, .largestAreaFraction: true
    case .nearest, .bilinear, .bicubic, .inverseDistance: false
    }
  }

  /// True of methods whose values are values of the source, so that codes stay codes.
  public var keepsCodes: Bool { self == .nearest || self == .largestAreaFraction }
}
