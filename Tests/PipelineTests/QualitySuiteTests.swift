import ObservationModel
import Pipeline
import Testing
import Validation

@Suite("A suite")
struct QualitySuiteTests {
  /// A pipeline whose tests are these.
  func pipeline(_ validate: String) -> String {
    """
    pipeline: p
    read:
      - {network: argo, files: "*.nc", variables: [temperature]}
    validate:
    \(validate)
    resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: month}
    write:
      - netcdf: "{year}{month}.nc"

    """
  }

  func tests(_ validate: String) throws -> [PipelineFile.TestEntry] {
    try PipelineFile(yaml: pipeline(validate), path: "p.yaml", networks: knownNetworks).validate
  }

  @Test("of the program is without fault", arguments: QualitySuite.names)
  func faultless(name: String) throws {
    let suite = try QualitySuite.named(name)
    #expect(suite.name == name)
    #expect(!suite.tests.isEmpty)
  }

  @Test("brings its tests of the variables that are read")
  func brings() throws {
    let found = try tests("  - suite: argo-realtime")
    let all = try QualitySuite.named("argo-realtime").tests
    #expect(!found.isEmpty && found.count < all.count)
    #expect(found.allSatisfy { $0.suite == "argo-realtime" })
    let temperature = try #require(Quantity.named("temperature"))
    let range = try #require(
      found.first { $0.test.name == "gross_range" && $0.variables == [temperature] }
    )
    #expect(range.test.arguments.span("fail") == -2.5...40)
    #expect(!found.contains { $0.variables?.contains { $0.name == "salinity" } ?? false })
  }

  @Test("yields to what the pipeline says of one threshold and keeps the rest")
  func override() throws {
    let found = try tests(
      """
        - suite: argo-realtime
          override:
            - gross_range: {variable: temperature, suspect: [0, 30], units: degree_Celsius}
          without: [impossible_location]
      """
    )
    let range = try #require(found.first { $0.test.name == "gross_range" })
    #expect(range.test.arguments.span("fail") == -2.5...40)
    #expect(range.test.arguments.span("suspect") == 0...30)
    #expect(!found.contains { $0.test.name == "impossible_location" })
  }

  @Test(
    "refuses what it does not have, at its place, with the nearest word",
    arguments: [
      ("  - suite: argo-realtme", "5:12", "argo-realtime"),
      ("  - suite: argo-realtime\n    witout: [spike]", "6:5", "without"),
      ("  - suite: argo-realtime\n    without: [gros_range]", "6:15", "gross_range"),
      (
        "  - suite: argo-realtime\n    override:\n      - gros_range: {variable: temperature}",
        "7:9", "gross_range"
      ),
      (
        """
          - suite: argo-realtime
            override:
              - gross_range: {variable: temperature, fial: [0, 30], units: degree_Celsius}
        """,
        "7:46", "fail"
      ),
      (
        """
          - suite: argo-realtime
            override:
              - gross_range: {variable: temperature, fail: [0, 30]}
        """,
        "7:46", nil
      ),
      (
        """
          - suite: argo-realtime
            override:
              - gross_range: {variable: temperature, suspect: [273, 300], units: kelvin}
        """,
        "7:74", nil
      ),
    ]
  )
  func refuses(text: String, place: String, suggestion: String?) throws {
    let found = problems(of: pipeline(text))
    let problem = try #require(found.first, "nothing was reported")
    #expect("\(problem.line):\(problem.column)" == place, "\(problem)")
    #expect(problem.suggestion == suggestion, "\(problem)")
  }
}
