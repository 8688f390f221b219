import Glibc
import Kernels
import Testing

@Suite("Points of the unit sphere")
struct SphereTests {
  func points(_ latitudes: [Double], _ longitudes: [Double]) -> [[Double]] {
    var x = [Double](repeating: 0, count: latitudes.count)
    var y = x
    var z = x
    var xs = x.mutableSpan
    var ys = y.mutableSpan
    var zs = z.mutableSpan
    unitVectors(latitudes: latitudes.span, longitudes: longitudes.span, x: &xs, y: &ys, z: &zs)
    return [x, y, z]
  }

  @Test("agree with the sines and cosines of the C library", arguments: [1, 7, 8, 9, 500])
  func library(count: Int) {
    let latitudes = (0..<count).map { Double($0 * 7919 % 1801) * 0.1 - 90 }
    let longitudes = (0..<count).map { Double($0 * 6007 % 5401) * 0.1 - 180 }
    let found = points(latitudes, longitudes)
    for i in 0..<count {
      let (latitude, longitude) = (latitudes[i] * .pi / 180, longitudes[i] * .pi / 180)
      let expected = [
        cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude),
      ]
      // Radians are rounded, which moves the library's results by up to their ulp.
      for k in 0..<3 { #expect(abs(found[k][i] - expected[k]) <= 1.5e-15) }
    }
  }

  @Test("all longitudes of a pole are one point, and so are longitudes a turn apart")
  func onePoint() {
    let poles = points([90, 90, -90, -90], [0, 123.4, -77, 180])
    #expect(poles[0] + poles[1] == [Double](repeating: 0, count: 8))
    #expect(poles[2] == [1, 1, -1, -1])
    let turns = points([33, 33, 33], [-179.5, 180.5, 540.5])
    for coordinate in turns { #expect(Set(coordinate).count == 1) }
    let antimeridian = points([12, 12], [180, -180])
    for coordinate in antimeridian { #expect(coordinate[0] == coordinate[1]) }
  }

  @Test("positions that are missing or off the globe are no points")
  func missing() {
    let found = points([.nan, 0, 90.001, 0, .infinity], [0, .nan, 0, 1081, 0])
    for coordinate in found { #expect(coordinate.allSatisfy { $0.isNaN }) }
  }
}
