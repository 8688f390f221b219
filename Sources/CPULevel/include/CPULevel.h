#ifndef SVERDRUP_CPU_LEVEL_H
#define SVERDRUP_CPU_LEVEL_H

/// The x86-64 micro-architecture level of the processor this runs on: 1, 2, 3 or 4; 0 on
/// other architectures, which have one build of the kernels.
static inline int cpu_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return 4;
  if (__builtin_cpu_supports("x86-64-v3")) return 3;
  if (__builtin_cpu_supports("x86-64-v2")) return 2;
  return 1;
#else
  return 0;
#endif
}

#endif
