import Glibc

/// The time that repetitions of something took, in seconds.
package struct Measurement {
  package private(set) var wall: [Double] = []
  package private(set) var cpu: [Double] = []

  package init() {}

  package mutating func time(_ body: () throws -> Void) rethrows {
    let (w, c) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
    try body()
    wall.append(Self.seconds(CLOCK_MONOTONIC) - w)
    cpu.append(Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - c)
  }

  package static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  package static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// The largest part of memory that the process has had, in MB; nil where the system does not say.
  ///
  /// What getrusage tells begins with what the parent had at the fork.
  package static var peakMegabytes: Double? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let words = String(decoding: text, as: UTF8.self).split { $0 == " " || $0 == "\t" }
      if words.count > 1, words[0] == "VmHWM:" { return Double(words[1]).map { $0 / 1024 } }
    }
    return nil
  }

  /// One line of JSON with the medians and the least of each.
  package func line(_ members: [(String, String)]) -> String {
    let times = [
      ("wall", Self.median(wall)), ("wall_min", wall.min() ?? 0),
      ("cpu", Self.median(cpu)), ("cpu_min", cpu.min() ?? 0),
      ("peak_mb", Self.peakMegabytes ?? .nan),
    ]
    let all = members + times.map { ($0.0, "\(($0.1 * 1e6).rounded() / 1e6)") }
    return "{" + all.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }
}
