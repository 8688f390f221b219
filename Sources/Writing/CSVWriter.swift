public import ObservationModel

/// Writes observations as a table of comma-separated values, one line each (RFC 4180).
///
/// The columns are the platform, the feature, the time as ISO 8601 in UTC, latitude, longitude, the
/// vertical coordinate where there is one, and each variable with its unit in parentheses, followed by
/// the word of the provider's verdict where there is one. Missing values are empty.
public struct CSVWriter {
  public private(set) var counts = ObservationCounts()

  private let outline: ObservationOutline

  public init(outline: ObservationOutline) { self.outline = outline }

  /// The line of names, with its end.
  public var head: String {
    var names = [
      "platform", "feature", "time", "latitude (degrees_north)", "longitude (degrees_east)",
    ]
    if let kind = outline.verticalKind {
      names.append("\(kind.coordinate.name) (\(kind.coordinate.units))")
    }
    for column in outline.columns {
      let quantity = column.quantity
      names.append(quantity.units.isEmpty ? quantity.name : "\(quantity.name) (\(quantity.units))")
      if column.hasFlags { names.append("\(quantity.name)_qc") }
    }
    // No two columns are called the same.
    var taken: Set<String> = []
    for i in names.indices {
      let name = names[i]
      var number = 2
      while !taken.insert(names[i]).inserted {
        names[i] = "\(name) \(number)"
        number += 1
      }
    }
    return names.map { Self.field($0) }.joined(separator: ",") + "\r\n"
  }

  /// Adds the observations of a batch that have a time and a place.
  ///
  /// - Parameter emit: Receives whole lines, about a megabyte at a time.
  /// - Precondition: The columns of the batch are those of the outline, in its order.
  public mutating func add<Failure: Error>(
    _ batch: borrowing ObservationBatch,
    _ emit: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var lines = ""
    for feature in batch.features {
      var isEmpty = true
      for i in feature.observations {
        guard batch.isLocated(i) else {
          counts.unlocated += 1
          continue
        }
        isEmpty = false
        counts.written += 1
        var fields = [
          Self.field(feature.platform), Self.field(feature.identifier), instantText(batch.times[i]),
          "\(batch.latitudes[i])", "\(batch.longitudes[i])",
        ]
        if batch.verticalKind != nil { fields.append(Self.number(batch.vertical[i])) }
        for (column, outline) in zip(batch.columns, outline.columns) {
          fields.append(Self.number(column.values, at: i))
          if outline.hasFlags { fields.append(column.verdict(at: i).name) }
        }
        lines += fields.joined(separator: ",") + "\r\n"
        if lines.utf8.count > 1 << 20 {
          try emit(lines)
          lines = ""
        }
      }
      if !isEmpty { counts.features += 1 }
    }
    if !lines.isEmpty { try emit(lines) }
  }

  /// The shortest text that reads back as the same number.
  private static func number(_ value: Double) -> String { value.isNaN ? "" : "\(value)" }

  private static func number(_ values: ColumnValues, at i: Int) -> String {
    if values.isMissing(at: i) { return "" }
    switch values {
    case .float(let values): return "\(values[i])"
    case .double(let values): return "\(values[i])"
    }
  }

  /// A text, in quotes where it needs them.
  static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return text }
    // By scalars: a combining mark behind a quote makes one character of the two.
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
