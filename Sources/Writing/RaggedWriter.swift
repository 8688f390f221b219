internal import NetCDFFile
public import ObservationModel

/// Writes observations as a contiguous ragged array: netCDF-4 that follows CF-1.11, chapter 9.
///
/// Points have the dimension `obs` only. Other features lie end to end along `obs`, and `row_size`
/// along `feature` tells the length of each. Profiles of one platform, and profiles of a station,
/// name their platform by `platform_index`. A coordinate that is the same throughout every feature
/// is told once a feature. Fields of satellites and analyses become points, or keep their rows and
/// columns where the outline tells how many columns they have.
///
/// The file is whole under its final name or is not there.
public struct RaggedWriter {
  public private(set) var counts = ObservationCounts()

  private let path: String
  private let outline: ObservationOutline
  private let layout: RaggedLayoutOfFile
  private let writer: NetCDFWriter
  private var features = FeatureRows()
  private var argo: ArgoProfileQuality?

  /// The rows of the features so far.
  private struct FeatureRows {
    var sizes: [Int32] = []
    var identifiers: [String] = []
    var platforms: [String] = []
    var platformOfFeature: [Int32] = []
    var numberOfPlatform: [String: Int32] = [:]
    var times: [Double] = []
    var latitudes: [Double] = []
    var longitudes: [Double] = []
    var vertical: [Double] = []
  }

  /// - Throws: `WritingError` when the file cannot be laid out.
  public init(path: String, outline: ObservationOutline) throws(WritingError) {
    self.path = path
    self.outline = outline
    layout = RaggedLayoutOfFile(outline)
    argo = ArgoProfileQuality(layout)
    do {
      writer = try NetCDFWriter(inMemoryFor: path, format: .netCDF4)
      try layout.define(in: writer)
      try argo?.define(in: writer)
    } catch {
      throw .netCDF(path: path, error)
    }
  }

  /// Adds the observations of a batch that have a time and a place; all of a field that keeps its
  /// two dimensions.
  ///
  /// - Precondition: The columns of the batch are those of the outline, in its order, and its field
  ///   has as many columns as the outline tells.
  public mutating func add(_ batch: borrowing ObservationBatch) throws(WritingError) {
    var kept: [Int] = []
    for feature in batch.features {
      let rows = feature.observations.filter { layout.fieldColumns != nil || batch.isLocated($0) }
      counts.unlocated += feature.observations.count - rows.count
      if layout.hasFeatures, let first = rows.first {
        addFeature(feature, size: rows.count, first: first, of: batch)
        argo?.add(batch, rows)
      }
      kept += rows
    }
    guard !kept.isEmpty else { return }
    let region = layout.region(after: counts.written, count: kept.count)
    counts.written += kept.count
    do {
      try writeCoordinates(of: batch, kept, region)
      for (column, names) in zip(batch.columns, layout.columns) {
        let values: StoredValues =
          names.isDouble
          ? .double(kept.map { column.values[$0] })
          : .float(kept.map { Float(column.values[$0]) })
        try writer.write(values, to: names.name, region: region)
        if let flags = names.flags {
          let codes = kept.map { Int8(column.verdict(at: $0).rawValue) }
          try writer.write(.byte(codes), to: flags, region: region)
        }
        for (name, values) in names.quality?.values(of: column, at: kept) ?? [] {
          try writer.write(values, to: name, region: region)
        }
      }
    } catch {
      throw .netCDF(path: path, error)
    }
  }

  private mutating func addFeature(
    _ feature: Feature,
    size: Int,
    first: Int,
    of batch: borrowing ObservationBatch
  ) {
    counts.features += 1
    features.sizes.append(Int32(clamping: size))
    features.identifiers.append(layout.identifier(of: feature))
    if layout.hasPlatforms {
      let next = Int32(clamping: features.platforms.count)
      let number = features.numberOfPlatform[feature.platform] ?? next
      if number == next {
        features.numberOfPlatform[feature.platform] = next
        features.platforms.append(feature.platform)
      }
      features.platformOfFeature.append(number)
    }
    features.times.append(batch.times[first])
    features.latitudes.append(batch.latitudes[first])
    features.longitudes.append(batch.longitudes[first])
    if batch.verticalKind != nil { features.vertical.append(batch.vertical[first]) }
  }

  private func writeCoordinates(
    of batch: borrowing ObservationBatch,
    _ kept: [Int],
    _ region: Region
  ) throws(NetCDFError) {
    func write(_ name: String, _ values: Span<Double>, isConstant: Bool) throws(NetCDFError) {
      guard !isConstant else { return }
      var rows: [Double] = []
      rows.reserveCapacity(kept.count)
      for i in kept { rows.append(values[i]) }
      try writer.write(.double(rows), to: name, region: region)
    }
    try write("time", batch.times, isConstant: layout.isTimeOfFeature)
    try write("latitude", batch.latitudes, isConstant: layout.isPlaceOfFeature)
    try write("longitude", batch.longitudes, isConstant: layout.isPlaceOfFeature)
    if let vertical = layout.vertical {
      try write(vertical, batch.vertical, isConstant: layout.isVerticalOfFeature)
    }
  }

  /// Writes what was told once a feature and publishes the file.
  public func finish() throws(WritingError) -> ObservationCounts {
    let pending = try PendingFile(path: path)
    let image: FileImage
    do {
      try writeFeatures()
      image = try writer.closeInMemory()
    } catch {
      throw .netCDF(path: path, error)
    }
    try pending.append(image.bytes)
    try pending.publish()
    return counts
  }

  private func writeFeatures() throws(NetCDFError) {
    guard layout.hasFeatures, !features.sizes.isEmpty else { return }
    let region = Region(start: [0], count: [features.sizes.count])
    try writer.write(.int(features.sizes), to: "row_size", region: region)
    try writer.write(.string(features.identifiers), to: layout.identifierName, region: region)
    try argo?.write(to: writer, region: region)
    if layout.hasPlatforms {
      try writer.write(.int(features.platformOfFeature), to: "platform_index", region: region)
      try writer.write(
        .string(features.platforms),
        to: "platform",
        region: Region(start: [0], count: [features.platforms.count])
      )
    }
    if layout.isTimeOfFeature {
      try writer.write(.double(features.times), to: "time", region: region)
    }
    if layout.isPlaceOfFeature {
      try writer.write(.double(features.latitudes), to: "latitude", region: region)
      try writer.write(.double(features.longitudes), to: "longitude", region: region)
    }
    if let vertical = layout.vertical, layout.isVerticalOfFeature {
      try writer.write(.double(features.vertical), to: vertical, region: region)
    }
  }
}
