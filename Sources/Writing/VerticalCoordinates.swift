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

  /// The layers around the standard depths; empty when values are at the depths themselves.
  let layers: [ClosedRange<Double>]

  /// In the order in which variables ask for them.
  let scalars: [Scalar]

  private let isAtSurfaceOnly: Bool

  init(_ product: GridProduct) {
    var distinct: [VerticalPlacement] = []
    for variable in product.variables where !distinct.contains(variable.vertical) {
      distinct.append(variable.vertical)
    }
    standardDepthsMeters = distinct.contains(.standardDepths) ? product.depthsMeters : []
    layers = standardDepthsMeters.isEmpty ? [] : product.depthBoundsMeters
    isAtSurfaceOnly =
      distinct.contains(.seaSurface)
      && distinct.allSatisfy { $0 == .seaSurface || $0 == .unstated }
    if isAtSurfaceOnly { distinct = [.depth(meters: 0)] }
    let depthCount = distinct.count { if case .depth = $0 { true } else { false } }
    let heightCount = distinct.count { if case .height = $0 { true } else { false } }
    let isDepthTaken = !standardDepthsMeters.isEmpty
    scalars = distinct.compactMap { placement in
      switch placement {
      case .unstated, .seaSurface, .standardDepths: return nil
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
    let told = placement == .seaSurface && isAtSurfaceOnly ? .depth(meters: 0) : placement
    return scalars.first { $0.placement == told }?.name
  }

  /// The levels that the file states its vertical extent by, which ACDD allows one of: the standard
  /// depths, else the other depths, else the heights. In metres, increasing; empty when no variable
  /// has a level.
  var extentMeters: (levels: [Double], isPositiveDown: Bool) {
    if !standardDepthsMeters.isEmpty { return (standardDepthsMeters, true) }
    var depths: [Double] = []
    var heights: [Double] = []
    for scalar in scalars {
      switch scalar.placement {
      case .depth(let meters): depths.append(meters)
      case .height(let meters): heights.append(meters)
      case .unstated, .seaSurface, .standardDepths: break
      }
    }
    return depths.isEmpty ? (heights.sorted(), false) : (depths.sorted(), true)
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
