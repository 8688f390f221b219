internal import CHDF5
internal import CNetCDF
internal import Glibc
internal import Synchronization

/// libnetcdf, which is not safe to call from two threads even on two files: every call goes
/// through the one lock of the process.
package enum Library {
  private static let isPrepared = Mutex(false)

  /// Calls the library alone.
  package static func call<Result: Sendable>(
    _ body: () throws(NetCDFError) -> Result
  ) throws(NetCDFError) -> Result {
    try isPrepared.withLock { isPrepared throws(NetCDFError) in
      if !isPrepared {
        // Before HDF5 starts: a filter named in a file must not load code, from wherever the
        // environment would have it.
        setenv("HDF5_PLUGIN_PRELOAD", "::", 1)
        setenv("HDF5_PLUGIN_PATH", "/nonexistent", 1)
        hdf5_load_no_plugins()
        isPrepared = true
      }
      // HDF5 keeps this for each thread.
      hdf5_print_no_errors()
      return try LibraryWatchdog.watch(body)
    }
  }

  /// Throws what a status of the library means.
  static func check(
    _ status: Int32,
    path: String,
    variable: String? = nil,
    _ operation: String
  ) throws(NetCDFError) {
    guard status != NC_NOERR else { return }
    let text = String(cString: nc_strerror(status))
    let kind: NetCDFError.Kind =
      switch status {
      case NC_ENOTNC, NC_EHDFERR, NC_EDIMMETA, NC_EVARMETA, NC_EATTMETA, NC_ENOTVAR, NC_EBADID,
        NC_EBADTYPE:
        .corrupt
      case NC_ENOMEM: .tooLarge
      case NC_EFILTER, NC_ENOFILTER: .unsupported
      default: .inputOutput
      }
    throw NetCDFError(
      kind,
      path: path,
      variable: variable,
      detail: "\(operation): \(text)",
      status: status
    )
  }

  static func type(_ code: nc_type) -> StoredType? {
    switch code {
    case NC_BYTE: .byte
    case NC_CHAR: .char
    case NC_SHORT: .short
    case NC_INT: .int
    case NC_FLOAT: .float
    case NC_DOUBLE: .double
    case NC_UBYTE: .ubyte
    case NC_USHORT: .ushort
    case NC_UINT: .uint
    case NC_INT64: .int64
    case NC_UINT64: .uint64
    case NC_STRING: .string
    default: nil
    }
  }

  static func code(_ type: StoredType) -> nc_type {
    switch type {
    case .byte: NC_BYTE
    case .char: NC_CHAR
    case .short: NC_SHORT
    case .int: NC_INT
    case .float: NC_FLOAT
    case .double: NC_DOUBLE
    case .ubyte: NC_UBYTE
    case .ushort: NC_USHORT
    case .uint: NC_UINT
    case .int64: NC_INT64
    case .uint64: NC_UINT64
    case .string: NC_STRING
    }
  }

  /// Reads the attributes of a variable, or of a group for `NC_GLOBAL`.
  ///
  /// - Returns: The attributes, and the names of those of types that observations do not need.
  static func attributes(
    group: Int32,
    variable: Int32,
    count: Int32,
    path: String
  ) throws(NetCDFError) -> (attributes: [Attribute], skipped: [String]) {
    var attributes: [Attribute] = []
    var skipped: [String] = []
    for index in 0..<count {
      let name = try name(path: path, "nc_inq_attname") {
        nc_inq_attname(group, variable, index, $0)
      }
      var code: nc_type = 0
      var length = 0
      try check(nc_inq_att(group, variable, name, &code, &length), path: path, "nc_inq_att")
      guard let type = type(code), length <= 1 << 26 else {
        skipped.append(name)
        continue
      }
      let content = try content(
        group: group,
        variable: variable,
        name: name,
        type: type,
        length: length,
        path: path
      )
      attributes.append(Attribute(name: name, type: type, content: content))
    }
    return (attributes, skipped)
  }

  /// Calls what writes a name of up to NC_MAX_NAME bytes.
  static func name(
    path: String,
    _ operation: String,
    _ body: (UnsafeMutablePointer<CChar>) -> Int32
  ) throws(NetCDFError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(NC_MAX_NAME) + 1)
    let status = buffer.withUnsafeMutableBufferPointer { pointer in
      // Safe: the buffer is not empty and holds the longest name the library writes.
      pointer.baseAddress.map(body) ?? Int32(NC_ENOMEM)
    }
    try check(status, path: path, operation)
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func content(
    group: Int32,
    variable: Int32,
    name: String,
    type: StoredType,
    length: Int,
    path: String
  ) throws(NetCDFError) -> AttributeContent {
    func numbers<Value>(
      _ zero: Value,
      _ body: (UnsafeMutablePointer<Value>?) -> Int32
    ) throws(NetCDFError) -> [Value] {
      var values = [Value](repeating: zero, count: length)
      let status = values.withUnsafeMutableBufferPointer { body($0.baseAddress) }
      try check(status, path: path, variable: name, "nc_get_att")
      return values
    }
    switch type {
    case .char:
      let bytes = try numbers(UInt8(0)) { nc_get_att(group, variable, name, $0) }
      return .text(HeaderCursor.text(bytes))
    case .string:
      var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: length)
      try check(
        nc_get_att_string(group, variable, name, &pointers),
        path: path,
        "nc_get_att_string"
      )
      let texts = pointers.map { $0.map { String(cString: $0) } ?? "" }
      nc_free_string(length, &pointers)
      return .strings(texts)
    case .byte, .short, .int, .int64:
      return .integers(
        try numbers(Int64(0)) { pointer in
          withLongLong(pointer) { nc_get_att_longlong(group, variable, name, $0) }
        }
      )
    case .ubyte, .ushort, .uint, .uint64:
      return .unsigned(
        try numbers(UInt64(0)) { pointer in
          withUnsignedLongLong(pointer) { nc_get_att_ulonglong(group, variable, name, $0) }
        }
      )
    case .float, .double:
      return .reals(try numbers(Double(0)) { nc_get_att_double(group, variable, name, $0) })
    }
  }

  private static func withLongLong(
    _ pointer: UnsafeMutablePointer<Int64>?,
    _ body: (UnsafeMutablePointer<CLongLong>?) -> Int32
  ) -> Int32 {
    // Safe: CLongLong is a signed integer of 64 bits on every platform that the library has.
    body(UnsafeMutableRawPointer(pointer)?.assumingMemoryBound(to: CLongLong.self))
  }

  private static func withUnsignedLongLong(
    _ pointer: UnsafeMutablePointer<UInt64>?,
    _ body: (UnsafeMutablePointer<CUnsignedLongLong>?) -> Int32
  ) -> Int32 {
    // Safe: as above, unsigned.
    body(UnsafeMutableRawPointer(pointer)?.assumingMemoryBound(to: CUnsignedLongLong.self))
  }
}
