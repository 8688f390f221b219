internal import Resampling

extension PipelineFileDecoder {
  /// A grid whose rows and columns are listed.
  func rectilinear(
    _ values: [String: PipelineFileNode],
    at place: PipelineFilePlace
  ) -> RectilinearGrid? {
    let latitudes = edges(values, "latitude", at: place) { centers throws(GridError) in
      try RectilinearGrid.latitudeEdges(around: centers)
    }
    let longitudes = edges(values, "longitude", at: place) { centers throws(GridError) in
      try RectilinearGrid.longitudeEdges(around: centers)
    }
    guard let latitudes, let longitudes else { return nil }
    do {
      return try RectilinearGrid(latitudeEdges: latitudes, longitudeEdges: longitudes)
    } catch {
      let key = error == .longitudesOutOfOrder ? "longitude" : "latitude"
      let node = values["\(key)_edges"] ?? values["\(key)s"]
      problems.report("'horizontal': \(error)", at: node?.place ?? place)
      return nil
    }
  }

  /// The edges of an axis, as they are listed or around the centres that are.
  private func edges(
    _ values: [String: PipelineFileNode],
    _ axis: String,
    at place: PipelineFilePlace,
    around: ([Double]) throws(GridError) -> [Double]
  ) -> [Double]? {
    let names = ["\(axis)s", "\(axis)_edges"]
    switch (values[names[0]], values[names[1]]) {
    case (nil, nil):
      problems.report("'horizontal': one of '\(names[0])' and '\(names[1])' is missing", at: place)
    case (.some, .some(let edges)):
      problems.report(
        "'horizontal': '\(names[0])' and '\(names[1])' say the same; keep one",
        at: edges.place
      )
    case (let centers?, nil):
      guard let numbers = numbers(centers, of: names[0]) else { return nil }
      do {
        return try around(numbers)
      } catch {
        problems.report("\(names[0]): \(error)", at: centers.place)
      }
    case (nil, let edges?): return numbers(edges, of: names[1])
    }
    return nil
  }

  /// A list of 2 to 72 001 numbers.
  private func numbers(_ node: PipelineFileNode, of name: String) -> [Double]? {
    guard case .list(let items) = node.content, (2...72_001).contains(items.count) else {
      problems.report(
        "\(name): expected a list of two degrees or more, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    var numbers: [Double] = []
    for item in items {
      guard let number = number(item, of: name) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
