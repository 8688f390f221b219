import ArgumentParser
import Crypto
import Foundation

/// Writes one small file in the published layout of each network.
struct NetworkFilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "networks",
    abstract: "Writes one small file in the published layout of each network.",
    discussion: """
      Names, types, packing, attributes and flags are those of the format descriptions; values \
      lie on straight lines with gaps. No random number is drawn: every run writes the same bytes.
      """
  )

  @Argument(help: "The directory to write into.")
  var directory: String

  func run() throws {
    var entries: [Entry] = []
    for layout in NetworkLayout.all {
      let url = URL(fileURLWithPath: directory + "/" + layout.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try layout.draft.write(to: url.path)
      let bytes = try Data(contentsOf: url)
      entries.append(
        Entry(
          path: layout.path,
          network: layout.network,
          claim: layout.claim,
          bytes: bytes.count,
          sha256: SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        )
      )
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let manifest = try encoder.encode(Manifest(files: entries)) + Data("\n".utf8)
    try manifest.write(to: URL(fileURLWithPath: directory + "/MANIFEST.json"))
    print("\(entries.count) files, \(entries.reduce(0) { $0 + $1.bytes }) bytes in \(directory)")
  }

  private struct Manifest: Codable {
    var about = "Synthetic files in published layouts; no instrument measured their values."
    var origin = "FixtureArchive networks"
    let files: [Entry]

    enum CodingKeys: String, CodingKey { case about, origin, files }
  }

  private struct Entry: Codable {
    let path: String
    let network: String
    let claim: String
    let bytes: Int
    let sha256: String
  }
}
