internal import Conventions
internal import Glibc

/// A field on a grid of latitudes and longitudes, to be drawn as a map.
public struct MapField: Sendable {
  public var title: String
  public var subtitle: String?

  /// What the colour bar says, such as `degree_Celsius`.
  public var units: String

  /// Degrees, increasing; one more than the rows and columns.
  public var latitudeEdges: [Double]
  public var longitudeEdges: [Double]

  /// Shape `[lat, lon]`, from the south-west; NaN where there is no value.
  public var values: [Double]

  public init(
    title: String,
    subtitle: String? = nil,
    units: String,
    latitudeEdges: [Double],
    longitudeEdges: [Double],
    values: [Double]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.units = units
    self.latitudeEdges = latitudeEdges
    self.longitudeEdges = longitudeEdges
    self.values = values
  }
}

/// Values at points, drawn over a field in the same colours.
public struct MapPoints: Sendable {
  public var latitudes: [Double]
  public var longitudes: [Double]
  public var values: [Double]

  public init(latitudes: [Double] = [], longitudes: [Double] = [], values: [Double] = []) {
    self.latitudes = latitudes
    self.longitudes = longitudes
    self.values = values
  }
}

/// A map: the field in colours, points over it, coasts, a graticule, a colour bar and a title.
///
/// Land is what the coasts part from every cell that has a value, so that it can be painted only
/// where the values are at sea.
public struct MapPicture: Sendable {
  public var field: MapField
  public var points: MapPoints
  public var palette: Palette

  /// Whether land is painted, or only the coasts are drawn.
  public var paintsLand: Bool

  /// The values at the ends of the colour bar; nil for the 2nd and 98th of a hundred.
  public var range: ClosedRange<Double>?

  public init(
    field: MapField,
    points: MapPoints = MapPoints(),
    palette: Palette = .thermal,
    paintsLand: Bool = true,
    range: ClosedRange<Double>? = nil
  ) {
    self.field = field
    self.points = points
    self.palette = palette
    self.paintsLand = paintsLand
    self.range = range
  }

  private static let sea = Colour(232, 238, 242)
  private static let land = Colour(205, 200, 190)
  private static let coast = Colour(70, 66, 60)
  private static let ink = Colour(40, 40, 44)
  private static let faint = Colour(150, 156, 162)

  /// Draws the map.
  ///
  /// - Throws: `badField` when the values do not fit the edges, `missingData` with the package
  ///   to install when the font or the coasts are not there.
  public func pngBytes() throws(ReportingError) -> [UInt8] {
    try check()
    let font = try StrokeFont()
    let coastline = try Coastline()
    let frame = MapFrame(field)
    var canvas = Canvas(
      width: Int(frame.width) + 230,
      height: Int(frame.height) + 170,
      background: Colour(255, 255, 255)
    )
    let scale = range ?? suggestedRange
    drawField(&canvas, frame, scale: scale)
    let lines = coastLines(coastline, frame)
    if paintsLand { drawLand(&canvas, frame, lines: lines) }
    let clip = (x: frame.left, y: frame.top, width: frame.width, height: frame.height)
    for line in lines { canvas.stroke(line, width: 1.1, Self.coast, within: clip) }
    drawGraticule(&canvas, frame, font: font)
    drawPoints(&canvas, frame, scale: scale)
    drawColourBar(&canvas, frame, font: font, scale: scale)
    drawTitle(&canvas, frame, font: font)
    return try Reporting.pngBytes(rgb: canvas.rgb(), width: canvas.width, height: canvas.height)
  }

  private func check() throws(ReportingError) {
    let (rows, columns) = (field.latitudeEdges.count - 1, field.longitudeEdges.count - 1)
    guard rows > 0, columns > 0 else { throw .badField("it has no cells") }
    guard rows * columns == field.values.count else {
      throw .badField("\(field.values.count) values for \(rows) x \(columns) cells")
    }
    for edges in [field.latitudeEdges, field.longitudeEdges] {
      guard edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .badField("its edges do not increase") }
    }
    guard field.latitudeEdges[0] >= -90, field.latitudeEdges[rows] <= 90,
      field.longitudeEdges[columns] - field.longitudeEdges[0] <= 360
    else { throw .badField("it is larger than the globe") }
    guard points.latitudes.count == points.longitudes.count,
      points.values.count == points.latitudes.count
    else { throw .badField("its points have unequal numbers of values") }
  }

  private var suggestedRange: ClosedRange<Double> {
    let sorted = (field.values + points.values).filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return 0...1 }
    let low = sorted[sorted.count * 2 / 100]
    let high = sorted[(sorted.count - 1) * 98 / 100]
    if low < high { return low...high }
    return first < last ? first...last : (first - 0.5)...(first + 0.5)
  }

  private func colour(_ value: Double, _ scale: ClosedRange<Double>) -> Colour {
    palette.colour(at: (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound))
  }

  private func drawField(_ canvas: inout Canvas, _ frame: MapFrame, scale: ClosedRange<Double>) {
    canvas.shade(x: frame.left, y: frame.top, width: frame.width, height: frame.height) { x, y in
      guard let cell = frame.cell(x: x, y: y, field), field.values[cell].isFinite else {
        return Self.sea
      }
      return colour(field.values[cell], scale)
    }
  }

  private func coastLines(
    _ coastline: Coastline,
    _ frame: MapFrame
  ) -> [[(x: Double, y: Double)]] {
    let south = Int(field.latitudeEdges[0].rounded(.down))
    let north = Int((field.latitudeEdges.last ?? 0).rounded(.up))
    let west = Int(field.longitudeEdges[0].rounded(.down))
    let east = Int((field.longitudeEdges.last ?? 0).rounded(.up))
    var lines: [[(x: Double, y: Double)]] = []
    for latitude in south..<north {
      for longitude in west..<east {
        for line in coastline.lines(latitude: latitude, longitude: longitude) {
          lines.append(line.map { (frame.x($0.longitude), frame.y($0.latitude)) })
        }
      }
    }
    return lines
  }

  /// Paints land: what cannot be reached from a value without crossing a coast.
  private func drawLand(
    _ canvas: inout Canvas,
    _ frame: MapFrame,
    lines: [[(x: Double, y: Double)]]
  ) {
    let mask = LandMask(frame, lines: lines, field: field)
    canvas.shade(x: frame.left, y: frame.top, width: frame.width, height: frame.height) { x, y in
      mask.isLand(x: x, y: y) ? Self.land : nil
    }
  }

  private func drawGraticule(_ canvas: inout Canvas, _ frame: MapFrame, font: StrokeFont) {
    let (south, north) = (field.latitudeEdges[0], field.latitudeEdges.last ?? 0)
    let (west, east) = (field.longitudeEdges[0], field.longitudeEdges.last ?? 0)
    for longitude in roundTicks(from: west, to: east, about: 6) {
      let x = frame.x(longitude)
      canvas.stroke([(x, frame.top), (x, frame.top + frame.height)], width: 0.5, Self.faint)
      let turned = longitude > 180 ? longitude - 360 : longitude
      let label = "\(shortest(turned.magnitude))°\(turned < 0 ? "W" : turned == 0 ? "" : "E")"
      text(
        &canvas,
        font,
        label,
        x: x - font.width(label, height: 11) / 2,
        y: frame.top + frame.height + 24,
        height: 11
      )
    }
    for latitude in roundTicks(from: south, to: north, about: 7) {
      let y = frame.y(latitude)
      canvas.stroke([(frame.left, y), (frame.left + frame.width, y)], width: 0.5, Self.faint)
      let label = "\(shortest(latitude.magnitude))°\(latitude < 0 ? "S" : latitude == 0 ? "" : "N")"
      text(
        &canvas,
        font,
        label,
        x: frame.left - 10 - font.width(label, height: 11),
        y: y + 5,
        height: 11
      )
    }
    let (right, bottom) = (frame.left + frame.width, frame.top + frame.height)
    canvas.stroke(
      [
        (frame.left, frame.top), (right, frame.top), (right, bottom), (frame.left, bottom),
        (frame.left, frame.top),
      ],
      width: 1.4,
      Self.ink
    )
  }

  private func drawPoints(_ canvas: inout Canvas, _ frame: MapFrame, scale: ClosedRange<Double>) {
    for i in points.values.indices where points.values[i].isFinite {
      let (x, y) = (frame.x(points.longitudes[i]), frame.y(points.latitudes[i]))
      guard x > frame.left, x < frame.left + frame.width, y > frame.top,
        y < frame.top + frame.height
      else { continue }
      canvas.disc(x: x, y: y, radius: 3.6, Self.ink)
      canvas.disc(x: x, y: y, radius: 2.8, colour(points.values[i], scale))
    }
  }

  private func drawColourBar(
    _ canvas: inout Canvas,
    _ frame: MapFrame,
    font: StrokeFont,
    scale: ClosedRange<Double>
  ) {
    let x = frame.left + frame.width + 28
    let (top, height) = (frame.top + frame.height * 0.08, frame.height * 0.84)
    canvas.shade(x: x, y: top, width: 22, height: height) { _, y in
      palette.colour(at: 1 - (y - top) / height)
    }
    canvas.stroke(
      [(x, top), (x + 22, top), (x + 22, top + height), (x, top + height), (x, top)],
      width: 1,
      Self.ink
    )
    for tick in roundTicks(from: scale.lowerBound, to: scale.upperBound, about: 7) {
      let place = (tick - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
      let y = top + height * (1 - place)
      canvas.stroke([(x + 22, y), (x + 28, y)], width: 1, Self.ink)
      text(&canvas, font, shortest(tick), x: x + 34, y: y + 5, height: 12)
    }
    text(&canvas, font, field.units, x: x - 4, y: top - 14, height: 12)
  }

  private func drawTitle(_ canvas: inout Canvas, _ frame: MapFrame, font: StrokeFont) {
    let available = Double(canvas.width) - frame.left - 20
    let height = min(19, 19 * available / max(1, font.width(field.title, height: 19)))
    text(&canvas, font, field.title, x: frame.left, y: 44, height: height, weight: 1.9)
    guard let subtitle = field.subtitle else { return }
    let small = min(12, 12 * available / max(1, font.width(subtitle, height: 12)))
    text(&canvas, font, subtitle, x: frame.left, y: 70, height: small)
  }

  private func text(
    _ canvas: inout Canvas,
    _ font: StrokeFont,
    _ text: String,
    x: Double,
    y: Double,
    height: Double,
    weight: Double = 1.25
  ) {
    for stroke in font.strokes(text, x: x, y: y, height: height) {
      canvas.stroke(stroke, width: weight, Self.ink)
    }
  }

  /// A number without needless digits.
  private func shortest(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && rounded.magnitude < 1e9
      ? String(Int(rounded)) : "\(rounded)"
  }
}

/// Where the map lies in the picture: equal steps of longitude and latitude, true to scale in the
/// middle.
struct MapFrame {
  let left = 88.0
  let top = 100.0
  let width: Double
  let height: Double

  private let west: Double
  private let east: Double
  private let south: Double
  private let north: Double

  init(_ field: MapField) {
    west = field.longitudeEdges[0]
    east = field.longitudeEdges.last ?? west + 1
    south = field.latitudeEdges[0]
    north = field.latitudeEdges.last ?? south + 1
    let aspect = (east - west) * cos((south + north) / 2 * .pi / 180) / (north - south)
    // At most 1000 pixels wide and 900 high.
    let wide = min(1000, 900 * max(aspect, 0.05))
    width = wide.rounded()
    height = max(60, (wide / max(aspect, 0.05)).rounded())
  }

  func x(_ longitude: Double) -> Double { left + (longitude - west) / (east - west) * width }
  func y(_ latitude: Double) -> Double { top + (north - latitude) / (north - south) * height }

  /// The cell under a point of the picture.
  func cell(x: Double, y: Double, _ field: MapField) -> Int? {
    let longitude = west + (x - left) / width * (east - west)
    let latitude = north - (y - top) / height * (north - south)
    guard let column = place(longitude, field.longitudeEdges),
      let row = place(latitude, field.latitudeEdges)
    else { return nil }
    return row * (field.longitudeEdges.count - 1) + column
  }

  private func place(_ value: Double, _ edges: [Double]) -> Int? {
    guard value >= edges[0], value < edges[edges.count - 1] else { return nil }
    var (low, high) = (0, edges.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if value < edges[middle] { high = middle } else { low = middle }
    }
    return low
  }
}

/// Which pixels are land: the regions between coasts in which there is no value.
private struct LandMask {
  private let frame: MapFrame
  private let columns: Int
  private let rows: Int
  private var region: [Int32]
  private var isSea: [Bool] = []

  /// Pixels of the mask per pixel of the picture.
  private static let fineness = 2.0

  init(_ frame: MapFrame, lines: [[(x: Double, y: Double)]], field: MapField) {
    self.frame = frame
    columns = Int(frame.width * Self.fineness)
    rows = Int(frame.height * Self.fineness)
    region = [Int32](repeating: -1, count: columns * rows)
    for line in lines {
      for (a, b) in zip(line, line.dropFirst()) { mark(a, b) }
    }
    fillRegions(field)
  }

  /// Marks a coast, which is a region of its own, number 0.
  private mutating func mark(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) {
    let s = Self.fineness
    let steps = Int((max((b.x - a.x).magnitude, (b.y - a.y).magnitude) * s * 2).rounded(.up)) + 1
    guard steps < 1_000_000 else { return }
    for i in 0...steps {
      let t = Double(i) / Double(steps)
      let column = ((a.x + (b.x - a.x) * t - frame.left) * s).rounded(.down)
      let row = ((a.y + (b.y - a.y) * t - frame.top) * s).rounded(.down)
      guard column >= 0, column < Double(columns), row >= 0, row < Double(rows) else { continue }
      region[Int(row) * columns + Int(column)] = 0
    }
  }

  private mutating func fillRegions(_ field: MapField) {
    isSea = [false]
    var stack: [Int] = []
    for start in region.indices where region[start] < 0 {
      let number = Int32(isSea.count)
      var observed = 0
      var size = 0
      region[start] = number
      stack.append(start)
      while let place = stack.popLast() {
        size += 1
        let (row, column) = (place / columns, place % columns)
        let x = frame.left + (Double(column) + 0.5) / Self.fineness
        let y = frame.top + (Double(row) + 0.5) / Self.fineness
        if let cell = frame.cell(x: x, y: y, field), field.values[cell].isFinite { observed += 1 }
        for (r, c) in [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        where r >= 0 && r < rows && c >= 0 && c < columns && region[r * columns + c] < 0 {
          region[r * columns + c] = number
          stack.append(r * columns + c)
        }
      }
      // A cell that a coast crosses shows a value on its land side too.
      isSea.append(observed * 5 > size)
    }
  }

  func isLand(x: Double, y: Double) -> Bool {
    let column = Int((x - frame.left) * Self.fineness)
    let row = Int((y - frame.top) * Self.fineness)
    guard column >= 0, column < columns, row >= 0, row < rows else { return false }
    let number = region[row * columns + column]
    return number > 0 && !isSea[Int(number)]
  }
}
