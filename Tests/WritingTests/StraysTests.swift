import Glibc
import Testing
import Writing

@Suite("Strays of writers that died")
struct StraysTests {
  let directory = TemporaryDirectory()

  /// A process that has ended.
  private func goneProcess() throws -> ProcessIdentity {
    let number = try #require(Int32(runShell("echo $$").output.dropLast()))
    var gone = ProcessIdentity.current
    gone.process = number
    return gone
  }

  @Test("a name tells its writer, whatever the name of the product")
  func namesTellWriters() {
    for name in [
      "a.nc", "", ".part-", "x.part-1-2-3-4-5", "é\u{301}", String(repeating: "n", count: 255),
    ] {
      let text = TemporaryName(for: name).text
      #expect(TemporaryName.writer(of: text) == .current)
      #expect(text.hasPrefix("."))
      #expect(text.utf8.count <= 255)
    }
    #expect(TemporaryName(for: "a").text != TemporaryName(for: "a").text)
  }

  @Test(
    "other names tell of no writer",
    arguments: [
      "a.nc", ".a.nc", ".a.part-", ".a.part-1-2-3-4-5", "a.part-x", ".part----",
      ".a.part-0123456789abcdef-0123456789abcdef-0-1-1",
      ".a.part-0123456789abcdef-0123456789abcdef-1-1",
      ".a.part-0123456789abcdeg-0123456789abcdef-1-1-1",
      ".a.part-0123456789abcdef-0123456789abcdef-1-1-1.nc", "",
    ]
  )
  func otherNames(name: String) {
    #expect(TemporaryName.writer(of: name) == nil)
  }

  @Test("files of dead processes and earlier starts of the machine go, all others stay")
  func sweeps() throws {
    let gone = try goneProcess()
    var earlierBoot = ProcessIdentity.current
    earlierBoot.boot = "0000000000000000"
    var reusedNumber = ProcessIdentity.current
    reusedNumber.start += 1
    var elsewhere = gone
    elsewhere.machine = "0000000000000000"
    let strays = [gone, earlierBoot, reusedNumber].map { TemporaryName(for: "a", writer: $0).text }
    let live = TemporaryName(for: "a").text
    let foreign = TemporaryName(for: "a", writer: elsewhere).text
    let link = TemporaryName(for: "link", writer: gone).text
    let folder = TemporaryName(for: "folder", writer: gone).text
    for name in strays + [live, foreign, "a.nc", ".part-"] { makeFile("\(directory.path)/\(name)") }
    runShell("ln -s a.nc '\(directory.path)/\(link)'; mkdir '\(directory.path)/\(folder)'")

    #expect(try sweepStrays(in: directory.path) == strays.sorted())
    let left = Set([live, foreign, link, folder, "a.nc", ".part-"])
    #expect(Set(directory.names) == left)

    #expect(try sweepStrays(in: directory.path, includesOtherMachines: true) == [foreign])
    #expect(try sweepStrays(in: directory.path) == [])
  }

  @Test("a file that is being written here and now is not swept")
  func keepsLive() throws {
    let file = try PendingFile(path: "\(directory.path)/a.nc")
    #expect(try sweepStrays(in: directory.path, includesOtherMachines: true) == [])
    try file.publish()
    #expect(directory.names == ["a.nc"])
  }

  @Test("a directory that is not there has no strays, a file is no directory")
  func directories() throws {
    #expect(try sweepStrays(in: "\(directory.path)/none") == [])
    makeFile("\(directory.path)/file")
    let path = "\(directory.path)/file"
    #expect(throws: WritingError.system(operation: .list, path: path, errno: ENOTDIR)) {
      try sweepStrays(in: path)
    }
  }
}
