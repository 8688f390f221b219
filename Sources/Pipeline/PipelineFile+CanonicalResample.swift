internal import Resampling

extension PipelineFile {
  var canonicalResample: CanonicalValue {
    .object([
      "grid": resample.grid.canonical,
      "method": resample.method.canonical,
      "levels": resample.levels?.canonical ?? .null,
      "time": resample.timeStep.canonical,
    ])
  }
}

extension Grid {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .regular(let grid):
      let edges = [
        grid.longitudeEdges.first, grid.latitudeEdges.first, grid.longitudeEdges.last,
        grid.latitudeEdges.last,
      ]
      return .object([
        "resolution": .number(grid.resolution.value),
        "extent": .numbers(edges.compactMap { $0 }),
      ])
    case .rectilinear(let grid):
      return .object([
        "latitude_edges": .numbers(grid.latitudeEdges),
        "longitude_edges": .numbers(grid.longitudeEdges),
      ])
    case .polarStereographic(let grid):
      let projection = grid.projection
      let edges = [grid.xEdges.first, grid.yEdges.first, grid.xEdges.last, grid.yEdges.last]
      return .object([
        "projection": .object([
          "name": .optional(projection.name),
          "true_scale_latitude": .number(projection.trueScaleLatitude),
          "central_longitude": .number(projection.centralLongitude),
          "ellipsoid": .text(projection.ellipsoid.name),
        ]),
        "resolution": .number(grid.resolutionMeters.value),
        "extent": .numbers(edges.compactMap { $0 }),
      ])
    case .healpix(let grid):
      return .object(["nside": .number(Double(grid.nside)), "order": .text(grid.order.rawValue)])
    }
  }
}

extension HorizontalMethod {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .bin:
      .text("bin")
    case .neighbours(.nearest(let radius)):
      .object(["nearest": .number(radius)])
    case .neighbours(.gaussian(let sigma, let neighbours, let radius)):
      .object(["gaussian": .numbers([sigma, Double(neighbours), radius])])
    case .neighbours(.inverseDistance(let power, let neighbours, let radius)):
      .object(["inverse_distance": .numbers([power, Double(neighbours), radius])])
    case .bilinear(let radius):
      .object(["bilinear": .number(radius)])
    case .ellipticalWeightedAveraging(let rowsPerScan):
      .object(["elliptical_weighted_averaging": .number(Double(rowsPerScan))])
    case .footprint(let rowsPerScan, let minimumCoverage):
      .object([
        "footprint": .list([
          .optional(rowsPerScan.map { Double($0) }), .number(minimumCoverage),
        ])
      ])
    }
  }
}

extension VerticalLevels {
  fileprivate var canonical: CanonicalValue {
    .object([
      "depths": .numbers(depthsMeters),
      "gaps": .list(gaps.map { .numbers([$0.fromMeters, $0.toMeters, $0.largestMeters]) }),
      "layers": .list(layers.map { .numbers([$0.topMeters, $0.bottomMeters]) }),
      "method": .text(method.rawValue),
      "reach": .number(reachMeters),
    ])
  }
}

extension TimeStep {
  fileprivate var canonical: CanonicalValue { .text(name) }
}
