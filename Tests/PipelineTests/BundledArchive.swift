import Foundation
import NetCDFFile
import Pipeline
import Synchronization

/// A copy of the bundled archive with its pipeline, gone with the test.
final class BundledArchive: Sendable {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let archive = package + "/Fixtures/archive"
  static let pipeline = package + "/Pipelines/yellow-sea-daily.yaml"

  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "sverdrup-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/Fixtures",
      withIntermediateDirectories: true
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The observation files of the archive, by paths within it, in order.
  static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: archive)
      .filter { $0.hasSuffix(".nc") }.sorted()
  }

  /// Puts files of the archive in place.
  ///
  /// - Parameter renamed: Gives each file the name it gets in its directory.
  func deliver(_ files: [String], renamed: (Int, String) -> String = { $1 }) throws {
    for (number, file) in files.enumerated() {
      let url = URL(fileURLWithPath: root + "/Fixtures/archive/" + file)
      let directory = url.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Self.archive + "/" + file,
        toPath: directory.path + "/" + renamed(number, url.lastPathComponent)
      )
    }
  }

  /// - Parameter pipeline: The path of the pipeline file.
  func run(jobs: Int = 2, pipeline: String = BundledArchive.pipeline) throws -> RunReport {
    let options = RunOptions(root: root, jobs: jobs, now: 1_800_000_000)
    return try PipelineRun(pipelinePath: pipeline, options: options).run()
  }

  /// The bytes of every product, by name.
  func products() throws -> [String: Data] {
    let directory = root + "/products/yellow-sea-daily"
    var products: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      products[name] = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
    }
    return products
  }

  /// A whole variable of the product of a day of June, in C order.
  func values(_ variable: String, day: Int) throws -> [Double] {
    let name = "yellow_sea_202406\(day < 10 ? "0" : "")\(day).nc"
    let file = try NetCDFFile(path: "\(root)/products/yellow-sea-daily/\(name)")
    guard let found = file.variable(variable) else { throw MissingVariable(name: variable) }
    switch try file.read(found) {
    case .float(let values): return values.map { Double($0) }
    case .int(let values): return values.map { Double($0) }
    case .double(let values): return values
    default: throw MissingVariable(name: variable)
    }
  }

  struct MissingVariable: Error {
    let name: String
  }
}

private let leftovers = Mutex<[String]>([])

/// Removes a directory when the process ends, for what tests share.
func removeAtExit(_ path: String) {
  leftovers.withLock { paths in
    if paths.isEmpty {
      atexit {
        leftovers.withLock { for path in $0 { try? FileManager.default.removeItem(atPath: path) } }
      }
    }
    paths.append(path)
  }
}
