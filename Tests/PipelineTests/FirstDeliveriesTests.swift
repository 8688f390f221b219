import Pipeline
import Testing

@Suite("Second deliveries of observations")
struct FirstDeliveriesTests {
  /// One file with rows of one feature.
  private func delivery(
    _ rows: [PartRow],
    platform: String
  ) -> (rows: [PartRow], platform: String) {
    (rows, platform)
  }

  private func row(
    _ value: Double,
    time: Double = 43_200,
    latitude: Double = 30,
    longitude: Double = 125,
    depth: Double = .nan
  ) -> PartRow {
    PartRow(
      feature: 0,
      quantity: 0,
      time: time,
      latitude: latitude,
      longitude: longitude,
      depth: depth,
      value: value
    )
  }

  /// How many rows each of several deliveries, in order, repeats.
  private func repeated(_ deliveries: [(rows: [PartRow], platform: String)]) -> [Int] {
    var first = FirstDeliveries()
    return deliveries.map {
      $0.rows.count - first.first(of: $0.rows, platforms: [$0.platform]).count
    }
  }

  @Test("what rounding parts is one on both sides of every half")
  func roundingEdges() {
    // Half a second, a thousandth of a degree, a decimetre: pairs straddle the halves to which
    // whole numbers are rounded.
    for (a, b) in [
      (row(15, time: 100.4), row(15, time: 100.6)),
      (row(15, latitude: 30.000_4), row(15, latitude: 30.000_6)),
      (row(15, longitude: 125.000_5), row(15, longitude: 125.001_4)),
      (row(15, longitude: -179.999_7), row(15, longitude: 179.999_8)),
      (row(15, depth: 10.04), row(15, depth: 10.06)),
      (row(15.0004), row(15.0006)),
      // The edges of the boxes that are searched.
      (row(15, time: 7.9), row(15, time: 8.1)),
      (row(15, latitude: 29.9999, longitude: 119.9999), row(15, latitude: 30.0001, longitude: 120)),
      (row(15, depth: 1.99), row(15, depth: 2.01)),
    ] {
      for (first, second) in [(a, b), (b, a)] {
        let files = [
          delivery([first], platform: "44761"), delivery([second], platform: "44761"),
        ]
        #expect(repeated(files) == [0, 1], "\(first) and \(second)")
      }
    }
  }

  @Test("what differs by more than rounding counts")
  func different() {
    let first = row(15, depth: 10)
    for second in [
      row(15, time: 43_201, depth: 10), row(15, latitude: 30.002, depth: 10),
      row(15, longitude: 125.002, depth: 10), row(15, depth: 10.3), row(15.01, depth: 10),
      row(15),
    ] {
      let files = [
        delivery([first], platform: "44761"), delivery([second], platform: "44761"),
      ]
      #expect(repeated(files) == [0, 0], "\(second)")
    }
  }

  @Test("a platform is the same under every distributor's spelling, and another is another")
  func platforms() {
    func times(_ a: String, _ b: String) -> [Int] {
      repeated([delivery([row(15)], platform: a), delivery([row(15)], platform: b)])
    }
    for other in ["44761 ", "0044761", "WMO44761", "wmo-44761", "4400761", "WMO: 44761"] {
      #expect(times("44761", other) == [0, 1], "\(other)")
    }
    #expect(times("5901234", "Q5901234") == [0, 1])
    #expect(times("Tara", "TARA") == [0, 1])
    #expect(times("44761", "44762") == [0, 0])
    #expect(times("WMOLAND", "LAND") == [0, 0])
  }

  @Test("a file that does not name its platform repeats what another file has there and then")
  func unnamed() {
    for (a, b) in [("", "44761"), ("44761", ""), ("", ""), ("SHIP", "WABC")] {
      let files = [
        delivery([row(15)], platform: a), delivery([row(15)], platform: b),
      ]
      #expect(repeated(files) == [0, 1], "\(a) and \(b)")
    }
    // Within a file, two unnamed sensors may well agree.
    #expect(repeated([delivery([row(15), row(15)], platform: "")]) == [0])
    #expect(repeated([delivery([row(15), row(15)], platform: "44761")]) == [1])
    // Four values a second of a still sea are four.
    let fast = (0..<8).map { row(15, time: 43_200 + Double($0) / 4) }
    #expect(repeated([delivery(fast, platform: "44761")]) == [0])
  }

  /// A cast with a mixed layer, a thermocline and an abyss.
  private func temperature(_ depth: Double) -> Double {
    depth < 40 ? 18 : depth < 120 ? 18 - (depth - 40) * 0.11 : 9.2 - (depth - 120) * 0.01
  }

  private func cast(
    _ depths: [Double],
    digits: Double,
    time: Double = 43_200,
    latitude: Double = 30.1234,
    warmer: Double = 0
  ) -> [PartRow] {
    depths.map {
      row(
        ((temperature($0) + warmer) / digits).rounded() * digits,
        time: time,
        latitude: latitude,
        depth: $0
      )
    }
  }

  @Test("a cast that was thinned and rounded on its way counts once, with all its levels")
  func thinned() {
    let full = cast(Array(stride(from: 2.0, to: 400, by: 2)), digits: 0.001)
    let levels = [5.0, 10, 20, 30, 50, 75, 100, 125, 150, 200, 250, 300]
    let message = cast(levels, digits: 0.01, time: 43_215, latitude: 30.12)
    for platforms in [("5901234", "Q5901234"), ("5901234", "")] {
      let a = delivery(full, platform: platforms.0)
      let b = delivery(message, platform: platforms.1)
      #expect(repeated([a, b]) == [0, levels.count])
      #expect(repeated([b, a]) == [0, full.count])
    }
  }

  @Test("casts of other values, other minutes and other places are casts of their own")
  func ownCasts() {
    let full = delivery(
      cast(Array(stride(from: 2.0, to: 400, by: 2)), digits: 0.001),
      platform: "5901234"
    )
    let levels = [5.0, 10, 20, 30, 50, 75, 100, 125, 150, 200, 250, 300]
    for other in [
      cast(levels, digits: 0.01, warmer: 0.1), cast(levels, digits: 0.01, time: 43_300),
      cast(levels, digits: 0.01, latitude: 30.2),

      cast(levels.map { $0 + 300 }, digits: 0.01, time: 43_215),
      cast(Array(levels.prefix(2)), digits: 0.01, time: 43_215),
    ] {
      let files = [full, delivery(other, platform: "5901234")]
      #expect(repeated(files) == [0, 0])
    }
    let elsewhere = cast(levels, digits: 0.01, time: 43_215)
    #expect(
      repeated([full, delivery(elsewhere, platform: "5901235")]) == [0, 0]
    )
    // Three equal values from an unnamed ship are no evidence.
    let mixed = delivery(cast([5, 10, 20], digits: 0.01, time: 43_215), platform: "")
    #expect(repeated([full, mixed]) == [0, 0])
  }
}
