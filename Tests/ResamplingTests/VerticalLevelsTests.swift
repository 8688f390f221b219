import Resampling
import Testing

@Suite("Standard levels")
struct VerticalLevelsTests {
  @Test("of the World Ocean Atlas are 102, from 0 to 5500 m")
  func woa() {
    let depths = VerticalLevels.woaDepthsMeters
    #expect(depths.count == 102 && depths.last == 5500)
    #expect(depths[20] == 100 && depths[36] == 500 && depths[66] == 2000)
  }

  @Test("of the World Ocean Database are 137, those of the atlas and more down to 9000 m")
  func wod() {
    let depths = VerticalLevels.wodDepthsMeters
    #expect(depths.count == 137 && depths.last == 9000)
    #expect(Array(depths.prefix(102)) == VerticalLevels.woaDepthsMeters)
  }

  @Test("of Levitus are 33, from 0 to 5500 m")
  func levitus() {
    let depths = VerticalLevels.levitusDepthsMeters
    #expect(depths.count == 33 && depths.last == 5500)
    #expect(depths[10] == 250 && depths[23] == 1500 && depths[25] == 2000)
  }

  @Test("as layers stand at their middles")
  func layers() {
    let levels = VerticalLevels(layers: [
      DepthLayer(topMeters: 0, bottomMeters: 10), DepthLayer(topMeters: 10, bottomMeters: 50),
    ])
    #expect(levels.depthsMeters == [5, 30] && levels.method == .layerMean)
  }
}
