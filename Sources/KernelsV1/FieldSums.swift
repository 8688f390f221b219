// Sums of many fields, cell by cell. Whole numbers throughout: the order of the fields does not
// matter. The loops have no branches and run on packed registers but for the squares, whose
// products take 128 bits.

/// See the facade.
@inline(never)
public func addFields(
  _ values: Span<Int16>,
  missing: Int16,
  orMissing other: Int16,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int32>
) {
  let count = values.count
  // Safe: the facade has checked that the spans have the same length.
  values.withUnsafeBufferPointer { values in
    counts.withUnsafeMutableBufferPointer { counts in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let values = values.baseAddress, let counts = counts.baseAddress,
          let sums = sums.baseAddress
        else { return }
        for i in 0..<count {
          let value = values[i]
          let valid: Int16 = (value == missing ? 0 : -1) & (value == other ? 0 : -1)
          counts[i] &-= Int32(valid)
          sums[i] &+= Int32(value & valid)
        }
      }
    }
  }
}

/// See the facade.
@inline(never)
public func addFields(
  _ values: Span<Int16>,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int32>
) {
  let count = values.count
  // Safe: the facade has checked that the spans have the same length.
  values.withUnsafeBufferPointer { values in
    counts.withUnsafeMutableBufferPointer { counts in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let values = values.baseAddress, let counts = counts.baseAddress,
          let sums = sums.baseAddress
        else { return }
        for i in 0..<count {
          counts[i] &+= 1
          sums[i] &+= Int32(values[i])
        }
      }
    }
  }
}

/// See the facade.
@inline(never)
public func addFields(
  _ values: Span<Double>,
  scale: Double,
  counts: inout MutableSpan<Int32>,
  sums: inout MutableSpan<Int64>
) {
  let count = values.count
  // Safe: the facade has checked that the spans have the same length.
  values.withUnsafeBufferPointer { values in
    counts.withUnsafeMutableBufferPointer { counts in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let values = values.baseAddress, let counts = counts.baseAddress,
          let sums = sums.baseAddress
        else { return }
        for i in 0..<count {
          let value = values[i]
          let valid: Int64 = value.magnitude < .infinity ? -1 : 0
          counts[i] &-= Int32(truncatingIfNeeded: valid)
          sums[i] &+= wholeNumber(value * scale) & valid
        }
      }
    }
  }
}

/// See the facade.
@inline(never)
public func addSquaresOfFields(
  _ values: Span<Double>,
  scale: Double,
  squares: inout MutableSpan<UInt128>
) {
  let count = values.count
  // Safe: the facade has checked that the spans have the same length.
  values.withUnsafeBufferPointer { values in
    squares.withUnsafeMutableBufferPointer { squares in
      guard let values = values.baseAddress, let squares = squares.baseAddress else { return }
      for i in 0..<count {
        let value = values[i]
        let valid: Int64 = value.magnitude < .infinity ? -1 : 0
        let number = (wholeNumber(value * scale) & valid).magnitude
        squares[i] &+= UInt128(number) &* UInt128(number)
      }
    }
  }
}

/// See the facade.
@inline(never)
public func takeExtremesOfFields(
  _ values: Span<Double>,
  minima: inout MutableSpan<Double>,
  maxima: inout MutableSpan<Double>
) {
  let count = values.count
  // Safe: the facade has checked that the spans have the same length.
  values.withUnsafeBufferPointer { values in
    minima.withUnsafeMutableBufferPointer { minima in
      maxima.withUnsafeMutableBufferPointer { maxima in
        guard let values = values.baseAddress, let minima = minima.baseAddress,
          let maxima = maxima.baseAddress
        else { return }
        for i in 0..<count {
          let value = values[i]
          let low = value.magnitude < .infinity ? value : .infinity
          let high = value.magnitude < .infinity ? value : -.infinity
          minima[i] = low < minima[i] ? low : minima[i]
          maxima[i] = high > maxima[i] ? high : maxima[i]
        }
      }
    }
  }
}

/// The whole number nearest to a number below 2^51, ties to even; any number for others. Adding
/// 1.5 * 2^52 leaves it in the low bits of the significand.
@inline(__always)
private func wholeNumber(_ x: Double) -> Int64 {
  let origin = 6_755_399_441_055_744.0
  return Int64(bitPattern: (x + origin).bitPattern) &- Int64(bitPattern: origin.bitPattern)
}
