import Foundation
import NetCDFFile
import ObservationModel
import Reading

/// A file that a test spells out, written to a temporary directory.
struct SmallFile {
  struct Array {
    let name: String
    let dimensions: [String]
    let values: StoredValues
    let attributes: [(String, AttributeContent)]
  }

  var dimensions: [(name: String, length: Int)] = []
  var variables: [Array] = []
  var attributes: [(String, AttributeContent)] = []

  init(_ dimensions: KeyValuePairs<String, Int>, _ attributes: KeyValuePairs<String, String> = [:])
  {
    self.dimensions = dimensions.map { ($0.key, $0.value) }
    self.attributes = attributes.map { ($0.key, .text($0.value)) }
  }

  /// Adds a variable of doubles.
  mutating func add(
    _ name: String,
    _ dimensions: [String],
    _ values: [Double],
    _ attributes: KeyValuePairs<String, String> = [:]
  ) {
    add(name, dimensions, .double(values), attributes)
  }

  mutating func add(
    _ name: String,
    _ dimensions: [String],
    _ values: StoredValues,
    _ attributes: KeyValuePairs<String, String> = [:]
  ) {
    variables.append(
      Array(
        name: name,
        dimensions: dimensions,
        values: values,
        attributes: attributes.map { ($0.key, .text($0.value)) }
      )
    )
  }

  /// Adds time in days since 2000-01-01, latitude and longitude.
  mutating func addPlace(
    time: ([String], [Double]),
    latitude: ([String], [Double]),
    longitude: ([String], [Double])
  ) {
    add(
      "time",
      time.0,
      time.1,
      ["units": "days since 2000-01-01 00:00:00", "standard_name": "time"]
    )
    add(
      "lat",
      latitude.0,
      latitude.1,
      ["units": "degrees_north", "standard_name": "latitude"]
    )
    add(
      "lon",
      longitude.0,
      longitude.1,
      ["units": "degrees_east", "standard_name": "longitude"]
    )
  }

  /// Seconds since 1970 of a day since 2000-01-01: 10 957 days lie between.
  static func instant(day: Double) -> Double { (10_957 + day) * 86_400 }

  /// Writes the file and opens it.
  func open(_ network: String? = nil, maps: [NetworkMap] = []) throws -> ObservationFile {
    let path = try write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try ObservationFile(
      path: path,
      network: network,
      catalogue: NetworkCatalogue(userMaps: maps)
    )
  }

  func write(to folder: String = NSTemporaryDirectory(), name: String? = nil) throws -> String {
    let path = folder + "/" + (name ?? "small-\(UUID().uuidString).nc")
    let isNetCDF4 = variables.contains {
      [.int64, .uint64, .ushort, .uint, .ubyte, .string].contains($0.values.type)
    }
    let writer = try NetCDFWriter(path: path, format: isNetCDF4 ? .netCDF4 : .classic)
    for (name, length) in dimensions { try writer.defineDimension(name, length: length) }
    for variable in variables {
      let fill = variable.attributes.first { $0.0 == "_FillValue" }?.1
      try writer.defineVariable(
        variable.name,
        type: variable.values.type,
        dimensions: variable.dimensions,
        fill: fill
      )
      for (name, content) in variable.attributes where name != "_FillValue" {
        try writer.putAttribute(name, content, type: Self.type(of: content), of: variable.name)
      }
    }
    for (name, content) in attributes {
      try writer.putAttribute(name, content, type: Self.type(of: content))
    }
    for variable in variables { try writer.write(variable.values, to: variable.name) }
    try writer.close()
    return path
  }

  private static func type(of content: AttributeContent) -> StoredType? {
    if case .integers = content { return .int }
    return nil
  }

  /// Features, positions and one column, all batches together.
  struct Content {
    var features: [Feature] = []
    var times: [Double] = []
    var latitudes: [Double] = []
    var longitudes: [Double] = []
    var vertical: [Double] = []
    var values: [Double] = []
    var verdicts: [Verdict] = []
  }

  static func content(_ file: ObservationFile, _ quantity: String) throws -> Content {
    var content = Content()
    let quantities = [Quantity.named(quantity)].compactMap { $0 }
    try file.forEachBatch(of: quantities) { (batch: consuming ObservationBatch) throws(Never) in
      content.features += batch.features
      for i in 0..<batch.count {
        content.times.append(batch.times[i])
        content.latitudes.append(batch.latitudes[i])
        content.longitudes.append(batch.longitudes[i])
        if batch.verticalKind != nil { content.vertical.append(batch.vertical[i]) }
        if let column = batch.columns.first { content.values.append(column.values[i]) }
      }
      content.verdicts += batch.columns.first?.provider ?? []
    }
    return content
  }
}
