internal import Glibc

/// Removes the temporary files in a directory whose writers died before they published them.
///
/// A file is removed only when its name tells of a process of this machine that no longer runs.
/// Files of other machines that share the directory stay, unless `includesOtherMachines` says that
/// nobody else is writing there. Links, directories and files of any other name are never touched.
///
/// - Returns: The names that were removed, sorted.
/// - Throws: `WritingError.system` when the directory cannot be listed or a stray not removed. A
///   directory that does not exist has no strays.
@discardableResult
public func sweepStrays(
  in directory: String,
  includesOtherMachines: Bool = false
) throws(WritingError) -> [String] {
  guard let names = names(inDirectory: directory) else {
    let code = errno
    if code == ENOENT { return [] }
    throw .system(operation: .list, path: directory, errno: code)
  }
  var removed: [String] = []
  for name in names {
    guard let writer = TemporaryName.writer(of: name) else { continue }
    let isFromElsewhere = writer.machine != ProcessIdentity.current.machine
    guard writer.isGone || (includesOtherMachines && isFromElsewhere) else { continue }
    let path = directory + "/" + name
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
    if unlink(path) == 0 {
      removed.append(name)
    } else if errno != ENOENT {
      throw .system(operation: .remove, path: path, errno: errno)
    }
  }
  return removed
}
