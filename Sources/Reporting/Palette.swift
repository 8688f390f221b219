/// A row of colours that values are shown in.
///
/// The sequential palettes grow lighter evenly from the lowest to the highest value, so that they
/// read in grey as well.
public struct Palette: Sendable {
  private let stops: [Colour]

  /// Dark blue over purple and orange to pale yellow, for temperatures.
  public static let thermal = Palette(
    stops: [
      Colour(8, 29, 74), Colour(46, 44, 121), Colour(94, 55, 138), Colour(139, 72, 133),
      Colour(186, 91, 112), Colour(226, 119, 82), Colour(246, 163, 61), Colour(249, 211, 83),
      Colour(240, 245, 150),
    ]
  )

  /// Dark green to pale yellow, for speeds and counts.
  public static let speed = Palette(
    stops: [
      Colour(14, 40, 32), Colour(16, 72, 58), Colour(28, 105, 72), Colour(66, 136, 70),
      Colour(118, 163, 68), Colour(172, 186, 84), Colour(218, 211, 125), Colour(250, 243, 190),
    ]
  )

  /// Blue over near-white to red, for differences.
  public static let balance = Palette(
    stops: [
      Colour(18, 48, 110), Colour(38, 112, 178), Colour(135, 182, 214), Colour(240, 240, 236),
      Colour(226, 162, 138), Colour(194, 80, 70), Colour(110, 16, 40),
    ]
  )

  /// The colour at a place from 0 to 1.
  func colour(at place: Double) -> Colour {
    let x = min(max(place.isNaN ? 0 : place, 0), 1) * Double(stops.count - 1)
    let i = min(Int(x), stops.count - 2)
    let t = x - Double(i)
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * t).rounded())
    }
    let (a, b) = (stops[i], stops[i + 1])
    return Colour(mixed(a.red, b.red), mixed(a.green, b.green), mixed(a.blue, b.blue))
  }

  /// The luminance of the colour at a place, 0 black to 1 white (ITU-R BT.709 weights).
  package func luminance(at place: Double) -> Double {
    let c = colour(at: place)
    return (0.2126 * Double(c.red) + 0.7152 * Double(c.green) + 0.0722 * Double(c.blue)) / 255
  }
}

/// The round numbers between two values that an axis is labelled with.
package func roundTicks(from low: Double, to high: Double, about count: Int) -> [Double] {
  guard high > low, low.isFinite, high.isFinite, count > 0 else { return [] }
  let rough = (high - low) / Double(count)
  var power = 1.0
  while power > rough { power /= 10 }
  while power * 10 <= rough { power *= 10 }
  let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
  let first = (low / step - 1e-9).rounded(.up)
  let last = (high / step + 1e-9).rounded(.down)
  guard last >= first, last - first < 1000 else { return [] }
  return stride(from: first, through: last, by: 1).map { $0 * step }
}
