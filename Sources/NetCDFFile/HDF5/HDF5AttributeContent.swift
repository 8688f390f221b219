extension HDF5Attribute {
  /// The attribute as netCDF gives it; nil for types that observations do not need.
  ///
  /// One text of fixed length is characters; several, or text of any length, are strings.
  ///
  /// - Throws: `corrupt` when a heap does not hold what it should.
  func netCDF(_ heap: inout HDF5GlobalHeap) throws(HDF5Fault) -> Attribute? {
    guard let (type, content) = try value(&heap) else { return nil }
    return Attribute(name: name, type: type, content: content)
  }

  private func value(
    _ heap: inout HDF5GlobalHeap
  ) throws(HDF5Fault) -> (StoredType, AttributeContent)? {
    var data = data
    switch type.kind {
    case .text:
      if space.isNull { return (.char, .text("")) }
      guard !space.shape.isEmpty else {
        let end = data.end
        let bytes = data.bytes[data.start..<end]
        let last = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? data.start
        return (.char, .text(String(decoding: bytes[..<last], as: UTF8.self)))
      }
      var texts: [String] = []
      for _ in 0..<space.count { texts.append(try data.text(type.size)) }
      return (.string, .strings(texts))
    case .string:
      var texts: [String] = []
      for _ in 0..<space.count {
        var element = try data.part(type.size)
        guard var text = try heap.bytes(&element, elementSize: 1) else {
          texts.append("")
          continue
        }
        texts.append(try text.text(text.remaining))
      }
      return (.string, .strings(texts))
    case .integer(let isSigned, let isBigEndian):
      guard space.shape.count <= 1, let stored = type.numericType else { return nil }
      var signed: [Int64] = []
      var unsigned: [UInt64] = []
      for _ in 0..<space.count {
        let bits = try data.bits(size: type.size, isBigEndian: isBigEndian)
        if isSigned {
          let shift = UInt64(64 - 8 * type.size)
          signed.append(Int64(bitPattern: bits << shift) >> Int64(shift))
        } else {
          unsigned.append(bits)
        }
      }
      return (stored, isSigned ? .integers(signed) : .unsigned(unsigned))
    case .real(let isBigEndian):
      guard space.shape.count <= 1, let stored = type.numericType else { return nil }
      var values: [Double] = []
      for _ in 0..<space.count {
        let bits = try data.bits(size: type.size, isBigEndian: isBigEndian)
        values.append(
          type.size == 4
            ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            : Double(bitPattern: bits)
        )
      }
      return (stored, .reals(values))
    case .reference, .sequence, .other, .oddNumber: return nil
    }
  }

  /// The one text of the attribute; nil where it is of another type.
  var text: String? {
    guard case .text = type.kind, space.count == 1 else { return nil }
    var data = data
    return try? data.text(type.size)
  }

  /// The integers of the attribute; nil where it is of another type.
  func integers() throws(HDF5Fault) -> [Int]? {
    guard case .integer(let isSigned, let isBigEndian) = type.kind else { return nil }
    var data = data
    var values: [Int] = []
    for _ in 0..<space.count {
      let bits = try data.bits(size: type.size, isBigEndian: isBigEndian)
      let shift = UInt64(64 - 8 * type.size)
      values.append(
        isSigned
          ? Int(Int64(bitPattern: bits << shift) >> Int64(shift)) : Int(clamping: bits)
      )
    }
    return values
  }

  /// The addresses of the objects that each element of a list of references names.
  func references(_ heap: inout HDF5GlobalHeap) throws(HDF5Fault) -> [[Int]]? {
    guard case .sequence(let element) = type.kind, case .reference = element.kind else {
      return nil
    }
    var data = data
    var lists: [[Int]] = []
    for _ in 0..<space.count {
      var place = try data.part(type.size)
      var list: [Int] = []
      if var objects = try heap.bytes(&place, elementSize: element.size) {
        while objects.remaining >= element.size {
          var object = try objects.part(element.size)
          if let address = try object.address() { list.append(address) }
        }
      }
      lists.append(list)
    }
    return lists
  }
}

extension HDF5Cursor {
  /// The bits of a number of 1, 2, 4 or 8 bytes.
  mutating func bits(size: Int, isBigEndian: Bool) throws(HDF5Fault) -> UInt64 {
    switch size {
    case 1: return UInt64(try load(UInt8.self))
    case 2:
      let value = try load(UInt16.self)
      return UInt64(isBigEndian ? value.byteSwapped : value)
    case 4:
      let value = try load(UInt32.self)
      return UInt64(isBigEndian ? value.byteSwapped : value)
    default:
      let value = try load(UInt64.self)
      return isBigEndian ? value.byteSwapped : value
    }
  }
}
