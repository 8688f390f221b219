internal import Resampling

extension PipelineFile {
  var canonicalResample: CanonicalValue {
    .object([
      "grid": resample.grid.canonical,
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
    }
  }
}

extension VerticalLevels {
  fileprivate var canonical: CanonicalValue {
    .object([
      "depths": .numbers(depthsMeters),
      "gaps": .list(gaps.map { .numbers([$0.fromMeters, $0.toMeters, $0.largestMeters]) }),
    ])
  }
}

extension TimeStep {
  fileprivate var canonical: CanonicalValue { .text(name) }
}
