internal import Glibc
public import NetCDFFile

/// Writes fields on grids to a netCDF-4 file, field by field.
///
/// The file is whole under its final name or is not there. Files of up to 256 MiB of values are
/// laid out in memory, so that nothing of HDF5 is open while the disk fills up; longer ones go to
/// a temporary file in the same directory, whose room is asked for first, and memory does not grow
/// with their length. The bytes depend on what is written alone.
public struct GriddedFileWriter: ~Copyable {
  private let pending: PendingFile
  private let writer: NetCDFWriter
  private let isInMemory: Bool

  /// The most bytes of values of a file that is laid out in memory.
  private static let largestImage = 256 << 20

  /// Defines a file and writes the values that its layout has.
  ///
  /// - Throws: `WritingError`, as do the other calls. Whatever was under the name before is
  ///   untouched then, and no temporary file is left.
  public init(path: String, layout: GriddedFileLayout) throws(WritingError) {
    let pending = try PendingFile(path: path)
    let isInMemory = layout.byteCount <= Self.largestImage
    if !isInMemory { try pending.expectRoom(for: layout.byteCount) }
    let temporaryPath = pending.temporaryPath
    let writer: NetCDFWriter
    do {
      writer =
        try isInMemory
        ? NetCDFWriter(inMemoryFor: path, format: .netCDF4)
        : NetCDFWriter(path: temporaryPath, format: .netCDF4)
      try Self.define(layout, in: writer)
      for variable in layout.variables {
        guard let values = variable.values else { continue }
        try writer.write(values, to: variable.name, region: layout.whole(variable))
      }
    } catch {
      throw .netCDF(path: path, error)
    }
    self.pending = pending
    self.isInMemory = isInMemory
    self.writer = writer
  }

  private static func define(
    _ layout: GriddedFileLayout,
    in writer: NetCDFWriter
  ) throws(NetCDFError) {
    for dimension in layout.dimensions {
      try writer.defineDimension(
        dimension.name,
        length: dimension.isUnlimited ? nil : dimension.length
      )
    }
    for attribute in layout.attributes {
      try writer.putAttribute(attribute.name, attribute.content, type: attribute.type)
    }
    for variable in layout.variables {
      try writer.defineVariable(
        variable.name,
        type: variable.type,
        dimensions: variable.dimensions,
        fill: variable.fill,
        chunks: layout.chunks(of: variable),
        deflate: layout.isDeflated(variable) ? layout.deflateLevel : nil,
        shuffle: layout.isShuffled
      )
      for attribute in variable.attributes where attribute.name != "_FillValue" {
        try writer.putAttribute(
          attribute.name,
          attribute.content,
          type: attribute.type,
          of: variable.name
        )
      }
    }
  }

  /// Writes a part of a variable.
  public borrowing func write(
    _ values: StoredValues,
    to variable: String,
    region: Region
  ) throws(WritingError) {
    do {
      try writer.write(values, to: variable, region: region)
    } catch {
      throw .netCDF(path: pending.path, error)
    }
  }

  /// Completes the file, makes it durable and gives it its final name.
  ///
  /// - Returns: The number of bytes.
  @discardableResult
  public consuming func publish() throws(WritingError) -> Int {
    let path = pending.path
    if isInMemory {
      let image: FileImage
      do {
        image = try writer.closeInMemory()
      } catch {
        throw .netCDF(path: path, error)
      }
      try pending.append(image.bytes)
    } else {
      do {
        try writer.close()
      } catch {
        throw .netCDF(path: path, error)
      }
    }
    return try pending.publish()
  }
}

extension PendingFile {
  /// Throws when the disk has less room than a number of bytes.
  borrowing func expectRoom(for byteCount: Int) throws(WritingError) {
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else {
      throw .system(operation: .inspect, path: path, errno: errno)
    }
    let (free, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize)
    )
    guard overflow || free >= byteCount else {
      throw .system(operation: .write, path: path, errno: ENOSPC)
    }
  }
}
