internal import ObservationModel
internal import Resampling
internal import Summary
internal import Validation

extension PipelineFile {
  /// What the file says, in one spelling: JSON with sorted keys and shortest numbers.
  ///
  /// Files with the same meaning have the same form; hash it to recognise a configuration.
  public var canonicalForm: String {
    CanonicalValue.object([
      "pipeline": .text(name),
      "title": .optional(title),
      "summary": .optional(summary),
      "metadata": canonicalMetadata,
      "network_maps": .optional(networkMaps),
      "read": .list(
        read.map {
          .object([
            "network": .text($0.network),
            "files": .texts($0.files),
            "variables": .texts($0.variables.map(\.name)),
            "wind": .optional($0.wind?.rawValue),
            "convert": .list($0.conversions.map(\.canonical)),
            "error": .object($0.errors.mapValues(\.canonical)),
          ])
        }
      ),
      "validate": .list(validate.map(\.canonical)),
      "resample": canonicalResample,
      "summarise": canonicalSummarise,
      "memory": .text("\(summarise.memoryBytes)"),
      "write": .list(write.map { .object(["netcdf": .text($0.text)]) }),
    ]).json
  }

  /// All that decides what one entry makes of a given file: network, variables with lattices,
  /// tests, cells, and the verdicts that are used.
  ///
  /// Neither the patterns of files nor names, titles, statistics and paths of products are in
  /// it, so that a change of these leaves what was decoded as it is. The content of the network
  /// map is not in it either; hash it beside.
  public func decodingForm(ofEntry index: Int) -> String {
    canonicalDecoding(read[index]).json
  }

  /// All that decides the product of one template besides its inputs.
  public func productForm(ofTemplate index: Int) -> String {
    CanonicalValue.object([
      "pipeline": .text(name),
      "title": .optional(title),
      "summary": .optional(summary),
      "metadata": canonicalMetadata,
      "read": .list(read.map { canonicalDecoding($0) }),
      "summarise": canonicalSummarise,
      "partition": .text(write[index].partition.name),
    ]).json
  }

  private func canonicalDecoding(_ entry: ReadEntry) -> CanonicalValue {
    .object([
      "network": .text(entry.network),
      "variables": .list(entry.variables.map { canonical($0) }),
      "products": .list(entry.products.map { canonical($0) }),
      "wind": .optional(entry.wind?.rawValue),
      "convert": .list(entry.conversions.map(\.canonical)),
      "error": .object(entry.errors.mapValues(\.canonical)),
      "validate": .list(tests(for: entry).map(\.canonical)),
      "resample": canonicalResample,
      "use": .texts(summarise.use.map(\.name)),
      "quality_levels": .text(summarise.qualityLevels.rawValue),
    ])
  }

  private var canonicalMetadata: CanonicalValue {
    .object(
      Dictionary(
        metadata.map { ($0.name, $0.value.canonical) },
        uniquingKeysWith: { _, last in last }
      )
    )
  }

  private var canonicalSummarise: CanonicalValue {
    .object([
      "use": .texts(summarise.use.map(\.name)),
      "statistics": .texts(summarise.statistics.map(\.word)),
      "quality_levels": .text(summarise.qualityLevels.rawValue),
      "estimates": .texts(summarise.estimates.map(\.rawValue)),
      "ddof": .number(Double(summarise.ddof)),
      "lattices": .object(summarise.lattices.mapValues(\.canonical)),
      "map": .list(summarise.maps.map(\.canonical)),
    ])
  }

  private func canonical(_ quantity: Quantity) -> CanonicalValue {
    .object([
      "name": .text(quantity.name),
      "units": .text(quantity.units),
      "lattice": (summarise.lattices[quantity.name] ?? quantity.lattice).canonical,
      "lanes": .texts(summarise.lanes(of: quantity).sorted().map { "\($0)" }),
    ])
  }
}

extension Lattice {
  fileprivate var canonical: CanonicalValue {
    .numbers([offset, step, range.lowerBound, range.upperBound])
  }
}

extension Conversion {
  fileprivate var canonical: CanonicalValue {
    .object([
      "from": .text(from.name),
      "to": .text(to.name),
      "with": .text(method.rawValue),
      "offset": .optional(offset),
      "depth": .optional(depthMeters),
    ])
  }
}

extension DeclaredError {
  fileprivate var canonical: CanonicalValue {
    .object([
      "random": column == nil || hasFallback ? .number(model.random) : .null,
      "column": .optional(column?.name),
      "correlated": .number(model.correlated),
      "length": .optional(model.lengthMeters),
      "time": .optional(model.durationSeconds),
      "systematic": .number(model.systematic),
      "representativity": .optional(model.representativity),
      "footprint": .optional(model.footprintMeters),
    ])
  }
}

extension AttributeValue {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .text(let text): .text(text)
    case .texts(let texts): .texts(texts)
    case .integers(let values): .object(["integers": .texts(values.map { "\($0)" })])
    case .unsigned(let values): .object(["unsigned": .texts(values.map { "\($0)" })])
    case .reals(let values): .object(["reals": .numbers(values)])
    }
  }
}

extension PipelineFile.TestEntry {
  fileprivate var canonical: CanonicalValue {
    .object([
      "variables": variables.map { .texts($0.map(\.name)) } ?? .null,
      "networks": networks.map { .texts($0) } ?? .null,
      "test": .text(test.type.name),
      "arguments": .object(test.arguments.values.mapValues(\.canonical)),
    ])
  }
}

extension TestArgument {
  fileprivate var canonical: CanonicalValue {
    switch self {
    case .number(let number): .number(number)
    case .integer(let integer): .text("\(integer)")
    case .integers(let integers): .texts(integers.map { "\($0)" })
    case .numbers(let numbers), .points(let numbers): .numbers(numbers)
    case .span(let span): .optional(span)
    case .openSpan(let low, let high): .list([.optional(low), .optional(high)])
    case .word(let text), .text(let text): .text(text)
    case .texts(let texts): .texts(texts)
    case .flag(let value): .text("\(value)")
    case .quantity(let quantity): .text(quantity.name)
    // What a file holds decides, not where it lies.
    case .file(_, let digest, _): .text(digest)
    case .sections(let sections): .list(sections.map { .object($0.mapValues(\.canonical)) })
    }
  }
}
