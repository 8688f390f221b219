extension Grid {
  /// The positions of the middles of the cells, degrees north and east, shape `[cell]` each.
  var middles: (latitudes: [Double], longitudes: [Double]) {
    let centers = (0..<cellCount).map { center(of: $0) }
    return (centers.map(\.latitude), centers.map(\.longitude))
  }
}
