internal import Glibc

/// A pattern of file names: `*` and `?` within a name, `**` for any directories between.
struct FilePattern {
  private let components: [String]
  private let isAbsolute: Bool

  init(_ pattern: String) {
    components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
    isAbsolute = pattern.hasPrefix("/")
  }

  /// The files that match, in the order of their names.
  ///
  /// Names that begin with a dot or end as those of unfinished files do (`~`, `.part`, `.tmp`)
  /// are left out unless the pattern spells them out. Links are not followed into directories.
  ///
  /// - Parameter root: The directory that relative patterns start from.
  func files(root: String) -> [String] {
    var found: [String] = []
    let base = isAbsolute ? "/" : root
    walk(base.isEmpty ? "." : base, components[...], into: &found, depth: 0)
    return Array(Set(found)).sorted()
  }

  private func walk(
    _ directory: String,
    _ rest: ArraySlice<String>,
    into found: inout [String],
    depth: Int
  ) {
    guard let component = rest.first, depth < 64 else { return }
    let after = rest.dropFirst()
    func path(_ name: String) -> String {
      directory == "." ? name : directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }
    if component == "**" {
      walk(directory, after, into: &found, depth: depth + 1)
      for entry in Self.entries(of: directory) where Self.isDirectory(path(entry)) {
        if entry.hasPrefix(".") { continue }
        walk(path(entry), rest, into: &found, depth: depth + 1)
      }
      return
    }
    let isPattern = component.contains("*") || component.contains("?")
    let names = isPattern ? Self.entries(of: directory) : [component]
    for name in names {
      if isPattern {
        guard !Self.isUnfinished(name), Self.matches(name, component) else { continue }
      }
      if after.isEmpty {
        if isPattern ? !Self.isDirectory(path(name)) : Self.exists(path(name)) {
          found.append(path(name))
        }
      } else if Self.isDirectory(path(name)) {
        walk(path(name), after, into: &found, depth: depth + 1)
      }
    }
  }

  private static func isUnfinished(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || name.hasSuffix(".part")
      || name.hasSuffix(".tmp")
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func entries(of directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        // Safe: d_name is a NUL-terminated array of characters.
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func matches(_ name: String, _ pattern: String) -> Bool {
    let (text, glob) = (Array(name.unicodeScalars), Array(pattern.unicodeScalars))
    var (t, g) = (0, 0)
    var (starText, starGlob) = (0, -1)
    while t < text.count {
      if g < glob.count, glob[g] == "*" {
        (starText, starGlob) = (t, g)
        g += 1
      } else if g < glob.count, glob[g] == text[t] || glob[g] == "?" {
        (t, g) = (t + 1, g + 1)
      } else if starGlob >= 0 {
        starText += 1
        (t, g) = (starText, starGlob + 1)
      } else {
        return false
      }
    }
    return glob[g...].allSatisfy { $0 == "*" }
  }
}
