import KernelTypes
import Kernels
import Testing

@Suite("Seawater on spans")
struct SeawaterKernelTests {
  static let sizes = Array(0...70) + [1023]

  /// Waters of a profile, a missing and a negative salinity among them.
  static func waters(_ count: Int) -> (s: [Double], t: [Double], p: [Double]) {
    let words = StoredNumbersTests.words(3 * count, seed: UInt64(count))
    func spread(_ k: Int, _ scale: Double, _ offset: Double) -> [Double] {
      (0..<count).map { Double(words[3 * $0 + k] >> 44) / 1_048_576 * scale + offset }
    }
    var s = spread(0, 42, 0)
    if count > 5 { (s[3], s[5]) = (.nan, -1) }
    return (s, spread(1, 40, -2), spread(2, 10_000, 0))
  }

  @Test("gives what one parcel at a time gives, to the bit")
  func scalars() {
    for size in Self.sizes {
      let (s, t, p) = Self.waters(size)
      var result = [Double](repeating: 0, count: size)
      var span = result.mutableSpan
      Kernels.conservativeTemperature(
        absoluteSalinity: s.span,
        temperature: t.span,
        pressure: p.span,
        into: &span
      )
      for i in 0..<size {
        let one = Kernels.conservativeTemperature(
          absoluteSalinity: s[i],
          temperature: t[i],
          pressure: p[i]
        )
        #expect(result[i] == one || (result[i].isNaN && one.isNaN && !(s[i] >= 0)))
      }
      span = result.mutableSpan
      Kernels.freezingTemperature(
        absoluteSalinity: s.span,
        pressure: p.span,
        saturationFraction: 1,
        into: &span
      )
      for i in 0..<size {
        let one = Kernels.freezingTemperature(
          absoluteSalinity: s[i],
          pressure: p[i],
          saturationFraction: 1
        )
        #expect(result[i] == one || (result[i].isNaN && one.isNaN && !(s[i] >= 0)))
      }
    }
  }

  @Test("compares neighbours at the mean of their pressures")
  func neighbours() {
    for size in Self.sizes.dropFirst() {
      let (s, t, p) = Self.waters(size)
      var first = [Double](repeating: 0, count: size - 1)
      var second = first
      var firstSpan = first.mutableSpan
      var secondSpan = second.mutableSpan
      Kernels.potentialDensityOfNeighbours(
        absoluteSalinity: s.span,
        conservativeTemperature: t.span,
        pressure: p.span,
        first: &firstSpan,
        second: &secondSpan
      )
      let means = zip(p, p.dropFirst()).map { ($0 + $1) * 0.5 }
      #expect(first.map(\.bitPattern) == densities(s.dropLast(), t.dropLast(), means))
      #expect(second.map(\.bitPattern) == densities(s.dropFirst(), t.dropFirst(), means))
    }
  }

  /// The bits of the densities of waters.
  private func densities(_ s: ArraySlice<Double>, _ t: ArraySlice<Double>, _ p: [Double])
    -> [UInt64]
  {
    let (s, t) = (Array(s), Array(t))
    var result = [Double](repeating: 0, count: p.count)
    var span = result.mutableSpan
    Kernels.density(
      absoluteSalinity: s.span,
      conservativeTemperature: t.span,
      pressure: p.span,
      into: &span
    )
    return result.map(\.bitPattern)
  }

  @Test("of no levels has no neighbours")
  func empty() {
    let none: [Double] = []
    var (first, second) = (none, none)
    var firstSpan = first.mutableSpan
    var secondSpan = second.mutableSpan
    Kernels.potentialDensityOfNeighbours(
      absoluteSalinity: none.span,
      conservativeTemperature: none.span,
      pressure: none.span,
      first: &firstSpan,
      second: &secondSpan
    )
    #expect(first.isEmpty && second.isEmpty)
  }

  @Test("has derivatives from the slopes of powers")
  func slopes() {
    let (x, y, z) = (1.2, 0.25, 0.15)
    func volume(_ z: Double) -> Double {
      Kernels.specificVolume(
        salinity: Powers(of: x),
        temperature: Powers(of: y),
        pressure: Powers(of: z)
      )
    }
    let slope = Kernels.specificVolume(
      salinity: Powers(of: x),
      temperature: Powers(of: y),
      pressure: Powers(slopesAt: z)
    )
    // The third derivative by z is of the order of 1e-5, and 1e-6 of it is left.
    #expect(abs(slope - (volume(z + 1e-3) - volume(z - 1e-3)) / 2e-3) < 1e-11)
  }

  @Test("a polynomial has its value, slope and curvature")
  func polynomial() {
    let p = Polynomial(1, 2, 3, 4, 5, 6, 7, 8)
    // The coefficient of the power n is n + 1; sums of n + 1, n (n + 1) and (n - 1) n (n + 1).
    #expect(p.value(at: 1) == 36 && p.value(at: 0) == 1)
    #expect(p.slope(at: 1) == 168 && p.slope(at: 0) == 2)
    #expect(p.curvature(at: 1) == 756 && p.curvature(at: 0) == 6)
    #expect((p + p).value(at: 1) == 72)
  }
}
