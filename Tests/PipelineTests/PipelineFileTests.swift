import Foundation
import ObservationModel
import Pipeline
import Resampling
import Summary
import Testing
import Validation

@Suite("Pipeline file")
struct PipelineFileTests {
  @Test("all that the file says is in the value, in canonical units")
  func value() throws {
    let file = try PipelineFile(yaml: faultlessPipeline, path: "p.yaml", networks: knownNetworks)
    let temperature = try #require(Quantity.named("temperature"))
    let salinity = try #require(Quantity.named("salinity"))
    let wind = try #require(Quantity.named("wind_speed_10m"))
    #expect(file.path == "p.yaml" && file.name == "argo-monthly")
    #expect(file.title == "Monthly 1-degree temperature and salinity on standard depths")
    #expect(file.summary == "What floats and moorings saw.")
    #expect(file.metadata.map(\.name) == ["institution", "keywords"])
    #expect(file.metadata[0].value == .text("Example Institute"))
    #expect(file.metadata[1].value == .texts(["temperature", "salinity"]))
    #expect(file.quantities == [temperature, salinity, wind])
    #expect(file.read.map(\.network) == ["argo", "ioos-station"])
    #expect(
      file.read.map(\.files) == [["archive/argo/**/*_prof.nc"], ["moorings/*.nc", "ships/*.nc"]]
    )
    #expect(file.read.map(\.wind) == [nil, .neutralLog])
    #expect(
      file.validate.map(\.variables?.first) == [
        nil, nil, temperature, temperature, wind, salinity,
      ]
    )
    #expect(file.validate.map(\.networks) == [nil, ["argo"], nil, nil, nil, nil])
    #expect(
      file.validate.map { $0.test.name } == [
        "impossible_date", "impossible_location", "gross_range", "spike", "rate_of_change",
        "flat_line",
      ]
    )
    #expect(
      file.validate.map { $0.test.arguments.values } == [
        [:], [:],
        ["suspect": .span(-2...38), "fail": .span(-2.5...40)],
        ["suspect": .number(2), "fail": .number(6)],
        ["fail": .number(1)],
        ["suspect": .number(10_800), "fail": .number(21_600), "tolerance": .number(0.01)],
      ]
    )
    #expect(file.tests(for: file.read[0]).count == 5)
    #expect(file.tests(for: file.read[1]).count == 2)
    #expect(file.resample.grid.shape.rows == 180 && file.resample.grid.shape.columns == 360)
    #expect(file.resample.levels?.depthsMeters == VerticalLevels.woaDepthsMeters)
    #expect(file.resample.levels?.largestGapMeters(at: 199) == 50)
    #expect(file.resample.levels?.largestGapMeters(at: 200) == 200)
    #expect(file.resample.levels?.largestGapMeters(at: 2000) == .infinity)
    #expect(file.resample.levels?.method == .linear && file.resample.levels?.reachMeters == 5)
    #expect(file.resample.timeStep == .month)
    #expect(file.summarise.use == [.good, .probablyGood])
    #expect(file.summarise.statistics == [.count, .mean, .standardDeviation])
    #expect(file.write.map(\.partition) == [.month])
  }

  @Test("the least file that says something is taken, with the values that go without saying")
  func least() throws {
    let file = try PipelineFile(
      yaml: """
        pipeline: sst
        read: [{network: any, files: a.nc, variables: [sea_surface_temperature]}]
        resample:
          horizontal: {grid: regular, resolution: 0.1 degrees, extent: [117, 23, 131, 41]}
          time: 6 hours
        write: [netcdf: "sst_{date}{hour}.nc"]
        """,
      path: "p.yaml"
    )
    #expect(file.title == nil && file.summary == nil && file.metadata == [])
    #expect(file.validate == [] && file.resample.levels == nil)
    #expect(file.resample.grid.shape.rows == 180 && file.resample.grid.shape.columns == 140)
    #expect(file.summarise.use == [.good, .probablyGood])
    #expect(file.summarise.statistics == Statistic.standard)
    #expect(file.write.map(\.partition) == [.hours(6)])
  }

  @Test(
    "a threshold that is a difference loses the offset of its unit, a span keeps it",
    arguments: [("degree_C", 2.0, 10.0), ("kelvin", 2, 283.15), ("degree_F", 3.6, 50)]
  )
  func offsets(unit: String, difference: Double, value: Double) throws {
    var yaml = faultlessPipeline.replacing(
      "suspect: 2, fail: 6, units: kelvin",
      with: "fail: \(difference), units: \(unit)"
    )
    yaml = yaml.replacing(
      "suspect: [-2, 38], fail: [-2.5, 40], units: degree_C",
      with: "fail: [\(value), 1000], units: \(unit)"
    )
    let file = try PipelineFile(yaml: yaml, path: "p.yaml")
    let fail = try #require(file.validate[3].test.arguments.number("fail"))
    let span = try #require(file.validate[2].test.arguments.span("fail"))
    // The conversion goes by way of kelvin and rounds some times at 283, where an ulp is 6e-14.
    #expect(abs(fail - 2) < 1e-13)
    #expect(abs(span.lowerBound - 10) < 3e-13)
  }

  @Test("a test of several variables is several, each in the unit of its variable")
  func severalVariables() throws {
    let yaml = faultlessPipeline.replacing(
      "variable: temperature, sus",
      with: """
        variable: [temperature, salinity], sus
        """
    )
    // A kelvin is no practical salinity.
    #expect(problems(of: yaml).map(\.line) == [18, 19])
    let good = faultlessPipeline.replacing(
      "variables: wind_speed_10m",
      with: "variables: [wind_speed_10m, wind_speed]"
    ).replacing("variable: wind_speed_10m", with: "variable: [wind_speed_10m, wind_speed]")
    let file = try PipelineFile(yaml: good, path: "p.yaml")
    #expect(
      file.validate.map(\.variables?.first?.name).suffix(3) == [
        "wind_speed_10m", "wind_speed", "salinity",
      ]
    )
  }

  @Test("one gap holds at all depths")
  func oneGap() throws {
    let yaml = faultlessPipeline.replacing(
      "{0-200 m: 50 m, 200-2000 m: 200 m}",
      with: "0.1 km"
    )
    let levels = try #require(try PipelineFile(yaml: yaml, path: "p.yaml").resample.levels)
    #expect(levels.largestGapMeters(at: 0) == 100 && levels.largestGapMeters(at: 9000) == 100)
  }

  @Test("levels are those of atlases, and layers have a method of their own")
  func levels() throws {
    func levels(_ vertical: String) throws -> VerticalLevels? {
      let yaml = faultlessPipeline.replacing("levels: woa, method: linear", with: vertical)
      return try PipelineFile(yaml: yaml, path: "p.yaml").resample.levels
    }
    #expect(try levels("levels: levitus")?.depthsMeters == VerticalLevels.levitusDepthsMeters)
    #expect(try levels("levels: wod")?.depthsMeters == VerticalLevels.wodDepthsMeters)
    for method in VerticalMethod.allCases where method != .layerMean {
      #expect(try levels("levels: [5, 10], method: \(method.rawValue)")?.method == method)
    }
    for method in ["", ", method: layer_mean"] {
      let found = try levels("layers: [[0, 10], [10, 25.5]]\(method)")
      #expect(found?.method == .layerMean && found?.reachMeters == 5)
      #expect(
        found?.layers == [
          DepthLayer(topMeters: 0, bottomMeters: 10),
          DepthLayer(topMeters: 10, bottomMeters: 25.5),
        ]
      )
    }
  }

  @Test("rotated cubics need temperature and salinity from one network")
  func pairs() {
    let yaml = faultlessPipeline.replacing("method: linear", with: "method: mrst_pchip")
    #expect(problems(of: yaml).isEmpty)
    let alone = yaml.replacing("[temperature, salinity]\n  -", with: "[temperature]\n  -")
      .replacing(
        "  - flat_line: {variable: salinity",
        with: "  - flat_line: {variable: temperature"
      )
      .replacing("tolerance: 0.01, units: \"1\"", with: "tolerance: 0.01, units: degree_C")
    let found = problems(of: alone)
    #expect(found.count == 1 && found.first?.message.contains("temperature and salinity") == true)
  }

  @Test("words that YAML 1.1 took for booleans and times are text")
  func coreSchema() throws {
    let yaml = faultlessPipeline.replacing("title: Monthly", with: "title: no\nx").replacing(
      "summary: What floats and moorings saw.",
      with: "summary: 12:30:45"
    ).replacing("x 1-degree temperature and salinity on standard depths\n", with: "")
    let file = try PipelineFile(yaml: yaml, path: "p.yaml")
    #expect(file.title == "no" && file.summary == "12:30:45")
  }

  @Test("directions have no mean, and winds no height, without a profile to 10 m")
  func windNeedsProfile() throws {
    for name in ["wind_speed", "wind_from_direction", "wind_to_direction"] {
      let yaml = faultlessPipeline.replacing("[temperature, salinity]", with: "[\(name)]")
      let found = problems(of: yaml).filter { $0.message.contains("'wind'") }
      #expect(found.count == 1)
      #expect(found.first?.message.contains(name) ?? false)
    }
  }

  @Test("units of the file become those of the vocabulary, by their definitions")
  func units() throws {
    let yaml =
      faultlessPipeline
      .replacing(
        "[-2, 38], fail: [-2.5, 40], units: degree_C",
        with: """
          [28.4, 100.4], fail: [23, 104], units: degree_Fahrenheit
          """
      )
      .replacing("fail: 3.6, units: km h-1 s-1", with: "fail: 9, units: knot hour-1")
      .replacing("suspect: 3 hours, fail: 6 h", with: "suspect: 90 minutes, fail: 0.5 days")
      .replacing("0-200 m: 50 m, 200-2000 m: 200 m", with: "0-0.2 km: 0.05 km, 0.2-2 km: 200 m")
    let file = try PipelineFile(yaml: yaml, path: "p.yaml")
    let suspect = try #require(file.validate[2].test.arguments.span("suspect"))
    let fail = try #require(file.validate[2].test.arguments.span("fail"))
    let rate = try #require(file.validate[4].test.arguments.number("fail"))
    // Fahrenheit: (f - 32) / 1.8; a few roundings of numbers up to 300.
    let found = [suspect.lowerBound, suspect.upperBound, fail.lowerBound, fail.upperBound]
    for (value, expected) in zip(found, [-2.0, 38, -5, 40]) {
      #expect(abs(value - expected) < 1e-12)
    }
    // A knot is 1852 m in 3600 s.
    #expect(abs(rate - 9 * 1852 / 3600 / 3600) < 1e-15)
    #expect(
      file.validate[5].test.arguments.values
        == ["suspect": .number(5400), "fail": .number(43_200), "tolerance": .number(0.01)]
    )
    let levels = try #require(file.resample.levels)
    #expect(levels.largestGapMeters(at: 199) == 50)
    #expect(levels.largestGapMeters(at: 200) == 200)
  }

  // MARK: Faults together

  @Test("all faults are told at once, in the order of the file")
  func collects() {
    let yaml = faultlessPipeline.replacing("title:", with: "titel:")
      .replacing("units: degree_C}", with: "units: degree_X}")
      .replacing("time: month", with: "time: monthly")
      .replacing("{month}.nc", with: "{mont}.nc")
    #expect(problems(of: yaml).map(\.line) == [2, 18, 25, 28])
  }

  @Test("at most twenty faults are told, and how many more there are")
  func atMostTwenty() throws {
    let keys = (0..<25).map { "key\($0): 1\n" }.joined()
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile(yaml: faultlessPipeline + keys, path: "p.yaml")
    }
    #expect(error?.problems.count == 20 && error?.omittedCount == 5)
    #expect(error?.description.hasSuffix("\nand 5 more") == true)
  }

  @Test("the text of a fault is FILE:LINE:COLUMN: message, with the nearest word")
  func text() {
    let yaml = faultlessPipeline.replacing("title:", with: "titel:")
    let text = problems(of: yaml).first?.description ?? ""
    #expect(text.hasPrefix("p.yaml:2:1: the pipeline file: unknown key 'titel', expected pipeline"))
    #expect(text.hasSuffix("; did you mean 'title'?"))
  }
}
