import Foundation
import NetCDFFile
import Pipeline
import Seawater
import Testing

@Suite("The file of the salinity atlas")
struct SalinityAtlasFileTests {
  let path = NSTemporaryDirectory() + "atlas-\(UUID().uuidString).nc"

  /// Two by two columns of two pressures in the layout of gsw_data_v3_0.nc.
  func write(leavingOut left: String? = nil) throws {
    let writer = try NetCDFWriter(path: path, format: .classic)
    for (name, length) in [("nx", 2), ("ny", 2), ("nz", 2)] {
      try writer.defineDimension(name, length: length)
    }
    let ratios = [0.001, 0.002, 0.003, -9e-99, 0.005, 9e90, 0.007, 0.008]
    let variables: [(String, [String], [Double])] = [
      ("longs_ref", ["nx"], [100, 104]), ("lats_ref", ["ny"], [-2, 2]), ("p_ref", ["nz"], [0, 10]),
      ("ndepth_ref", ["nx", "ny"], [2, 1, 9e90, 2]), ("SAAR_ref", ["nx", "ny", "nz"], ratios),
    ]
    for (name, dimensions, _) in variables where name != left {
      try writer.defineVariable(name, type: .double, dimensions: dimensions)
      if name == "SAAR_ref" {
        try writer.putAttribute("non_ocean_value", .reals([-9e-99]), of: name)
      }
    }
    for (name, _, values) in variables where name != left {
      try writer.write(.double(values), to: name)
    }
    try writer.close()
  }

  @Test("gives the values of its places, and the mean of the others where there are none")
  func reads() throws {
    try write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let atlas = try SalinityAnomalyAtlas(path: path)
    func value(_ p: Double, _ x: Double, _ y: Double) -> Double {
      atlas.value(pressureDecibar: p, longitudeDegrees: x, latitudeDegrees: y)
    }
    #expect(value(0, 100, -2) == 0.001)
    #expect(value(10, 104, 2) == 0.008)
    // 0.002 and 0.008 are there.
    #expect(abs(value(10, 104, -2) - 0.005) < 1e-17)
    #expect(abs(value(10, 100, 2) - 0.005) < 1e-17)
  }

  @Test("is refused with the variable it lacks")
  func lacks() throws {
    try write(leavingOut: "ndepth_ref")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let expected = SeawaterError.unreadable(
      "\(path): the salinity atlas has no variable ndepth_ref"
    )
    #expect(throws: expected) { try SalinityAnomalyAtlas(path: path) }
  }

  @Test("is refused where there is none")
  func absent() {
    #expect(throws: SeawaterError.self) { try SalinityAnomalyAtlas(path: path) }
  }
}
