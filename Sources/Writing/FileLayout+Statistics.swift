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
    let dimensions = isOnDepths ? ["time", "depth", "lat", "lon"] : ["time", "lat", "lon"]
    let scalar = levels.name(of: variable.vertical)
    let names = StatisticNames(variable)
    // The values first: what a reader opens a product for.
    let order = Statistic.allCases.filter { $0 != .count } + [.count]
    for statistic in order where variable.fields[statistic] != nil {
      var attributes = names.description(of: statistic)
      attributes.append(AttributeLayout("grid_mapping", "crs"))
      if let scalar { attributes.append(AttributeLayout("coordinates", scalar)) }
      variables.append(
        VariableLayout(
          name: names.name(of: statistic),
          type: statistic == .count ? .int : .float,
          dimensions: dimensions,
          attributes: attributes,
          fill: statistic == .count ? nil : .reals([.nan]),
          chunks: chunkShape(of: shape),
          contents: .statistic(statistic, variable: index)
        )
      )
    }
    guard variable.countByNetwork != nil else { return }
    var attributes = names.descriptionOfCountByNetwork
    let coordinates = ["network_name"] + (scalar.map { [$0] } ?? [])
    attributes.append(AttributeLayout("grid_mapping", "crs"))
    attributes.append(AttributeLayout("coordinates", coordinates.joined(separator: " ")))
    variables.append(
      VariableLayout(
        name: names.nameOfCountByNetwork,
        type: .int,
        dimensions: ["network"] + dimensions,
        attributes: attributes,
        chunks: [1] + chunkShape(of: shape),
        contents: .countByNetwork(variable: index)
      )
    )
  }
}

/// The chunks of a variable of a shape, in the order of its dimensions with longitude fastest.
///
/// A horizontal field of up to 65 536 cells is one chunk, a larger one is cut into near-equal
/// parts of at most 256 rows and columns, so that neither a map nor a time series at one place has
/// to inflate much more than it needs. Small fields are gathered over depth and then time until a
/// chunk has some 65 536 values, because a chunk has a cost of its own.
///
/// - Parameter shape: `[..., lat, lon]`, all lengths greater than 0.
package func chunkShape(of shape: [Int]) -> [Int] {
  let target = 65_536
  var chunks = shape
  guard let rows = shape.dropLast().last, let columns = shape.last else { return shape }
  if rows * columns > target {
    for axis in [shape.count - 2, shape.count - 1] {
      let parts = (shape[axis] + 255) / 256
      chunks[axis] = (shape[axis] + parts - 1) / parts
    }
    for axis in 0..<shape.count - 2 { chunks[axis] = 1 }
    return chunks
  }
  var room = target / (rows * columns)
  for axis in (0..<shape.count - 2).reversed() {
    chunks[axis] = max(1, min(shape[axis], room))
    room /= chunks[axis]
  }
  return chunks
}
