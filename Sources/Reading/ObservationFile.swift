internal import Conventions
internal import NetCDFFile
public import ObservationModel

/// A file of an observing network, understood: its network, its sampling and its variables.
///
/// Opening reads what describes the file and its coordinates; values are read batch by batch.
public final class ObservationFile: Sendable {
  public let path: String
  public let map: NetworkMap
  public var featureType: FeatureType { sampling.featureType }

  /// When the provider made the file, as ISO 8601 text or as the provider writes it; nil when the
  /// file does not say.
  public let dateCreated: String?

  let file: NetCDFFile
  let sampling: Sampling
  let discovery: SamplingDiscovery

  /// The variables under their paths in lower case: a file of thousands is asked for the flags of
  /// each.
  let variablesByLowercasedPath: [String: [Variable]]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - network: The name of the map to use; nil to find it out from the file.
  ///   - positionFile: A file with the track of the platform, for files without positions of
  ///     their own; nil to look where the map says, if it does.
  ///   - usesLibrary: Whether the C library reads the file, whatever its format.
  /// - Throws: `ReadingError` with the kind of fault: the file cannot be read, is of no known
  ///   network, lacks coordinates, or contradicts itself.
  public init(
    path: String,
    network: String? = nil,
    positionFile: String? = nil,
    usesLibrary: Bool = false,
    catalogue: NetworkCatalogue
  ) throws(ReadingError) {
    let file = try NetCDFFile.opened(path, backend: usesLibrary ? .library : .automatic)
    let found = network == nil ? catalogue.map(for: file) : catalogue.map(named: network ?? "")
    guard let map = found else {
      throw ReadingError(
        .unknownNetwork,
        path: path,
        detail: "no network map is called \(network ?? NetworkCatalogue.genericName)"
      )
    }
    if network != nil, let unmet = map.firstUnmet(file) {
      throw ReadingError(
        .unknownNetwork,
        path: path,
        detail: "the file is not of network \(map.name): \(unmet)"
      )
    }
    try Self.refuseWithoutObservations(file)
    self.path = path
    self.file = file
    self.map = map
    variablesByLowercasedPath = Dictionary(grouping: file.allVariables) { $0.path.lowercased() }
    discovery = try SamplingDiscovery(file: file, map: map)
    let track = try Self.track(of: map, path: path, positionFile: positionFile, catalogue)
    sampling = try discovery.sampling(positions: track)
    dateCreated = Self.dateCreated(file, map: map)
  }

  /// The track to join positions from: the file that was named, or those that the map names.
  private static func track(
    of map: NetworkMap,
    path: String,
    positionFile: String?,
    _ catalogue: NetworkCatalogue
  ) throws(ReadingError) -> PositionTrack? {
    guard let generic = catalogue.map(named: NetworkCatalogue.genericName) else { return nil }
    if let positionFile {
      return try PositionTrack(paths: [positionFile], rule: map.positions, generic: generic)
    }
    guard let rule = map.positions else { return nil }
    let paths = PositionTrack.paths(matching: rule.files, beside: path).filter { $0 != path }
    guard !paths.isEmpty else { return nil }
    return try PositionTrack(paths: paths, rule: rule, generic: generic)
  }

  /// Metadata and technical files of a network carry its conventions and no observations: no
  /// numbers along a dimension of time or place.
  private static func refuseWithoutObservations(_ file: NetCDFFile) throws(ReadingError) {
    let arrays = file.allVariables.filter { $0.isNumeric && !$0.dimensions.isEmpty }
    func hasWords(_ variable: Variable, _ names: [String]) -> Bool {
      let name = variable.name.lowercased()
      let standardName = variable.text("standard_name") ?? ""
      return names.contains { standardName == $0 || name.contains($0.prefix(3)) }
    }
    let isPlaced = arrays.contains {
      hasWords($0, ["latitude", "longitude"])
        || ($0.text("units")?.lowercased().hasPrefix("degree") ?? false)
    }
    let isTimed = arrays.contains {
      hasWords($0, ["time", "juld"])
        || ($0.text("units")?.lowercased().contains("since") ?? false)
    }
    let isFixed = file.allVariables.contains {
      $0.isNumeric && ($0.text("standard_name") == "latitude" || $0.text("grid_mapping") != nil)
    }
    guard !arrays.isEmpty, isPlaced || isTimed || isFixed else {
      throw ReadingError(
        .noObservations,
        path: file.path,
        detail: "the file has neither time nor position: it holds no observations"
      )
    }
  }

  private static func dateCreated(_ file: NetCDFFile, map: NetworkMap) -> String? {
    if let name = map.revision?.updated, let variable = file.variable(name),
      let text = try? file.texts(variable).first, !text.isEmpty
    {
      return iso8601(compact: text)
    }
    for name in ["date_created", "date_modified", "creation_date"] {
      let attribute = file.root.attributes.first { $0.name.lowercased() == name }
      if let text = attribute?.value.text?.trimmed, !text.isEmpty { return text }
    }
    return nil
  }

  /// `20240615123000` as `2024-06-15T12:30:00Z`.
  private static func iso8601(compact text: String) -> String {
    let digits = Array(text)
    guard digits.count == 14, digits.allSatisfy(\.isNumber) else { return text }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):"
      + "\(part(12..<14))Z"
  }

  /// The number of sampling locations, the padding of incomplete arrays included.
  package var elementCount: Int { sampling.count }

  /// The number of features, empty ones included.
  public var featureCount: Int { sampling.featureCount }
}

extension NetCDFFile {
  /// The texts of a variable of characters or strings, or the numbers as text: one for each
  /// position of all dimensions but, for characters, the last.
  func texts(_ variable: Variable) throws(ReadingError) -> [String] {
    switch try stored(variable) {
    case .char(let bytes):
      let length = variable.dimensions.count > 0 ? variable.shape[variable.shape.count - 1] : 1
      guard length > 0 else { return [] }
      // A dimension with as many characters as features is one letter each, not one word.
      return stride(from: 0, to: bytes.count, by: length).map {
        let word = bytes[$0..<min($0 + length, bytes.count)].prefix { $0 != 0 }
        return String(decoding: word, as: UTF8.self).trimmed
      }
    case .string(let texts):
      return texts.map(\.trimmed)
    case let numbers:
      return variable.packing.decode(numbers).map { number in
        Int(exactly: number).map(String.init) ?? (number.isNaN ? "" : "\(number)")
      }
    }
  }
}
