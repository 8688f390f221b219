internal import ObservationModel
internal import Summary

extension GridProduct {
  /// Checks everything that can be checked before the values are asked for.
  func check() throws(ProductFault) {
    try checkTimeBins()
    try checkGrid()
    guard depthsMeters.allSatisfy(\.isFinite), Self.isIncreasing(depthsMeters) else {
      throw .depthsOutOfOrder
    }
    guard depthBoundsMeters.isEmpty || depthBoundsMeters.count == depthsMeters.count,
      zip(depthBoundsMeters, depthsMeters).allSatisfy({ $0.contains($1) })
    else { throw .depthBoundsOutOfPlace }
    var seen: Set<String> = []
    for network in networks {
      guard !network.isEmpty, !network.utf8.contains(0), seen.insert(network).inserted else {
        throw .invalidNetwork(network)
      }
    }
    try checkMetadata()
    for variable in variables { try check(variable) }
  }

  /// The shape of the statistics of a variable, such as `[time, lat, lon]` or
  /// `[time, depth, lat, lon]`.
  func shape(of variable: ProductVariable) -> [Int] {
    let levels = variable.vertical == .standardDepths ? [depthsMeters.count] : []
    return [timeBins.count] + levels + grid.dimensions.map(\.length)
  }

  /// Attributes that would make a reader take the stored values for others.
  private static let namesThatChangeValues: Set<String> = [
    "add_offset", "flag_masks", "flag_meanings", "flag_values", "missing_value", "scale_factor",
    "valid_max", "valid_min", "valid_range",
  ]

  private func checkGrid() throws(ProductFault) {
    switch grid {
    case .latitudeLongitude(let latitudeEdges, let longitudeEdges):
      guard Self.areEdges(latitudeEdges, within: -90...90, apart: 180) else {
        throw .latitudeEdgesOutOfOrder
      }
      guard Self.areEdges(longitudeEdges, within: -180...540, apart: 360) else {
        throw .longitudeEdgesOutOfOrder
      }
    case .plane(let plane):
      // No plane is wider than the globe is round.
      for edges in [plane.xEdges, plane.yEdges] {
        guard Self.areEdges(edges, within: -4.1e7...4.1e7, apart: 8.2e7) else {
          throw .planeEdgesOutOfOrder
        }
      }
      try Self.check(plane.mapping)
    case .healpix(let pixels):
      guard (0...13).contains(pixels.refinementLevel) else { throw .refinementLevelOutOfRange }
    }
  }

  private func checkTimeBins() throws(ProductFault) {
    guard !timeBins.isEmpty else { throw .noTimeBins }
    var end = CivilTime(year: 1600, month: 1, day: 1).secondsSince1970
    let latest = CivilTime(year: 3000, month: 1, day: 1).secondsSince1970
    for (index, bin) in timeBins.enumerated() {
      guard bin.lowerBound >= end, bin.upperBound <= latest, !bin.isEmpty else {
        throw .timeBinOutOfOrder(index: index)
      }
      end = bin.upperBound
    }
  }

  private func checkMetadata() throws(ProductFault) {
    for fact in metadata.facts where ProductMetadata.computedNames.contains(fact.name) {
      throw .factIsComputed(fact.name)
    }
    try Self.check(metadata.facts)
    if let digest = metadata.contentDigest {
      guard digest.utf8.count >= 32, digest.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
        throw .invalidDigest(digest)
      }
    }
    if let created = metadata.createdAt {
      let earliest = CivilTime(year: 1600, month: 1, day: 1).secondsSince1970
      let latest = CivilTime(year: 3000, month: 1, day: 1).secondsSince1970
      guard (earliest..<latest).contains(created) else { throw .createdAtOutOfRange(created) }
    }
  }

  private func check(_ variable: ProductVariable) throws(ProductFault) {
    let stem = variable.stem
    guard isFileName(stem) else { throw .invalidName(stem) }
    switch variable.vertical {
    case .unstated, .seaSurface: break
    case .standardDepths:
      guard !depthsMeters.isEmpty else { throw .noStandardDepths(variable: stem) }
    case .depth(let meters), .height(let meters):
      guard meters.isFinite else { throw .levelNotFinite(variable: stem) }
    }
    try Self.check(variable.facts)
    for fact in variable.facts where Self.namesThatChangeValues.contains(fact.name) {
      throw .factIsComputed("\(stem):\(fact.name)")
    }
    if variable.comment?.utf8.contains(0) == true { throw .zeroByte(attribute: "comment") }
    let shape = shape(of: variable)
    for (statistic, field) in variable.fields {
      try Self.check(field, named: "\(stem)_\(statistic.nameInFiles)", shape: shape)
    }
    for (estimate, field) in variable.estimates {
      try Self.check(field, named: "\(stem)_\(estimate.rawValue)", shape: shape)
    }
    if let analysis = variable.analysis {
      guard !analysis.comment.utf8.contains(0) else { throw .zeroByte(attribute: "comment") }
      try Self.check(analysis.values, named: "\(stem)_analysis", shape: shape)
      if let errors = analysis.errors {
        try Self.check(errors, named: "\(stem)_analysis_error", shape: shape)
      }
    }
    if let field = variable.countByNetwork {
      guard !networks.isEmpty else { throw .noNetworks(variable: stem) }
      try Self.check(field, named: "\(stem)_count_by_network", shape: [networks.count] + shape)
    }
  }

  private static func check(
    _ field: ProductField,
    named name: String,
    shape: [Int]
  ) throws(ProductFault) {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      // Eight bytes a value must still be counted in an Int.
      guard !overflow, product < 1 << 56 else { throw .tooLarge }
      count = product
    }
    if let held = field.heldCount, held != count {
      throw .wrongCount(variable: name, expected: count, found: held)
    }
  }

  private static func check(_ facts: [ProductFact]) throws(ProductFault) {
    for fact in facts {
      guard isFileName(fact.name) else { throw .invalidName(fact.name) }
      let texts: [String] =
        switch fact.value {
        case .text(let text): [text]
        case .texts(let texts): texts
        case .integers, .unsigned, .reals: []
        }
      for text in texts where text.utf8.contains(0) { throw .zeroByte(attribute: fact.name) }
    }
  }

  private static func areEdges(
    _ edges: [Double],
    within range: ClosedRange<Double>,
    apart largest: Double
  ) -> Bool {
    guard edges.count >= 2, let first = edges.first, let last = edges.last else { return false }
    return range.contains(first) && range.contains(last) && last - first <= largest
      && isIncreasing(edges)
  }

  private static func isIncreasing(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }
}

/// True for names that CF recommends: letters, digits and underscores, a letter first. The limit
/// leaves room for the name of a statistic within the 256 bytes that netCDF allows.
///
/// - SeeAlso: CF-1.11, section 2.3.
func isFileName(_ name: String) -> Bool {
  guard let first = name.utf8.first, name.utf8.count <= 200 else { return false }
  func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  return isLetter(first)
    && name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
}
