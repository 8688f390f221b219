internal import Glibc

/// A process, told apart from all others: those of other machines and containers, those before
/// the machine last started, and an earlier process of the same number.
package struct ProcessIdentity: Equatable, Sendable {
  /// A digest of the machine's identity and the process number space, 16 hexadecimal digits.
  package var machine: String

  /// A digest of the identity of the machine's last start, 16 hexadecimal digits.
  package var boot: String

  /// The process number.
  package var process: Int32

  /// When the process started, in clock ticks since the machine started.
  package var start: UInt64

  /// This process.
  package static let current: ProcessIdentity = {
    let machine = smallFile(at: "/etc/machine-id") ?? smallFile(at: "/proc/sys/kernel/hostname")
    let space = linkTarget(of: "/proc/self/ns/pid") ?? ""
    let boot = smallFile(at: "/proc/sys/kernel/random/boot_id") ?? ""
    let process = getpid()
    return ProcessIdentity(
      machine: digest(of: (machine ?? "") + space),
      boot: digest(of: boot),
      process: process,
      start: startTicks(of: process) ?? 0
    )
  }()

  package init(machine: String, boot: String, process: Int32, start: UInt64) {
    (self.machine, self.boot, self.process, self.start) = (machine, boot, process, start)
  }

  /// Reads the four fields of `text` back; nil when they are not what `text` writes.
  package init?(fields: [String]) {
    guard fields.count == 4, let process = Int32(fields[2]), process > 0,
      let start = UInt64(fields[3])
    else { return nil }
    for digest in fields.prefix(2) {
      guard digest.utf8.count == 16, UInt64(digest, radix: 16) != nil else { return nil }
    }
    self.init(machine: fields[0], boot: fields[1], process: process, start: start)
  }

  /// The four fields, joined by hyphens.
  package var text: String { "\(machine)-\(boot)-\(process)-\(start)" }

  /// True when the process surely no longer runs. A process of another machine or container may
  /// still run for all that can be seen from here.
  package var isGone: Bool {
    let current = Self.current
    guard machine == current.machine else { return false }
    guard boot == current.boot else { return true }
    return Self.startTicks(of: process) != start
  }

  /// When a process started, nil when there is none of this number.
  private static func startTicks(of process: Int32) -> UInt64? {
    // The second field, the name of the program, may hold blanks and parentheses.
    guard let status = smallFile(at: "/proc/\(process)/stat"),
      let end = status.lastIndex(of: ")")
    else { return nil }
    let fields = status[end...].split(separator: " ")
    return fields.count > 20 ? UInt64(fields[20]) : nil
  }

  /// The 64-bit FNV-1a digest, which keeps names short and needs no secrecy.
  private static func digest(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
