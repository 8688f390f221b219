internal import CPULevel
internal import Glibc

/// The x86-64 micro-architecture level whose kernels run: what the processor has, or less when
/// the environment variable `KERNELS_LEVEL` says so.
///
/// There is one build of the kernels, for the baseline, so the level decides nothing yet but is
/// reported.
public let kernelLevel: Int = {
  let available = Int(cpu_level())
  guard let text = getenv("KERNELS_LEVEL"), let wanted = Int(String(cString: text)) else {
    return min(available, 1)
  }
  return min(available, wanted, 1)
}()
