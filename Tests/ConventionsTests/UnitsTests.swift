import Conventions
import Testing

@Suite("Units")
struct UnitsTests {
  @Test(
    "convert as UDUNITS does, with the spellings of real files",
    arguments: [
      ("kelvin", "degree_Celsius", 300.15, 27.0), ("cm s-1", "m s-1", 150, 1.5),
      ("knots", "m s-1", 1, 1852.0 / 3600), ("kPa", "hPa", 101.3, 1013),
      ("celsius degree", "degree_Celsius", 5, 5), ("decibar=10000 pascals", "dbar", 5, 5),
      ("degrees (clockwise from true north)", "degree", 5, 5), ("psu", "1", 35, 35),
      ("meter second-1", "m s-1", 2, 2), ("millibar", "hPa", 1000, 1000),
    ] as [(String, String, Double, Double)]
  )
  func converts(from: String, to: String, value: Double, expected: Double) throws {
    let converted = try UnitConverter(from: from, to: to).convert(value)
    #expect(abs(converted - expected) <= 4 * expected.ulp)
  }

  @Test("of different kinds are refused with both names")
  func disagree() {
    #expect(throws: ConventionsError.unitsDisagree(from: "m", to: "s")) {
      try UnitConverter(from: "m", to: "s")
    }
    #expect(throws: ConventionsError.unknownUnit("furlongs per fortnigth")) {
      try UnitConverter(from: "furlongs per fortnigth", to: "m s-1")
    }
  }

  @Test("that convert by powers, not by a scale, are refused")
  func powers() {
    #expect(throws: ConventionsError.unitsDisagree(from: "lg(re 1 K)", to: "K")) {
      try UnitConverter(from: "lg(re 1 K)", to: "K")
    }
  }
}
