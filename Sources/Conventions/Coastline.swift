/// The coasts of the world at 1:1 000 000, by cells of one degree.
///
/// World Vector Shoreline data of the US Naval Oceanographic Office, in the public domain, where
/// Debian's package `xtide-coastline` puts it. The file is a chain of 64-byte records: 60 bytes
/// of payload, a byte that is 0 where the chain goes on and else one more than the bytes used,
/// and the number of the next record. The first record names the resolution, a bit map tells
/// which cells have a coast, and the record of a cell is found by its number. The payload is a
/// list of segments: the count of points and a continuation bit, the first point as an offset in
/// seconds from the cell's south-west corner (or from the last point), the others as differences
/// of one byte.
///
/// - SeeAlso: Depner and Hammack (1989), *A portable method for compressing and storing
///   high-resolution geographic data sets*, US Naval Oceanographic Office.
public struct Coastline: Sendable {
  /// Where Debian's package puts the data.
  public static let path = "/usr/share/xtide-wvs/wvs1.dat"

  /// A point of a coast, in parts of a degree.
  public struct Place: Sendable, Hashable {
    /// Parts of a degree north of the south pole.
    public let north: Int
    /// Parts of a degree east of 180 degrees west; of any turn.
    public let east: Int
  }

  /// A point of a coast.
  public struct Point: Sendable, Equatable {
    public let latitude: Double
    public let longitude: Double
  }

  private let bytes: [UInt8]

  /// How many parts a degree has: 3600, seconds, or a multiple.
  public let unitsPerDegree: Int

  private static let recordSize = 64
  private static let payloadSize = 60
  private static let firstCellRecord = 129

  /// Takes the bytes of a file; nil when they are no coasts.
  public init?(bytes: [UInt8]) {
    guard bytes.count > (Self.firstCellRecord + 64_800) * Self.recordSize,
      Int(bytes[3]) == Self.recordSize, (1...10).contains(bytes[5])
    else { return nil }
    self.bytes = bytes
    unitsPerDegree = 3600 * Int(bytes[5])
  }

  /// The coasts within one cell, as lines.
  ///
  /// - Parameters:
  ///   - latitude: Whole degrees north of the cell's southern edge, -90 to 89.
  ///   - longitude: Whole degrees east of its western edge; any turn.
  public func lines(latitude: Int, longitude: Int) -> [[Point]] {
    guard (-90..<90).contains(latitude) else { return [] }
    let turned = ((longitude + 180) % 360 + 360) % 360
    return places(row: latitude + 90, column: turned).map { line in
      line.map { place in
        Point(
          latitude: Double(place.north) / Double(unitsPerDegree) - 90,
          longitude: Double(place.east) / Double(unitsPerDegree) - 180
            + Double(longitude + 180 - turned)
        )
      }
    }
  }

  /// The coasts within one cell, as lines.
  ///
  /// - Parameters:
  ///   - row: Whole degrees of the southern edge north of the south pole, 0 to 179.
  ///   - column: Whole degrees of the western edge east of 180 degrees west, 0 to 359.
  public func places(row: Int, column: Int) -> [[Place]] {
    precondition((0..<180).contains(row) && (0..<360).contains(column))
    let cell = row * 360 + column
    let bit = cell + Self.recordSize * 8
    guard bytes[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 else { return [] }
    let payload = self.payload(fromRecord: Self.firstCellRecord + cell)
    return Self.segments(
      payload,
      originLatitude: row * unitsPerDegree,
      originLongitude: column * unitsPerDegree
    )
  }

  /// The payload of a chain of records; what is there where the chain is broken.
  private func payload(fromRecord first: Int) -> [UInt8] {
    var payload: [UInt8] = []
    var record = first
    var steps = 0
    while steps < 100_000 {
      let start = (record - 1) * Self.recordSize
      guard record >= 1, start + Self.recordSize <= bytes.count else { break }
      let end = Int(bytes[start + Self.payloadSize])
      if end != 0 {
        payload.append(contentsOf: bytes[start..<(start + min(end - 1, Self.payloadSize))])
        break
      }
      payload.append(contentsOf: bytes[start..<(start + Self.payloadSize)])
      record =
        Int(bytes[start + 61]) << 16 | Int(bytes[start + 62]) << 8 | Int(bytes[start + 63])
      steps += 1
    }
    return payload
  }

  private static func segments(
    _ payload: [UInt8],
    originLatitude: Int,
    originLongitude: Int
  ) -> [[Place]] {
    var lines: [[Place]] = []
    var latitude = 0
    var longitude = 0
    var i = 0
    while i + 6 <= payload.count {
      let (high, low) = (Int(payload[i]), Int(payload[i + 1]))
      let count = (high % 128) * 4 + low / 64 + 1
      let continues = high >= 128
      var y = Int(payload[i + 2]) << 8 | Int(payload[i + 3])
      var x = Int(payload[i + 4]) << 8 | Int(payload[i + 5])
      i += 6
      if continues {
        y += ((low % 64) / 8) << 16
        x += (low % 8) << 16
        latitude += y - 262_144
        longitude += x - 262_144
      } else {
        latitude = originLatitude + y
        longitude = originLongitude + x
        lines.append([])
      }
      if lines.isEmpty { lines.append([]) }
      lines[lines.count - 1].append(Place(north: latitude, east: longitude))
      for _ in 1..<max(count, 1) {
        guard i + 2 <= payload.count else { break }
        latitude += Int(payload[i]) - 128
        longitude += Int(payload[i + 1]) - 128
        lines[lines.count - 1].append(Place(north: latitude, east: longitude))
        i += 2
      }
    }
    return lines.filter { $0.count > 1 }
  }
}
