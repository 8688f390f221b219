/// The checksums of HDF5.
enum HDF5Checksum {
  /// The checksum of metadata: `hashlittle` of Bob Jenkins' lookup3, 2006, with 0 to begin with.
  static func lookup3(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt32 {
    var (a, b, c): (UInt32, UInt32, UInt32)
    let seed = 0xdead_beef &+ UInt32(truncatingIfNeeded: bytes.count)
    (a, b, c) = (seed, seed, seed)
    let buffer = UnsafeRawBufferPointer(rebasing: bytes)
    var place = 0
    var left = buffer.count
    func word(_ offset: Int) -> UInt32 {
      // Safe: only whole words before the end are loaded.
      UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
      value << count | value >> (32 - count)
    }
    while left > 12 {
      a &+= word(place)
      b &+= word(place + 4)
      c &+= word(place + 8)
      a = (a &- c) ^ rotated(c, 4)
      c &+= b
      b = (b &- a) ^ rotated(a, 6)
      a &+= c
      c = (c &- b) ^ rotated(b, 8)
      b &+= a
      a = (a &- c) ^ rotated(c, 16)
      c &+= b
      b = (b &- a) ^ rotated(a, 19)
      a &+= c
      c = (c &- b) ^ rotated(b, 4)
      b &+= a
      place += 12
      left -= 12
    }
    guard left > 0 else { return c }
    var tail: (UInt32, UInt32, UInt32) = (0, 0, 0)
    for i in 0..<left {
      let byte = UInt32(buffer[place + i]) << UInt32(8 * (i % 4))
      switch i / 4 {
      case 0: tail.0 |= byte
      case 1: tail.1 |= byte
      default: tail.2 |= byte
      }
    }
    a &+= tail.0
    b &+= tail.1
    c &+= tail.2
    c = (c ^ b) &- rotated(b, 14)
    a = (a ^ c) &- rotated(c, 11)
    b = (b ^ a) &- rotated(a, 25)
    c = (c ^ b) &- rotated(b, 16)
    a = (a ^ c) &- rotated(c, 4)
    b = (b ^ a) &- rotated(a, 14)
    c = (c ^ b) &- rotated(b, 24)
    return c
  }

  /// The checksum of the filter Fletcher32: over big-endian words of 16 bits, an odd byte last
  /// taken as the high one.
  static func fletcher32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var (first, second): (UInt32, UInt32) = (0, 0)
    var place = 0
    var words = bytes.count / 2
    while words > 0 {
      // After 360 words the sums are folded, before they can overflow.
      let block = min(words, 360)
      for _ in 0..<block {
        first &+= UInt32(bytes[place]) << 8 | UInt32(bytes[place + 1])
        second &+= first
        place += 2
      }
      words -= block
      first = (first & 0xffff) + (first >> 16)
      second = (second & 0xffff) + (second >> 16)
    }
    if bytes.count % 2 == 1 {
      first &+= UInt32(bytes[place]) << 8
      second &+= first
      first = (first & 0xffff) + (first >> 16)
      second = (second & 0xffff) + (second >> 16)
    }
    first = (first & 0xffff) + (first >> 16)
    second = (second & 0xffff) + (second >> 16)
    return second << 16 | first
  }

  /// Whether `stored` is the Fletcher32 checksum of `bytes`. Files of HDF5 before 1.6.3 on
  /// little-endian machines have the bytes of each half the other way round.
  static func isFletcher32(_ stored: UInt32, of bytes: UnsafeRawBufferPointer) -> Bool {
    let sum = fletcher32(bytes)
    let swapped = (sum & 0x00ff_00ff) << 8 | (sum & 0xff00_ff00) >> 8
    return stored == sum || stored == swapped
  }
}
