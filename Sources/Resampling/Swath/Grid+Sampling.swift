public import ObservationModel

extension Grid {
  /// True where observations can be brought to the grid by a method.
  public func takes(_ method: HorizontalMethod) -> Bool {
    switch method {
    case .bin, .neighbours, .bilinear: true
    case .footprint: edges != nil
    case .ellipticalWeightedAveraging:
      if case .regular = self { true } else { false }
    }
  }

  /// The parallels and meridians between the cells; nil where they are not the edges.
  private var edges: (latitudes: [Double], longitudes: [Double])? {
    switch self {
    case .regular(let grid): (grid.latitudeEdges, grid.longitudeEdges)
    case .rectilinear(let grid): (grid.latitudeEdges, grid.longitudeEdges)
    case .polarStereographic, .healpix: nil
    }
  }

  /// Brings values of one quantity to the cells of the grid.
  ///
  /// - Parameters:
  ///   - values: Shape `[source]`; NaN where missing. Those that are missing are no neighbours.
  ///   - latitudes: Degrees north, shape `[source]`; NaN where missing.
  ///   - longitudes: Degrees east, shape `[source]`; NaN where missing.
  ///   - shape: The rows and columns of the image that they make; nil when they make none.
  ///   - method: Not `bin`, which asks `findCells`.
  /// - Returns: Nil when the method asks for more than there is: an image, or a grid that takes it.
  /// - Precondition: The lengths agree.
  public func sample(
    _ values: [Double],
    latitudes: [Double],
    longitudes: [Double],
    shape: FieldShape?,
    by method: HorizontalMethod
  ) -> SampledCells? {
    precondition(latitudes.count == values.count && longitudes.count == values.count)
    let image = shape.map { SwathImage(shape: $0, latitudes: latitudes, longitudes: longitudes) }
    switch method {
    case .bin:
      return nil
    case .neighbours(let method):
      let targets = TargetCells(
        of: self,
        near: latitudes,
        longitudes,
        radiusMeters: method.radiusMeters
      )
      let index = SphereIndex(
        latitudes: latitudes,
        longitudes: longitudes,
        isUsed: values.map { $0.isNaN ? 0 : 1 }
      )
      let field = index.sample(
        values,
        atLatitudes: targets.latitudes,
        longitudes: targets.longitudes,
        by: method
      )
      return SampledCells(field) { targets.cells[$0] }
    case .bilinear(let radius):
      guard let image else { return nil }
      let targets = TargetCells(of: self, near: latitudes, longitudes, radiusMeters: radius)
      let field = image.interpolateBilinearly(
        values,
        atLatitudes: targets.latitudes,
        longitudes: targets.longitudes,
        radiusMeters: radius
      )
      return SampledCells(field) { targets.cells[$0] }
    case .ellipticalWeightedAveraging(let rowsPerScan):
      guard let image, let edges, takes(.ellipticalWeightedAveraging(rowsPerScan: rowsPerScan))
      else { return nil }
      return image.averageEllipses(
        values,
        by: EllipticalWeightedAveraging(rowsPerScan: rowsPerScan),
        latitudeEdges: edges.latitudes,
        longitudeEdges: edges.longitudes
      )
    case .footprint(let rowsPerScan, let minimumCoverage):
      guard let image, let edges else { return nil }
      guard
        let window = GridWindow(
          latitudeEdges: edges.latitudes,
          longitudeEdges: edges.longitudes,
          near: latitudes,
          longitudes,
          marginDegrees: image.widestStepDegrees
        )
      else { return SampledCells(sourceCount: values.count) }
      let field = image.averageFootprints(
        values,
        latitudeEdges: window.latitudeEdges,
        longitudeEdges: window.longitudeEdges,
        rowsPerScan: rowsPerScan,
        minimumCoverage: minimumCoverage
      )
      return SampledCells(field) { window.cell($0) }
    }
  }
}

extension SwathImage {
  /// The widest distance between neighbouring positions, in degrees of a great circle or a little
  /// more.
  fileprivate var widestStepDegrees: Double {
    let vectors = UnitVectors(latitudes: latitudes.span, longitudes: longitudes.span)
    var widest = 0.0
    func step(_ i: Int, _ j: Int) {
      let (dx, dy, dz) = (
        vectors.x[i] - vectors.x[j], vectors.y[i] - vectors.y[j], vectors.z[i] - vectors.z[j]
      )
      // False where one is missing.
      let squared = dx * dx + dy * dy + dz * dz
      if squared > widest { widest = squared }
    }
    for i in latitudes.indices {
      if i % shape.columns > 0 { step(i, i - 1) }
      if i >= shape.columns { step(i, i - shape.columns) }
    }
    // An arc is at most half of π times its chord.
    return widest.squareRoot() * 90
  }

  /// Spreads pixels over ellipses on the image that the cells between parallels and meridians make.
  fileprivate func averageEllipses(
    _ values: [Double],
    by method: EllipticalWeightedAveraging,
    latitudeEdges: [Double],
    longitudeEdges: [Double]
  ) -> SampledCells {
    let (rows, columns) = (latitudeEdges.count - 1, longitudeEdges.count - 1)
    let (south, west) = (latitudeEdges[0], longitudeEdges[0])
    let height = (latitudeEdges[rows] - south) / Double(rows)
    let width = (longitudeEdges[columns] - west) / Double(columns)
    guard
      let window = GridWindow(
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        near: latitudes,
        longitudes,
        marginDegrees: max(height, width) * Double(EllipticalWeightedAveraging.largestReach)
      )
    else { return SampledCells(sourceCount: values.count) }
    let (first, begin) = (window.latitudeEdges[0], window.longitudeEdges[0])
    let places = ImagePlaces(
      latitudes,
      along: ImageAxis(first: first + height / 2, step: height, cells: window.shape.rows),
      longitudes,
      along: ImageAxis(
        first: begin + width / 2,
        step: width,
        cells: window.shape.columns,
        turn: 360
      )
    )
    let field = method.average(values, shape: shape, at: places)
    return SampledCells(field.values, isUsed: field.isUsed) { window.cell($0) }
  }
}
