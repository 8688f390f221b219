import Glibc
import Testing
import Writing

@Suite("Files that appear whole or not at all")
struct PendingFileTests {
  let directory = TemporaryDirectory()

  @Test("a published file has its bytes and its name, and nothing else is left")
  func publishes() throws {
    let path = "\(directory.path)/a.nc"
    let file = try PendingFile(path: path)
    #expect(directory.names != ["a.nc"])
    try file.append([1, 2])
    try file.append([])
    try file.append([3])
    #expect(try file.publish() == 3)
    #expect(bytes(ofFile: path) == [1, 2, 3])
    #expect(directory.names == ["a.nc"])
  }

  @Test("an empty file can be published")
  func publishesEmpty() throws {
    #expect(try PendingFile(path: "\(directory.path)/a").publish() == 0)
    #expect(directory.names == ["a"])
  }

  @Test("a file that is not published leaves nothing, and the earlier one as it was")
  func abandons() throws {
    let path = "\(directory.path)/a.nc"
    makeFile(path, "old")
    do {
      let file = try PendingFile(path: path)
      try file.append([1])
    }
    #expect(directory.names == ["a.nc"])
    #expect(bytes(ofFile: path) == Array("old".utf8))
  }

  @Test("missing directories are made")
  func makesDirectories() throws {
    let path = "\(directory.path)/2024//06/./a.nc"
    try PendingFile(path: path).publish()
    #expect(bytes(ofFile: "\(directory.path)/2024/06/a.nc") == [])
  }

  @Test("a directory that cannot be made is reported with its path and the reason")
  func refusesFileAsDirectory() throws {
    makeFile("\(directory.path)/file")
    #expect(
      throws: WritingError.system(
        operation: .createDirectory,
        path: "\(directory.path)/file/b",
        errno: ENOTDIR
      )
    ) {
      try PendingFile(path: "\(directory.path)/file/b/a.nc").publish()
    }
    #expect(throws: WritingError.self) {
      try PendingFile(path: "\(directory.path)/file/a.nc").publish()
    }
  }

  @Test(
    "a directory that may not be written to is reported",
    .enabled(if: geteuid() != 0, "the superuser may write everywhere")
  )
  func refusesUnwritable() throws {
    runShell("chmod 555 '\(directory.path)'")
    #expect(
      throws: WritingError.system(
        operation: .create,
        path: "\(directory.path)/a.nc",
        errno: EACCES
      )
    ) {
      try PendingFile(path: "\(directory.path)/a.nc").publish()
    }
    runShell("chmod 755 '\(directory.path)'")
  }

  @Test("a directory of that name is not replaced")
  func refusesDirectory() throws {
    let path = "\(directory.path)/a.nc"
    runShell("mkdir '\(path)'")
    #expect(throws: WritingError.system(operation: .rename, path: path, errno: EISDIR)) {
      try PendingFile(path: path).publish()
    }
    #expect(directory.names == ["a.nc"])
  }

  @Test("a link of that name is replaced, and what it points to is left alone")
  func replacesLink() throws {
    let target = "\(directory.path)/target"
    makeFile(target, "old")
    runShell("ln -s target '\(directory.path)/a.nc'")
    let file = try PendingFile(path: "\(directory.path)/a.nc")
    try file.append([7])
    try file.publish()
    #expect(bytes(ofFile: target) == Array("old".utf8))
    #expect(bytes(ofFile: "\(directory.path)/a.nc") == [7])
  }

  @Test(
    "a path that names no file is refused",
    arguments: ["", "/", ".", "..", "a/", "a/.", "a/..", "a\0b", "\0"]
  )
  func refusesPath(path: String) {
    #expect(throws: WritingError.invalidPath(path)) { try PendingFile(path: path).publish() }
  }

  @Test("a name that is too long is refused before anything is written")
  func refusesLongName() {
    let path = "\(directory.path)/" + String(repeating: "n", count: 256)
    #expect(throws: WritingError.system(operation: .create, path: path, errno: ENAMETOOLONG)) {
      try PendingFile(path: path).publish()
    }
    #expect(directory.names.isEmpty)
  }

  @Test(
    "unusual names are kept as they are",
    arguments: [
      "a b.nc", "-rf", "a'b\"c.nc", "$(touch x).nc", "http:__x#mode=zarr", "é.nc", "e\u{301}.nc",
      "\u{301}.nc", "海.nc", "a\nb.nc", "*", String(repeating: "n", count: 255),
    ]
  )
  func keepsNames(name: String) throws {
    let path = "\(directory.path)/\(name)"
    let file = try PendingFile(path: path)
    try file.append([1])
    try file.publish()
    #expect(bytes(ofFile: path) == [1])
  }

  @Test(
    "a full disk is reported as such, and nothing is left",
    .enabled(if: geteuid() == 0, "only the superuser can mount a small disk")
  )
  func fullDisk() throws {
    let mount = "\(directory.path)/mount"
    let made = runShell("mkdir '\(mount)' && mount -t tmpfs -o size=64k tmpfs '\(mount)'")
    try #require(made.status == 0, "\(made.output)")
    let path = "\(mount)/a.nc"
    #expect(throws: WritingError.system(operation: .write, path: path, errno: ENOSPC)) {
      let file = try PendingFile(path: path)
      try file.append([UInt8](repeating: 1, count: 100_000))
      try file.publish()
    }
    #expect(runShell("ls -A '\(mount)'").output.isEmpty)
  }
}
