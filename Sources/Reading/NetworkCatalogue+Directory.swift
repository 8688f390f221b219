internal import Foundation
internal import Yams

extension NetworkCatalogue {
  /// The embedded maps, and those of a directory of the user before them.
  ///
  /// - Parameter directory: Its files that end in `.yaml` or `.yml` and have the key `network` at
  ///   their top are maps, others are passed over; nil for none.
  /// - Throws: `ReadingError` of kind `badMap` with the file, line and column of a faulty map, or
  ///   for two of the same name; of kind `noSuchFile` when the directory cannot be listed.
  public init(directory: String?) throws(ReadingError) {
    guard let directory else {
      try self.init()
      return
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw ReadingError(.noSuchFile, path: directory, detail: "is no directory with network maps")
    }
    var maps: [NetworkMap] = []
    for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let path = directory + "/" + name
      let text = try Self.text(ofFileAt: path)
      guard Self.isMap(text) else { continue }
      let map = try NetworkMap(yaml: text, path: path)
      if maps.contains(where: { $0.name == map.name }) {
        throw ReadingError(
          .badMap,
          path: path,
          detail: "\(map.name) has another map beside this one"
        )
      }
      maps.append(map)
    }
    try self.init(userMaps: maps)
  }

  /// The map that a user means by a name or by the path of a file, and the catalogue that has it.
  ///
  /// - Parameter network: The name of a network, or a file with a map, which becomes one of the
  ///   catalogue's.
  /// - Throws: `unknownNetwork` when nothing is called so, `badMap` when the file is no map.
  public func choosing(
    _ network: String
  ) throws(ReadingError) -> (catalogue: NetworkCatalogue, map: NetworkMap) {
    if let map = map(named: network) { return (self, map) }
    guard FileManager.default.fileExists(atPath: network) else {
      let hint = NearestWord.hint(network, maps.map(\.name))
      throw ReadingError(
        .unknownNetwork,
        path: network,
        detail: "no network and no file is called so. \(hint)The command networks lists those that "
          + "are known; a map of your own is named by its file, or found in the directory of --maps"
      )
    }
    let map = try NetworkMap(yaml: Self.text(ofFileAt: network), path: network)
    return (try adding(map), map)
  }

  private static func text(ofFileAt path: String) throws(ReadingError) -> String {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else {
      throw ReadingError(.badMap, path: path, detail: "cannot be read as UTF-8 text")
    }
    return text
  }

  /// True for a text that calls itself a map: it has the key `network` at its top. What is not
  /// YAML is looked at line by line, so that a map with a slip is told and not passed over.
  private static func isMap(_ text: String) -> Bool {
    do {
      let root = try MapDocument.compose(text, path: "", faults: MapFaults(path: ""))
      return root.mapping?[Node("network")] != nil
    } catch {
      return text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("network:") }
    }
  }
}
