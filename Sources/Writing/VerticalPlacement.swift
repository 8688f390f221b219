public import ObservationModel

/// Where the values of a product variable are in the vertical.
public enum VerticalPlacement: Sendable, Hashable {
  /// Not known, or told by the standard name alone.
  case unstated

  /// At the sea surface, as the standard name says. A product whose variables are nowhere else
  /// tells it as a depth of 0; beside other levels it goes without saying.
  case seaSurface

  /// On the standard depths of the product.
  case standardDepths

  /// At one depth below the sea surface, in metres, positive down.
  case depth(meters: Double)

  /// At one height above the sea surface, in metres, positive up.
  case height(meters: Double)

  /// What the name of a quantity says: the sea surface, a height of 10 m for winds at 10 m, and
  /// nothing for the others.
  public static func customary(for quantity: Quantity) -> VerticalPlacement {
    if quantity.name.hasSuffix("_10m") { return .height(meters: 10) }
    if quantity.standardName.hasPrefix("sea_surface_") { return .seaSurface }
    return .unstated
  }
}
