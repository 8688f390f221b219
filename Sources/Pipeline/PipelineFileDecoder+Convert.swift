internal import ObservationModel
internal import Resampling

extension PipelineFileDecoder {
  /// The conversions of an entry, each from what is read or what one before it makes.
  func conversions(
    _ node: PipelineFileNode,
    of variables: [Quantity]
  ) -> [Conversion]? {
    guard let items = oneOrMore(node, of: "convert") else { return nil }
    var available = variables
    var conversions: [Conversion] = []
    for item in items {
      guard let conversion = conversion(item) else { return nil }
      guard let place = available.firstIndex(of: conversion.from) else {
        problems.report(
          "convert: \(conversion.from.name) is not there; it is neither among 'variables' nor made"
            + " before",
          at: item.place
        )
        return nil
      }
      available.remove(at: place)
      guard !available.contains(conversion.to) else {
        problems.report(
          "convert: this entry reads \(conversion.to.name) too, and one observation must not count"
            + " twice; read it in an entry of its own",
          at: item.place
        )
        return nil
      }
      available.append(conversion.to)
      conversions.append(conversion)
    }
    return conversions
  }

  private func conversion(_ node: PipelineFileNode) -> Conversion? {
    let words = section(
      node,
      name: "'convert'",
      keys: ["from", "to", "with", "offset", "depth"],
      required: ["from", "to", "with"]
    )
    guard let words, let fromNode = words["from"], let toNode = words["to"],
      let methodNode = words["with"]
    else { return nil }
    let vocabulary = Quantity.vocabulary.map(\.name)
    let from = word(fromNode, of: "from", vocabulary: vocabulary).flatMap { Quantity.named($0) }
    let to = word(toNode, of: "to", vocabulary: vocabulary).flatMap { Quantity.named($0) }
    let method = word(
      methodNode,
      of: "with",
      vocabulary: Conversion.Method.allCases.map(\.rawValue)
    ).flatMap { Conversion.Method(rawValue: $0) }
    guard let from, let to, let method else { return nil }
    guard isPossible(method, from: from, to: to, at: node.place) else { return nil }
    let offset = measure(words, "offset", of: method, when: .coolSkin, in: "K", example: "0.17 K")
    let depth = measure(words, "depth", of: method, when: .upperLayer, in: "m", example: "5 m")
    guard let offset, let depth else { return nil }
    return Conversion(from: from, to: to, method: method, offset: offset, depthMeters: depth)
  }

  private func isPossible(
    _ method: Conversion.Method,
    from: Quantity,
    to: Quantity,
    at place: PipelineFilePlace
  ) -> Bool {
    let pairs = Conversion.pairs(of: method)
    if pairs.contains(where: { $0.from == from.name && $0.to == to.name }) { return true }
    let others = Conversion.Method.allCases.filter {
      Conversion.pairs(of: $0).contains { $0.from == from.name && $0.to == to.name }
    }
    let known = pairs.map { "\($0.from) to \($0.to)" }
    problems.report(
      "convert: \(method.rawValue) does not lead from \(from.name) to \(to.name), "
        + (others.isEmpty
          ? "nor does any method: they mean different things; it leads from \(enumerated(known))"
          : "\(enumerated(others.map(\.rawValue))) \(others.count == 1 ? "does" : "do")"),
      at: place
    )
    return false
  }

  /// A measure that one method needs and no other takes; nil when it is not as it should be.
  private func measure(
    _ words: [String: PipelineFileNode],
    _ key: String,
    of method: Conversion.Method,
    when needy: Conversion.Method,
    in unit: String,
    example: String
  ) -> Double?? {
    guard let node = words[key] else {
      guard method == needy else { return .some(nil) }
      if let place = words["with"]?.place {
        problems.report(
          "convert: \(method.rawValue) needs '\(key)', such as \(example)",
          at: place
        )
      }
      return nil
    }
    guard method == needy else {
      problems.report("\(key): \(method.rawValue) does not take it", at: node.place)
      return nil
    }
    guard let value = value(node, of: key, in: unit, example: example) else { return nil }
    guard value > 0 else {
      problems.report("\(key): expected more than 0, found \(node.kind)", at: node.place)
      return nil
    }
    return value
  }

  /// Winds that two entries bring to 10 m by different profiles are different winds.
  func requireOneWindProfile(_ entries: [PipelineFile.ReadEntry], at place: PipelineFilePlace) {
    let profiles = WindProfile.allCases.filter { profile in
      entries.contains { $0.wind == profile }
    }
    guard profiles.count > 1 else { return }
    problems.report(
      "read: the profiles \(enumerated(profiles.map(\.rawValue))) make different winds of one"
        + " observation, and a product must not mix them; take one for all networks",
      at: place
    )
  }
}
