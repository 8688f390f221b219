/// The vertical coordinates of a product: the standard depths and one scalar coordinate for each
/// depth or height that a variable is at.
struct VerticalCoordinates {
  /// A depth or height with the name of its coordinate variable.
  struct Scalar: Equatable {
    var name: String
    var placement: VerticalPlacement
  }

  /// Metres below the surface; empty when no variable is on standard depths.
  let standardDepthsMeters: [Double]

  /// In the order in which variables ask for them.
  let scalars: [Scalar]

  init(_ product: GridProduct) {
    let placements = product.variables.map(\.vertical)
    standardDepthsMeters = placements.contains(.standardDepths) ? product.depthsMeters : []
    var distinct: [VerticalPlacement] = []
    for placement in placements where !distinct.contains(placement) { distinct.append(placement) }
    let depthCount = distinct.count { if case .depth = $0 { true } else { false } }
    let heightCount = distinct.count { if case .height = $0 { true } else { false } }
    let isDepthTaken = !standardDepthsMeters.isEmpty
    scalars = distinct.compactMap { placement in
      switch placement {
      case .unstated, .standardDepths: return nil
      case .depth(let meters):
        let name = depthCount > 1 || isDepthTaken ? "depth_\(Self.label(meters))" : "depth"
        return Scalar(name: name, placement: placement)
      case .height(let meters):
        let name = heightCount > 1 ? "height_\(Self.label(meters))" : "height"
        return Scalar(name: name, placement: placement)
      }
    }
  }

  /// The name of the scalar coordinate of a placement, nil when it has none.
  func name(of placement: VerticalPlacement) -> String? {
    scalars.first { $0.placement == placement }?.name
  }

  /// The extent that the file states as its vertical extent, which ACDD allows one of: that of the
  /// standard depths, else that of the first depth, else that of the first height.
  var extent: (minimumMeters: Double, maximumMeters: Double, isPositiveDown: Bool)? {
    if let first = standardDepthsMeters.first, let last = standardDepthsMeters.last {
      return (first, last, true)
    }
    for scalar in scalars {
      if case .depth(let meters) = scalar.placement { return (meters, meters, true) }
    }
    for scalar in scalars {
      if case .height(let meters) = scalar.placement { return (meters, meters, false) }
    }
    return nil
  }

  /// `10m` for 10 metres, `0p5m` for half a metre.
  private static func label(_ meters: Double) -> String {
    let digits = plainText(meters).map { character -> Character in
      switch character {
      case ".": "p"
      case "-": "m"
      case "+": "_"
      default: character
      }
    }
    return String(digits) + "m"
  }
}

/// The shortest decimal text of a number, without `.0` at the end.
func plainText(_ number: Double) -> String {
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
