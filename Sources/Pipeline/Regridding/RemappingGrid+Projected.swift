internal import Kernels
internal import Reading
internal import Resampling

extension QuadrilateralCells {
  /// The pixels of HEALPix, their sides taken to be great circles.
  init(_ pixels: HEALPixGrid) throws(RemappingError) {
    let all = 0..<pixels.cellCount
    try self.init(
      centres: all.map { pixels.center(of: $0) },
      corners: all.flatMap { pixels.corners(of: $0) }
    )
  }

  /// The squares of a polar stereographic plane, their sides taken to be great circles.
  init(_ plane: PolarStereographicGrid) throws(RemappingError) {
    let all = 0..<plane.cellCount
    try self.init(centres: plane.centers(of: all), corners: plane.corners(of: all))
  }

  private init(
    centres: [GridPosition],
    corners: [GridPosition]
  ) throws(RemappingError) {
    try self.init(
      latitudes: centres.map(\.latitude),
      longitudes: centres.map(\.longitude),
      cornerLatitudes: corners.map(\.latitude),
      cornerLongitudes: corners.map(\.longitude)
    )
  }

  /// The rectangles around the coordinates of a polar stereographic plane, as a file tells them.
  ///
  /// - Parameters:
  ///   - x: Metres, shape `[column]`, evenly spaced or not.
  ///   - y: Metres, shape `[row]`.
  /// - Returns: Nil for a figure of the Earth that is not known.
  init?(
    _ mapping: PolarStereographicMapping,
    x: [Double],
    y: [Double]
  ) throws(RemappingError) {
    guard let projection = PolarProjection(mapping) else { return nil }
    let (xEdges, yEdges) = (Self.edges(around: x), Self.edges(around: y))
    let shiftX = mapping.falseEastingMeters
    let shiftY = mapping.falseNorthingMeters
    func positions(_ x: [Double], _ y: [Double]) -> (latitudes: [Double], longitudes: [Double]) {
      var latitudes = [Double](repeating: 0, count: x.count)
      var longitudes = latitudes
      var latitudeSpan = latitudes.mutableSpan
      var longitudeSpan = longitudes.mutableSpan
      let (plainX, plainY) = (x.map { $0 - shiftX }, y.map { $0 - shiftY })
      unprojectPolarStereographic(
        x: plainX.span,
        y: plainY.span,
        projection: projection.forKernels,
        latitudes: &latitudeSpan,
        longitudes: &longitudeSpan
      )
      return (latitudes, longitudes)
    }
    var (centreX, centreY): ([Double], [Double]) = ([], [])
    var (cornerX, cornerY): ([Double], [Double]) = ([], [])
    for row in y.indices {
      for column in x.indices {
        centreX.append(x[column])
        centreY.append(y[row])
        cornerX += [xEdges[column], xEdges[column + 1], xEdges[column + 1], xEdges[column]]
        cornerY += [yEdges[row], yEdges[row], yEdges[row + 1], yEdges[row + 1]]
      }
    }
    let (centres, corners) = (positions(centreX, centreY), positions(cornerX, cornerY))
    try self.init(
      latitudes: centres.latitudes,
      longitudes: centres.longitudes,
      cornerLatitudes: corners.latitudes,
      cornerLongitudes: corners.longitudes
    )
  }

  /// Edges halfway between coordinates, the outermost as far out as the next ones in.
  private static func edges(around centres: [Double]) -> [Double] {
    let n = centres.count
    guard n > 1 else { return centres.flatMap { [$0 - 0.5, $0 + 0.5] } }
    let inner = zip(centres, centres.dropFirst()).map { ($0 + $1) / 2 }
    return [1.5 * centres[0] - 0.5 * centres[1]] + inner
      + [1.5 * centres[n - 1] - 0.5 * centres[n - 2]]
  }
}

extension PolarProjection {
  /// The projection of a grid mapping; nil for a figure of the Earth that is not known.
  fileprivate init?(_ mapping: PolarStereographicMapping) {
    let known = PolarProjection.registered.first {
      $0.trueScaleLatitude == mapping.standardParallel
        && $0.centralLongitude == mapping.longitudeOfOrigin
        && $0.isDrawn(on: mapping)
    }
    if let known {
      self = known
      return
    }
    guard
      let other = try? PolarProjection(
        trueScaleLatitude: mapping.standardParallel,
        centralLongitude: mapping.longitudeOfOrigin
      ), other.isDrawn(on: mapping)
    else { return nil }
    self = other
  }

  /// True when the ellipsoid is that of the mapping, to a centimetre.
  private func isDrawn(on mapping: PolarStereographicMapping) -> Bool {
    let major = ellipsoid.semiMajorAxisMeters
    return (major - mapping.semiMajorAxisMeters).magnitude < 0.01
      && (major * (1 / ellipsoid.inverseFlattening - mapping.flattening)).magnitude < 0.01
  }
}
