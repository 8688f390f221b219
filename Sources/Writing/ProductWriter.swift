internal import NetCDFFile
internal import Summary

/// Writes gridded products as netCDF-4 files that follow CF-1.11 and ACDD-1.3.
///
/// A product is whole under its final name or is not there: it is laid out in memory, copied to a
/// temporary file in the same directory, made durable and renamed. The bytes depend on the product
/// alone; two writes of the same product are identical.
public struct ProductWriter: Sendable {
  /// The level of compression, 1 (fast) to 9 (small).
  public let deflateLevel: Int

  /// - Precondition: `1 <= deflateLevel <= 9`.
  public init(deflateLevel: Int = 4) {
    precondition((1...9).contains(deflateLevel))
    self.deflateLevel = deflateLevel
  }

  /// Writes a product to `path`, replacing what is there.
  ///
  /// Missing directories are made. Values are asked for one horizontal field at a time; memory
  /// does not grow with the number of time bins, levels or variables.
  ///
  /// - Throws: `WritingError`. Whatever was under the name before is untouched then, and no
  ///   temporary file is left.
  @discardableResult
  public func write(
    _ product: GridProduct,
    to path: String
  ) throws(WritingError) -> WrittenProduct {
    let layout: FileLayout
    do {
      layout = try FileLayout(product)
    } catch {
      throw .product(error)
    }
    // First, so that a path that cannot be written costs nothing.
    let pending = try PendingFile(path: path)
    let image: FileImage
    do {
      image = try self.image(of: layout, product, for: path)
    } catch {
      switch error {
      case .file(let error): throw .netCDF(path: path, error)
      case .product(let fault): throw .product(fault)
      }
    }
    try pending.append(image.bytes)
    let byteCount = try pending.publish()
    return WrittenProduct(
      path: path,
      byteCount: byteCount,
      missingFacts: layout.globals.missingNames
    )
  }

  private enum Failure: Error {
    case file(NetCDFError)
    case product(ProductFault)
  }

  /// Lays the file out in memory.
  private func image(
    of layout: FileLayout,
    _ product: GridProduct,
    for path: String
  ) throws(Failure) -> FileImage {
    let writer: NetCDFWriter
    do {
      writer = try NetCDFWriter(inMemoryFor: path, format: .netCDF4Classic)
      try define(layout, in: writer)
    } catch {
      throw .file(error)
    }
    for variable in layout.variables { try writeValues(of: variable, product, to: writer) }
    do {
      return try writer.closeInMemory()
    } catch {
      throw .file(error)
    }
  }

  private func define(
    _ layout: FileLayout,
    in writer: NetCDFWriter
  ) throws(NetCDFError) {
    for dimension in layout.dimensions {
      try writer.defineDimension(dimension.name, length: dimension.length)
    }
    for attribute in layout.globals.attributes {
      try writer.putAttribute(attribute.name, attribute.content, type: attribute.type)
    }
    for variable in layout.variables {
      try writer.defineVariable(
        variable.name,
        type: variable.type,
        dimensions: variable.dimensions,
        fill: variable.fill,
        chunks: variable.chunks,
        deflate: variable.chunks == nil ? nil : deflateLevel
      )
      for attribute in variable.attributes {
        try writer.putAttribute(
          attribute.name,
          attribute.content,
          type: attribute.type,
          of: variable.name
        )
      }
    }
  }

  private func writeValues(
    of layout: VariableLayout,
    _ product: GridProduct,
    to writer: NetCDFWriter
  ) throws(Failure) {
    switch layout.contents {
    case .values(let values):
      try put(values, into: layout, at: nil, of: writer)
    case .places(let numbers):
      try write(numbers, as: layout, of: product.grid, to: writer)
    case .statistic(let statistic, let index):
      guard let field = product.variables[index].fields[statistic] else { return }
      try write(field, as: layout, of: product, networks: nil, to: writer)
    case .estimate(let estimate, let index):
      guard let field = product.variables[index].estimates[estimate] else { return }
      try write(field, as: layout, of: product, networks: nil, to: writer)
    case .analysis(let index):
      guard let field = product.variables[index].analysis?.values else { return }
      try write(field, as: layout, of: product, networks: nil, to: writer)
    case .analysisError(let index):
      guard let field = product.variables[index].analysis?.errors else { return }
      try write(field, as: layout, of: product, networks: nil, to: writer)
    case .countByNetwork(let index):
      guard let field = product.variables[index].countByNetwork else { return }
      try write(field, as: layout, of: product, networks: product.networks.count, to: writer)
    }
  }

  /// Writes a variable one horizontal field at a time, in the order of the file.
  private func write(
    _ field: ProductField,
    as layout: VariableLayout,
    of product: GridProduct,
    networks: Int?,
    to writer: NetCDFWriter
  ) throws(Failure) {
    let isOnDepths = layout.dimensions.contains("depth")
    let levels = isOnDepths ? product.depthsMeters.count : 1
    let horizontal = product.grid.dimensions.map(\.length)
    let cellCount = product.grid.cellCount
    var number = 0
    for network in 0..<(networks ?? 1) {
      for time in product.timeBins.indices {
        for level in 0..<levels {
          let place = FieldPlace(network: network, time: time, level: level)
          let values = field.values(at: place, number: number, cellCount: cellCount)
          guard values.count == cellCount else {
            throw .product(
              .wrongCount(variable: layout.name, expected: cellCount, found: values.count)
            )
          }
          let leading =
            (networks == nil ? [] : [network]) + [time] + (isOnDepths ? [level] : [])
          let region = Region(
            start: leading + horizontal.map { _ in 0 },
            count: leading.map { _ in 1 } + horizontal
          )
          try put(stored(values, as: layout), into: layout, at: region, of: writer)
          number += 1
        }
      }
    }
  }

  /// Writes what is made for a range of cells at a time, a row of chunks after the other.
  private func write(
    _ numbers: @Sendable (Range<Int>) -> [Double],
    as layout: VariableLayout,
    of grid: ProductGrid,
    to writer: NetCDFWriter
  ) throws(Failure) {
    let horizontal = grid.dimensions.map(\.length)
    let corners = layout.dimensions.count > horizontal.count ? [4] : []
    let (rows, cellsPerRow) = (horizontal[0], horizontal.dropFirst().reduce(1, *))
    let step = layout.chunks?[0] ?? rows
    for first in stride(from: 0, to: rows, by: step) {
      let last = min(first + step, rows)
      let values = numbers(first * cellsPerRow..<last * cellsPerRow)
      let rest = horizontal.dropFirst() + corners
      let region = Region(
        start: [first] + rest.map { _ in 0 },
        count: [last - first] + rest
      )
      try put(
        layout.type == .int ? .int(values.map { Int32($0) }) : .double(values),
        into: layout,
        at: region,
        of: writer
      )
    }
  }

  /// The values in the type of the file: counts exactly, the others rounded to Float.
  private func stored(
    _ values: [Double],
    as layout: VariableLayout
  ) throws(Failure) -> StoredValues {
    if layout.type == .double { return .double(values) }
    guard layout.type == .int else { return .float(values.map { Float($0) }) }
    var counts: [Int32] = []
    counts.reserveCapacity(values.count)
    for value in values {
      guard let count = Int32(exactly: value), count >= 0 else {
        throw .product(.notACount(variable: layout.name, value: plainText(value)))
      }
      counts.append(count)
    }
    return .int(counts)
  }

  private func put(
    _ values: StoredValues,
    into layout: VariableLayout,
    at region: Region?,
    of writer: NetCDFWriter
  ) throws(Failure) {
    do {
      try writer.write(values, to: layout.name, region: region)
    } catch {
      throw .file(error)
    }
  }
}
