import Testing
import Validation

@Suite("Geographic areas")
struct GeographicAreaTests {
  typealias Corners = [(longitude: Double, latitude: Double)]

  @Test("tell inside, border and outside of a slanting polygon")
  func triangle() throws {
    let corners: Corners = [(0, 0), (10, 0), (5, 10)]
    for ring in [corners, corners.reversed(), corners + [corners[0]]] {
      let area = try #require(GeographicArea(corners: ring))
      #expect(area.place(latitude: 3, longitude: 5) == .inside)
      #expect(area.place(latitude: 0, longitude: 5) == .border)
      #expect(area.place(latitude: 5, longitude: 2.5) == .border)
      #expect(area.place(latitude: 10, longitude: 5) == .border)
      #expect(area.place(latitude: 5, longitude: 2.4) == .outside)
      #expect(area.place(latitude: -1, longitude: 5) == .outside)
      #expect(area.place(latitude: 11, longitude: 5) == .outside)
      #expect(area.place(latitude: 3, longitude: 365) == .inside)
      #expect(area.place(latitude: .nan, longitude: 5) == .outside)
      #expect(area.place(latitude: 3, longitude: .infinity) == .outside)
    }
  }

  @Test("cross the 180th meridian, however longitudes are counted")
  func antimeridian() throws {
    let rings: [Corners] = [
      [(170, -10), (-170, -10), (-170, 10), (170, 10)],
      [(170, -10), (190, -10), (190, 10), (170, 10)],
      [(-190, -10), (-170, -10), (-170, 10), (-190, 10)],
    ]
    var areas = try rings.map { try #require(GeographicArea(corners: $0)) }
    areas.append(GeographicArea(west: 170, south: -10, east: -170, north: 10))
    areas.append(GeographicArea(west: 170, south: -10, east: 190, north: 10))
    for area in areas {
      for longitude in [175.0, 179, 180, -180, -179, 181, -185] {
        #expect(area.place(latitude: 0, longitude: longitude) == .inside)
      }
      for longitude in [0.0, 169, -169, 191] {
        #expect(area.place(latitude: 0, longitude: longitude) == .outside)
      }
      for longitude in [170.0, -170, 190, -190] {
        #expect(area.place(latitude: 0, longitude: longitude) == .border)
      }
    }
  }

  @Test("a ring round a pole encloses the pole to its left")
  func poles() throws {
    let east: Corners = [(-180, 60), (-60, 65), (60, 60)]
    let arctic = try #require(GeographicArea(corners: east))
    #expect(arctic.place(latitude: 90, longitude: 12) == .inside)
    #expect(arctic.place(latitude: 66, longitude: -60) == .inside)
    #expect(arctic.place(latitude: 64, longitude: -60) == .outside)
    #expect(arctic.place(latitude: -80, longitude: 0) == .outside)
    let rest = try #require(GeographicArea(corners: east.reversed()))
    #expect(rest.place(latitude: 90, longitude: 12) == .outside)
    #expect(rest.place(latitude: 64, longitude: -60) == .inside)
    #expect(rest.place(latitude: -90, longitude: 0) == .inside)
    #expect(rest.place(latitude: 65, longitude: -60) == .border)
  }

  @Test("boxes reach round the earth and up to the poles")
  func boxes() {
    let south = GeographicArea(west: -180, south: -90, east: 180, north: -60)
    #expect(south.place(latitude: -90, longitude: 0) == .inside)
    #expect(south.place(latitude: -70, longitude: 180) == .inside)
    #expect(south.place(latitude: -60, longitude: 10) == .border)
    #expect(south.place(latitude: -59, longitude: 10) == .outside)
    let wide = GeographicArea(west: -100, south: -40, east: 100, north: 40)
    #expect(wide.place(latitude: 0, longitude: 0) == .inside)
    #expect(wide.place(latitude: 0, longitude: 180) == .outside)
  }

  @Test("in the plane longitudes are numbers and sides as long as they say")
  func plane() throws {
    let corners: Corners = [(170, -10), (-170, -10), (-170, 10), (170, 10)]
    let area = try #require(GeographicArea(corners: corners, isPlane: true))
    #expect(area.place(latitude: 0, longitude: 0) == .inside)
    #expect(area.place(latitude: 0, longitude: 179) == .outside)
    #expect(area.place(latitude: 0, longitude: 360) == .outside)
  }

  @Test("fewer than three corners enclose nothing")
  func tooFew() {
    #expect(GeographicArea(corners: []) == nil)
    #expect(GeographicArea(corners: [(0, 0), (1, 1)]) == nil)
    #expect(GeographicArea(corners: [(0, 0), (1, 1), (1, 1), (0, 0)]) == nil)
    #expect(GeographicArea(corners: [(0, 0), (1, .nan), (1, 1)]) == nil)
  }
}
