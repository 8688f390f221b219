import Sverdrup

/// What came out of a collocation.
struct CollocationReport {
  typealias Source = (quantity: Quantity, found: CollocationSource.Observations)

  let sources: [Source]
  let collocation: Collocation
  let table: MatchupTable

  init(sources: [Source], collocation: Collocation) {
    self.sources = sources
    self.collocation = collocation
    let points = sources.map(\.found.points)
    // The matches of each further side, in the order of the rows.
    var matches: [[Matchup]]
    if sources.count > 2 {
      let triples = collocation.matches(points[0], with: points[1], and: points[2])
      matches = [triples.map(\.second), triples.map(\.third)]
    } else {
      matches = [collocation.matches(points[0], with: points[1])]
    }
    let first = (matches[0].map { points[0][$0.first] })
    let others = matches.enumerated().map { number, matches in
      matches.map { points[number + 1][$0.second] }
    }
    table = MatchupTable(
      sides: zip(sources, [first] + others).map { source, points in
        MatchupTable.Side(
          network: source.found.networks.sorted().joined(separator: " and "),
          quantity: source.quantity,
          points: points.map { MatchupTable.Observation($0) }
        )
      },
      distances: matches.map { $0.map(\.distanceMeters) },
      summary: """
        Matches within \(collocation.radiusMeters / 1000) km, \(collocation.windowSeconds) s and \
        \(collocation.depthWindowMeters) m of depth, pairing \(collocation.pairing.rawValue).
        """
    )
  }

  private static let words = ["first", "second", "third"]

  private func values(_ side: Int) -> [Double] { table.sides[side].points.map(\.value) }

  /// The pairs of sides that are compared.
  private var pairs: [(Int, Int)] { sources.count > 2 ? [(0, 1), (0, 2), (1, 2)] : [(0, 1)] }

  private func statistics(_ pair: (Int, Int)) -> DifferenceStatistics {
    DifferenceStatistics(
      first: values(pair.0),
      second: values(pair.1),
      isDirection: sources[0].quantity.isDirection
    )
  }

  private var triple: TripleCollocation? {
    guard sources.count > 2, !sources[0].quantity.isDirection else { return nil }
    return TripleCollocation(values(0), values(1), values(2))
  }

  var lines: [String] {
    let unit = sources[0].quantity.units == "1" ? "" : " \(sources[0].quantity.units)"
    func number(_ value: Double) -> String {
      value.isNaN ? "-" : "\((value * 1e6).rounded() / 1e6)"
    }
    var lines = zip(zip(sources, table.sides), Self.words).map { pair, word in
      let (source, side) = pair
      let found = source.found
      return "\(word): \(side.network) \(source.quantity.name): \(found.points.count) used of"
        + " \(found.read) read, \(found.flagged) flagged, \(found.missing) missing,"
        + " \(found.unplaced) without time or place"
    }
    for error in sources.flatMap(\.found.setAside) { lines.append("set aside: \(error)") }
    lines.append("matches: \(table.count)")
    for pair in pairs {
      let s = statistics(pair)
      lines.append(
        "\(Self.words[pair.1]) - \(Self.words[pair.0]): bias \(number(s.bias))\(unit), median"
          + " \(number(s.medianBias))\(unit), standard deviation"
          + " \(number(s.standardDeviation))\(unit), robust"
          + " \(number(s.robustStandardDeviation))\(unit), root mean square"
          + " \(number(s.rootMeanSquare))\(unit), correlation \(number(s.correlation))"
      )
    }
    if let triple {
      for (network, word) in zip(triple.networks, Self.words) {
        lines.append(
          "\(word): error \(number(network.errorStandardDeviation))\(unit) (variance"
            + " \(number(network.errorVariance))), correlation with the truth"
            + " \(number(network.correlation)), scale \(number(network.scale))"
        )
      }
    }
    return lines
  }

  var json: JSON {
    func number(_ value: Double) -> JSON { value.isFinite ? .double(value) : .null }
    var members: [(String, JSON)] = [
      (
        "sides",
        .array(
          zip(sources, table.sides).map { source, side in
            .object([
              ("network", .text(side.network)), ("quantity", .text(source.quantity.name)),
              ("units", .text(source.quantity.units)), ("read", .int(source.found.read)),
              ("used", .int(source.found.points.count)), ("flagged", .int(source.found.flagged)),
              ("missing", .int(source.found.missing)), ("unplaced", .int(source.found.unplaced)),
              (
                "set_aside",
                .array(
                  source.found.setAside.map { error in
                    .object([
                      ("path", .text(error.path)), ("kind", .text(error.kind.rawValue)),
                      ("detail", .text(error.detail)),
                    ])
                  }
                )
              ),
            ])
          }
        )
      ),
      ("matches", .int(table.count)),
      (
        "differences",
        .array(
          pairs.map { pair in
            let s = statistics(pair)
            return .object([
              ("of", .text(Self.words[pair.1])), ("from", .text(Self.words[pair.0])),
              ("count", .int(s.count)), ("bias", number(s.bias)),
              ("median_bias", number(s.medianBias)),
              ("standard_deviation", number(s.standardDeviation)),
              ("robust_standard_deviation", number(s.robustStandardDeviation)),
              ("root_mean_square", number(s.rootMeanSquare)),
              ("correlation", number(s.correlation)),
            ])
          }
        )
      ),
    ]
    if let triple {
      members.append(
        (
          "triple_collocation",
          .array(
            zip(triple.networks, Self.words).map { network, word in
              .object([
                ("network", .text(word)), ("error_variance", number(network.errorVariance)),
                ("error_standard_deviation", number(network.errorStandardDeviation)),
                ("correlation", number(network.correlation)), ("scale", number(network.scale)),
              ])
            }
          )
        )
      )
    }
    return .object(members)
  }
}

extension MatchupTable.Observation {
  fileprivate init(_ point: CollocationPoint) {
    self.init(
      time: point.time,
      latitude: point.latitude,
      longitude: point.longitude,
      depthMeters: point.depthMeters,
      value: point.value,
      platform: point.platform
    )
  }
}
