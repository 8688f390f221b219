import ObservationModel
import Testing
import Validation

@Suite("A plan")
struct QualityPlanTests {
  @Test("judges an observation for the variables that it has, whichever is missing")
  func missingInOneColumn() throws {
    var batch = try TestBatch.make(
      .trajectory,
      [("temperature", [nil, 10, nil]), ("salinity", [35, nil, nil])],
      times: [0, 60, 120],
      latitudes: [30, 30, 30],
      longitudes: [-40, -40, -40]
    )
    QualityPlan([.init(ImpossibleLocationTest())]).run(on: &batch)
    #expect(batch.columns[0].quality.performed == [0, 1, 0])
    #expect(batch.columns[1].quality.performed == [1, 0, 0])
  }

  @Test("numbers the tests of each variable from 0")
  func numbers() throws {
    let temperature = try #require(Quantity.named("temperature"))
    let salinity = try #require(Quantity.named("salinity"))
    let plan = QualityPlan([
      .init(GrossRangeTest(fail: 0...20), quantities: [temperature]),
      .init(GrossRangeTest(fail: 2...41), quantities: [salinity]),
      .init(ImpossibleLocationTest()),
      .init(GrossRangeTest(fail: 5...15), quantities: [temperature], networks: ["other"]),
    ])
    #expect(plan.tests(of: temperature, network: "test") == [0, 2])
    #expect(plan.tests(of: salinity, network: "test") == [1, 2])
    #expect(plan.tests(of: temperature, network: "other") == [0, 2, 3])
    var batch = try TestBatch.make(
      .trajectory,
      [("temperature", [25]), ("salinity", [50])],
      times: [0]
    )
    plan.run(on: &batch)
    for column in batch.columns {
      #expect(column.quality.performed == [3] && column.quality.fail == [1])
    }
  }
}
