internal import Conventions
internal import ObservationModel
internal import Resampling

extension PipelineFileDecoder {
  /// How variables are mapped: one section, or a list of them, each for another variable.
  func maps(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> [PipelineFile.MapEntry]? {
    guard let items = oneOrMore(node, of: "map") else { return nil }
    let products = read?.flatMap(\.products) ?? []
    var entries: [PipelineFile.MapEntry] = []
    var isFaultless = true
    for item in items {
      guard let entry = map(item, products: products, isKnown: read != nil) else {
        isFaultless = false
        continue
      }
      if entries.contains(where: { $0.variable == entry.variable }) {
        problems.report(
          "map: \(quoted(entry.variable.name)) is there already; keep one",
          at: item.place
        )
        isFaultless = false
      }
      entries.append(entry)
    }
    return isFaultless ? entries : nil
  }

  private func map(
    _ node: PipelineFileNode,
    products: [Quantity],
    isKnown: Bool
  ) -> PipelineFile.MapEntry? {
    let shared = ["variable", "method", "length"]
    let ofErrors = [
      "covariance", "signal", "noise", "correlation", "neighbours", "minimum", "reach",
      "background",
    ]
    // The method decides what else there may be.
    var isBarnes = false
    if case .mapping(let pairs) = node.content,
      case .scalar(.text("barnes"))? = pairs.first(where: { $0.key == "method" })?.value.content
    {
      isBarnes = true
    }
    guard
      let values = section(
        node,
        name: "'map'",
        keys: isBarnes ? shared : shared + ofErrors,
        required: isBarnes ? shared : shared + ["signal", "noise"]
      )
    else { return nil }
    let method = values["method"].flatMap {
      word($0, of: "method", vocabulary: ["barnes", "optimal_interpolation"])
    }
    // Where what is read is faulty, its variables are not known.
    guard isKnown else { return nil }
    let vocabulary = products.filter { !$0.isDirection }.map { $0.name }
    let name = values["variable"].flatMap { word($0, of: "variable", vocabulary: vocabulary) }
    let variable = name.flatMap { name in products.first { $0.name == name } }
    let mapping =
      isBarnes
      ? barnes(values) : variable.flatMap { optimalInterpolation(values, of: $0, at: node.place) }
    guard method != nil, let variable, let mapping else { return nil }
    return PipelineFile.MapEntry(variable: variable, mapping: mapping)
  }

  private func barnes(_ values: [String: PipelineFileNode]) -> FieldMapping? {
    guard let node = values["length"], let items = oneOrMore(node, of: "length") else { return nil }
    let lengths = items.compactMap { length($0) }
    guard lengths.count == items.count else { return nil }
    return FieldMapping(method: .barnes(Barnes(lengthsMeters: lengths)))
  }

  private func optimalInterpolation(
    _ values: [String: PipelineFileNode],
    of variable: Quantity,
    at place: PipelineFilePlace
  ) -> FieldMapping? {
    var covariance: Covariance.Form? = .gaussian
    var correlation: Double? = 0
    var neighbours: Int? = 32
    var minimum: Int? = 1
    var reach: Double? = 3
    var background: Background? = .zonal
    let lengths = values["length"].flatMap { self.lengths($0) }
    let signal = values["signal"].flatMap { deviation($0, of: "signal", variable) }
    let noise = values["noise"].flatMap { deviation($0, of: "noise", variable) }
    if let node = values["covariance"] {
      covariance = word(
        node,
        of: "covariance",
        vocabulary: Covariance.Form.allCases.map { $0.rawValue }
      )
      .flatMap { Covariance.Form(rawValue: $0) }
    }
    if let node = values["correlation"] {
      correlation = number(node, of: "correlation", in: 0...1)
    }
    if let node = values["neighbours"] { neighbours = wholeNumber(node, of: "neighbours") }
    if let node = values["minimum"] { minimum = wholeNumber(node, of: "minimum") }
    if let node = values["reach"] { reach = number(node, of: "reach", in: 0.1...20) }
    if let node = values["background"] { background = self.background(node, of: variable) }
    guard let lengths, let signal, let noise, let covariance, let correlation, let neighbours,
      let minimum, let reach, let background
    else { return nil }
    guard minimum <= neighbours else {
      problems.report(
        "minimum: expected no more than the \(neighbours) neighbours, found \(minimum)",
        at: place
      )
      return nil
    }
    return FieldMapping(
      method: .optimalInterpolation(
        OptimalInterpolation(
          covariance: Covariance(
            form: covariance,
            variance: signal * signal,
            zonalMeters: lengths.zonal,
            meridionalMeters: lengths.meridional
          ),
          neighbours: neighbours,
          minimum: minimum,
          reach: reach
        ),
        background
      ),
      noiseVariance: noise * noise,
      errorCorrelation: correlation
    )
  }

  /// A length in metres, from 1 m to 2000 km.
  private func length(_ node: PipelineFileNode) -> Double? {
    guard let meters = value(node, of: "length", in: "m", example: "100 km") else { return nil }
    guard (1...2e6).contains(meters) else {
      problems.report("length: expected 1 m to 2000 km, found \(node.kind)", at: node.place)
      return nil
    }
    return meters
  }

  /// One length, or one along parallels and one along meridians.
  private func lengths(_ node: PipelineFileNode) -> (zonal: Double, meridional: Double)? {
    guard case .mapping = node.content else { return length(node).map { ($0, $0) } }
    let keys = ["zonal", "meridional"]
    guard let values = section(node, name: "'length'", keys: keys, required: keys),
      let zonal = values["zonal"].flatMap({ length($0) }),
      let meridional = values["meridional"].flatMap({ length($0) })
    else { return nil }
    return (zonal, meridional)
  }

  /// A standard deviation, brought to the unit of a variable as a difference of its values.
  private func deviation(
    _ node: PipelineFileNode,
    of name: String,
    _ variable: Quantity
  ) -> Double? {
    let example = "0.5 \(variable.units == "1" ? "percent" : variable.units)"
    let number: Double
    if variable.units == "1", case .scalar(.integer) = node.content {
      guard let plain = self.number(node, of: name) else { return nil }
      number = plain
    } else if variable.units == "1", case .scalar(.real) = node.content {
      guard let plain = self.number(node, of: name) else { return nil }
      number = plain
    } else {
      guard let measure = measure(node, of: name, example: example),
        let converter = converter(
          from: measure.unit,
          to: variable.units,
          of: name,
          at: node.place
        )
      else { return nil }
      number = converter.ofDifferences.convert(measure.value)
    }
    // Its square must be a number that is neither 0 nor infinite.
    guard number >= 1e-100, number <= 1e100 else {
      problems.report("\(name): expected more than 0, found \(node.kind)", at: node.place)
      return nil
    }
    return number
  }

  private func background(_ node: PipelineFileNode, of variable: Quantity) -> Background? {
    switch node.content {
    case .scalar(.text("mean")): return .mean
    case .scalar(.text("zonal")): return .zonal
    case .scalar(.integer) where variable.units == "1", .scalar(.real) where variable.units == "1":
      return number(node, of: "background").map { .constant($0) }
    case .scalar(.text(let text)) where Self.measure(text) == nil:
      problems.report(
        "background: expected mean, zonal or a value with its unit, found \(node.kind)",
        at: node.place,
        suggestion: nearestWord(to: text, among: ["mean", "zonal"])
      )
      return nil
    default:
      return value(node, of: "background", in: variable.units, example: "15 \(variable.units)")
        .map { .constant($0) }
    }
  }

  private func number(
    _ node: PipelineFileNode,
    of name: String,
    in range: ClosedRange<Double>
  ) -> Double? {
    guard let number = number(node, of: name) else { return nil }
    guard range.contains(number) else {
      problems.report(
        "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return number
  }

  /// A whole number from 1 to 500.
  private func wholeNumber(_ node: PipelineFileNode, of name: String) -> Int? {
    guard let number = number(node, of: name) else { return nil }
    guard let whole = Int(exactly: number), (1...500).contains(whole) else {
      problems.report(
        "\(name): expected a whole number from 1 to 500, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return whole
  }
}
