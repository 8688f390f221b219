import Foundation
import Pipeline
import Testing

@Suite("Pipeline file: random edits")
struct PipelineFileFuzzTests {
  /// Bytes that mean something to YAML, to numbers or to UTF-8.
  static let meaningful =
    Array("[]{}:,-?&*!|>%@`#\"'\\\n\t .0123456789eExX+_~".utf8) + [
      0, 0x0D, 0x7F, 0x80, 0xC3, 0xED, 0xFF,
    ]

  /// The faultless file with one or two edits of a byte or a few.
  static func spoilt(using random: inout SplitMix) -> [UInt8] {
    var bytes = Array(faultlessPipeline.utf8)
    for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &random)
      let end = min(place + Int.random(in: 1...20, using: &random), bytes.count)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      case 1: bytes[place] = meaningful.randomElement(using: &random) ?? 0
      case 2: bytes.insert(meaningful.randomElement(using: &random) ?? 0, at: place)
      case 3: bytes.remove(at: place)
      case 4: bytes.removeSubrange(place..<end)
      default:
        bytes.insert(
          contentsOf: bytes[place..<end],
          at: Int.random(in: 0...bytes.count, using: &random)
        )
      }
    }
    if Int.random(in: 0..<40, using: &random) == 0 {
      bytes.removeSubrange(Int.random(in: bytes.startIndex...bytes.endIndex, using: &random)...)
    }
    return bytes
  }

  @Test("5,000 spoilt files are each taken or refused with a place, and none stops the program")
  func edits() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("p.yaml")
    let seed: UInt64 = 20_240_615
    var random = SplitMix(state: seed)
    var (taken, refused) = (0, 0)
    for round in 0..<5000 {
      let bytes = Self.spoilt(using: &random)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let context = "seed \(seed), round \(round):\n\(String(decoding: bytes, as: UTF8.self))"
      do {
        let file = try PipelineFile.load(path: path, networks: knownNetworks)
        #expect(!file.canonicalForm.isEmpty && !file.write.isEmpty, "\(context)")
        taken += 1
      } catch {
        #expect(!error.problems.isEmpty && !error.isMissing, "\(context)")
        for problem in error.problems {
          #expect(problem.file == path && problem.line >= 1 && problem.column >= 1, "\(context)")
          #expect(!problem.message.isEmpty && !problem.description.contains("\n"), "\(context)")
        }
        refused += 1
      }
    }
    // The edits spoil enough and leave enough for both ways to be tried.
    #expect(taken > 300 && refused > 2000, "\(taken) taken, \(refused) refused")
  }
}
