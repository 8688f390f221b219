/// An attribute as the file holds it.
///
/// - SeeAlso: HDF5 File Format Specification 3.0, IV.A.2.m.
final class HDF5Attribute {
  let name: String
  let type: HDF5Datatype
  let space: HDF5Dataspace
  let data: HDF5Cursor

  init(_ body: inout HDF5Cursor) throws(HDF5Fault) {
    let file = body.file
    let version = try body.uint8()
    guard (1...3).contains(version) else { throw file.unknownVersion(version, of: "an attribute") }
    let flags = try body.uint8()
    let nameSize = try body.uint16()
    let typeSize = try body.uint16()
    let spaceSize = try body.uint16()
    if version == 3 { try body.skip(1) }
    // Version 1 pads each part to a multiple of 8 bytes.
    func stored(_ size: Int) -> Int { version == 1 ? (size + 7) / 8 * 8 : size }
    var namePart = try body.part(stored(nameSize))
    name = try namePart.text(nameSize)
    var typePart = try body.part(stored(typeSize))
    if version > 1, flags & 0x01 != 0 {
      typePart = try HDF5ObjectHeader.shared(&typePart, type: HDF5Message.Kind.datatype)
    }
    type = try HDF5Datatype(&typePart)
    var spacePart = try body.part(stored(spaceSize))
    if version > 1, flags & 0x02 != 0 {
      spacePart = try HDF5ObjectHeader.shared(&spacePart, type: HDF5Message.Kind.dataspace)
    }
    space = try HDF5Dataspace(&spacePart)
    let (bytes, overflow) = space.count.multipliedReportingOverflow(by: type.size)
    guard !overflow, bytes <= file.limits.bytesOfChunk else {
      throw file.tooLarge("the attribute \(name) has \(space.count) values")
    }
    data = try body.part(bytes)
  }
}

extension HDF5ObjectHeader {
  /// The attributes, in the order in which they were made where the file keeps it.
  func attributes() throws(HDF5Fault) -> [HDF5Attribute] {
    var attributes: [HDF5Attribute] = []
    var orders: [Int] = []
    func append(_ body: inout HDF5Cursor, order: Int) throws(HDF5Fault) {
      guard attributes.count < file.limits.objects else {
        throw file.tooLarge("an object of more than \(file.limits.objects) attributes")
      }
      attributes.append(try HDF5Attribute(&body))
      orders.append(order)
    }
    for message in messages where message.type == HDF5Message.Kind.attribute {
      var body = try self.body(of: message)
      try append(&body, order: message.order)
    }
    if let message = first(HDF5Message.Kind.attributeInfo) {
      var info = try body(of: message)
      let version = try info.uint8()
      guard version == 0 else { throw file.unknownVersion(version, of: "attribute information") }
      let flags = try info.uint8()
      if flags & 0x01 != 0 { try info.skip(2) }
      if let heapAddress = try info.address(), let index = try info.address() {
        let heap = try HDF5FractalHeap(file: file, at: heapAddress)
        let tree = try HDF5Tree2(file: file, at: index)
        guard tree.type == 8 else {
          throw file.corrupt("a B-tree of type \(tree.type) where attributes are expected")
        }
        try tree.forEachRecord { record throws(HDF5Fault) in
          var record = record
          let identifier = try record.part(8)
          let flags = try record.uint8()
          let order = try record.uint32()
          guard flags & 0x02 == 0 else { throw .unusual("an attribute shared in a heap") }
          var body = try heap.object(identifier)
          try append(&body, order: order)
        }
      }
    }
    guard zip(orders, orders.dropFirst()).contains(where: { $0 > $1 }) else { return attributes }
    return orders.indices.sorted { (orders[$0], $0) < (orders[$1], $1) }.map { attributes[$0] }
  }
}
