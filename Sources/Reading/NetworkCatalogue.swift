internal import NetCDFFile
internal import ObservationModel

/// The network maps at hand: those embedded in the program and those of the user.
public struct NetworkCatalogue: Sendable {
  /// The maps, in the order of their names.
  public let maps: [NetworkMap]

  /// The names of the maps that are the user's.
  private let userNames: Set<String>

  /// The map that reads any file whose CF metadata suffice, used when no other fits.
  public static let genericName = "generic-cf"

  /// - Parameter userMaps: Maps that come before embedded ones of the same name.
  /// - Throws: `ReadingError` of kind `badMap` when an embedded map is faulty.
  public init(userMaps: [NetworkMap] = []) throws(ReadingError) {
    var byName: [String: NetworkMap] = [:]
    for map in try Self.embeddedMaps.get() { byName[map.name] = map }
    for map in userMaps { byName[map.name] = map }
    userNames = Set(userMaps.map(\.name))
    maps = byName.values.sorted { $0.name < $1.name }
  }

  /// The map called `name`.
  public func map(named name: String) -> NetworkMap? {
    maps.first { $0.name == name }
  }

  /// The map whose conditions `file` meets; of several the one with the most conditions, then
  /// one of the user, then the first by name; the generic one when none fits.
  func map(for file: NetCDFFile) -> NetworkMap? {
    var best: (map: NetworkMap, rank: (Int, Int))?
    // The maps are in the order of their names: the first of equal rank stays.
    for map in maps {
      guard let weight = map.weight(for: file), weight > 0 else { continue }
      let rank = (weight, userNames.contains(map.name) ? 1 : 0)
      if best.map({ rank > $0.rank }) ?? true { best = (map, rank) }
    }
    return best?.map ?? map(named: Self.genericName)
  }

  /// The catalogue with one more map of the user, in place of another of its name.
  func adding(_ map: NetworkMap) throws(ReadingError) -> NetworkCatalogue {
    try NetworkCatalogue(userMaps: maps.filter { userNames.contains($0.name) } + [map])
  }

  /// The maps that fit a file best, several when they fit equally well; none but for the generic
  /// one.
  package func bestMaps(path: String) throws(ReadingError) -> [String] {
    let file: NetCDFFile
    do {
      file = try NetCDFFile(path: path)
    } catch {
      throw ReadingError(error, path: path)
    }
    let weights = maps.map { $0.weight(for: file) ?? 0 }
    guard let highest = weights.max(), highest > 0 else { return [] }
    return zip(maps, weights).filter { $1 == highest }.map(\.0.name)
  }

  /// The maps of the program, decoded once.
  private static let embeddedMaps = Result { () throws(ReadingError) in
    try embedded.map { name, yaml throws(ReadingError) in
      try NetworkMap(yaml: yaml, path: "\(name).yaml (embedded)")
    }
  }

  private static let embedded: [(String, String)] = [
    ("amsr2-ice", PackageResources.amsr2_ice_yaml),
    ("argo", PackageResources.argo_yaml),
    ("argo-bgc", PackageResources.argo_bgc_yaml),
    ("argo-table", PackageResources.argo_table_yaml),
    ("argo-trajectory", PackageResources.argo_trajectory_yaml),
    ("arm", PackageResources.arm_yaml),
    ("arm-ship", PackageResources.arm_ship_yaml),
    ("ascat-l2", PackageResources.ascat_l2_yaml),
    ("cdip", PackageResources.cdip_yaml),
    ("cfosat-swim", PackageResources.cfosat_swim_yaml),
    ("cmems-sla-l3", PackageResources.cmems_sla_l3_yaml),
    ("cmems-sla-l4", PackageResources.cmems_sla_l4_yaml),
    ("cmems-sss-l4", PackageResources.cmems_sss_l4_yaml),
    ("copernicus-insitu", PackageResources.copernicus_insitu_yaml),
    ("copernicus-ts", PackageResources.copernicus_ts_yaml),
    ("dropsonde", PackageResources.dropsonde_yaml),
    ("duacs-grid", PackageResources.duacs_grid_yaml),
    ("epic", PackageResources.epic_yaml),
    ("gdp-drifters", PackageResources.gdp_drifters_yaml),
    ("generic-cf", PackageResources.generic_cf_yaml),
    ("ghrsst-l2p", PackageResources.ghrsst_l2p_yaml),
    ("ghrsst-l3", PackageResources.ghrsst_l3_yaml),
    ("ghrsst-l4", PackageResources.ghrsst_l4_yaml),
    ("glider-ego", PackageResources.glider_ego_yaml),
    ("glider-ngdac", PackageResources.glider_ngdac_yaml),
    ("goes-abi", PackageResources.goes_abi_yaml),
    ("hfr-eu", PackageResources.hfr_eu_yaml),
    ("hfr-radial", PackageResources.hfr_radial_yaml),
    ("hfrnet", PackageResources.hfrnet_yaml),
    ("imos", PackageResources.imos_yaml),
    ("imos-adcp", PackageResources.imos_adcp_yaml),
    ("ioos-station", PackageResources.ioos_station_yaml),
    ("jason", PackageResources.jason_yaml),
    ("madis", PackageResources.madis_yaml),
    ("mirs", PackageResources.mirs_yaml),
    ("ncas", PackageResources.ncas_yaml),
    ("ndbc", PackageResources.ndbc_yaml),
    ("ocean-colour-l2", PackageResources.ocean_colour_l2_yaml),
    ("ocean-colour-l3m", PackageResources.ocean_colour_l3m_yaml),
    ("ocean-colour-smi", PackageResources.ocean_colour_smi_yaml),
    ("oceansites", PackageResources.oceansites_yaml),
    ("ooi", PackageResources.ooi_yaml),
    ("rads", PackageResources.rads_yaml),
    ("saildrone", PackageResources.saildrone_yaml),
    ("samos", PackageResources.samos_yaml),
    ("seadatanet", PackageResources.seadatanet_yaml),
    ("seaglider", PackageResources.seaglider_yaml),
    ("seamap", PackageResources.seamap_yaml),
    ("sentinel3-sral", PackageResources.sentinel3_sral_yaml),
    ("sentinel6", PackageResources.sentinel6_yaml),
    ("ship-met", PackageResources.ship_met_yaml),
    ("slocum", PackageResources.slocum_yaml),
    ("smap-jpl-l2", PackageResources.smap_jpl_l2_yaml),
    ("smap-jpl-l3", PackageResources.smap_jpl_l3_yaml),
    ("smap-rss-l3", PackageResources.smap_rss_l3_yaml),
    ("smos-l2", PackageResources.smos_l2_yaml),
    ("socat", PackageResources.socat_yaml),
    ("swot-l2", PackageResources.swot_l2_yaml),
    ("swot-l3", PackageResources.swot_l3_yaml),
    ("tao", PackageResources.tao_yaml),
    ("uhslc", PackageResources.uhslc_yaml),
    ("wod", PackageResources.wod_yaml),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
}

extension NetworkMap {
  /// The conditions of the best of the ways in which `file` is recognised; nil when none fits.
  func weight(for file: NetCDFFile) -> Int? {
    detections.filter { $0.firstUnmet(file) == nil }.map(\.weight).max()
  }

  /// The condition that a file misses, for a message; nil when it is of the network.
  func firstUnmet(_ file: NetCDFFile) -> String? {
    let unmet = detections.map { $0.firstUnmet(file) }
    return unmet.contains(nil) ? nil : unmet.first ?? nil
  }
}

extension NetworkMap.Detection {
  /// A condition, and what of a file does not meet it; nil when the file does.
  typealias Finding = (condition: String, unmet: String?)

  /// What becomes of each condition in a file.
  func findings(in file: NetCDFFile) -> [Finding] {
    func has(_ name: String) -> Bool { file.allVariables.contains { $0.path.matches(name) } }
    let present: [Finding] = variables.map { name in
      ("variable \(name)", has(name) ? nil : "it has no variable \(name)")
    }
    let absent: [Finding] = without.map { name in
      ("without variable \(name)", has(name) ? "it has a variable \(name)" : nil)
    }
    let spanned: [Finding] = dimensions.map { name in
      (
        "dimension \(name)",
        file.root.hasDimension(like: name) ? nil : "it has no dimension \(name)"
      )
    }
    let told: [Finding] = attributes.sorted { $0.key < $1.key }.map { name, pattern in
      let condition = "attribute \(name): \"\(pattern)\""
      guard let value = file.globalAttribute(name) else {
        return (condition, "it has no attribute \(name)")
      }
      let text = value.writtenText
      let isMet =
        text.matches(pattern, ignoringCase: true)
        || (value.number.map { Double(pattern) == $0 } ?? false)
      return (condition, isMet ? nil : "its attribute \(name) is \"\(text)\", not \"\(pattern)\"")
    }
    return present + absent + spanned + told
  }

  /// The first condition that does not hold, for a message; nil when all do.
  func firstUnmet(_ file: NetCDFFile) -> String? {
    findings(in: file).lazy.compactMap(\.unmet).first
  }
}

extension Group {
  fileprivate func hasDimension(like pattern: String) -> Bool {
    dimensions.contains { $0.name.matches(pattern) }
      || groups.contains { $0.hasDimension(like: pattern) }
  }
}
