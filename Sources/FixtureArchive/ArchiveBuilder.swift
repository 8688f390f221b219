import Crypto
import FixtureSeaState
import Foundation

/// Writes the files of the archive and keeps the list of what is in it and what is wrong with it.
struct ArchiveBuilder {
  /// 2024-06-01T00:00:00Z, where the archive starts, in seconds since 1970-01-01.
  static let start = 1_717_200_000.0

  /// The days that the archive covers.
  static let days = 30

  /// How much is written.
  struct Scale {
    /// The distance of infrared pixels in degrees, and their number across the swath.
    var pixelStep = 0.105
    var pixels = 100
    var infraredPasses = 1
    var scatterometerPasses = 1
    var floats = 8
    var buoys = 6
    var shipMinutes = 15
    var droneMinutes = 20
    var drifters = 6

    static let small = Scale()

    /// About forty times the small one.
    static let large = Scale(
      pixelStep: 0.025,
      pixels: 480,
      infraredPasses: 4,
      scatterometerPasses: 4,
      floats: 120,
      buoys: 6,
      shipMinutes: 1,
      droneMinutes: 1,
      drifters: 120
    )
  }

  /// One line of the manifest.
  struct Entry: Codable {
    let path: String
    let network: String
    let bytes: Int
    let sha256: String
  }

  let root: String
  let seed: UInt64
  let scale: Scale
  let sea = SeaState()
  var faults: FaultList
  private(set) var entries: [Entry] = []

  init(root: String, seed: UInt64, scale: Scale) {
    self.root = root
    self.seed = seed
    self.scale = scale
    faults = FaultList(seed: seed)
  }

  /// The random numbers of one file or platform.
  func random(_ name: String) -> RandomStream { RandomStream(seed: seed, name: name) }

  /// Writes one netCDF file and enters it in the manifest.
  mutating func write(_ draft: DatasetDraft, to path: String, network: String) throws {
    try makeDirectory(of: path)
    try draft.write(to: absolute(path))
    try enter(path, network: network)
  }

  /// Writes bytes that are no good netCDF file.
  mutating func write(_ bytes: Data, to path: String, network: String) throws {
    try makeDirectory(of: path)
    try bytes.write(to: URL(fileURLWithPath: absolute(path)))
    try enter(path, network: network)
  }

  /// The bytes of a file that was written.
  func bytes(of path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: absolute(path)))
  }

  /// Writes the manifest, the truth and the faults.
  func finish() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try makeDirectory(of: "truth/x")
    for (name, content) in [
      ("truth/sea_state.json", try encoder.encode(sea)),
      ("truth/faults.json", try encoder.encode(faults)),
      ("MANIFEST.json", try encoder.encode(Manifest(seed: seed, files: entries))),
    ] {
      try (content + Data("\n".utf8)).write(to: URL(fileURLWithPath: absolute(name)))
    }
  }

  private struct Manifest: Codable {
    var about = "Synthetic observations of a known sea state; no instrument measured them."
    let seed: UInt64
    let files: [Entry]

    enum CodingKeys: String, CodingKey { case about, seed, files }
  }

  private func absolute(_ path: String) -> String { root + "/" + path }

  private func makeDirectory(of path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: absolute(path)).deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
  }

  private mutating func enter(_ path: String, network: String) throws {
    let bytes = try bytes(of: path)
    let digest = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    entries.append(Entry(path: path, network: network, bytes: bytes.count, sha256: digest))
  }
}

extension ArchiveBuilder {
  /// The date of a day of the archive as `yyyymmdd`.
  static func date(day: Int) -> String { stamp(day: Double(day), "yyyyMMdd") }

  /// An instant in days since the start of the archive, in UTC, by a date pattern.
  static func stamp(day: Double, _ pattern: String) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = pattern
    return formatter.string(from: Date(timeIntervalSince1970: start + day * 86_400))
  }

  /// The ten-day spans that in-situ files are cut into.
  static let decades: [Range<Int>] = [0..<10, 10..<20, 20..<30]

  static let institution = "Sverdrup fixture archive"
  static let disclaimer = "Synthetic: no instrument measured these values."
}

/// The packed integer of a value, or the fill value where it does not fit.
func packed<Stored: FixedWidthInteger>(
  _ value: Double,
  scale: Double,
  offset: Double = 0,
  fill: Stored
) -> Stored {
  Stored(exactly: ((value - offset) / scale).rounded()) ?? fill
}
