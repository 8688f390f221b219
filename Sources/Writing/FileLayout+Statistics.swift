internal import NetCDFFile
internal import ObservationModel
internal import Summary

extension FileLayout {
  /// Adds one variable for each statistic of a quantity, and the counts by network.
  mutating func addStatistics(
    of variable: ProductVariable,
    index: Int,
    in product: GridProduct,
    levels: VerticalCoordinates
  ) {
    let shape = product.shape(of: variable)
    let isOnDepths = variable.vertical == .standardDepths
    let horizontal = product.grid.dimensions.map(\.name)
    let dimensions = (isOnDepths ? ["time", "depth"] : ["time"]) + horizontal
    let chunks = chunkShape(of: shape, horizontalAxes: horizontal.count)
    let others =
      (levels.name(of: variable.vertical).map { [$0] } ?? []) + product.grid.auxiliaryCoordinates
    let names = StatisticNames(
      variable,
      horizontalAxes: horizontal,
      isOfLayers: !levels.layers.isEmpty
    )
    // The values first: what a reader opens a product for.
    for statistic in variable.fields.keys.sorted() {
      var attributes = names.description(of: statistic)
      attributes.append(AttributeLayout("grid_mapping", "crs"))
      if !others.isEmpty {
        attributes.append(AttributeLayout("coordinates", others.joined(separator: " ")))
      }
      variables.append(
        VariableLayout(
          name: names.name(of: statistic),
          type: statistic.storedType,
          dimensions: dimensions,
          attributes: attributes,
          fill: statistic == .count ? nil : .reals([.nan]),
          chunks: chunks,
          contents: .statistic(statistic, variable: index)
        )
      )
    }
    for estimate in CellEstimate.allCases where variable.estimates[estimate] != nil {
      var attributes = names.description(of: estimate)
      attributes.append(AttributeLayout("grid_mapping", "crs"))
      if !others.isEmpty {
        attributes.append(AttributeLayout("coordinates", others.joined(separator: " ")))
      }
      variables.append(
        VariableLayout(
          name: names.name(of: estimate),
          type: .float,
          dimensions: dimensions,
          attributes: attributes,
          fill: .reals([.nan]),
          chunks: chunks,
          contents: .estimate(estimate, variable: index)
        )
      )
    }
    addAnalysis(
      of: variable,
      index: index,
      dimensions: dimensions,
      chunks: chunks,
      coordinates: others,
      names: names
    )
    guard variable.countByNetwork != nil else { return }
    var attributes = names.descriptionOfCountByNetwork
    let coordinates = ["network_name"] + others
    attributes.append(AttributeLayout("grid_mapping", "crs"))
    attributes.append(AttributeLayout("coordinates", coordinates.joined(separator: " ")))
    variables.append(
      VariableLayout(
        name: names.nameOfCountByNetwork,
        type: .int,
        dimensions: ["network"] + dimensions,
        attributes: attributes,
        chunks: [1] + chunks,
        contents: .countByNetwork(variable: index)
      )
    )
  }
}

extension Statistic {
  /// Sums keep the digits that a Float does not have.
  var storedType: StoredType {
    switch self {
    case .count: .int
    case .sum, .sumOfSquares: .double
    default: .float
    }
  }
}

/// The chunks of a variable of a shape, in the order of its dimensions with longitude fastest.
///
/// A horizontal field of up to 65 536 cells is one chunk, a larger one is cut into near-equal
/// parts of at most 256 rows and columns, or 65 536 cells of a single axis, so that neither a map
/// nor a time series at one place has to inflate much more than it needs. Small fields are gathered
/// over depth and then time until a chunk has some 65 536 values, because a chunk has a cost of its
/// own.
///
/// - Parameters:
///   - shape: `[..., lat, lon]` or `[..., cell]`, all lengths greater than 0.
///   - horizontalAxes: How many of the last axes are horizontal: 2 or 1.
package func chunkShape(of shape: [Int], horizontalAxes: Int = 2) -> [Int] {
  let target = 65_536
  var chunks = shape
  let leading = shape.count - horizontalAxes
  let cellCount = shape[leading...].reduce(1, *)
  if cellCount > target {
    let longest = horizontalAxes == 1 ? target : 256
    for axis in leading..<shape.count {
      let parts = (shape[axis] + longest - 1) / longest
      chunks[axis] = (shape[axis] + parts - 1) / parts
    }
    for axis in 0..<leading { chunks[axis] = 1 }
    return chunks
  }
  var room = target / cellCount
  for axis in (0..<leading).reversed() {
    chunks[axis] = max(1, min(shape[axis], room))
    room /= chunks[axis]
  }
  return chunks
}
