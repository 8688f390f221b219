internal import ObservationModel

extension PipelineFileDecoder {
  /// Lattices by quantity, such as `{temperature: {step: 2^-14, offset: 0, range: [-5, 45]}}`.
  func lattices(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> [String: Lattice]? {
    let names = (read ?? []).flatMap(\.products).map(\.name)
    let words = read == nil ? Quantity.vocabulary.map(\.name) : names
    guard let entries = section(node, name: "'lattices'", keys: words) else { return nil }
    var lattices: [String: Lattice] = [:]
    for (name, node) in entries.sorted(by: { $0.key < $1.key }) {
      guard let lattice = lattice(node, of: name) else { return nil }
      lattices[name] = lattice
    }
    return lattices
  }

  private func lattice(_ node: PipelineFileNode, of name: String) -> Lattice? {
    let keys = ["step", "offset", "range"]
    let values = section(
      node,
      name: "the lattice of \(name)",
      keys: keys,
      required: ["step", "range"]
    )
    guard let values, let stepNode = values["step"], let rangeNode = values["range"],
      let exponent = stepExponent(stepNode), let range = span(rangeNode, of: "range")
    else { return nil }
    var offset = 0.0
    if let node = values["offset"] {
      guard let number = number(node, of: "offset") else { return nil }
      let steps = number * Double(sign: .plus, exponent: -exponent, significand: 1)
      guard steps.rounded() == steps, abs(steps) <= Double(Lattice.largestOffsetSteps) else {
        problems.report(
          "offset: expected a whole number of steps of 2^\(exponent), at most 2^47 of them, found"
            + " \(node.kind)",
          at: node.place
        )
        return nil
      }
      offset = number
    }
    let step = Double(sign: .plus, exponent: exponent, significand: 1)
    for end in [range.lowerBound, range.upperBound]
    where abs(end - offset) > Double(Int32.max) * step {
      problems.report(
        "range: \(end) is farther than \(Int32.max) steps of 2^\(exponent) from the offset"
          + " \(offset); take a larger step or an offset nearer to the values",
        at: rangeNode.place
      )
      return nil
    }
    return Lattice(offset: offset, stepExponent: exponent, range: range)
  }

  /// The exponent of a power of two, as `2^-10` or as a number.
  private func stepExponent(_ node: PipelineFileNode) -> Int? {
    var exponent: Int?
    switch node.content {
    case .scalar(.text(let text)):
      if text.hasPrefix("2^") { exponent = Int(text.dropFirst(2)) }
    case .scalar(.integer), .scalar(.real):
      guard let number = number(node, of: "step") else { return nil }
      if number > 0, number.significand == 1 { exponent = Int(number.exponent) }
    default: break
    }
    guard let exponent, (-60...30).contains(exponent) else {
      problems.report(
        "step: expected a power of two from 2^-60 to 2^30, such as 2^-10, found \(node.kind)",
        at: node.place
      )
      return nil
    }
    return exponent
  }
}
