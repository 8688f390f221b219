import Glibc

/// The time that repetitions of something took, in seconds.
struct Measurement {
  private(set) var wall: [Double] = []
  private(set) var cpu: [Double] = []

  mutating func time(_ body: () throws -> Void) rethrows {
    let (w, c) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
    try body()
    wall.append(Self.seconds(CLOCK_MONOTONIC) - w)
    cpu.append(Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - c)
  }

  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// The largest part of memory that the process has had, in MB.
  static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  /// One line of JSON with the medians and the least of each.
  func line(_ members: [(String, String)]) -> String {
    let times = [
      ("wall", Self.median(wall)), ("wall_min", wall.min() ?? 0),
      ("cpu", Self.median(cpu)), ("cpu_min", cpu.min() ?? 0),
      ("peak_mb", Self.peakMegabytes),
    ]
    let all = members + times.map { ($0.0, "\(($0.1 * 1e6).rounded() / 1e6)") }
    return "{" + all.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }
}
