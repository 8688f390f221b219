internal import Conventions
internal import ObservationModel
internal import Summary

extension PipelineFileDecoder {
  /// The errors that an entry declares, by the name of the quantity.
  ///
  /// - Parameter products: What the entry contributes to products.
  func errors(_ node: PipelineFileNode, of products: [Quantity]) -> [String: DeclaredError]? {
    guard let items = oneOrMore(node, of: "error") else { return nil }
    var errors: [String: DeclaredError] = [:]
    for item in items {
      let keys = [
        "variable", "random", "correlated", "length", "time", "systematic", "representativity",
        "footprint",
      ]
      guard let words = section(item, name: "'error'", keys: keys) else { return nil }
      let quantities: [Quantity]?
      if let node = words["variable"] {
        quantities = self.words(
          node,
          of: "variable",
          vocabulary: products.map { ($0.name, $0) }
        )
      } else if products.count == 1 {
        quantities = products
      } else {
        problems.report(
          "'error': the key 'variable' is missing, and the entry has \(products.count) variables",
          at: item.place
        )
        quantities = nil
      }
      guard let quantities else { return nil }
      for quantity in quantities {
        guard !quantity.isDirection else {
          problems.report(
            "error: \(quantity.name) is a direction, whose mean has no such uncertainty",
            at: item.place
          )
          return nil
        }
        guard let error = declaredError(words, of: quantity, at: item.place) else { return nil }
        guard errors.updateValue(error, forKey: quantity.name) == nil else {
          problems.report(
            "error: that of \(quantity.name) is there already; keep one",
            at: item.place
          )
          return nil
        }
      }
    }
    return errors
  }

  private func declaredError(
    _ words: [String: PipelineFileNode],
    of quantity: Quantity,
    at place: PipelineFilePlace
  ) -> DeclaredError? {
    var model = ErrorModel()
    var column: Quantity?
    var scale = 1.0
    var hasFallback = true
    if let node = words["random"] {
      guard let items = oneOrMore(node, of: "random") else { return nil }
      guard items.count <= 2 else {
        problems.report(
          "random: expected a variable, a value, or a variable and a value for where it is missing",
          at: node.place
        )
        return nil
      }
      for (number, item) in items.enumerated() {
        if number == 0, case .scalar(.text(let text)) = item.content, Self.measure(text) == nil {
          guard let (told, factor) = errorColumn(item, of: quantity) else { return nil }
          (column, scale, hasFallback) = (told, factor, items.count == 2)
        } else if number == 0, items.count == 2 {
          problems.report("random: expected a variable first, found \(item.kind)", at: item.place)
          return nil
        } else {
          guard let value = difference(item, of: "random", quantity: quantity) else { return nil }
          model.random = value
        }
      }
    }
    for (key, path) in Self.components {
      guard let node = words[key] else { continue }
      guard let value = difference(node, of: key, quantity: quantity) else { return nil }
      model[keyPath: path] = value
    }
    if let node = words["representativity"] {
      guard let value = difference(node, of: "representativity", quantity: quantity) else {
        return nil
      }
      model.representativity = value
    }
    for (key, unit, example, path) in Self.extents {
      guard let node = words[key] else { continue }
      guard let value = value(node, of: key, in: unit, example: example) else { return nil }
      guard value > 0 else {
        problems.report("\(key): expected more than 0, found \(node.kind)", at: node.place)
        return nil
      }
      model[keyPath: path] = value
    }
    guard column != nil || model.random > 0 || model.correlated > 0 || model.systematic > 0 else {
      problems.report(
        "'error': expected one of random, correlated and systematic above 0 at least",
        at: place
      )
      return nil
    }
    for key in ["length", "time"] where words[key] != nil && model.correlated == 0 {
      problems.report("\(key): belongs to 'correlated', which is not there", at: place)
      return nil
    }
    return DeclaredError(model: model, column: column, scale: scale, hasFallback: hasFallback)
  }

  private static var components: [(String, WritableKeyPath<ErrorModel, Double>)] {
    [("correlated", \.correlated), ("systematic", \.systematic)]
  }

  private static var extents: [(String, String, String, WritableKeyPath<ErrorModel, Double?>)] {
    [
      ("length", "m", "100 km", \.lengthMeters), ("time", "s", "1 day", \.durationSeconds),
      ("footprint", "m", "1 km", \.footprintMeters),
    ]
  }

  /// A quantity that tells the error of each value, and the factor to the unit of `quantity`.
  private func errorColumn(
    _ node: PipelineFileNode,
    of quantity: Quantity
  ) -> (Quantity, Double)? {
    guard let name = word(node, of: "random", vocabulary: Quantity.ofErrors),
      let column = Quantity.named(name),
      let converter = converter(
        from: column.units,
        to: quantity.units,
        of: "random",
        at: node.place
      )
    else { return nil }
    return (column, converter.convert(1) - converter.convert(0))
  }

  /// A difference of two values of a quantity, such as `0.1 K` of a temperature in °C; a number
  /// where the quantity has no unit.
  private func difference(
    _ node: PipelineFileNode,
    of name: String,
    quantity: Quantity
  ) -> Double? {
    let value: Double
    switch node.content {
    case .scalar(.integer) where quantity.units == "1", .scalar(.real) where quantity.units == "1":
      guard let number = number(node, of: name) else { return nil }
      value = number
    default:
      let unit = quantity.units == "degree_Celsius" ? "K" : quantity.units
      guard let measure = measure(node, of: name, example: "0.1 \(unit)"),
        let converter = converter(
          from: measure.unit,
          to: quantity.units,
          of: name,
          at: node.place
        )
      else { return nil }
      value = converter.convert(measure.value) - converter.convert(0)
    }
    // Of a scale with a zero of its own, a difference of two digits has noise in the last ones.
    let rounded = (value * 1e9).rounded() / 1e9
    guard value.isFinite, value >= 0 else {
      problems.report("\(name): expected 0 or more, found \(node.kind)", at: node.place)
      return nil
    }
    return rounded
  }

  /// One network has one error of a quantity: a cell knows its networks, not their entries.
  func requireOneErrorOfNetwork(
    _ entries: [PipelineFile.ReadEntry],
    at place: PipelineFilePlace
  ) {
    for (number, entry) in entries.enumerated() {
      for other in entries.dropFirst(number + 1) where other.network == entry.network {
        for quantity in entry.products where other.products.contains(quantity) {
          guard entry.errors[quantity.name] != other.errors[quantity.name] else { continue }
          problems.report(
            "read: two entries of \(entry.network) declare different errors of \(quantity.name)",
            at: place
          )
          return
        }
      }
    }
  }

  /// Estimates need the errors of all that they are made of.
  func requireErrors(
    of read: [PipelineFile.ReadEntry],
    for estimates: [CellEstimate],
    at place: PipelineFilePlace
  ) {
    guard let estimate = estimates.first else { return }
    let declared = Set(read.flatMap { $0.errors.keys })
    if declared.isEmpty {
      problems.report(
        "statistics: \(estimate.rawValue) needs the errors of what is read: 'error' in the entries"
          + " of 'read', such as {random: 0.1 K}",
        at: place
      )
    }
    for entry in read {
      for quantity in entry.products
      where declared.contains(quantity.name) && entry.errors[quantity.name] == nil {
        problems.report(
          "statistics: \(estimate.rawValue) of \(quantity.name) needs the error of every network;"
            + " the entry of \(entry.network) declares none",
          at: place
        )
      }
    }
  }
}

extension Quantity {
  /// The quantities that tell the errors of others, value by value.
  static let ofErrors = ["sses_standard_deviation"]
}
