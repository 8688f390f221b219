import Foundation
import Sverdrup

/// The files that arguments stand for: files as they are named, and of directories the files that
/// begin as netCDF files do, or are called so.
///
/// Links within directories are not followed.
struct FileTree {
  private(set) var paths: [String] = []

  /// Directories that could not be searched.
  private(set) var problems: [String] = []
  private(set) var hasDirectory = false

  init(_ arguments: [String]) {
    for argument in arguments {
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: argument, isDirectory: &isDirectory),
        isDirectory.boolValue
      {
        hasDirectory = true
        search(argument)
      } else {
        paths.append(argument)
      }
    }
  }

  private static func isCalledNetCDF(_ name: String) -> Bool {
    let name = name.lowercased()
    return [".nc", ".nc4", ".cdf", ".nc.gz"].contains { name.hasSuffix($0) }
  }

  private mutating func search(_ directory: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    } catch {
      problems.append("\(printable(directory)): cannot be searched: \(error.localizedDescription)")
      return
    }
    for name in names {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else {
        problems.append(
          "\(printable(path)): cannot be opened by this name, which may not be UTF-8; rename it"
        )
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: search(path)
      case S_IFREG where Self.isCalledNetCDF(name) || FileSignature.isNetCDF(path):
        paths.append(path)
      default: break
      }
    }
  }
}
