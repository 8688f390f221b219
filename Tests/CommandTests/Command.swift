import Foundation

/// The command as a user runs it.
enum Command {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The executable beside the test bundle.
  private static var executable: URL {
    let argument = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let bundle = argument.map { URL(fileURLWithPath: $0) } ?? Bundle.main.bundleURL
    let besides = bundle.deletingLastPathComponent().appendingPathComponent("sverdrup")
    return FileManager.default.isExecutableFile(atPath: besides.path)
      ? besides : Bundle.main.bundleURL.appendingPathComponent("sverdrup")
  }

  static func run(_ arguments: String...) throws -> Result { try run(arguments) }

  static func run(_ arguments: [String], in directory: URL = root) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let out = output.fileHandleForReading.readDataToEndOfFile()
    let err = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      output: String(decoding: out, as: UTF8.self),
      errors: String(decoding: err, as: UTF8.self)
    )
  }

  /// Runs the command with arguments and redirections that a shell understands.
  static func runShell(_ text: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "'\(executable.path)' \(text) 2>/dev/null"]
    process.currentDirectoryURL = root
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A directory of one's own, removed with it.
  final class Directory {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ data: Data) throws -> String {
      let file = url.appendingPathComponent(name)
      try data.write(to: file)
      return file.path
    }
  }
}
