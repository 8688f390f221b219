#ifndef SVERDRUP_LANES_H
#define SVERDRUP_LANES_H

// Operations on lanes for which the Swift compiler emits loops over the lanes or calls to shared
// symbols. They are inlined into the kernels and take on the instruction set of each build.

typedef float lanes_float8 __attribute__((ext_vector_type(8)));
typedef double lanes_double8 __attribute__((ext_vector_type(8)));
typedef long lanes_long8 __attribute__((ext_vector_type(8)));
typedef long long lanes_quad8 __attribute__((ext_vector_type(8)));
typedef int lanes_int8 __attribute__((ext_vector_type(8)));
typedef unsigned char lanes_byte8 __attribute__((ext_vector_type(8)));

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

/// `a` where `mask` has all bits set, `b` where it has none.
static inline __attribute__((always_inline)) lanes_double8 lanes_selected(
    lanes_long8 mask, lanes_double8 a, lanes_double8 b) {
  return (lanes_double8)(((lanes_long8)a & mask) | ((lanes_long8)b & ~mask));
}

/// `a` where `x` equals `y`, else `b`.
static inline __attribute__((always_inline)) lanes_double8 lanes_where_equal(
    lanes_double8 x, lanes_double8 y, lanes_double8 a, lanes_double8 b) {
  return lanes_selected(x == y, a, b);
}

/// `a` where `x` is greater than `y`, else `b`.
static inline __attribute__((always_inline)) lanes_double8 lanes_where_above(
    lanes_double8 x, lanes_double8 y, lanes_double8 a, lanes_double8 b) {
  return lanes_selected(x > y, a, b);
}

/// All bits that are set in any of eight integers.
static inline __attribute__((always_inline)) long lanes_or(lanes_long8 x) {
  return __builtin_reduce_or(x);
}

/// Eight whole numbers from 0 to 255 as bytes.
static inline __attribute__((always_inline)) lanes_byte8 lanes_bytes(lanes_double8 x) {
  return __builtin_convertvector(__builtin_convertvector(x, lanes_int8), lanes_byte8);
}

/// Eight numbers cut to whole ones, which 32 bits must hold.
static inline __attribute__((always_inline)) lanes_int8 lanes_integers(lanes_double8 x) {
  return __builtin_convertvector(x, lanes_int8);
}

/// Eight whole numbers of 32 bits.
static inline __attribute__((always_inline)) lanes_double8 lanes_numbers(lanes_int8 x) {
  return __builtin_convertvector(x, lanes_double8);
}

/// The lower halves of eight integers.
static inline __attribute__((always_inline)) lanes_int8 lanes_narrowed(lanes_quad8 x) {
  return __builtin_convertvector(x, lanes_int8);
}

/// The product of eight integers and one, and a sum, in 32 bits.
static inline __attribute__((always_inline)) lanes_int8 lanes_cells(
    lanes_int8 row, int columns, lanes_int8 column) {
  return row * columns + column;
}

/// True when any of eight masks has all bits set.
static inline __attribute__((always_inline)) int lanes_any(lanes_quad8 mask) {
  long long any = 0;
  for (int i = 0; i < 8; i++) any |= mask[i];
  return any != 0;
}

#endif
