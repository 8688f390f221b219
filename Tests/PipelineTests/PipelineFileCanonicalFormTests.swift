import Pipeline
import Testing

@Suite("Pipeline file: canonical form")
struct PipelineFileCanonicalFormTests {
  func file(_ yaml: String) throws -> PipelineFile {
    try PipelineFile(yaml: yaml, path: "p.yaml")
  }

  @Test("does not depend on the order of keys, on layout or on comments", arguments: 1...30)
  func order(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let expected = try file(Tree.sample.yaml(using: nil)).canonicalForm
    var generator: (any RandomNumberGenerator)? = random
    let shuffled = Tree.sample.shuffled(using: &random).yaml(using: &generator)
    #expect(try file(shuffled).canonicalForm == expected, "seed \(seed):\n\(shuffled)")
  }

  @Test("does not depend on the spelling of numbers, units and spans")
  func spelling() throws {
    let respelt =
      faultlessPipeline
      .replacing("[-2, 38]", with: "[-2.0, 3.8e1]")
      .replacing(
        "suspect: 2, fail: 6, units: kelvin",
        with: "suspect: 0x2, fail: +6.0, units: degC"
      )
      .replacing("3 hours", with: "180 min")
      .replacing("fail: 3.6, units: km h-1 s-1", with: "fail: 1, units: m s-2")
      .replacing("resolution: 1 degree", with: "resolution: 1.00 deg")
      .replacing("extent: global", with: "extent: {south: -90.0, north: 90, west: -180, east: 180}")
      .replacing("200-2000 m: 200 m", with: "0.2 - 2 km: 0.2 km")
      .replacing("variables: wind_speed_10m", with: "variables: [wind_speed_10m]")
    #expect(try file(respelt).canonicalForm == file(faultlessPipeline).canonicalForm)
  }

  @Test(
    "changes with everything that has a meaning",
    arguments: [
      ("argo-monthly", "argo-daily"), ("title: M", "title: N"), ("Example Inst", "Other Inst"),
      ("_prof.nc", "_R.nc"), ("[temperature, salinity]\n  -", "[salinity, temperature]\n  -"),
      ("[-2, 38]", "[-1, 38]"), ("fail: 6, ", "fail: 7, "), ("{networks: [argo]}", "{}"),
      ("1 degree", "2 degree"), ("global", "[-180, -90, 180, 89]"), ("woa", "[0, 10]"),
      ("50 m,", "60 m,"), ("method: linear", "method: pchip"), ("nearest: 5 m", "nearest: 6 m"),
      ("levels: woa, method: linear", "layers: [[0, 10], [10, 20]]"),
      ("[good, probably_good]", "[good]"), ("count, mean", "mean"),
      ("argo_ts_", "argo_"),
    ]
  )
  func meaning(from: String, to: String) throws {
    let changed = faultlessPipeline.replacing(from, with: to, maxReplacements: 1)
    #expect(changed != faultlessPipeline)
    #expect(try file(changed).canonicalForm != file(faultlessPipeline).canonicalForm)
  }

  @Test("the decoding form has what decides the decoded result, and nothing else")
  func decoding() throws {
    let base = try file(faultlessPipeline)
    #expect(base.decodingForm(ofEntry: 0) != base.decodingForm(ofEntry: 1))
    func form(_ from: String, _ to: String, entry: Int) throws -> Bool {
      let changed = faultlessPipeline.replacing(from, with: to)
      #expect(changed != faultlessPipeline)
      return try file(changed).decodingForm(ofEntry: entry) == base.decodingForm(ofEntry: entry)
    }
    for entry in 0...1 {
      #expect(try form("title: M", "title: N", entry: entry))
      #expect(try form("argo-monthly", "other", entry: entry))
      #expect(try form("_prof.nc", "_R.nc", entry: entry))
      #expect(try form("[count, mean", "[mean", entry: entry))
      #expect(try form("argo_ts_", "argo_", entry: entry))
      #expect(try !form("1 degree", "2 degree", entry: entry))
      #expect(try !form("time: month", "time: day", entry: entry) == true)
      #expect(try !form("method: linear", "method: akima", entry: entry))
      #expect(try !form("nearest: 5 m", "nearest: 6 m", entry: entry))
      #expect(try !form("[good, probably_good]", "[good]", entry: entry))
    }
    // A test of temperature is nothing to the network that does not measure it.
    #expect(try !form("fail: 6, ", "fail: 7, ", entry: 0))
    #expect(try form("fail: 6, ", "fail: 7, ", entry: 1))
    #expect(try form("height: 10 m", "height: 1000 cm", entry: 1))
  }

  @Test("the product form has what decides the product, and not where its inputs are")
  func product() throws {
    let base = try file(faultlessPipeline).productForm(ofTemplate: 0)
    func form(_ from: String, _ to: String) throws -> String {
      try file(faultlessPipeline.replacing(from, with: to)).productForm(ofTemplate: 0)
    }
    #expect(try form("_prof.nc", "_R.nc") == base)
    #expect(try form("argo_ts_", "argo_") == base)
    #expect(try form("title: M", "title: N") != base)
    #expect(try form("[count, mean", "[mean") != base)
    #expect(try form("_{year}{month}.nc", "_{year}.nc") != base)
  }
}

/// A YAML value that can be written in many ways.
private indirect enum Tree {
  case text(String)
  case list([Tree])
  case mapping([(String, Tree)])

  static let sample = Tree.mapping([
    ("pipeline", .text("wind")), ("title", .text("Surface wind")),
    (
      "metadata",
      .mapping([
        ("institution", .text("Example")), ("version", .text("3")),
        ("keywords", .list([.text("a"), .text("b")])),
      ])
    ),
    (
      "read",
      .list([
        .mapping([
          ("network", .text("moored")), ("files", .text("\"*.nc\"")),
          ("variables", .list([.text("wind_speed"), .text("wind_from_direction")])),
          (
            "wind", .mapping([("height", .text("10 m")), ("profile", .text("neutral_log"))])
          ),
        ])
      ])
    ),
    (
      "validate",
      .list([
        .mapping([
          (
            "gross_range",
            .mapping([
              ("variable", .text("wind_speed")), ("units", .text("knot")),
              ("fail", .list([.text("0"), .text("150")])),
              ("suspect", .list([.text("0"), .text("100")])),
            ])
          )
        ])
      ])
    ),
    (
      "resample",
      .mapping([
        (
          "horizontal",
          .mapping([
            ("grid", .text("regular")), ("resolution", .text("0.25 degree")),
            (
              "extent",
              .mapping([
                ("west", .text("115")), ("south", .text("20")), ("east", .text("135")),
                ("north", .text("42")),
              ])
            ),
          ])
        ),
        (
          "vertical",
          .mapping([
            ("levels", .list([.text("0"), .text("10")])),
            ("method", .text("pchip")),
            ("max_gap", .mapping([("0-200 m", .text("50 m")), ("200-900 m", .text("90 m"))])),
            ("extrapolate", .mapping([("nearest", .text("5 m"))])),
          ])
        ),
        ("time", .text("6 hours")),
      ])
    ),
    (
      "summarise",
      .mapping([
        ("use", .list([.text("good")])), ("statistics", .list([.text("mean")])),
        ("ddof", .text("1")), ("quality_levels", .text("highest")), ("memory", .text("64 MiB")),
        (
          "lattices",
          .mapping([
            (
              "wind_speed_10m",
              .mapping([
                ("step", .text("2^-10")), ("offset", .text("10")),
                ("range", .list([.text("-5"), .text("45")])),
              ])
            )
          ])
        ),
      ])
    ),
    ("write", .list([.mapping([("netcdf", .text("\"w/{date}.nc\""))])])),
  ])

  func shuffled(using random: inout SplitMix) -> Tree {
    switch self {
    case .text: return self
    case .list(let items):
      var shuffledItems: [Tree] = []
      for item in items { shuffledItems.append(item.shuffled(using: &random)) }
      return .list(shuffledItems)
    case .mapping(let pairs):
      var shuffledPairs: [(String, Tree)] = []
      for pair in pairs { shuffledPairs.append((pair.0, pair.1.shuffled(using: &random))) }
      return .mapping(shuffledPairs.shuffled(using: &random))
    }
  }

  /// The value in block layout.
  func yaml(using random: Int?) -> String {
    var none: (any RandomNumberGenerator)?
    return yaml(using: &none)
  }

  /// The value in block layout or in braces and brackets, as chance has it.
  func yaml(using random: inout (any RandomNumberGenerator)?, indentation: Int = 0) -> String {
    let margin = String(repeating: " ", count: indentation)
    switch self {
    case .text(let text): return text
    case .list(let items):
      if chance(&random) || items.isEmpty { return flow }
      return items.map { item in
        "\n\(margin)- " + item.yaml(using: &random, indentation: indentation + 2).trimmedStart
      }.joined()
    case .mapping(let pairs):
      if indentation > 0, chance(&random) { return flow }
      return pairs.map { key, value in
        let comment = chance(&random) ? "\n\(margin)# \(key): nothing" : ""
        return comment + "\n\(margin)\(key): "
          + value.yaml(using: &random, indentation: indentation + 2)
      }.joined()
    }
  }

  private func chance(_ random: inout (any RandomNumberGenerator)?) -> Bool {
    guard var generator = random else { return false }
    defer { random = generator }
    return generator.next() % 3 == 0
  }

  private var flow: String {
    switch self {
    case .text(let text): text
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\($0.0): \($0.1.flow)" }.joined(separator: ", ") + "}"
    }
  }
}

extension String {
  /// The text without the line break and margin that a block begins with, as after a dash.
  fileprivate var trimmedStart: String {
    hasPrefix("\n") ? String(drop { $0 == "\n" || $0 == " " }) : self
  }
}
