internal import Glibc
internal import Ledger
internal import Reading

extension PipelineRun {
  /// One file that a pattern of the pipeline matches.
  struct Input {
    let path: String

    /// The number of the entry of the pipeline file that asks for it.
    let entry: Int

    /// The SHA-256 of its bytes; for a file that cannot be read, one that stands for its path.
    let digest: String

    /// The key of its part: the content and all that decides what is made of it.
    let key: String

    /// True when an earlier file of the entry has the same bytes.
    var isDuplicate = false

    /// Why nothing can be read from it; nil for a regular file that can be opened.
    var obstacle: RejectionReason?

    /// True when there is something to decode.
    var isWanted: Bool { !isDuplicate && obstacle == nil }
  }

  /// The files of the pipeline as they are now, in the order of their entries and paths, and the
  /// patterns that none matches.
  ///
  /// Unchanged files are recognised by device, inode, size and times, and not hashed again.
  ///
  /// - Throws: `noInput` when there is no file at all.
  func scan(
    _ ledger: Ledger
  ) throws(RunError) -> (inputs: [Input], unmatched: [String]) {
    var inputs: [Input] = []
    var unmatched: [String] = []
    var records: [InputRecord] = []
    for (number, entry) in plan.pipeline.read.enumerated() {
      let form = DurableFile.digest(ofText: plan.partForm(ofEntry: number))
      var seen: Set<String> = []
      var paths: Set<String> = []
      for pattern in entry.files {
        let found = FilePattern(pattern).files(root: options.root)
        if found.isEmpty { unmatched.append(pattern) }
        paths.formUnion(found)
      }
      for path in paths.sorted() {
        let content: Content
        do {
          content = try self.content(of: path, ledger: ledger, records: &records)
        } catch {
          throw .ledger(error)
        }
        switch content {
        case .gone: continue
        case .digest(let digest):
          inputs.append(
            Input(
              path: path,
              entry: number,
              digest: digest,
              key: DurableFile.digest(ofText: "\(digest) \(form)"),
              isDuplicate: !seen.insert(digest).inserted
            )
          )
        case .obstacle(let reason):
          let digest = DurableFile.digest(ofText: "unread \(path)")
          inputs.append(
            Input(path: path, entry: number, digest: digest, key: digest, obstacle: reason)
          )
        }
      }
    }
    guard !inputs.isEmpty else { throw .noInput(unmatched) }
    do {
      try ledger.enter(records)
    } catch {
      throw .ledger(error)
    }
    return (inputs, unmatched)
  }

  /// What a path leads to.
  private enum Content {
    case digest(String)
    case obstacle(RejectionReason)

    /// The file went away, or changed while it was hashed: it is taken as it is next time.
    case gone
  }

  private func content(
    of path: String,
    ledger: Ledger,
    records: inout [InputRecord]
  ) throws(LedgerError) -> Content {
    guard let identity = FileIdentity(path: path) else {
      // Where a name is not UTF-8, the text that stands for it names no file.
      guard path.unicodeScalars.contains("\u{FFFD}") else { return .gone }
      return .obstacle(
        RejectionReason(
          kind: ReadingError.Kind.noSuchFile.rawValue,
          message: "its name is not UTF-8: no file can be opened by it; rename the file"
        )
      )
    }
    guard Self.isRegular(path) else {
      return .obstacle(
        RejectionReason(
          kind: ReadingError.Kind.notRegularFile.rawValue,
          message: "a directory, pipe, device or link, not a file"
        )
      )
    }
    if let known = try ledger.digest(ofPath: path, identity: identity) { return .digest(known) }
    do {
      guard let digest = try DurableFile.digest(of: path), FileIdentity(path: path) == identity
      else { return .gone }
      records.append(
        InputRecord(path: path, identity: identity, digest: digest, seenAt: options.now)
      )
      return .digest(digest)
    } catch {
      return .obstacle(
        RejectionReason(
          kind: ReadingError.Kind.inputOutput.rawValue,
          message: "\(error.operation): \(String(cString: strerror(error.code)))"
        )
      )
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
