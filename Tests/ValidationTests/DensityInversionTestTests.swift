import ObservationModel
import Testing
import Validation

extension TestBatch {
  /// One profile or several of densities that a file gives, on depths in metres.
  static func densities(
    _ values: [Double?],
    depths: [Double?],
    seams: [Int] = []
  ) throws -> ObservationBatch {
    let quantity = Quantity.ofVariable(
      "rho",
      standardName: "sea_water_density",
      longName: "density",
      units: "kg m-3"
    )
    let ends = seams + [values.count]
    return try ObservationBatch(
      network: "test",
      featureType: .profile,
      features: ends.indices.map { k in
        Feature(
          platform: "P",
          identifier: "\(k)",
          observations: (k == 0 ? 0 : ends[k - 1])..<ends[k]
        )
      },
      times: values.map { _ in 0 },
      latitudes: values.map { _ in 30 },
      longitudes: values.map { _ in -40 },
      vertical: depths.map { $0 ?? .nan },
      verticalKind: .depth,
      columns: [
        ObservationColumn(
          quantity: quantity,
          variableName: "rho",
          values: .double(values.map { $0 ?? .nan })
        )
      ]
    )
  }
}

@Suite("The density inversion test")
struct DensityInversionTestTests {
  // Potential densities at the mean pressures by gsw 3.6.23, SA as SP * 35.16504 / 35:
  //   rho(SA, CT_from_t(SA, t, p), (p1 + p2) / 2) of the levels below, deeper less shallower:
  //   0-10 dbar: -0.052462, 10-20 dbar: 0.027022, 20-30 dbar: 1.238859.
  private let pressures: [Double?] = [0, 10, 20, 30]
  private let temperatures: [Double?] = [20, 20.2, 20.1, 15]
  private let salinities: [Double?] = [35, 35, 35, 35]

  @Test("fails 0.03 kg/m³ itself unless a threshold is given, as the manual of Argo has it")
  func exactly() throws {
    // As anomalies, whose difference is 0.03 to the last bit.
    let batch = try TestBatch.densities([0.03, 0], depths: [0, 10])
    #expect(DensityInversionTest().codes(batch) == [4, 4])
    #expect(try DensityInversionTest(TestArguments()).codes(batch) == [4, 4])
    #expect(DensityInversionTest(suspectAbove: 0.03, failAbove: 0.03).codes(batch) == [1, 1])
  }

  @Test("flags both levels of an inversion, whichever way the profile was taken")
  func bothWays() throws {
    let columns = [("temperature", temperatures), ("salinity", salinities)]
    let down = try TestBatch.profile(pressures: pressures, columns)
    let test = DensityInversionTest()
    #expect(test.codes(down) == [4, 4, 1, 1])
    let up = try TestBatch.profile(
      pressures: pressures.reversed(),
      columns.map { ($0.0, $0.1.reversed()) }
    )
    #expect(test.codes(up) == [1, 1, 4, 4])
    let single = try TestBatch.profile(pressures: pressures, columns, isFloat: true)
    #expect(test.codes(single) == [4, 4, 1, 1])
  }

  @Test("thresholds lie on either side of the difference that TEOS-10 gives")
  func thresholds() throws {
    let columns = [("temperature", temperatures), ("salinity", salinities)]
    let batch = try TestBatch.profile(pressures: pressures, columns)
    func codes(_ suspect: Double, _ fail: Double) -> [Int] {
      DensityInversionTest(suspectAbove: suspect, failAbove: fail).codes(batch)
    }
    #expect(codes(0.052460, 0.052460) == [4, 4, 1, 1])
    #expect(codes(0.052464, 0.052464) == [1, 1, 1, 1])
    #expect(codes(0.052460, 0.052464) == [3, 3, 1, 1])
  }

  @Test("levels on either side of a gap follow each other, levels of two profiles do not")
  func gaps() throws {
    let gap = try TestBatch.profile(
      pressures: [0, 10, 20, nil, 30, 0, 10],
      [
        ("temperature", [20, nil, 21, 5, 15, 10, 20]),
        ("salinity", [35, 35, 35, 35, nil, 35, 35]),
      ],
      seams: [5]
    )
    #expect(DensityInversionTest().codes(gap) == [4, 9, 4, 2, 2, 4, 4])
  }

  @Test("levels that an earlier test failed are left out")
  func earlier() throws {
    var batch = try TestBatch.profile(
      pressures: [0, 10, 20],
      [("temperature", [20, 30, 19]), ("salinity", [35, 35, 35])]
    )
    let test = DensityInversionTest()
    #expect(test.codes(batch) == [4, 4, 1])
    let range = QualityPlan.Entry(
      GrossRangeTest(fail: -2...25),
      quantities: [batch.columns[0].quantity]
    )
    QualityPlan([range, .init(test)]).run(on: &batch)
    #expect(batch.columns[0].quality.fail == [0, 1, 0])
    #expect(batch.columns[1].quality.performed == [1, 0, 1])
  }

  @Test("without pressure, salinity or neighbours nothing is evaluated")
  func few() throws {
    let test = DensityInversionTest()
    let empty = try TestBatch.profile(pressures: [], [("temperature", []), ("salinity", [])])
    #expect(test.codes(empty) == [])
    let one = try TestBatch.profile(
      pressures: [5],
      [("temperature", [20]), ("salinity", [35])]
    )
    #expect(test.codes(one) == [2])
    let missing = try TestBatch.profile(
      pressures: [5, 10],
      [("temperature", [nil, nil]), ("salinity", [35, 35])]
    )
    #expect(test.codes(missing) == [9, 9])
    let alone = try TestBatch.profile(pressures: [5, 10], [("temperature", [20, nil])])
    #expect(test.codes(alone) == [2, 9])
    let same = try TestBatch.profile(
      pressures: [5, 5],
      [("temperature", [10, 20]), ("salinity", [35, 35])]
    )
    #expect(test.codes(same) == [1, 1])
    let hostile = try TestBatch.profile(
      pressures: [0, 10, 20],
      [("temperature", [.infinity, 1e308, 10]), ("salinity", [35, 35, 1e308])]
    )
    #expect(test.codes(hostile).allSatisfy { $0 != 9 })
  }

  @Test("densities that a file gives are compared within each profile")
  func given() throws {
    let batch = try TestBatch.densities(
      [1025, 1024, 1026, 1025.98, 1026, nil, 1020],
      depths: [0, 10, 0, 10, 20, 30, 40],
      seams: [2]
    )
    let test = DensityInversionTest(suspectAbove: 0.01, failAbove: 0.03)
    #expect(test.codes(batch) == [4, 4, 3, 3, 1, 9, 9])
  }
}
