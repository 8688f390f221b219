internal import Foundation

extension NetworkCatalogue {
  /// The embedded maps, and those of a directory of the user before them.
  ///
  /// - Parameter directory: Its files that end in `.yaml` or `.yml` are maps; nil for none.
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
      guard let data = FileManager.default.contents(atPath: path),
        let text = String(data: data, encoding: .utf8)
      else {
        throw ReadingError(.badMap, path: path, detail: "cannot be read as UTF-8 text")
      }
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
}
