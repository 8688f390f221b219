import Seawater
import Testing

@Suite("Absolute salinity")
struct AbsoluteSalinityTests {
  @Test("of standard seawater is 35.16504 g/kg")
  func standard() {
    #expect(absoluteSalinity(practicalSalinity: 35) == 35.16504)
    #expect(absoluteSalinity(practicalSalinity: 0) == 0)
    #expect(absoluteSalinity(practicalSalinity: .nan).isNaN)
  }

  @Test("of the Baltic has 0.087 g/kg in fresh water and meets the ocean at 35")
  func baltic() {
    #expect(absoluteSalinityOfBaltic(practicalSalinity: 0) == 0.087)
    #expect(abs(absoluteSalinityOfBaltic(practicalSalinity: 35) - 35.16504) < 1e-14)
  }

  @Test("becomes practical salinity as in GSW")
  func inverse() {
    // gsw 3.6.23: SP_from_SR(35.5), and SP_from_SA(7.5, 0, 20, 58) in the Baltic.
    #expect(abs(practicalSalinity(absoluteSalinity: 35.5) - 35.33338793301529) < 2e-14)
    #expect(abs(practicalSalinityOfBaltic(absoluteSalinity: 7.5) - 7.39650790066948) < 2e-15)
    #expect(practicalSalinity(absoluteSalinity: .nan).isNaN)
  }

  @Test("knows the bounds of the Baltic")
  func bounds() {
    // The Gotland Basin and the Bothnian Bay; the North Sea, the Barents Sea, the Black Sea.
    for (x, y) in [(20.0, 57.0), (23, 65), (380, 57), (-340, 57)] {
      #expect(isInBaltic(longitudeDegrees: x, latitudeDegrees: y))
    }
    for (x, y) in [(3.0, 56.0), (40, 68.5), (34, 43), (20, 49), (Double.nan, 57), (20, .nan)] {
      #expect(!isInBaltic(longitudeDegrees: x, latitudeDegrees: y))
    }
  }
}
