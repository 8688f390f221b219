import ArgumentParser
import Foundation
import Reading

/// Writes the pages of the documentation that follow from network maps and quality tests.
@main
struct ReferencePagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "FixtureReferencePages",
    abstract:
      "Writes the pages of the documentation that follow from network maps and quality tests."
  )

  @Argument(help: "The DocC catalogue to write into.")
  var directory: String

  func run() throws {
    let root = URL(fileURLWithPath: directory)
    try? FileManager.default.removeItem(at: root.appendingPathComponent(ReferencePages.folder))
    let pages = try ReferencePages.pages(of: NetworkCatalogue().maps)
      .merging(QualityPages.pages()) { page, _ in page }
    for (path, text) in pages.sorted(by: { $0.key < $1.key }) {
      let url = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
    }
    print("\(pages.count) pages in \(directory)")
  }
}
