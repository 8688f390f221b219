import Seawater
import Testing

@Suite("The atlas of salinity anomalies")
struct SalinityAnomalyAtlasTests {
  /// Two by two columns of three pressures; values count up from `first` by one a pressure, by ten
  /// a latitude and by a hundred a longitude.
  func atlas(
    longitudes: [Double] = [100, 104],
    latitudes: [Double] = [-2, 2],
    levels: [Int] = [3, 3, 3, 3],
    change: (inout [Double]) -> Void = { _ in }
  ) throws -> SalinityAnomalyAtlas {
    var values: [Double] = [1, 2, 3, 11, 12, 13, 101, 102, 103, 111, 112, 113]
    change(&values)
    return try SalinityAnomalyAtlas(
      longitudesDegrees: longitudes,
      latitudesDegrees: latitudes,
      pressuresDecibar: [0, 10, 30],
      levelsOfWater: levels,
      values: values
    )
  }

  @Test("is linear between its places and pressures, of any turn of longitude")
  func linear() throws {
    let atlas = try atlas()
    func value(_ p: Double, _ x: Double, _ y: Double) -> Double {
      atlas.value(pressureDecibar: p, longitudeDegrees: x, latitudeDegrees: y)
    }
    #expect(value(0, 100, -2) == 1)
    #expect(value(30, 104, 2) == 113)
    #expect(value(20, 102, 0) == 1 + 50 + 5 + 1.5)
    #expect(value(20, 462, 0) == value(20, 102, 0))
    #expect(value(20, -258, 0) == value(20, 102, 0))
    #expect(value(20, 99, 0).isNaN && value(20, 102, 3).isNaN && value(20, 102, -3).isNaN)
    #expect(value(.nan, 102, 0).isNaN && value(20, .nan, 0).isNaN && value(20, 102, .nan).isNaN)
  }

  @Test("takes the mean of the corners that have values for those that have none")
  func corners() throws {
    let atlas = try atlas { $0[0] = .nan }
    // (11 + 101 + 111) / 3 in the corner of 1.
    let value = atlas.value(pressureDecibar: 0, longitudeDegrees: 100, latitudeDegrees: -2)
    #expect(value == 223.0 / 3)
  }

  @Test("holds the value at the floor of the deepest column below it, and has none on land")
  func floor() throws {
    let shallow = try atlas(levels: [1, 2, 0, 1]) { $0[2] = .nan }
    func value(_ atlas: SalinityAnomalyAtlas, _ p: Double) -> Double {
      atlas.value(pressureDecibar: p, longitudeDegrees: 100, latitudeDegrees: -2)
    }
    #expect(value(shallow, 10) == 2)
    #expect(value(shallow, 5000) == 2)
    #expect(try value(atlas(levels: [0, 0, 0, 0]), 10) == 0)
  }

  @Test("keeps the Pacific from the Caribbean")
  func isthmus() throws {
    // Between 276 and 280 east the line runs from 10.2 over 8.1 to 8.9 north: the corners at 6
    // north are in the Pacific, those at 10.5 north in the Caribbean.
    let atlas = try atlas(longitudes: [276, 280], latitudes: [6, 10.5])
    let pacific = atlas.value(pressureDecibar: 0, longitudeDegrees: 278, latitudeDegrees: 7)
    let caribbean = atlas.value(pressureDecibar: 0, longitudeDegrees: 278, latitudeDegrees: 10)
    // Corners of the other side take the mean of this side: 1 and 101, 11 and 111.
    #expect(abs(pacific - 51) < 1e-12)
    #expect(abs(caribbean - 61) < 1e-12)
  }

  @Test("gives absolute salinity by ratio, and by the rule of the Baltic there")
  func salinity() throws {
    let values = [Double](repeating: 0.001, count: 12)
    let atlas = try atlas(longitudes: [18, 22], latitudes: [40, 60]) { $0 = values }
    func salinity(_ y: Double) -> Double {
      atlas.absoluteSalinity(
        practicalSalinity: 10,
        pressureDecibar: 0,
        longitudeDegrees: 20,
        latitudeDegrees: y
      )
    }
    #expect(abs(salinity(45) - 10 * 35.16504 / 35 * 1.001) < 1e-14)
    #expect(salinity(57) == absoluteSalinityOfBaltic(practicalSalinity: 10))
  }

  @Test("refuses arrays that do not fit")
  func refuses() {
    #expect(throws: SeawaterError.axis("longitudes")) { try atlas(longitudes: [104, 100]) }
    #expect(throws: SeawaterError.axis("latitudes")) { try atlas(latitudes: [2]) }
    #expect(throws: SeawaterError.shape("levels of water", expected: 4, found: 3)) {
      try atlas(levels: [1, 1, 1])
    }
    #expect(throws: SeawaterError.shape("values", expected: 12, found: 11)) {
      try atlas { $0.removeLast() }
    }
  }
}
