/// A colour of 8-bit red, green and blue.
struct Colour: Equatable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }
}

/// A picture that is drawn three times as fine as it comes out, so that edges are smooth.
struct Canvas {
  static let oversampling = 3

  let width: Int
  let height: Int

  private var pixels: [Colour]
  private let fineWidth: Int
  private let fineHeight: Int

  init(width: Int, height: Int, background: Colour) {
    self.width = width
    self.height = height
    fineWidth = width * Self.oversampling
    fineHeight = height * Self.oversampling
    pixels = [Colour](repeating: background, count: fineWidth * fineHeight)
  }

  /// Fills the fine pixels whose centres lie within a rectangle.
  mutating func fill(x: Double, y: Double, width: Double, height: Double, _ colour: Colour) {
    let s = Double(Self.oversampling)
    let columns =
      clamped((x * s).rounded(), fineWidth)..<clamped(((x + width) * s).rounded(), fineWidth)
    for row in clamped(
      (y * s).rounded(),
      fineHeight
    )..<clamped(((y + height) * s).rounded(), fineHeight) {
      for column in columns { pixels[row * fineWidth + column] = colour }
    }
  }

  private func clamped(_ x: Double, _ limit: Int) -> Int {
    x.isNaN ? 0 : Int(min(max(x, 0), Double(limit)))
  }

  /// Sets each fine pixel of a rectangle to what `colour` says of its centre; nil leaves it.
  mutating func shade(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    _ colour: (_ x: Double, _ y: Double) -> Colour?
  ) {
    let s = Double(Self.oversampling)
    let columns =
      clamped((x * s).rounded(), fineWidth)..<clamped(((x + width) * s).rounded(), fineWidth)
    for row in clamped(
      (y * s).rounded(),
      fineHeight
    )..<clamped(((y + height) * s).rounded(), fineHeight) {
      for column in columns {
        if let found = colour((Double(column) + 0.5) / s, (Double(row) + 0.5) / s) {
          pixels[row * fineWidth + column] = found
        }
      }
    }
  }

  /// Draws a line with round ends.
  mutating func stroke(
    _ points: [(x: Double, y: Double)],
    width: Double,
    _ colour: Colour,
    within clip: (x: Double, y: Double, width: Double, height: Double)? = nil
  ) {
    for (a, b) in zip(points, points.dropFirst()) {
      drawSegment(a, b, width: width, colour, clip: clip)
    }
    if points.count == 1 { drawSegment(points[0], points[0], width: width, colour, clip: clip) }
  }

  private mutating func drawSegment(
    _ a: (x: Double, y: Double),
    _ b: (x: Double, y: Double),
    width: Double,
    _ colour: Colour,
    clip: (x: Double, y: Double, width: Double, height: Double)?
  ) {
    let s = Double(Self.oversampling)
    let radius = width / 2
    let left = max(min(a.x, b.x) - radius, clip?.x ?? 0)
    let right = min(max(a.x, b.x) + radius, clip.map { $0.x + $0.width } ?? Double(self.width))
    let top = max(min(a.y, b.y) - radius, clip?.y ?? 0)
    let bottom = min(max(a.y, b.y) + radius, clip.map { $0.y + $0.height } ?? Double(height))
    guard left < right, top < bottom else { return }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length2 = dx * dx + dy * dy
    for row in clamped(
      (top * s).rounded(.down),
      fineHeight
    )..<clamped((bottom * s).rounded(.up), fineHeight) {
      let y = (Double(row) + 0.5) / s
      for column in clamped(
        (left * s).rounded(.down),
        fineWidth
      )..<clamped((right * s).rounded(.up), fineWidth) {
        let x = (Double(column) + 0.5) / s
        var t = length2 > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length2 : 0
        t = min(max(t, 0), 1)
        let (ex, ey) = (x - (a.x + t * dx), y - (a.y + t * dy))
        if ex * ex + ey * ey <= radius * radius { pixels[row * fineWidth + column] = colour }
      }
    }
  }

  /// Fills a circle.
  mutating func disc(x: Double, y: Double, radius: Double, _ colour: Colour) {
    drawSegment((x, y), (x, y), width: radius * 2, colour, clip: nil)
  }

  /// The picture, each pixel the mean of its fine ones.
  func rgb() -> [UInt8] {
    let s = Self.oversampling
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 3)
    for row in 0..<height {
      for column in 0..<width {
        var (red, green, blue) = (0, 0, 0)
        for i in 0..<s {
          for j in 0..<s {
            let pixel = pixels[(row * s + i) * fineWidth + column * s + j]
            red += Int(pixel.red)
            green += Int(pixel.green)
            blue += Int(pixel.blue)
          }
        }
        let n = s * s
        result.append(UInt8((red + n / 2) / n))
        result.append(UInt8((green + n / 2) / n))
        result.append(UInt8((blue + n / 2) / n))
      }
    }
    return result
  }
}
