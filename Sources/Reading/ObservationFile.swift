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

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - network: The name of the map to use; nil to find it out from the file.
  /// - Throws: `ReadingError` with the kind of fault: the file cannot be read, is of no known
  ///   network, lacks coordinates, or contradicts itself.
  public init(
    path: String,
    network: String? = nil,
    catalogue: NetworkCatalogue
  ) throws(ReadingError) {
    let file = try NetCDFFile.opened(path)
    let found = network == nil ? catalogue.map(for: file) : catalogue.map(named: network ?? "")
    guard let map = found else {
      throw ReadingError(
        .unknownNetwork,
        path: path,
        detail: "no network map is called \(network ?? NetworkCatalogue.genericName)"
      )
    }
    if network != nil, !map.detection.fits(file) {
      throw ReadingError(
        .unknownNetwork,
        path: path,
        detail: "the file is not of network \(map.name): "
          + (map.detection.firstUnmet(file) ?? "conditions of the map do not hold")
      )
    }
    try Self.refuseWithoutObservations(file)
    self.path = path
    self.file = file
    self.map = map
    discovery = SamplingDiscovery(file: file, map: map)
    sampling = try discovery.sampling()
    dateCreated = Self.dateCreated(file, map: map)
  }

  /// Metadata and technical files of a network carry its conventions and no observations.
  private static func refuseWithoutObservations(_ file: NetCDFFile) throws(ReadingError) {
    let hasArrays = file.allVariables.contains { $0.isNumeric && !$0.dimensions.isEmpty }
    let hasPlace = file.allVariables.contains {
      $0.isNumeric
        && ($0.text("standard_name") == "latitude" || $0.name.lowercased().hasPrefix("lat")
          || ($0.text("units")?.lowercased().hasPrefix("degree") ?? false))
    }
    let hasTime = file.allVariables.contains {
      $0.isNumeric && ($0.text("units")?.lowercased().contains(" since ") ?? false)
    }
    guard hasArrays, hasPlace || hasTime else {
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

  /// The number of features, empty ones included.
  public var featureCount: Int { sampling.featureCount }
}

extension NetworkMap.Detection {
  /// The first condition that does not hold, for a message.
  func firstUnmet(_ file: NetCDFFile) -> String? {
    for name in variables where !file.allVariables.contains(where: { $0.path.matches(name) }) {
      return "it has no variable \(name)"
    }
    for name in dimensions
    where !file.root.dimensions.contains(where: { $0.name.matches(name) }) {
      return "it has no dimension \(name)"
    }
    for (name, pattern) in attributes.sorted(by: { $0.key < $1.key }) {
      let value = file.root.attributes.first { $0.name.matches(name, ignoringCase: true) }?
        .value.text
      guard let value else { return "it has no attribute \(name)" }
      if !value.trimmed.matches(pattern, ignoringCase: true) {
        return "its attribute \(name) is \"\(value)\", not \"\(pattern)\""
      }
    }
    return nil
  }
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
