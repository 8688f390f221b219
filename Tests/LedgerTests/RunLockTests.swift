import Foundation
import Ledger
import Testing

@Suite("Run lock")
struct RunLockTests {
  let folder: TemporaryFolder
  var path: String { folder.file("argo-monthly.lock") }

  init() throws { folder = try TemporaryFolder() }

  @Test("a second taker is refused at once and told who holds it")
  func refusesSecond() throws {
    let lock = try RunLock(path: path)
    let expected = LedgerError.locked(path: path, holder: "process \(getpid())")
    #expect(throws: expected) { _ = try RunLock(path: path) }
    #expect(expected.isTemporary)
    lock.release()
  }

  @Test("is free again after its release, and at the end of its scope")
  func release() throws {
    try RunLock(path: path).release()
    do {
      let lock = try RunLock(path: path)
      _ = lock
    }
    try RunLock(path: path).release()
  }

  @Test("locks on different files do not meet")
  func independent() throws {
    let one = try RunLock(path: path)
    let other = try RunLock(path: folder.file("other.lock"))
    one.release()
    other.release()
  }

  @Test("a missing folder, and a symbolic link in the place of the file, are refused")
  func cannotLock() throws {
    let missing = folder.file("no/p.lock")
    #expect(throws: LedgerError.cannotLock(path: missing, code: ENOENT)) {
      _ = try RunLock(path: missing)
    }
    let link = folder.file("link.lock")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(throws: LedgerError.cannotLock(path: link, code: ELOOP)) {
      _ = try RunLock(path: link)
    }
  }

  #if os(Linux)
    @Test("goes with the process that holds it, and the next taker gets it")
    func killed() async throws {
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let lock = try RunLock(path: path)
        kill(getpid(), SIGKILL)
        lock.release()
      }
      // The dead process wrote into the file; that is no lock.
      #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("process "))
      try RunLock(path: path).release()
    }

    @Test("is refused to another process")
    func otherProcess() async throws {
      let lock = try RunLock(path: path)
      await #expect(processExitsWith: .success) { [path = path as String] in
        let error = #expect(throws: LedgerError.self) { _ = try RunLock(path: path) }
        #expect(error?.isTemporary == true)
      }
      lock.release()
    }

    @Test("is not handed down to programs that are started")
    func notInherited() throws {
      let lock = try RunLock(path: path)
      var sleeper: pid_t = 0
      var arguments = [strdup("sleep"), strdup("60"), nil]
      defer { for argument in arguments { free(argument) } }
      try #require(posix_spawn(&sleeper, "/bin/sleep", nil, nil, &arguments, environ) == 0)
      defer {
        kill(sleeper, SIGKILL)
        waitpid(sleeper, nil, 0)
      }
      lock.release()
      // Another test may be starting a process at this moment, which holds every file until it
      // has become the other program: that passes, an inherited lock would stay.
      for _ in 0..<100 where (try? RunLock(path: path).release()) == nil { usleep(20_000) }
      try RunLock(path: path).release()
    }
  #endif
}
