import Measuring
import Resampling

/// Brings profiles to levels.
///
///     ResamplingBenchmark vertical METHOD PROFILES OBSERVATIONS LEVELS REPETITIONS
///
/// The profiles are like those of the peers' `vertical.py`: irregular depths from 1 to 2000 m,
/// others for each profile; 60 levels at depths that atlases use, and others evenly spread.
enum Vertical {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 5, let method = VerticalMethod(rawValue: arguments[0]),
      let profiles = Int(arguments[1]), let count = Int(arguments[2]), count > 1,
      let levelCount = Int(arguments[3]), levelCount > 1, let repetitions = Int(arguments[4])
    else { throw UsageError() }
    var state: UInt64 = 3
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    var depths: [Double] = []
    var salinities: [Double] = []
    var temperatures: [Double] = []
    for _ in 0..<profiles {
      for i in 0..<count {
        let even = 1 + 1999 * Double(i) / Double(count - 1)
        let depth = i == 0 ? 1 : even + (uniform() - 0.5) * 0.8 * 2000 / Double(count)
        depths.append(depth)
        salinities.append(35 - 0.8 / (1 + depth / 300) + (uniform() - 0.5) * 0.01)
        temperatures.append(4 + 18 / (1 + depth / 400) + (uniform() - 0.5) * 0.02)
      }
    }
    let levels = levels(levelCount, of: method)
    var interpolator = ProfileInterpolator(levels)
    var first = [Double](repeating: 0, count: levels.depthsMeters.count)
    var second = first
    var measurement = Measurement()
    var sum = 0.0
    for _ in 0..<repetitions {
      measurement.time {
        for profile in 0..<profiles {
          let range = (profile * count)..<((profile + 1) * count)
          var firstView = first.mutableSpan
          if method == .mrstPchip {
            var secondView = second.mutableSpan
            interpolator.interpolateTogether(
              depths: depths.span.extracting(range),
              salinities: salinities.span.extracting(range),
              temperatures: temperatures.span.extracting(range),
              intoSalinities: &firstView,
              intoTemperatures: &secondView
            )
          } else {
            interpolator.interpolate(
              depths: depths.span.extracting(range),
              values: temperatures.span.extracting(range),
              into: &firstView
            )
          }
          let value = first[levels.depthsMeters.count / 2]
          sum += value
        }
      }
    }
    let seconds = measurement.cpu.min() ?? 0
    print(
      measurement.line([
        ("part", "\"vertical\""), ("method", "\"\(method.rawValue)\""),
        ("microseconds_per_profile", "\(seconds / Double(profiles) * 1e6)"), ("sum", "\(sum)"),
      ])
    )
  }

  private struct UsageError: Error, CustomStringConvertible {
    let description = "usage: vertical METHOD PROFILES OBSERVATIONS LEVELS REPETITIONS"
  }

  private static func levels(_ count: Int, of method: VerticalMethod) -> VerticalLevels {
    let standard = VerticalLevels.woaDepthsMeters.filter { $0 >= 5 && $0 < 2000 }
    let depths =
      count <= standard.count
      ? (0..<count).map { standard[$0 * (standard.count - 1) / (count - 1)] }
      : (0..<count).map { 5 + 1985 * Double($0) / Double(count - 1) }
    guard method == .layerMean else {
      return VerticalLevels(depthsMeters: depths, method: method)
    }
    return VerticalLevels(
      layers: zip(depths, depths.dropFirst()).map {
        DepthLayer(topMeters: $0, bottomMeters: $1)
      }
    )
  }
}
