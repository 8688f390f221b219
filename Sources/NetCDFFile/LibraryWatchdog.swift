internal import Glibc
internal import Synchronization

/// Ends the process when one call of the C library takes too much processor time.
///
/// Damaged files send the library into loops that never end, holding its lock; there is no way to
/// interrupt it but to end the process. A process that reads files on behalf of another one sets
/// a limit, and its supervisor learns from the signal what happened. Waiting for a slow disk costs
/// no processor time and does not count.
public enum LibraryWatchdog {
  private static let microseconds = Atomic<Int>(0)

  /// The signal that the process dies of.
  public static let signal = SIGPROF

  /// Sets how much processor time of the process one call may take; nil for no limit.
  public static func setLimit(seconds: Double?) {
    let limit = seconds.flatMap { Int(exactly: ($0 * 1e6).rounded()) } ?? 0
    microseconds.store(max(0, limit), ordering: .relaxed)
  }

  /// Calls `body` under the limit.
  static func watch<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let limit = microseconds.load(ordering: .relaxed)
    guard limit > 0 else { return try body() }
    arm(limit)
    defer { arm(0) }
    return try body()
  }

  private static func arm(_ microseconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = microseconds / 1_000_000
    timer.it_value.tv_usec = microseconds % 1_000_000
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
