import Conventions
import Foundation
import Reporting
import Testing

@Suite("Maps")
struct MapPictureTests {
  /// One-degree cells over the Yellow Sea, 120-126 E and 33-37 N, south-west first.
  static func field(_ value: (_ lat: Double, _ lon: Double) -> Double) -> MapField {
    let (latitudes, longitudes) = (33..<37, 120..<126)
    return MapField(
      title: "Sea surface temperature",
      units: "°C",
      latitudeEdges: (33...37).map { Double($0) },
      longitudeEdges: (120...126).map { Double($0) },
      values: latitudes.flatMap { lat in
        longitudes.map { value(Double(lat) + 0.5, Double($0) + 0.5) }
      }
    )
  }

  @Test("are PNG pictures, the same bytes for the same field")
  func deterministic() throws {
    let map = MapPicture(field: Self.field { lat, _ in lat })
    let bytes = try map.pngBytes()
    // The signature of PNG (RFC 2083, section 3.1) and the end of the last chunk.
    #expect(bytes.prefix(8) == [137, 80, 78, 71, 13, 10, 26, 10])
    #expect(bytes.suffix(8).prefix(4) == Array("IEND".utf8)[...])
    #expect(bytes.count > 5_000)
    #expect(try map.pngBytes() == bytes)
    #expect(try MapPicture(field: Self.field { _, lon in lon }).pngBytes() != bytes)
  }

  @Test("can be drawn of a field without any value, and of infinities")
  func emptyField() throws {
    for value in [Double.nan, .infinity, -.infinity, 0] {
      #expect(throws: Never.self) {
        _ = try MapPicture(field: Self.field { _, _ in value }).pngBytes()
      }
    }
  }

  @Test(
    "of fields that are none are refused",
    arguments: [
      ([33.0, 34], [120.0, 121], [1.0, 2]),
      ([33.0], [120.0, 121], []),
      ([34.0, 33], [120.0, 121], [1.0]),
      ([33.0, .nan], [120.0, 121], [1.0]),
      ([33.0, 91], [120.0, 121], [1.0]),
      ([33.0, 34], [0.0, 361], [1.0]),
    ]
  )
  func badFields(latitudes: [Double], longitudes: [Double], values: [Double]) throws {
    let field = MapField(
      title: "x",
      units: "1",
      latitudeEdges: latitudes,
      longitudeEdges: longitudes,
      values: values
    )
    let error = #expect(throws: ReportingError.self) {
      _ = try MapPicture(field: field).pngBytes()
    }
    guard case .badField = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite("Colours and ticks")
struct PaletteTests {
  @Test("the sequential palettes grow lighter from end to end")
  func luminance() {
    for palette in [Palette.thermal, .speed] {
      let steps = stride(from: 0.0, through: 1, by: 0.01).map { palette.luminance(at: $0) }
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
      #expect(steps[0] < 0.2 && steps[steps.count - 1] > 0.8)
    }
  }

  @Test("what lies outside takes the colour of the end, and no number that of the start")
  func outside() {
    #expect(Palette.thermal.luminance(at: -3) == Palette.thermal.luminance(at: 0))
    #expect(Palette.thermal.luminance(at: 7) == Palette.thermal.luminance(at: 1))
    #expect(Palette.thermal.luminance(at: .nan) == Palette.thermal.luminance(at: 0))
  }

  @Test("the diverging palette is lightest in the middle")
  func diverging() {
    let middle = Palette.balance.luminance(at: 0.5)
    #expect(middle > 0.9)
    #expect(Palette.balance.luminance(at: 0) < 0.4 && Palette.balance.luminance(at: 1) < 0.4)
  }

  @Test("ticks are round numbers within the range")
  func ticks() {
    #expect(roundTicks(from: 0, to: 10, about: 5) == [0, 2, 4, 6, 8, 10])
    #expect(roundTicks(from: 117, to: 131, about: 6) == [120, 125, 130])
    #expect(roundTicks(from: 1, to: 1, about: 5) == [])
    #expect(roundTicks(from: .nan, to: 1, about: 5) == [])
    #expect(roundTicks(from: 0, to: .infinity, about: 5) == [])
  }
}

@Suite("Coasts")
struct CoastlineTests {
  @Test("there are coasts where the sea meets land, and none far out")
  func cells() throws {
    let coasts = try Coastline()
    // Qingdao and the Shandong coast; the middle of the Yellow Sea; of the South Pacific.
    #expect(!coasts.lines(latitude: 36, longitude: 120).isEmpty)
    #expect(coasts.lines(latitude: 35, longitude: 123).isEmpty)
    #expect(coasts.lines(latitude: -48, longitude: -124).isEmpty)
    #expect(coasts.lines(latitude: 90, longitude: 0).isEmpty)
  }

  @Test("points lie in or next to their cell, whatever turn the longitude is counted from")
  func points() throws {
    let coasts = try Coastline()
    let here = coasts.lines(latitude: 33, longitude: 126)
    let points = here.flatMap { $0 }
    // Jeju, at 33.1 to 33.6 degrees north.
    #expect(points.count > 50)
    #expect(points.allSatisfy { (32.9...34.1).contains($0.latitude) })
    #expect(points.allSatisfy { (125.9...127.1).contains($0.longitude) })
    let turned = coasts.lines(latitude: 33, longitude: 126 - 360).flatMap { $0 }
    #expect(turned.map(\.latitude) == points.map(\.latitude))
    #expect(
      zip(turned, points).allSatisfy { ($0.longitude + 360 - $1.longitude).magnitude < 1e-9 }
    )
  }

  @Test("steps along a coast are short: nothing is read from the wrong place")
  func steps() throws {
    let coasts = try Coastline()
    for latitude in 23..<41 {
      for longitude in 117..<131 {
        for line in coasts.lines(latitude: latitude, longitude: longitude) {
          for (a, b) in zip(line, line.dropFirst()) {
            #expect((a.latitude - b.latitude).magnitude < 0.2)
            #expect((a.longitude - b.longitude).magnitude < 0.2)
          }
        }
      }
    }
  }

  @Test("missing data names the package to install, and other data is refused")
  func missing() throws {
    #expect(
      throws: ReportingError.missingData(path: "/nowhere/wvs1.dat", package: "xtide-coastline")
    ) { _ = try Coastline(path: "/nowhere/wvs1.dat") }
    let path = NSTemporaryDirectory() + "sverdrup-\(UUID().uuidString).dat"
    try Data(repeating: 7, count: 100).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: ReportingError.damagedData(path: path)) { _ = try Coastline(path: path) }
  }
}
