import Kernels

/// What the kernels of sums of fields make of fixed inputs: five fields added to one another.
func fieldSumBits() -> Digest {
  var digest = Digest()
  for size in sizes {
    var counts = [Int32](repeating: 0, count: size)
    var shortSums = [Int32](repeating: 0, count: size)
    var sums = [Int64](repeating: 0, count: size)
    var squares = [UInt128](repeating: 0, count: size)
    var minima = [Double](repeating: .infinity, count: size)
    var maxima = [Double](repeating: -.infinity, count: size)
    for field in 0..<5 {
      // Numbers below 2^51 steps, as the sums of fields ask for.
      let values = series(size, seed: UInt64(size * 5 + field)).map {
        $0.magnitude > 1e6 && $0.magnitude < .infinity ? 1e6 : $0
      }
      var words = Words(state: UInt64(size * 7 + field))
      let shorts = (0..<size).map { _ in Int16(truncatingIfNeeded: words.next() % 1000) }
      var countSpan = counts.mutableSpan
      var shortSpan = shortSums.mutableSpan
      addFields(shorts.span, missing: 3, orMissing: 5, counts: &countSpan, sums: &shortSpan)
      addFields(shorts.span, counts: &countSpan, sums: &shortSpan)
      var sumSpan = sums.mutableSpan
      addFields(values.span, scale: 0x1p20, counts: &countSpan, sums: &sumSpan)
      var squareSpan = squares.mutableSpan
      addSquaresOfFields(values.span, scale: 0x1p20, squares: &squareSpan)
      var minimumSpan = minima.mutableSpan
      var maximumSpan = maxima.mutableSpan
      takeExtremesOfFields(values.span, minima: &minimumSpan, maxima: &maximumSpan)
    }
    for number in counts + shortSums { digest.add(UInt64(bitPattern: Int64(number))) }
    for number in sums { digest.add(UInt64(bitPattern: number)) }
    for number in squares {
      digest.add(UInt64(truncatingIfNeeded: number))
      digest.add(UInt64(truncatingIfNeeded: number >> 64))
    }
    // The two zeros are equal, and which of them is kept does not matter.
    for number in minima + maxima { digest.add((number + 0).bitPattern) }
  }
  return digest
}
