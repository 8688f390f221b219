import ObservationModel
import Testing
import Validation

@Suite("The deep float test")
struct DeepFloatTestTests {
  private func batch(
    of name: String,
    variableName: String,
    mode: String,
    type: Int? = 838
  ) throws -> ObservationBatch {
    let description = ProfileDescription(
      instrumentType: type,
      parameters: ["PRES", "TEMP", "PSAL"],
      dataModes: mode
    )
    return try TestBatch.profiles(
      [TestProfile([1, 1, 1, nil, 1], pressures: [1999, 2000, 2000.5, 4000, nil], description)],
      of: name,
      variableName: variableName
    )
  }

  @Test("suspects raw salinity below 2000 dbar and calls adjusted salinity probably good there")
  func salinity() throws {
    let test = DeepFloatTest()
    let raw = try batch(of: "salinity", variableName: "PSAL", mode: "AAR")
    #expect(test.codes(raw) == [1, 1, 3, 9, 2])
    let adjusted = try batch(of: "salinity", variableName: "PSAL", mode: "RRA")
    #expect(test.codes(adjusted) == [1, 1, 5, 9, 2])
    #expect(rangeLengthsThatMatter(test, raw) == [])
  }

  @Test("calls temperature and pressure probably good there, and judges nothing else")
  func others() throws {
    let test = DeepFloatTest()
    #expect(
      test.codes(try batch(of: "temperature", variableName: "TEMP", mode: "R")) == [1, 1, 5, 9, 2]
    )
    #expect(
      test.codes(try batch(of: "pressure", variableName: "PRES", mode: "R")) == [1, 1, 5, 9, 2]
    )
    #expect(
      test.codes(try batch(of: "oxygen", variableName: "DOXY", mode: "R"))
        == [2, 2, 2, 9, 2]
    )
  }

  @Test("judges the types of instruments that are named, and passes others")
  func instruments() throws {
    let test = DeepFloatTest(instruments: [838, 862])
    #expect(
      test.codes(try batch(of: "temperature", variableName: "TEMP", mode: "R")) == [1, 1, 5, 9, 2]
    )
    let core = try batch(of: "temperature", variableName: "TEMP", mode: "R", type: 846)
    #expect(test.codes(core) == [1, 1, 1, 9, 2])
    let unknown = try batch(of: "temperature", variableName: "TEMP", mode: "R", type: nil)
    #expect(test.codes(unknown) == [1, 1, 1, 9, 2])
    #expect(test.codes(try TestBatch.profiles([])) == [])
  }

  @Test("makes the verdict on a value probably good, and QARTOD's flag a pass")
  func verdict() throws {
    var batch = try batch(of: "temperature", variableName: "TEMP", mode: "R")
    QualityPlan([.init(DeepFloatTest())]).run(on: &batch)
    #expect(batch.columns[0].verdict(at: 0) == .good)
    #expect(batch.columns[0].verdict(at: 2) == .probablyGood)
    #expect(batch.columns[0].quality.flag(at: 2) == .pass)
  }
}
