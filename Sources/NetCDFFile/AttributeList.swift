/// The attributes of a file or of a variable.
///
/// Files of profiles have hundreds of attributes of which few are asked for, so those of classic
/// files are taken from the bytes of the header one by one when they are.
enum AttributeList: Sendable, Equatable {
  case read([Attribute])
  case classic(ClassicAttributes)

  var all: [Attribute] {
    switch self {
    case .read(let attributes): attributes
    case .classic(let attributes): attributes.all
    }
  }

  func named(_ name: String) -> Attribute? {
    switch self {
    case .read(let attributes): attributes.first { $0.name == name }
    case .classic(let attributes): attributes.named(name)
    }
  }

  static func == (one: Self, other: Self) -> Bool { one.all == other.all }
}

/// Attributes in the header of a classic file.
struct ClassicAttributes: Sendable {
  let head: FileHead
  let version: UInt8

  /// Where the first one begins, and how many there are.
  let offset: Int
  let count: Int

  var all: [Attribute] {
    var attributes: [Attribute] = []
    attributes.reserveCapacity(count)
    forEach { cursor, raw in
      attributes.append(cursor.attribute(raw))
      return true
    }
    return attributes
  }

  func named(_ name: String) -> Attribute? {
    var found: Attribute?
    forEach { cursor, raw in
      if cursor.isNamed(raw, name) { found = cursor.attribute(raw) }
      return found == nil
    }
    return found
  }

  /// Calls `body` with one attribute after the other while it returns true.
  private func forEach(_ body: (HeaderCursor, HeaderCursor.RawAttribute) -> Bool) {
    head.withBytes { bytes in
      var cursor = HeaderCursor(
        bytes,
        at: offset,
        version: version,
        fileByteCount: bytes.count
      )
      for _ in 0..<count {
        // The same steps were taken when the file was opened, which a damaged list ended.
        guard let raw = try? cursor.rawAttribute(), body(cursor, raw) else { return }
      }
    }
  }
}
