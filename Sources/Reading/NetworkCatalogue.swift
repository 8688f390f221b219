internal import NetCDFFile
internal import ObservationModel

/// The network maps at hand: those embedded in the program and those of the user.
public struct NetworkCatalogue: Sendable {
  /// The maps, in the order of their names.
  public let maps: [NetworkMap]

  /// The map that reads any file whose CF metadata suffice, used when no other fits.
  public static let genericName = "generic-cf"

  /// - Parameter userMaps: Maps that come before embedded ones of the same name.
  /// - Throws: `ReadingError` of kind `badMap` when an embedded map is faulty.
  public init(userMaps: [NetworkMap] = []) throws(ReadingError) {
    var byName: [String: NetworkMap] = [:]
    for (name, yaml) in Self.embedded {
      let map = try NetworkMap(yaml: yaml, path: "\(name).yaml (embedded)")
      byName[map.name] = map
    }
    for map in userMaps { byName[map.name] = map }
    maps = byName.values.sorted { $0.name < $1.name }
  }

  /// The map called `name`.
  public func map(named name: String) -> NetworkMap? {
    maps.first { $0.name == name }
  }

  /// The map whose conditions `file` meets; of several the one with the most conditions, then
  /// the first by name; the generic one when none fits.
  func map(for file: NetCDFFile) -> NetworkMap? {
    let fitting = maps.filter { $0.detection.weight > 0 && $0.detection.fits(file) }
    let best = fitting.max {
      ($0.detection.weight, $1.name) < ($1.detection.weight, $0.name)
    }
    return best ?? map(named: Self.genericName)
  }

  private static let embedded: [(String, String)] = [
    ("argo", PackageResources.argo_yaml),
    ("argo-bgc", PackageResources.argo_bgc_yaml),
    ("ascat-l2", PackageResources.ascat_l2_yaml),
    ("generic-cf", PackageResources.generic_cf_yaml),
    ("ghrsst-l2p", PackageResources.ghrsst_l2p_yaml),
    ("ghrsst-l3", PackageResources.ghrsst_l3_yaml),
    ("ioos-station", PackageResources.ioos_station_yaml),
    ("saildrone", PackageResources.saildrone_yaml),
    ("ship-met", PackageResources.ship_met_yaml),
    ("socat", PackageResources.socat_yaml),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
}

extension NetworkMap.Detection {
  /// True when all conditions hold for `file`.
  func fits(_ file: NetCDFFile) -> Bool {
    let root = file.root
    for pattern in variables {
      guard file.allVariables.contains(where: { $0.path.matches(pattern) }) else { return false }
    }
    for pattern in dimensions {
      guard root.dimensions.contains(where: { $0.name.matches(pattern) }) else { return false }
    }
    for (name, pattern) in attributes {
      let value = root.attributes.first {
        $0.name.matches(name, ignoringCase: true)
      }?.value.text
      guard let value, value.trimmed.matches(pattern, ignoringCase: true) else { return false }
    }
    return true
  }
}
