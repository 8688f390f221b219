import ArgumentParser
// For `stdout`, which C declares as a variable and nobody assigns.
@preconcurrency import Glibc

/// What is printed.
enum StandardOutput {
  /// Sends what was printed on its way.
  ///
  /// - Throws: The exit code for input and output when some of it could not be taken, as by a full
  ///   disk.
  static func finish() throws {
    guard fflush(stdout) != 0 || ferror(stdout) != 0 else { return }
    printError("sverdrup: standard output cannot take what was printed")
    throw ExitCode.inputOutput
  }
}
