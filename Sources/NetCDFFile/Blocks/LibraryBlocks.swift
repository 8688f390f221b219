internal import CNetCDF
internal import KernelTypes

/// The values of a variable as the library reads them, chunk by chunk, in native order.
struct LibraryBlocks: BlockSource {
  let path: String
  let variable: String
  let group: Int32
  let identifier: Int32
  let valueSize: Int
  let shape: [Int]
  let blockShape: [Int]

  /// Asks the library how the variable is stored.
  init(
    path: String,
    variable: Variable,
    group: Int32,
    identifier: Int32,
    valueSize: Int
  ) throws(NetCDFError) {
    self.path = path
    self.variable = variable.path
    self.group = group
    self.identifier = identifier
    self.valueSize = valueSize
    shape = variable.shape
    let rank = shape.count
    let chunks = try Library.call { () throws(NetCDFError) -> [Int]? in
      var storage: Int32 = 0
      var lengths = [Int](repeating: 1, count: rank)
      let status = lengths.withUnsafeMutableBufferPointer {
        nc_inq_var_chunking(group, identifier, &storage, $0.baseAddress)
      }
      try Library.check(status, path: path, variable: variable.path, "nc_inq_var_chunking")
      return storage == NC_CHUNKED ? lengths : nil
    }
    blockShape =
      chunks?.map { max(1, $0) }
      ?? ContiguousBlocks.blockShape(of: shape, valueSize: valueSize)
  }

  func load(
    blockAt start: [Int],
    scratch: BlockScratch,
    into target: BlockBuffer
  ) throws(NetCDFError) -> LoadedBlock {
    var count = blockShape
    for i in start.indices { count[i] = min(count[i], shape[i] - start[i]) }
    let box = Region(start: start, count: count)
    let bytes = target.reserve(box.valueCount * valueSize)
    try Library.call { () throws(NetCDFError) in
      // Safe: the buffer holds the values of the box in the stored type.
      let status = nc_get_vara(group, identifier, start, count, bytes.baseAddress)
      try Library.check(status, path: path, variable: variable, "nc_get_vara")
    }
    return LoadedBlock(
      bytes: UnsafeRawBufferPointer(bytes),
      layout: StoredLayout(byteCount: valueSize),
      box: box
    )
  }
}
