import Testing
import Validation

@Suite("A climatology")
struct ClimatologyFieldTests {
  private static let allYear = [Int?](repeating: 0, count: 366)

  /// Depths 0, 10 and 30 m, latitudes from 60°S by 20°, longitudes from 0° by 30°; the value is
  /// `7 depth + row² + 3 column`, by numbers.
  private static func field(missing: Set<Int> = []) throws -> ClimatologyField {
    var values: [Float] = []
    for depth in 0..<3 {
      for row in 0..<7 {
        for column in 0..<12 { values.append(Float(7 * depth + row * row + 3 * column)) }
      }
    }
    for i in missing { values[i] = .nan }
    return try ClimatologyField(
      stepOfDay: allYear,
      depths: [0, 10, 30],
      latitudes: stride(from: -60, through: 60, by: 20).map { Double($0) },
      longitudes: stride(from: 0, to: 360, by: 30).map { Double($0) },
      values: values
    )
  }

  /// Of xarray 2026.9.0 for the same field at ten seeded places: `sel(method="nearest")` and
  /// `interp()`.
  private static let places: [(Double, Double, Double, nearest: Double, linear: Double)] = [
    (15.01, 296.08, 23.27, 60.0, 55.506),
    (-32.98, 99.05, 26.21, 24.0, 24.6315),
    (-59.37, 271.01, 23.91, 41.0, 39.001),
    (-3.85, 100.0, 8.35, 25.0, 23.8825),
    (-29.42, 146.88, 15.14, 26.0, 26.074),
    (6.42, 328.52, 23.78, 56.0, 55.922),
    (14.66, 326.36, 6.46, 56.0, 51.289),
    (-40.77, 202.14, 1.32, 22.0, 22.0995),
    (-55.72, 169.91, 13.99, 25.0, 25.6015),
    (50.06, 207.64, 15.42, 64.0, 60.194),
  ]

  @Test("is looked up as xarray does, whatever turn of the longitudes", arguments: [0.0, -360])
  func peers(turn: Double) throws {
    let field = try Self.field()
    for (latitude, longitude, depth, nearest, linear) in Self.places {
      func value(_ lookup: ClimatologyField.Lookup) -> Double {
        field.value(
          day: 0,
          depth: depth,
          latitude: latitude,
          longitude: longitude + turn,
          by: lookup
        )
      }
      #expect(value(.nearest) == nearest)
      #expect((value(.linear) - linear).magnitude < 1e-9)
    }
  }

  @Test("goes around the earth where its longitudes do")
  func seam() throws {
    let field = try Self.field()
    func value(_ longitude: Double, _ lookup: ClimatologyField.Lookup) -> Double {
      field.value(day: 0, depth: 0, latitude: -60, longitude: longitude, by: lookup)
    }
    // Between 330° (33) and 360° (0): at 352.5° three quarters of the way.
    #expect(value(-7.5, .linear) == 8.25)
    #expect(value(352.5, .linear) == 8.25)
    #expect(value(-7.5, .nearest) == 0)
    #expect(value(-22.5, .nearest) == 33)
    #expect(value(-15, .nearest) == 33)
  }

  @Test("ends half a cell beyond its cells")
  func ends() throws {
    let field = try Self.field()
    func value(_ latitude: Double, _ depth: Double) -> Double {
      field.value(day: 0, depth: depth, latitude: latitude, longitude: 0, by: .linear)
    }
    #expect(value(70, 0) == 36)
    #expect(value(70.1, 0).isNaN)
    #expect(value(-70, 0) == 0)
    #expect(value(-60, 40) == 14)
    #expect(value(-60, 40.1).isNaN)
    #expect(value(-60, -5) == 0)
    #expect(value(-60, -5.1).isNaN)
    #expect(value(.nan, 0).isNaN)
    #expect(value(0, .nan).isNaN)
    #expect(field.value(day: 0, depth: 0, latitude: 0, longitude: .infinity, by: .nearest).isNaN)
    #expect(field.value(day: -1, depth: 0, latitude: 0, longitude: 0, by: .nearest).isNaN)
  }

  @Test("of a part of the earth does not go around it")
  func region() throws {
    let field = try ClimatologyField(
      stepOfDay: Self.allYear,
      latitudes: [30, 31],
      longitudes: [178, 179, 180, 181],
      values: [1, 2, 3, 4, 5, 6, 7, 8]
    )
    func value(_ longitude: Double) -> Double {
      field.value(day: 0, depth: 500, latitude: 30, longitude: longitude, by: .nearest)
    }
    #expect(value(178.2) == 1)
    #expect(value(-179.2) == 4)
    #expect(value(-178.5) == 4)
    #expect(value(-178.4).isNaN)
    #expect(value(0).isNaN)
  }

  @Test("is missing where a cell that takes part is")
  func missing() throws {
    // The first cell: 0 m, 60°S, 0°E.
    let field = try Self.field(missing: [0])
    func value(_ longitude: Double, _ lookup: ClimatologyField.Lookup) -> Double {
      field.value(day: 0, depth: 0, latitude: -60, longitude: longitude, by: lookup)
    }
    #expect(value(10, .nearest).isNaN)
    #expect(value(20, .nearest) == 3)
    #expect(value(20, .linear).isNaN)
    #expect(value(30, .linear) == 3)
    #expect(value(-20, .linear).isNaN)
  }

  @Test("has steps of the year")
  func steps() throws {
    var days = [Int?](repeating: nil, count: 366)
    for day in 0..<31 { days[day] = 0 }
    for day in 31..<60 { days[day] = 1 }
    let field = try ClimatologyField(
      stepOfDay: days,
      latitudes: [0, 1],
      longitudes: [0, 1],
      values: [1, 1, 1, 1, 2, 2, 2, 2]
    )
    func value(_ day: Int) -> Double {
      field.value(day: day, depth: 0, latitude: 0, longitude: 0, by: .linear)
    }
    #expect([value(0), value(30), value(31), value(59)] == [1, 1, 2, 2])
    #expect(value(60).isNaN)
  }

  @Test("that nothing could be held against is refused")
  func refused() {
    func isRefused(
      stepOfDay: [Int?] = Self.allYear,
      depths: [Double] = [],
      latitudes: [Double] = [0, 1],
      longitudes: [Double] = [0, 1],
      values: [Float] = [1, 1, 1, 1]
    ) -> Bool {
      do throws(TestConfigurationError) {
        _ = try ClimatologyField(
          stepOfDay: stepOfDay,
          depths: depths,
          latitudes: latitudes,
          longitudes: longitudes,
          values: values
        )
        return false
      } catch {
        return true
      }
    }
    #expect(!isRefused())
    #expect(isRefused(stepOfDay: []))
    #expect(isRefused(stepOfDay: [Int?](repeating: nil, count: 366)))
    #expect(isRefused(depths: [10, 0], values: [1, 1, 1, 1, 1, 1, 1, 1]))
    #expect(isRefused(latitudes: [1, 0]))
    #expect(isRefused(latitudes: [0], values: [1, 1]))
    #expect(isRefused(longitudes: [0, .nan]))
    #expect(isRefused(values: [1, 1, 1]))
    #expect(isRefused(values: [.nan, .nan, .nan, .nan]))
  }
}
