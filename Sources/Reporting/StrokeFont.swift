/// A font of strokes: the Hershey fonts, where Debian's package `hershey-fonts-data` puts them.
///
/// Each line of a file is a glyph: a number in five columns, the count of coordinate pairs in
/// three, then pairs of letters that stand for their distance from `R`; the first pair is the
/// left and right edge, ` R` lifts the pen.
struct StrokeFont {
  /// The strokes of a glyph and its edges, in font units, y downwards with the base line at 9.
  struct Glyph {
    let left: Double
    let right: Double
    let strokes: [[(x: Double, y: Double)]]
  }

  private let glyphs: [Glyph]

  /// The height of a capital letter in font units.
  static let capitalHeight = 21.0

  init(
    path: String = "/usr/share/hershey-fonts/futural.jhf"
  ) throws(ReportingError) {
    let bytes = try dataFile(path, package: "hershey-fonts-data")
    var glyphs: [Glyph] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count >= 10 {
      let line = Array(line)
      guard let glyph = Self.glyph(line) else { throw .damagedData(path: path) }
      glyphs.append(glyph)
    }
    // The printable characters of ASCII, from the blank on.
    guard glyphs.count >= 95 else { throw .damagedData(path: path) }
    self.glyphs = glyphs
  }

  private static func glyph(_ line: [UInt8]) -> Glyph? {
    func offset(_ i: Int) -> Double { Double(Int(line[i]) - Int(UInt8(ascii: "R"))) }
    var strokes: [[(x: Double, y: Double)]] = [[]]
    var i = 10
    while i + 1 < line.count {
      if line[i] == UInt8(ascii: " "), line[i + 1] == UInt8(ascii: "R") {
        strokes.append([])
      } else {
        strokes[strokes.count - 1].append((offset(i), offset(i + 1)))
      }
      i += 2
    }
    return Glyph(left: offset(8), right: offset(9), strokes: strokes.filter { !$0.isEmpty })
  }

  /// The glyph of a character; that of `?` for characters the font lacks. The degree sign is a
  /// small circle.
  private func glyph(_ scalar: Unicode.Scalar) -> Glyph {
    if scalar == "°" {
      let ring = (0...8).map { i -> (x: Double, y: Double) in
        let corner: [(Double, Double)] = [
          (3, 0), (2.1, 2.1), (0, 3), (-2.1, 2.1), (-3, 0), (-2.1, -2.1), (0, -3), (2.1, -2.1),
          (3, 0),
        ]
        return (corner[i].0, corner[i].1 - 9)
      }
      return Glyph(left: -5, right: 5, strokes: [ring])
    }
    let place = Int(scalar.value) - 32
    return glyphs.indices.contains(place) && place < 95 ? glyphs[place] : glyphs[31]
  }

  /// The width of a text whose capital letters are `height` high.
  func width(_ text: String, height: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + glyph($1).right - glyph($1).left }
      * (height / Self.capitalHeight)
  }

  /// The strokes of a text with its left end and base line at a point.
  func strokes(
    _ text: String,
    x: Double,
    y: Double,
    height: Double
  ) -> [[(x: Double, y: Double)]] {
    let scale = height / Self.capitalHeight
    var pen = x
    var result: [[(x: Double, y: Double)]] = []
    for scalar in text.unicodeScalars {
      let glyph = glyph(scalar)
      for stroke in glyph.strokes {
        result.append(stroke.map { (pen + ($0.x - glyph.left) * scale, y + ($0.y - 9) * scale) })
      }
      pen += (glyph.right - glyph.left) * scale
    }
    return result
  }
}
