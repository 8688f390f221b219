internal import NetCDFFile
internal import ObservationModel

/// Writes matches as a table of comma-separated values or as a netCDF file.
///
/// A file is whole under its final name or is not there.
public struct MatchupWriter: Sendable {
  /// The words for the sides in the names of columns and variables.
  private static let words = ["first", "second", "third"]

  public init() {}

  /// Writes a table with a line for each match (RFC 4180).
  public func writeCSV(_ table: MatchupTable, to path: String) throws(WritingError) {
    let pending = try PendingFile(path: path)
    var names: [String] = []
    for (side, word) in zip(table.sides, Self.words) {
      names += [
        "\(word)_platform", "\(word)_time", "\(word)_latitude (degrees_north)",
        "\(word)_longitude (degrees_east)", "\(word)_depth (m)",
        "\(word)_\(side.quantity.name) (\(side.quantity.units))",
      ]
    }
    for word in Self.words.prefix(table.sides.count).dropFirst() {
      names += ["\(word)_distance (m)", "\(word)_time_difference (s)"]
    }
    var text = names.joined(separator: ",") + "\r\n"
    for match in 0..<table.count {
      var fields: [String] = []
      for side in table.sides {
        let point = side.points[match]
        fields += [
          CSVWriter.field(point.platform), instantText(point.time), plainText(point.latitude),
          plainText(point.longitude), plainText(point.depthMeters), plainText(point.value),
        ]
      }
      for (number, distances) in table.distances.enumerated() {
        fields += [plainText(distances[match]), plainText(difference(table, number + 1, match))]
      }
      text += fields.joined(separator: ",") + "\r\n"
      if text.utf8.count > 1 << 20 {
        try pending.append(Array(text.utf8))
        text = ""
      }
    }
    try pending.append(Array(text.utf8))
    _ = try pending.publish()
  }

  /// Writes a netCDF-4 file with the dimension `match`.
  public func writeNetCDF(_ table: MatchupTable, to path: String) throws(WritingError) {
    let pending = try PendingFile(path: path)
    let image: FileImage
    do {
      let writer = try NetCDFWriter(inMemoryFor: path, format: .netCDF4Classic)
      let variables = variables(of: table)
      try writer.defineDimension("match", length: table.count)
      for (name, content) in [
        ("Conventions", "CF-1.11"), ("title", "Matched observations"),
        ("summary", table.summary), ("source", table.sides.map(\.network).joined(separator: ", ")),
      ] {
        try writer.putAttribute(name, .text(content))
      }
      for variable in variables {
        var dimensions = ["match"]
        if let width = variable.width {
          try writer.defineDimension("\(variable.name)_length", length: width)
          dimensions.append("\(variable.name)_length")
        }
        try writer.defineVariable(
          variable.name,
          type: variable.width == nil ? .double : .char,
          dimensions: dimensions,
          chunks: table.count == 0
            ? nil
            : [min(table.count, 65_536)]
              + dimensions.dropFirst().map {
                _ in variable.width ?? 1
              },
          deflate: table.count == 0 ? nil : 4
        )
        for (name, text) in variable.attributes where !text.isEmpty {
          try writer.putAttribute(name, .text(text), of: variable.name)
        }
      }
      for variable in variables where table.count > 0 {
        try writer.write(variable.values, to: variable.name)
      }
      image = try writer.closeInMemory()
    } catch {
      throw .netCDF(path: path, error)
    }
    try pending.append(image.bytes)
    _ = try pending.publish()
  }

  /// The time of a side less that of the first.
  private func difference(_ table: MatchupTable, _ side: Int, _ match: Int) -> Double {
    table.sides[side].points[match].time - table.sides[0].points[match].time
  }

  private struct Column {
    let name: String
    let attributes: [(String, String)]
    let values: StoredValues

    /// The length of texts; nil for numbers.
    var width: Int?
  }

  private func variables(of table: MatchupTable) -> [Column] {
    var columns: [Column] = []
    for (side, word) in zip(table.sides, Self.words) {
      func number(
        _ name: String,
        _ attributes: [(String, String)],
        _ value: (MatchupTable.Side, Int) -> Double
      ) {
        columns.append(
          Column(
            name: "\(word)_\(name)",
            attributes: attributes,
            values: .double((0..<table.count).map { value(side, $0) })
          )
        )
      }
      let coordinates =
        "\(word)_time \(word)_latitude \(word)_longitude \(word)_depth \(word)_platform"
      number(
        "time",
        [
          ("standard_name", "time"), ("units", "seconds since 1970-01-01T00:00:00Z"),
          ("calendar", "standard"),
        ]
      ) { $0.points[$1].time }
      number("latitude", [("standard_name", "latitude"), ("units", "degrees_north")]) {
        $0.points[$1].latitude
      }
      number("longitude", [("standard_name", "longitude"), ("units", "degrees_east")]) {
        $0.points[$1].longitude
      }
      number("depth", [("standard_name", "depth"), ("units", "m"), ("positive", "down")]) {
        $0.points[$1].depthMeters
      }
      number(
        side.quantity.name,
        [
          ("standard_name", side.quantity.standardName),
          ("long_name", "\(side.quantity.longName) of \(side.network)"),
          ("units", side.quantity.units), ("coordinates", coordinates),
        ]
      ) { $0.points[$1].value }
      columns.append(platforms(of: side, word))
    }
    for (number, distances) in table.distances.enumerated() {
      let word = Self.words[number + 1]
      columns.append(
        Column(
          name: "\(word)_distance",
          attributes: [("long_name", "distance from the first observation"), ("units", "m")],
          values: .double(distances)
        )
      )
      columns.append(
        Column(
          name: "\(word)_time_difference",
          attributes: [("long_name", "time after that of the first observation"), ("units", "s")],
          values: .double((0..<table.count).map { difference(table, number + 1, $0) })
        )
      )
    }
    return columns
  }

  private func platforms(of side: MatchupTable.Side, _ word: String) -> Column {
    let texts = side.points.map { Array($0.platform.utf8) }
    let width = max(1, texts.map(\.count).max() ?? 1)
    return Column(
      name: "\(word)_platform",
      attributes: [("long_name", "platform of \(side.network)")],
      values: .char(texts.flatMap { $0 + [UInt8](repeating: 0, count: width - $0.count) }),
      width: width
    )
  }
}
