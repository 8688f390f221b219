import Foundation
import Pipeline
import Testing

@Suite("Products of the bundled archive are the same bytes")
struct ReproducibilityTests {
  static let reference = Result {
    let archive = try BundledArchive()
    try archive.deliver(BundledArchive.files())
    let report = try archive.run(jobs: 1)
    return (
      products: try archive.products(), accounts: report.accounts, quality: report.quality
    )
  }

  @Test("for one reader and for three")
  func workers() throws {
    let archive = try BundledArchive()
    try archive.deliver(BundledArchive.files())
    let report = try archive.run(jobs: 3)
    #expect(try archive.products() == Self.reference.get().products)
    #expect(report.accounts == (try Self.reference.get().accounts))
    #expect(report.quality == (try Self.reference.get().quality))
  }

  @Test("when the files come in reversed order")
  func reversedOrder() throws {
    let archive = try BundledArchive()
    let files = try BundledArchive.files()
    try archive.deliver(files) { number, name in "\(10_000 - number)_\(name)" }
    _ = try archive.run()
    #expect(try archive.products() == Self.reference.get().products)
  }

  @Test("when the archive is delivered in three parts with a run after each")
  func threeDeliveries() throws {
    let archive = try BundledArchive()
    let files = try BundledArchive.files()
    for part in 0..<3 {
      // Every third file, so that each delivery touches days that were made before.
      try archive.deliver(files.enumerated().filter { $0.offset % 3 == part }.map(\.element))
      _ = try archive.run()
    }
    #expect(try archive.products() == Self.reference.get().products)
    let again = try archive.run()
    #expect(again.made.isEmpty && again.filesRead == 0)
    #expect(again.accounts == (try Self.reference.get().accounts))
    #expect(again.quality == (try Self.reference.get().quality))
  }
}
