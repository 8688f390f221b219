extension RegularGrid {
  /// The positions of the middles of the cells, degrees north and east, shape `[cell]` each.
  var middles: (latitudes: [Double], longitudes: [Double]) {
    let rowMiddles = (0..<rows).map { (latitudeEdges[$0] + latitudeEdges[$0 + 1]) / 2 }
    let columnMiddles = (0..<columns).map { (longitudeEdges[$0] + longitudeEdges[$0 + 1]) / 2 }
    return (
      rowMiddles.flatMap { repeatElement($0, count: columns) },
      [[Double]](repeating: columnMiddles, count: rows).flatMap { $0 }
    )
  }
}
