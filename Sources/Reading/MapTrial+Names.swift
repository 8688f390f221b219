internal import Conventions
internal import NetCDFFile
internal import ObservationModel

extension ObservationFile {
  /// Where time, place, level and names were found.
  func origins() -> [MapTrial.Origin] {
    let roles = discovery.roles
    return [
      MapTrial.Origin(key: "time", place: discovery.time.origin),
      MapTrial.Origin(key: "latitude", place: origin(of: roles.latitude)),
      MapTrial.Origin(key: "longitude", place: origin(of: roles.longitude)),
      MapTrial.Origin(
        key: "vertical",
        place: sampling.vertical == nil
          ? nil : roles.vertical.map { "\($0.variable.path), a \($0.kind.rawValue)" }
      ),
      MapTrial.Origin(key: "platform", place: platformOrigin),
      MapTrial.Origin(
        key: "identifier",
        place: joined(map.identifier.compactMap { origin(of: $0) })
      ),
    ]
  }

  private func joined(_ places: [String]) -> String? {
    places.isEmpty ? nil : places.joined(separator: ", ")
  }

  private var platformOrigin: String? {
    if let platform = map.platform { return origin(of: platform) }
    return file.allVariables.first { $0.attribute("cf_role") != nil }?.path
  }

  private func origin(of source: PlaceSource?) -> String? {
    switch source {
    case .variable(let variable): variable.path
    case .constant(let value): "\(value), an attribute of the file"
    case .geostationary(let grid): "the view of a satellite along \(grid.y.path), \(grid.x.path)"
    case nil: nil
    }
  }

  private func origin(of source: NetworkMap.NameSource) -> String? {
    switch source {
    case .variable(let name): file.variable(like: name)?.path
    case .attribute(let name): file.globalAttribute(name).map { _ in "attribute \(name)" }
    }
  }

  /// What the map names for platform and identifier and this file lacks.
  func missingNames() -> [String] {
    let named =
      (map.platform.map { [("platform", $0)] } ?? []) + map.identifier.map { ("identifier", $0) }
    return named.compactMap { key, source in
      guard origin(of: source) == nil else { return nil }
      return switch source {
      case .variable(let name): "\(key): no variable \(name): not found in this file"
      case .attribute(let name): "\(key): no attribute \(name): not found in this file"
      }
    }
  }

  /// What a rule names beside the variable of its quantity and this file lacks: flags, bias,
  /// height.
  func misses(of binding: VariableBinding, rule: NetworkMap.QuantityRule) -> [String] {
    let name = rule.quantity.name
    var misses: [String] = []
    let rules = rule.flags.isEmpty ? map.flags : rule.flags
    if binding.flags == nil {
      misses += rules.filter { applies($0, to: binding.variable, isOwn: !rule.flags.isEmpty) }
        .map { "flags of \(name): " + flagMiss($0, of: binding.variable) }
    }
    for case .words(let bad, let suspect) in rules.map(\.meaning) {
      if let flags = binding.flags?.variable.flagMeanings {
        let unknown = flags.scheme(bad: bad, suspect: suspect).unknown
        misses += unknown.map { "flags of \(name): no word \($0): not found in this file" }
      }
    }
    if let bias = rule.bias, binding.bias == nil {
      misses.append("bias of \(name): no variable \(bias): not found in this file")
    }
    if let height = rule.height ?? map.height, binding.heightMeters == nil {
      let attributes = height.attributes.joined(separator: ", ")
      misses.append("height of \(name): no attribute \(attributes): not found in this file")
    }
    return misses
  }
}

extension TimeSource {
  /// Where time is told, for people.
  fileprivate var origin: String {
    switch self {
    case .constant: "an attribute: one time for the file"
    case .span: "the attributes with the time that the file covers"
    default: variables.map(\.path).joined(separator: ", ")
    }
  }
}
