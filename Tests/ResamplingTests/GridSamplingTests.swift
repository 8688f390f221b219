import ObservationModel
import Resampling
import Testing

/// What is looked at near a swath must be all that matters: the results are those of whole grids.
@Suite("Swaths to the cells of a grid")
struct GridSamplingTests {
  static let grids: [RegularGrid] = {
    func decimal(_ text: String) -> Decimal { Decimal(text) ?? Decimal(units: 1, scale: 1) }
    let global = try? RegularGrid.global(resolution: decimal("1"))
    let parts = [
      ("170", "-20", "195", "50"), ("0", "-90", "360", "90"), ("100", "20", "140", "60"),
    ]
    .map { west, south, east, north in
      try? RegularGrid(
        resolution: decimal("1"),
        west: decimal(west),
        south: decimal(south),
        east: decimal(east),
        north: decimal(north)
      )
    }
    return ([global] + parts).compactMap { $0 }
  }()

  func image(_ place: (Double, Double)) -> SwathImage {
    SwathSamplingTests.image(
      rows: 24,
      columns: 30,
      stepDegrees: 0.42,
      latitude: place.0,
      longitude: place.1,
      turnDegrees: 20
    )
  }

  func expectSame(
    _ found: SampledCells?,
    _ whole: (values: [Double], isUsed: [UInt8]),
    of grid: RegularGrid,
    within tolerance: Double = 0,
    _ comment: String
  ) {
    guard let found else {
      Issue.record("nothing was sampled: \(comment)")
      return
    }
    var values = [Double](repeating: .nan, count: grid.cellCount)
    for (cell, value) in zip(found.cells, found.values) {
      #expect(values[Int(cell)].isNaN, "a cell twice: \(comment)")
      values[Int(cell)] = value
    }
    for (cell, expected) in whole.values.enumerated() {
      let isSame =
        expected.isNaN ? values[cell].isNaN : abs(values[cell] - expected) <= tolerance
      if !isSame { Issue.record("cell \(cell): \(values[cell]) for \(expected): \(comment)") }
    }
    #expect(found.isUsed == whole.isUsed, "\(comment)")
  }

  /// The values without what else is said of them.
  func values(_ field: SampledField) -> (values: [Double], isUsed: [UInt8]) {
    (field.values.map(\.value), field.isUsed)
  }

  @Test(
    "have the values that all cells of the grid would have",
    arguments: SwathSamplingTests.places
  )
  func windows(latitude: Double, longitude: Double) {
    let image = image((latitude, longitude))
    var values = image.latitudes.indices.map { Double($0 * 37 % 101) }
    values[100] = .nan
    for (number, grid) in Self.grids.enumerated() {
      let comment = "grid \(number)"
      func sample(_ method: HorizontalMethod) -> SampledCells? {
        Grid.regular(grid).sample(
          values,
          latitudes: image.latitudes,
          longitudes: image.longitudes,
          shape: image.shape,
          by: method
        )
      }
      let middles = (
        zip(grid.latitudeEdges, grid.latitudeEdges.dropFirst()).map { ($0 + $1) / 2 },
        zip(grid.longitudeEdges, grid.longitudeEdges.dropFirst()).map { ($0 + $1) / 2 }
      )
      let latitudes = middles.0.flatMap { latitude in middles.1.map { _ in latitude } }
      let longitudes = middles.0.flatMap { _ in middles.1 }
      let index = SphereIndex(
        latitudes: image.latitudes,
        longitudes: image.longitudes,
        isUsed: values.map { $0.isNaN ? 0 : 1 }
      )
      for method in [
        NeighbourMethod.nearest(radiusMeters: 30_000),
        .gaussian(sigmaMeters: 20_000, neighbours: 6, radiusMeters: 150_000),
      ] {
        let whole = index.sample(
          values,
          atLatitudes: latitudes,
          longitudes: longitudes,
          by: method
        )
        expectSame(
          sample(.neighbours(method)),
          self.values(whole),
          of: grid,
          "\(comment), \(method)"
        )
      }
      expectSame(
        sample(.bilinear(radiusMeters: 30_000)),
        self.values(
          image.interpolateBilinearly(
            values,
            atLatitudes: latitudes,
            longitudes: longitudes,
            radiusMeters: 30_000
          )
        ),
        of: grid,
        "\(comment), bilinear"
      )
      // Longitudes a turn on move shares by their last places.
      expectSame(
        sample(.footprint(rowsPerScan: nil, minimumCoverage: 0.3)),
        self.values(
          image.averageFootprints(
            values,
            latitudeEdges: grid.latitudeEdges,
            longitudeEdges: grid.longitudeEdges,
            minimumCoverage: 0.3
          )
        ),
        of: grid,
        within: 1e-7,
        "\(comment), footprint"
      )
      let west = grid.longitudeEdges[0]
      let goesRound = grid.columns == 360
      let places = ImagePlaces(
        shape: FieldShape(rows: grid.rows, columns: grid.columns),
        rows: image.latitudes.map { $0 - grid.latitudeEdges[0] - 0.5 },
        columns: image.longitudes.map { longitude in
          var longitude = longitude
          // To the turn of the grid, or the nearer side of it.
          while longitude < west - 90 { longitude += 360 }
          return longitude - west - 0.5
        },
        columnPeriod: goesRound ? 360 : nil
      )
      // At the poles of a part of the globe ellipses have no even ends.
      guard goesRound || latitude.magnitude < 60 else { continue }
      expectSame(
        sample(.ellipticalWeightedAveraging(rowsPerScan: 8)),
        EllipticalWeightedAveraging(rowsPerScan: 8)
          .average(values, shape: image.shape, at: places),
        of: grid,
        within: 0.1,
        "\(comment), ellipses"
      )
    }
  }

  @Test("have none where the swath is elsewhere, or is no image where one is needed")
  func elsewhere() {
    let image = image((-60, 10))
    let values = [Double](repeating: 1, count: image.latitudes.count)
    let grid = Grid.regular(Self.grids[3])
    for method in [
      HorizontalMethod.neighbours(.nearest(radiusMeters: 1000)), .bilinear(radiusMeters: 1000),
      .footprint(rowsPerScan: nil, minimumCoverage: 0.1),
      .ellipticalWeightedAveraging(rowsPerScan: 4),
    ] {
      let found = grid.sample(
        values,
        latitudes: image.latitudes,
        longitudes: image.longitudes,
        shape: image.shape,
        by: method
      )
      #expect(found?.cells == [])
      #expect(found?.isUsed.contains(1) == false)
      let shapeless = grid.sample(
        values,
        latitudes: image.latitudes,
        longitudes: image.longitudes,
        shape: nil,
        by: method
      )
      #expect((shapeless == nil) == method.needsImage)
    }
  }
}
