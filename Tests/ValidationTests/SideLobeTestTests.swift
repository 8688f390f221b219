import ObservationModel
import Testing
import Validation

@Suite("The side lobe test")
struct SideLobeTestTests {
  /// Beams of 60° have a cosine of one half.
  private let up = SideLobeTest(
    beamAngleDegrees: 60,
    binSizeMeters: 2,
    instrumentDepthMeters: 100
  )

  @Test("passes cells nearer than the clear part of the way to the surface")
  func upward() throws {
    // Clear are 100 / 2 - 0.5 * 2 = 49 m, that is depths below 51 m; 51 m itself fails.
    let batch = try TestBatch.currents(depths: [90, 51.1, 51, 50, 0, .nan], [])
    #expect(up.codes(batch) == [1, 1, 4, 4, 4, 2])
    #expect(rangeLengthsThatMatter(up, batch) == [])
  }

  @Test("passes cells nearer than the clear part of the way to the bottom")
  func downward() throws {
    let test = SideLobeTest(
      beamAngleDegrees: 60,
      binSizeMeters: 2,
      instrumentDepthMeters: 100,
      waterDepthMeters: 140,
      bins: 1
    )
    // Clear are 40 / 2 - 2 = 18 m, that is depths above 118 m.
    let batch = try TestBatch.currents(depths: [101, 117.9, 118, 139], [])
    #expect(test.codes(batch) == [1, 1, 4, 4])
  }

  @Test("follows the tide where the file has the pressure at the instrument")
  func tide() throws {
    // A pressure of 43.524 dbar at 32°S is a depth of 43.216247 m (gsw 3.6.23,
    // -z_from_p(43.524, -32)), as the IMOS file AETVZ has it; beams of 20° of a profiler at a
    // nominal 44 m are clear for 43.216247 cos 20° - 1 = 39.610 m: above 4.390 m of nominal
    // depth. With the nominal depth they would be for 40.346 m: above 3.654 m.
    let test = SideLobeTest(
      beamAngleDegrees: 20,
      binSizeMeters: 2,
      instrumentDepthMeters: 44
    )
    let depths = [40.89, 4.391, 4.389, 3.655, 3.653]
    let tide = try TestBatch.currents(depths: depths, [("pressure", depths.map { _ in 43.524 })])
    #expect(test.codes(tide) == [1, 1, 4, 4, 4])
    let nominal = try TestBatch.currents(depths: depths, [("pressure", depths.map { _ in nil })])
    #expect(test.codes(nominal) == [1, 1, 1, 1, 4])
  }

  @Test("does not judge without depths, or out of the water")
  func nothing() throws {
    #expect(up.codes(try TestBatch.profile(pressures: [10], [("temperature", [1])])) == [2])
    #expect(up.codes(try TestBatch.currents(depths: [], [])) == [])
    #expect(up.codes(try TestBatch.currents(depths: [90], [], current: [nil])) == [9])
    let dry = try TestBatch.currents(depths: [90], [("pressure", [-0.5])])
    #expect(up.codes(dry) == [2])
  }

  @Test("refuses a bottom above the instrument")
  func configuration() {
    let arguments: [String: TestArgument] = [
      "beam_angle": .number(20), "bin_size": .number(2), "instrument_depth": .number(44),
      "water_depth": .number(40),
    ]
    #expect(throws: TestConfigurationError.self) { try SideLobeTest(TestArguments(arguments)) }
  }
}
