internal import CPULevel
internal import Glibc

/// The x86-64 micro-architecture level whose kernels run: 1, 3 or 4.
///
/// It is what the processor has, or less when the environment variable `KERNELS_LEVEL` says so; 1
/// on other architectures and where the kernels were built for the baseline only. Every level
/// gives the same bits.
///
/// - SeeAlso: System V Application Binary Interface, AMD64 supplement, micro-architecture levels.
public let kernelLevel: Int = {
  #if KERNEL_LEVELS
    let available = Int(cpu_level())
    let wanted = getenv("KERNELS_LEVEL").flatMap { Int(String(cString: $0)) } ?? available
    let level = min(available, wanted)
    // Level 2 has no build of its own.
    return level >= 3 ? level : 1
  #else
    return 1
  #endif
}()
