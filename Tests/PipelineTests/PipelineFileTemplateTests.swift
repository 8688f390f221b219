import ObservationModel
import Pipeline
import Resampling
import Testing

@Suite("Product template")
struct ProductTemplateTests {
  func bin(_ step: TimeStep, _ year: Int, _ month: Int, _ day: Int, _ hour: Int) throws -> TimeBin {
    let time = CivilTime(year: year, month: month, day: day, hour: hour)
    return try #require(step.bin(at: Double(time.secondsSince1970)))
  }

  @Test(
    "the finest token decides how much time a product covers",
    arguments: [
      ("{year}.nc", TimeStep.day, TimeStep.year), ("{year}/{month}.nc", .day, .month),
      ("{year}{month}{day}.nc", .day, .day), ("{date}.nc", .hours(6), .day),
      ("{year}/{date}{hour}.nc", .hours(6), .hours(6)), ("{date}_{hour}.nc", .hours(1), .hours(1)),
      ("{year}.nc", .year, .year), ("{date}{hour}.nc", .minutes(10), .hours(1)),
      ("{date}.nc", .week, .week), ("{date}.nc", .days(8), .days(8)), ("{year}.nc", .pentad, .year),
      ("{date}.nc", .pentad, .pentad), ("{year}{month}.nc", .dekad, .month),
      ("{year}{month}.nc", .season, .season), ("{year}.nc", .quarter, .year),
      ("{year}.nc", .decade, .decade),
    ]
  )
  func partition(text: String, step: TimeStep, expected: TimeStep) throws {
    #expect(try ProductTemplate(text, timeStep: step).partition == expected)
  }

  @Test("tokens become the time of the start of the bin, with leading zeros")
  func path() throws {
    let hourly = try ProductTemplate(
      "{pipeline}/{year}/{month}/{day}/x_{date}T{hour}.nc",
      timeStep: .hours(6)
    )
    #expect(
      try hourly.path(pipeline: "wind", for: bin(.hours(6), 2024, 2, 29, 7))
        == "wind/2024/02/29/x_20240229T06.nc"
    )
    let monthly = try ProductTemplate("{year}{month}.nc", timeStep: .month)
    #expect(try monthly.path(pipeline: "p", for: bin(.month, 1969, 12, 31, 23)) == "196912.nc")
  }

  @Test("the products of different bins never share a path")
  func distinct() throws {
    let template = try ProductTemplate("{year}/{month}{day}.nc", timeStep: .day)
    let days = try (0..<800).map { try bin(.day, 2023, 1, 1, 24 * $0) }
    #expect(Set(days.map { template.path(pipeline: "p", for: $0) }).count == 800)
  }

  @Test(
    "what does not tell products apart or name a file is refused",
    arguments: [
      ("x.nc", TimeStep.day, ProductTemplateError.noTime), ("{pipeline}.nc", .day, .noTime),
      ("{month}.nc", .month, .missingToken("year", besides: "month")),
      ("{year}{day}.nc", .day, .missingToken("month", besides: "day")),
      ("{hour}.nc", .hours(1), .missingToken("year", besides: "hour")),
      ("{date}.nc", .month, .partitionShorterThanStep(partition: "day", step: "month")),
      ("{date}{hour}.nc", .day, .partitionShorterThanStep(partition: "hour", step: "day")),
      ("{year}.nc", .season, .partitionShorterThanStep(partition: "year", step: "season")),
      ("{year}{month}.nc", .week, .partitionShorterThanStep(partition: "month", step: "week")),
      ("{year}.nc/", .day, .notNetCDF), ("", .day, .notNetCDF),
      ("s3://a/{year}.nc", .day, .notAPath), ("{year}\0.nc", .day, .notAPath),
      ("{years}.nc", .day, .unknownToken("years")), ("{}.nc", .day, .unknownToken("")),
      ("{year.nc", .day, .unbalancedBraces), ("year}.nc", .day, .unbalancedBraces),
      ("{{year}}.nc", .day, .unknownToken("{year")),
    ]
  )
  func refused(text: String, step: TimeStep, expected: ProductTemplateError) {
    #expect(throws: expected) { _ = try ProductTemplate(text, timeStep: step) }
  }
}
