/// The heaps that hold text of any length and lists of references.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, III.E.
struct HDF5GlobalHeap {
  private let file: HDF5File

  /// The collections that were read: the bytes of each and where its objects are.
  private var collections: [Int: (window: HDF5Cursor, objects: [Int: (start: Int, count: Int)])] =
    [:]

  /// More collections than this are not kept at once.
  private static let most = 256

  /// More bytes than this are not kept either, but for one collection.
  private static let mostBytes = 64 << 20
  private var bytesKept = 0

  /// The bytes that may still be handed out.
  private var allowance: Int

  /// - Parameter limit: The most bytes that are handed out. Any number of elements may stand for
  ///   the same object, so that the size of the file bounds nothing.
  init(file: HDF5File, limit: Int) {
    self.file = file
    allowance = min(limit, file.greatestExpansion)
  }

  /// Counts bytes that are handed out, or copies of them.
  ///
  /// - Throws: `tooLarge`.
  mutating func handOut(_ count: Int) throws(HDF5Fault) {
    guard count <= allowance else {
      throw file.tooLarge("text of more bytes than are allowed for a file of this size")
    }
    allowance -= count
  }

  /// The bytes that an element of a type of any length stands for; nil where it has none.
  ///
  /// - Parameters:
  ///   - element: A number of elements, an address and the index of an object.
  ///   - size: The bytes of one element.
  /// - Throws: `corrupt`, and `tooLarge` beyond the limit.
  mutating func bytes(
    _ element: inout HDF5Cursor,
    elementSize: Int
  ) throws(HDF5Fault) -> HDF5Cursor? {
    let count = try element.uint32()
    let address = try element.address()
    let index = try element.uint32()
    guard count > 0, let address, address > 0 else { return nil }
    let (wanted, overflow) = count.multipliedReportingOverflow(by: elementSize)
    var object = try object(index, in: address)
    guard !overflow, wanted <= object.remaining else {
      throw file.corrupt("\(count) elements in \(object.remaining) bytes of a heap")
    }
    try handOut(wanted)
    return try object.part(wanted)
  }

  private mutating func object(_ index: Int, in address: Int) throws(HDF5Fault) -> HDF5Cursor {
    if collections[address] == nil {
      let collection = try read(at: address)
      let byteCount = collection.window.remaining
      if collections.count >= Self.most || bytesKept > Self.mostBytes - byteCount {
        (collections, bytesKept) = ([:], 0)
      }
      collections[address] = collection
      bytesKept += byteCount
    }
    guard let collection = collections[address], let place = collection.objects[index] else {
      throw file.corrupt("object \(index) is not in the heap at address \(address)")
    }
    var window = collection.window
    try window.skip(place.start)
    return try window.part(place.count)
  }

  private func read(
    at address: Int
  ) throws(HDF5Fault) -> (window: HDF5Cursor, objects: [Int: (start: Int, count: Int)]) {
    let headSize = 8 + file.lengthSize
    var head = try file.window(at: address, count: headSize, of: "a heap of text")
    try head.expect("GCOL", of: "a heap of text")
    let version = try head.uint8()
    guard version == 1 else { throw file.unknownVersion(version, of: "a global heap") }
    try head.skip(3)
    let size = try head.length()
    guard size >= headSize, size <= file.limits.bytesOfChunk else {
      throw file.corrupt("a heap of text of \(size) bytes")
    }
    let window = try file.window(at: address, count: size, of: "a heap of text")
    var rest = window
    try rest.skip(headSize)
    var objects: [Int: (start: Int, count: Int)] = [:]
    while rest.remaining >= headSize {
      let index = try rest.uint16()
      try rest.skip(6)
      let count = try rest.length()
      // Object 0 is the free space at the end.
      guard index > 0 else { break }
      guard count <= rest.remaining else {
        throw file.corrupt("an object of \(count) bytes in a heap of text")
      }
      objects[index] = (rest.consumed, count)
      try rest.skip(min((count + 7) / 8 * 8, rest.remaining))
    }
    return (window, objects)
  }
}
