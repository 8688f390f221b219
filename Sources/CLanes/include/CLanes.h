#ifndef SVERDRUP_LANES_H
#define SVERDRUP_LANES_H

// Operations on lanes for which the Swift compiler emits loops over the lanes or calls to shared
// symbols. They are inlined into the kernels and take on the instruction set of each build.

typedef float lanes_float8 __attribute__((ext_vector_type(8)));
typedef double lanes_double8 __attribute__((ext_vector_type(8)));

/// Eight numbers in double precision.
static inline __attribute__((always_inline)) lanes_double8 lanes_widened(lanes_float8 x) {
  return __builtin_convertvector(x, lanes_double8);
}

/// The square root as one instruction, NaN of negative numbers. The one of the C library is a call
/// that may set errno, which keeps a loop from running on lanes.
static inline __attribute__((always_inline)) double lanes_sqrt(double x) {
  return __builtin_elementwise_sqrt(x);
}

/// The square roots of eight numbers, correctly rounded.
static inline __attribute__((always_inline)) lanes_double8 lanes_root(lanes_double8 x) {
  return __builtin_elementwise_sqrt(x);
}

#endif
