internal import CNetCDF
internal import Glibc

/// Writes one netCDF file, of any format.
///
/// Dimensions and variables are defined first; the first `write` ends the definitions. The same
/// calls give the same bytes. The file is complete when `close` has returned.
public final class NetCDFWriter {
  public let path: String

  private let format: FileFormat
  private var identifier: Int32 = -1
  private var isOpen = false
  private var isDefining = true
  private var isInMemory = false
  private var dimensions: [String: Int32] = [:]
  private var variables: [String: Definition] = [:]

  private struct Definition {
    let group: Int32
    let id: Int32
    let type: StoredType
    let rank: Int
  }

  /// Creates the file, or empties the one that is there.
  public init(path: String, format: FileFormat) throws(NetCDFError) {
    self.path = path
    self.format = format
    let mode =
      switch format {
      case .classic: NC_CLOBBER
      case .offset64: NC_CLOBBER | NC_64BIT_OFFSET
      case .data64: NC_CLOBBER | NC_64BIT_DATA
      case .netCDF4: NC_CLOBBER | NC_NETCDF4
      case .netCDF4Classic: NC_CLOBBER | NC_NETCDF4 | NC_CLASSIC_MODEL
      }
    identifier = try Library.call { () throws(NetCDFError) in
      var id: Int32 = -1
      let absolute = path.hasPrefix("/") ? path : "./" + path
      try Library.check(nc_create(absolute, mode, &id), path: path, "nc_create")
      var old: Int32 = 0
      // What is not written is filled by nobody: all variables are written whole, or have fill.
      nc_set_fill(id, NC_FILL, &old)
      return id
    }
    isOpen = true
  }

  /// Creates a netCDF-4 file in memory; `closeInMemory` hands its bytes over.
  ///
  /// For files that must be whole or absent: HDF5 cannot close a file whose disk is full, crashes
  /// over it, and keeps its lock in every process that was started meanwhile. Memory holds the
  /// file as it is stored, compressed.
  ///
  /// - Parameters:
  ///   - path: Where the bytes will go, for errors.
  ///   - format: `netCDF4` or `netCDF4Classic`.
  public init(inMemoryFor path: String, format: FileFormat) throws(NetCDFError) {
    self.path = path
    self.format = format
    let mode: Int32
    switch format {
    case .netCDF4: mode = NC_NETCDF4
    case .netCDF4Classic: mode = NC_NETCDF4 | NC_CLASSIC_MODEL
    case .classic, .offset64, .data64:
      throw NetCDFError(.unsupported, path: path, detail: "\(format.rawValue) files in memory")
    }
    identifier = try Library.call { () throws(NetCDFError) in
      var id: Int32 = -1
      let firstBlock = 1 << 16
      try Library.check(
        nc_create_mem("image", mode, firstBlock, &id),
        path: path,
        "nc_create_mem"
      )
      return id
    }
    isOpen = true
    isInMemory = true
  }

  deinit {
    guard isOpen else { return }
    _ = try? Library.call { () throws(NetCDFError) in nc_abort(identifier) }
  }

  private func perform(
    _ operation: String,
    variable: String? = nil,
    _ body: () -> Int32
  ) throws(NetCDFError) {
    guard isOpen else {
      throw NetCDFError(.inputOutput, path: path, detail: "\(operation): the file is closed")
    }
    try Library.call { () throws(NetCDFError) in
      try Library.check(body(), path: path, variable: variable, operation)
    }
  }

  /// Defines a dimension.
  ///
  /// - Parameter length: Its length; nil for an unlimited one.
  public func defineDimension(_ name: String, length: Int?) throws(NetCDFError) {
    var id: Int32 = -1
    try perform("nc_def_dim", variable: name) {
      nc_def_dim(identifier, name, length ?? Int(NC_UNLIMITED), &id)
    }
    dimensions[name] = id
  }

  /// Defines a variable.
  ///
  /// - Parameters:
  ///   - name: Its name, in netCDF-4 files with the path of its group, such as `data/ssha`; the
  ///     groups are made as they are named.
  ///   - fill: The `_FillValue`; nil for none.
  ///   - chunks: The chunk lengths, netCDF-4 only.
  ///   - deflate: The compression level 0 to 9, netCDF-4 only; nil for none.
  ///   - shuffle: Whether bytes are shuffled before they are compressed.
  public func defineVariable(
    _ name: String,
    type: StoredType,
    dimensions names: [String],
    fill: AttributeContent? = nil,
    chunks: [Int]? = nil,
    deflate: Int? = nil,
    shuffle: Bool = true
  ) throws(NetCDFError) {
    var ids: [Int32] = []
    for dimension in names {
      guard let id = dimensions[dimension] else {
        throw NetCDFError(
          .inputOutput,
          path: path,
          variable: name,
          detail: "no dimension \(dimension)"
        )
      }
      ids.append(id)
    }
    var id: Int32 = -1
    let group = try group(ofVariable: name)
    let last = name.split(separator: "/").last.map(String.init) ?? name
    try perform("nc_def_var", variable: name) {
      nc_def_var(group, last, Library.code(type), Int32(ids.count), ids, &id)
    }
    variables[name] = Definition(group: group, id: id, type: type, rank: ids.count)
    let isNetCDF4 = format == .netCDF4 || format == .netCDF4Classic
    if isNetCDF4, !ids.isEmpty {
      if let chunks {
        try perform("nc_def_var_chunking", variable: name) {
          nc_def_var_chunking(group, id, NC_CHUNKED, chunks)
        }
      }
      if let deflate, type != .string {
        try perform("nc_def_var_deflate", variable: name) {
          nc_def_var_deflate(group, id, shuffle ? 1 : 0, 1, Int32(deflate))
        }
      }
    }
    if let fill { try putAttribute("_FillValue", fill, type: type, of: name) }
  }

  /// The group that the path of a variable leads through, made where it is not there yet.
  private func group(ofVariable path: String) throws(NetCDFError) -> Int32 {
    var group = identifier
    for name in path.split(separator: "/").dropLast().map(String.init) {
      var id: Int32 = -1
      let parent = group
      try perform("nc_def_grp \(name)", variable: path) {
        let status = nc_inq_grp_ncid(parent, name, &id)
        return status == NC_ENOGRP ? nc_def_grp(parent, name, &id) : status
      }
      group = id
    }
    return group
  }

  /// Gives the file or a variable an attribute.
  ///
  /// - Parameters:
  ///   - type: The stored type; by default char, string, int, uint or double.
  ///   - variable: The variable; nil for the file.
  public func putAttribute(
    _ name: String,
    _ content: AttributeContent,
    type: StoredType? = nil,
    of variable: String? = nil
  ) throws(NetCDFError) {
    var id = NC_GLOBAL
    var group = identifier
    if let variable {
      guard let definition = variables[variable] else {
        throw NetCDFError(.inputOutput, path: path, variable: variable, detail: "is not defined")
      }
      id = definition.id
      group = definition.group
    }
    let operation = "nc_put_att \(name)"
    switch content {
    case .text(let text):
      try perform(operation, variable: variable) {
        nc_put_att_text(group, id, name, text.utf8.count, text)
      }
    case .strings(let texts):
      var pointers: [UnsafePointer<CChar>?] = texts.map { UnsafePointer(strdup($0)) }
      defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
      try perform(operation, variable: variable) {
        nc_put_att_string(group, id, name, texts.count, &pointers)
      }
    case .integers(let values):
      let values = values.map { CLongLong($0) }
      try perform(operation, variable: variable) {
        nc_put_att_longlong(
          group,
          id,
          name,
          Library.code(type ?? .int),
          values.count,
          values
        )
      }
    case .unsigned(let values):
      let values = values.map { CUnsignedLongLong($0) }
      try perform(operation, variable: variable) {
        nc_put_att_ulonglong(
          group,
          id,
          name,
          Library.code(type ?? .uint),
          values.count,
          values
        )
      }
    case .reals(let values):
      try perform(operation, variable: variable) {
        nc_put_att_double(
          group,
          id,
          name,
          Library.code(type ?? .double),
          values.count,
          values
        )
      }
    }
  }

  /// Writes values into a variable.
  ///
  /// - Parameter region: The box to write; nil for all of a variable without unlimited
  ///   dimensions.
  public func write(
    _ values: StoredValues,
    to variable: String,
    region: Region? = nil
  ) throws(NetCDFError) {
    guard let definition = variables[variable] else {
      throw NetCDFError(.inputOutput, path: path, variable: variable, detail: "is not defined")
    }
    guard values.type == definition.type else {
      throw NetCDFError(
        .inputOutput,
        path: path,
        variable: variable,
        detail: "\(values.type.rawValue) values for a variable of \(definition.type.rawValue)"
      )
    }
    if isDefining {
      try perform("nc_enddef") { nc_enddef(identifier) }
      isDefining = false
    }
    let region = if let region { region } else { try wholeRegion(definition, name: variable) }
    guard region.start.count == definition.rank, region.count.count == definition.rank,
      region.count.reduce(1, *) == values.count
    else {
      throw NetCDFError(
        .inputOutput,
        path: path,
        variable: variable,
        detail: "\(values.count) values for a region of \(region.count)"
      )
    }
    guard values.count > 0 else { return }
    func put<Value>(_ array: [Value]) throws(NetCDFError) {
      try perform("nc_put_vara", variable: variable) {
        array.withUnsafeBytes { buffer in
          // Safe: the buffer holds the values of the region in the stored type, as checked.
          nc_put_vara(
            definition.group,
            definition.id,
            region.start,
            region.count,
            buffer.baseAddress
          )
        }
      }
    }
    switch values {
    case .byte(let array): try put(array)
    case .char(let array), .ubyte(let array): try put(array)
    case .short(let array): try put(array)
    case .int(let array): try put(array)
    case .float(let array): try put(array)
    case .double(let array): try put(array)
    case .ushort(let array): try put(array)
    case .uint(let array): try put(array)
    case .int64(let array): try put(array)
    case .uint64(let array): try put(array)
    case .string(let texts):
      let pointers = texts.map { strdup($0) }
      defer { for pointer in pointers { free(pointer) } }
      try put(pointers)
    }
  }

  private func wholeRegion(
    _ definition: Definition,
    name: String
  ) throws(NetCDFError) -> Region {
    var ids = [Int32](repeating: 0, count: definition.rank)
    if definition.rank > 0 {
      try perform("nc_inq_vardimid", variable: name) {
        nc_inq_vardimid(definition.group, definition.id, &ids)
      }
    }
    var lengths: [Int] = []
    for id in ids {
      var length = 0
      try perform("nc_inq_dimlen", variable: name) { nc_inq_dimlen(identifier, id, &length) }
      lengths.append(length)
    }
    return Region(start: lengths.map { _ in 0 }, count: lengths)
  }

  /// Closes a file in memory and hands its bytes over.
  ///
  /// - Precondition: The writer was made with `init(inMemoryFor:format:)`.
  public func closeInMemory() throws(NetCDFError) -> FileImage {
    precondition(isInMemory)
    guard isOpen else {
      throw NetCDFError(.inputOutput, path: path, detail: "nc_close_memio: the file is closed")
    }
    isOpen = false
    let (start, count) = try Library.call { () throws(NetCDFError) -> (UInt, Int) in
      var memory = NC_memio()
      try Library.check(nc_close_memio(identifier, &memory), path: path, "nc_close_memio")
      return (UInt(bitPattern: memory.memory), memory.size)
    }
    guard let start = UnsafeMutableRawPointer(bitPattern: start), count > 0 else {
      throw NetCDFError(.inputOutput, path: path, detail: "nc_close_memio: no bytes")
    }
    return FileImage(start: start, count: count)
  }

  /// Writes what is left and closes the file.
  public func close() throws(NetCDFError) {
    guard isOpen else { return }
    isOpen = false
    try Library.call { () throws(NetCDFError) in
      try Library.check(nc_close(identifier), path: path, "nc_close")
    }
  }
}
