import Foundation
import Ledger
import Testing

@Suite("File identity")
struct FileIdentityTests {
  @Test("is the same through the path and through the open file")
  func bothWays() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([1, 2, 3]), to: "a.nc")
    let handle = try #require(FileHandle(forReadingAtPath: folder.file("a.nc")))
    let identity = try #require(FileIdentity(path: folder.file("a.nc")))
    #expect(identity.size == 3)
    #expect(FileIdentity(fileDescriptor: handle.fileDescriptor) == identity)
  }

  @Test("differs after a rename over the file, even when size and mtime are the same")
  func replacement() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([1, 2, 3]), to: "a.nc")
    let before = try #require(FileIdentity(path: folder.file("a.nc")))
    try folder.write(Data([4, 5, 6]), to: "b.nc")
    let time = Date(timeIntervalSince1970: Double(before.mtimeNanoseconds) / 1e9)
    try FileManager.default.setAttributes(
      [.modificationDate: time],
      ofItemAtPath: folder.file("b.nc")
    )
    try FileManager.default.removeItem(atPath: folder.file("a.nc"))
    try FileManager.default.moveItem(atPath: folder.file("b.nc"), toPath: folder.file("a.nc"))
    #expect(FileIdentity(path: folder.file("a.nc")) != before)
  }

  @Test("is nil for what is not there")
  func absent() throws {
    let folder = try TemporaryFolder()
    #expect(FileIdentity(path: folder.file("a.nc")) == nil)
    #expect(FileIdentity(fileDescriptor: -1) == nil)
  }

  @Test("of a symbolic link is that of the link")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([1, 2, 3]), to: "a.nc")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("b.nc"),
      withDestinationPath: folder.file("a.nc")
    )
    #expect(FileIdentity(path: folder.file("b.nc")) != FileIdentity(path: folder.file("a.nc")))
  }
}
