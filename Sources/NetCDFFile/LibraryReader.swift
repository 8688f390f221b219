internal import CNetCDF

/// Reads files through libnetcdf.
final class LibraryReader: ArrayReader {
  let format: FileFormat
  let root: Group
  let allVariables: [Variable]
  let skipped: [String]
  let pool = ScratchPool()

  private let path: String
  private let identifier: Int32

  /// Kept for its memory, which the library reads.
  private let source: SourceFile

  init(source: SourceFile, limits: NetCDFFile.Limits) throws(NetCDFError) {
    let path = source.path
    guard limits.allowsLibrary else {
      throw NetCDFError(
        .unsupported,
        path: path,
        detail: "only the C library reads this file, and it may not be called"
      )
    }
    self.path = path
    let (identifier, metadata) = try Library.call { () throws(NetCDFError) in
      var identifier: Int32 = -1
      // The file that was looked through is the one that is opened, whatever its path names by
      // now.
      let status =
        if let memory = source.memory {
          nc_open_mem(path, NC_NOWRITE, source.byteCount, memory, &identifier)
        } else {
          nc_open(source.descriptorPath, NC_NOWRITE, &identifier)
        }
      try Library.check(status, path: path, "nc_open")
      do throws(NetCDFError) {
        var walk = GroupWalk(path: path, limits: limits)
        let root = try walk.group(identifier, name: "", parent: nil, depth: 0, scope: [:])
        var code: Int32 = 0
        try Library.check(nc_inq_format(identifier, &code), path: path, "nc_inq_format")
        return (identifier, (root, walk.skipped, Self.format(code)))
      } catch {
        nc_close(identifier)
        throw error
      }
    }
    self.identifier = identifier
    self.source = source
    (root, skipped, format) = metadata
    allVariables = root.allVariables
  }

  deinit {
    // A file opened for reading has nothing left to lose when it is closed.
    _ = try? Library.call { () throws(NetCDFError) in nc_close(identifier) }
  }

  private static func format(_ code: Int32) -> FileFormat {
    switch code {
    case NC_FORMAT_CLASSIC: .classic
    case NC_FORMAT_64BIT_OFFSET: .offset64
    case NC_FORMAT_CDF5: .data64
    case NC_FORMAT_NETCDF4_CLASSIC: .netCDF4Classic
    default: .netCDF4
    }
  }

  func read(
    _ variable: Variable,
    region: Region,
    count: Int
  ) throws(NetCDFError) -> StoredValues {
    guard case .library(let group, let id) = variable.location else {
      throw NetCDFError(
        .corrupt,
        path: path,
        variable: variable.path,
        detail: "is not of this file"
      )
    }
    func values<Value>(_ zero: Value) throws(NetCDFError) -> [Value] {
      var values = [Value](repeating: zero, count: count)
      guard count > 0 else { return values }
      try Library.call { () throws(NetCDFError) in
        let status = values.withUnsafeMutableBytes { buffer in
          // Safe: the buffer holds the `count` values of the region in the stored type.
          nc_get_vara(group, id, region.start, region.count, buffer.baseAddress)
        }
        try Library.check(status, path: path, variable: variable.path, "nc_get_vara")
      }
      return values
    }
    return switch variable.type {
    case .byte: .byte(try values(0))
    case .char: .char(try values(0))
    case .short: .short(try values(0))
    case .int: .int(try values(0))
    case .float: .float(try values(0))
    case .double: .double(try values(0))
    case .ubyte: .ubyte(try values(0))
    case .ushort: .ushort(try values(0))
    case .uint: .uint(try values(0))
    case .int64: .int64(try values(0))
    case .uint64: .uint64(try values(0))
    case .string: .string(try strings(group, id, variable.path, region: region, count: count))
    }
  }

  func blocks(of variable: Variable) throws(NetCDFError) -> any BlockSource {
    guard case .library(let group, let id) = variable.location,
      let valueSize = variable.type.byteCount
    else {
      throw NetCDFError(
        .unsupported,
        path: path,
        variable: variable.path,
        detail: "has no values of one width in this file"
      )
    }
    return try LibraryBlocks(
      path: path,
      variable: variable,
      group: group,
      identifier: id,
      valueSize: valueSize
    )
  }

  private func strings(
    _ group: Int32,
    _ id: Int32,
    _ name: String,
    region: Region,
    count: Int
  ) throws(NetCDFError) -> [String] {
    guard count > 0 else { return [] }
    return try Library.call { () throws(NetCDFError) in
      var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
      let status = nc_get_vara_string(group, id, region.start, region.count, &pointers)
      try Library.check(status, path: path, variable: name, "nc_get_vara_string")
      let texts = pointers.map { $0.map { String(cString: $0) } ?? "" }
      nc_free_string(count, &pointers)
      return texts
    }
  }
}

/// Collects what describes a file, group by group. Runs under the library's lock.
private struct GroupWalk {
  let path: String
  let limits: NetCDFFile.Limits
  private(set) var skipped: [String] = []
  private var objects = 0

  init(path: String, limits: NetCDFFile.Limits) {
    self.path = path
    self.limits = limits
  }

  private mutating func enter(_ count: Int32) throws(NetCDFError) {
    objects += Int(max(0, count))
    guard objects <= limits.objects else {
      throw NetCDFError(
        .tooLarge,
        path: path,
        detail: "more than \(limits.objects) dimensions and variables"
      )
    }
  }

  mutating func group(
    _ id: Int32,
    name: String,
    parent: String?,
    depth: Int,
    scope outer: [Int32: Dimension]
  ) throws(NetCDFError) -> Group {
    guard depth <= limits.groupDepth else {
      throw NetCDFError(
        .corrupt,
        path: path,
        detail: "groups nested more than \(limits.groupDepth) deep"
      )
    }
    let groupPath = parent.map { $0.isEmpty ? name : "\($0)/\(name)" } ?? ""
    var (dimensionCount, variableCount, attributeCount, unlimited): (Int32, Int32, Int32, Int32) =
      (0, 0, 0, 0)
    try Library.check(
      nc_inq(id, &dimensionCount, &variableCount, &attributeCount, &unlimited),
      path: path,
      "nc_inq"
    )
    try enter(dimensionCount)
    try enter(variableCount)
    var scope = outer
    let dimensions = try self.dimensions(of: id, count: dimensionCount, path: groupPath)
    for (dimensionID, dimension) in dimensions { scope[dimensionID] = dimension }
    let (attributes, skippedAttributes) = try Library.attributes(
      group: id,
      variable: NC_GLOBAL,
      count: attributeCount,
      path: path
    )
    skipped += skippedAttributes.map { "\(groupPath)@\($0)" }
    let prefix = groupPath.isEmpty ? "" : groupPath + "/"
    var variables: [Variable] = []
    for variableID in 0..<variableCount {
      if let variable = try variable(variableID, of: id, prefix: prefix, scope: scope) {
        variables.append(variable)
      }
    }
    var childCount: Int32 = 0
    try Library.check(nc_inq_grps(id, &childCount, nil), path: path, "nc_inq_grps")
    try enter(childCount)
    var children = [Int32](repeating: 0, count: Int(max(0, childCount)))
    if childCount > 0 {
      try Library.check(nc_inq_grps(id, nil, &children), path: path, "nc_inq_grps")
    }
    var groups: [Group] = []
    for child in children {
      let name = try Library.name(path: path, "nc_inq_grpname") { nc_inq_grpname(child, $0) }
      groups.append(
        try group(child, name: name, parent: groupPath, depth: depth + 1, scope: scope)
      )
    }
    return Group(
      name: name,
      path: groupPath,
      attributes: attributes,
      dimensions: dimensions.map(\.1),
      variables: variables,
      groups: groups
    )
  }

  private func dimensions(
    of group: Int32,
    count: Int32,
    path groupPath: String
  ) throws(NetCDFError) -> [(Int32, Dimension)] {
    guard count > 0 else { return [] }
    var found: Int32 = 0
    var ids = [Int32](repeating: 0, count: Int(count))
    try Library.check(nc_inq_dimids(group, &found, &ids, 0), path: path, "nc_inq_dimids")
    var unlimitedCount: Int32 = 0
    try Library.check(
      nc_inq_unlimdims(group, &unlimitedCount, nil),
      path: path,
      "nc_inq_unlimdims"
    )
    var unlimited = [Int32](repeating: -1, count: Int(max(0, unlimitedCount)))
    if unlimitedCount > 0 {
      try Library.check(nc_inq_unlimdims(group, nil, &unlimited), path: path, "nc_inq_unlimdims")
    }
    return try ids.prefix(Int(found)).map { id throws(NetCDFError) in
      var length = 0
      let name = try Library.name(path: path, "nc_inq_dimname") { nc_inq_dimname(group, id, $0) }
      try Library.check(nc_inq_dimlen(group, id, &length), path: path, "nc_inq_dimlen")
      return (
        id,
        Dimension(
          name: name,
          length: length,
          isUnlimited: unlimited.contains(id),
          groupPath: groupPath
        )
      )
    }
  }

  private mutating func variable(
    _ id: Int32,
    of group: Int32,
    prefix: String,
    scope: [Int32: Dimension]
  ) throws(NetCDFError) -> Variable? {
    let name = try Library.name(path: path, "nc_inq_varname") { nc_inq_varname(group, id, $0) }
    var code: nc_type = 0
    var rank: Int32 = 0
    var attributeCount: Int32 = 0
    try Library.check(
      nc_inq_var(group, id, nil, &code, &rank, nil, &attributeCount),
      path: path,
      variable: name,
      "nc_inq_var"
    )
    guard let type = Library.type(code) else {
      skipped.append(prefix + name)
      return nil
    }
    var ids = [Int32](repeating: 0, count: Int(max(0, rank)))
    if rank > 0 {
      try Library.check(nc_inq_vardimid(group, id, &ids), path: path, "nc_inq_vardimid")
    }
    var dimensions: [Dimension] = []
    var count = 1
    for dimensionID in ids {
      guard let dimension = scope[dimensionID] else {
        throw NetCDFError(
          .corrupt,
          path: path,
          variable: prefix + name,
          detail: "uses an unknown dimension"
        )
      }
      dimensions.append(dimension)
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, dimension.length))
      guard !overflow else {
        throw NetCDFError(
          .corrupt,
          path: path,
          variable: prefix + name,
          detail: "more than 2⁶³ values"
        )
      }
      count = product
    }
    let (attributes, skippedAttributes) = try Library.attributes(
      group: group,
      variable: id,
      count: attributeCount,
      path: path
    )
    skipped += skippedAttributes.map { "\(prefix)\(name)@\($0)" }
    return Variable(
      name: name,
      path: prefix + name,
      type: type,
      dimensions: dimensions,
      attributes: attributes,
      location: .library(group: group, variable: id)
    )
  }
}
