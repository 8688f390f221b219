import Glibc
import Kernels
import Testing

@Suite("Elementary functions")
struct ElementaryTests {
  @Test("sines and cosines are exact at quarter turns")
  func quarterTurns() {
    #expect(sineCosine(degrees: 0) == (0, 1))
    #expect(sineCosine(degrees: 90) == (1, 0))
    #expect(sineCosine(degrees: 180) == (0, -1))
    #expect(sineCosine(degrees: 270) == (-1, 0))
    #expect(sineCosine(degrees: 720) == (0, 1))
  }

  @Test("sines and cosines agree with the C library")
  func agrees() {
    for i in -4000...4000 {
      let degrees = Double(i) * 0.1793
      let radians = degrees * .pi / 180
      let ours = sineCosine(degrees: degrees)
      // The argument in radians is rounded, which moves the result by up to its ulp.
      let tolerance = 2e-16 + radians.magnitude * 2.3e-16
      #expect(abs(ours.sine - sin(radians)) <= tolerance)
      #expect(abs(ours.cosine - cos(radians)) <= tolerance)
    }
  }

  @Test("logarithms agree with the C library within 2 ulp")
  func logarithm() {
    for i in 1...5000 {
      let x = Double(i) * 0.037
      #expect(abs(naturalLogarithm(x) - log(x)) <= 2 * max(log(x).magnitude.ulp, 1e-17))
    }
    #expect(naturalLogarithm(0) == -.infinity)
    #expect(naturalLogarithm(-1).isNaN)
    #expect(naturalLogarithm(1) == 0)
  }

  @Test("arc tangents agree with the C library within 2 ulp, in every quadrant")
  func arcTangents() {
    for i in -300...300 {
      for j in -30...30 {
        let (y, x) = (Double(i) * 0.0173, Double(j) * 0.091)
        let expected = atan2(y, x)
        // The sign of zero does not choose a side.
        #expect(abs(arcTangent(y, x) - expected) <= 2 * expected.ulp || y == 0)
      }
    }
    #expect(arcTangent(0, 0) == 0)
    #expect(arcTangent(0, -1) == .pi)
    #expect(arcTangent(.nan, 1).isNaN)
  }
}
