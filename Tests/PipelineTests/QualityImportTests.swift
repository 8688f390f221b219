import Foundation
import NetCDFFile
import ObservationModel
import Pipeline
import Testing
import Validation

@Suite("Importing the quality tests of other programs")
struct QualityImportTests {
  static func imported(
    _ configuration: String,
    map: [String: String] = ["temp": "temperature"],
    units: [String: String] = ["temp": "degree_C"]
  ) throws -> QualityImport {
    try QualityImport(
      configuration: configuration,
      path: "config.yaml",
      options: QualityImport.Options(variables: map, units: units)
    )
  }

  /// The imported section as part of a pipeline file.
  static func pipeline(_ section: String) throws -> PipelineFile {
    try PipelineFile(
      yaml: """
        pipeline: imported
        read:
          - {network: argo, files: "*.nc", variables: [temperature, salinity]}
        resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: month}
        write:
          - netcdf: "{year}{month}.nc"
        \(section)
        """,
      path: "p.yaml",
      networks: ["argo"]
    )
  }

  static let contexts = """
    contexts:
      - window: {starting: null, ending: null}
        region: null
        streams:
          temp:
            qartod:
              gross_range_test: {suspect_span: [2, 25], fail_span: [-2, 30]}
              spike_test: {suspect_threshold: 1.5, fail_threshold: 3}
              rate_of_change_test: {threshold: 0.02}
              flat_line_test: {suspect_threshold: 180, fail_threshold: 300, tolerance: 0.01}
              climatology_test:
                config:
                  - {tspan: [0, 3], period: month, vspan: [5, 12], fspan: [0, 20]}
                  - {tspan: [4, 6], period: month, vspan: [8, 16]}
    """

  @Test("carries contexts, streams and tests over as entries that a pipeline file may say")
  func contexts() throws {
    let found = try Self.imported(Self.contexts)
    #expect(found.leftOut == [])
    #expect(
      found.text.hasPrefix(
        """
        # The quality tests of config.yaml, as sverdrup import-qc reads them.
        validate:
          - gross_range: {variable: temperature, suspect: [2, 25], fail: [-2, 30], units: "degree_C"}
          - spike: {variable: temperature, suspect: 1.5, fail: 3, units: "degree_C"}
          - rate_of_change: {variable: temperature, suspect: 0.02, units: "(degree_C) s-1"}
          - flat_line: {variable: temperature, suspect: 180 s, fail: 300 s, tolerance: 0.01, \
        units: "degree_C"}
          - climatology: {variable: temperature, members: [{months: [1, 3], suspect: [5, 12], \
        fail: [0, 20]}, {months: [4, 6], suspect: [8, 16]}], units: "degree_C"}

        """
      ),
      "\(found.text)"
    )
    #expect(try Self.pipeline(found.text).validate.count == 5)
  }

  @Test("gives the flags that ioos_qc gives by the same configuration")
  func flags() throws {
    // ioos_qc 3.0.0: collect_results(PandasStream(frame).run(Config(contexts)), how="dict") with
    // one value a minute from 2020-03-31T23:50Z.
    let values: [Double?] = [
      9.89, 10.25, 10.67, 10.77, 10.89, 14.74, 10.47, 10.2, 9.9, 33.0, 10.16, 10.2, 11.5, 11.5,
      11.5, 11.5, 11.5, 11.5, 11.5, 9.05, nil, 8.99, 8.62, 8.64,
    ]
    let expected: [String: [UInt8]] = [
      "gross_range": [1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1],
      "spike": [2, 1, 1, 1, 3, 4, 3, 1, 4, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 2, 9, 2, 1, 2],
      "rate_of_change": [1, 1, 1, 1, 1, 3, 3, 1, 1, 3, 3, 1, 3, 1, 1, 1, 1, 1, 1, 3, 9, 1, 1, 1],
      "flat_line": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 4, 4, 1, 9, 1, 1, 1],
      // But for the missing value, which ioos_qc passes where it lies in a season.
      "climatology": [1, 1, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1],
    ]
    let quantity = try #require(Quantity.named("temperature"))
    let start = CivilTime(year: 2020, month: 3, day: 31, hour: 23, minute: 50).secondsSince1970
    let batch = try ObservationBatch(
      network: "argo",
      featureType: .timeSeries,
      features: [Feature(platform: "P", identifier: "0", observations: 0..<values.count)],
      times: values.indices.map { Double(start + 60 * $0) },
      latitudes: values.map { _ in 0 },
      longitudes: values.map { _ in 0 },
      columns: [
        ObservationColumn(
          quantity: quantity,
          variableName: "temp",
          values: .double(values.map { $0 ?? .nan })
        )
      ]
    )
    let entries = try Self.pipeline(try Self.imported(Self.contexts).text).validate
    #expect(entries.count == expected.count)
    for entry in entries {
      let flags = try entry.test.test(now: .infinity).flags(for: batch, column: 0)
      #expect(flags.map(\.rawValue) == expected[entry.test.name], "\(entry.test.name)")
    }
  }

  @Test("reads streams without contexts, a single stream and JSON")
  func layouts() throws {
    let entry =
      "  - gross_range: {variable: temperature, fail: [0, 12], units: \"degree_C\"}\n"
    let streams = "streams: {temp: {qartod: {gross_range_test: {fail_span: [12, 0]}}}}"
    #expect(try Self.imported(streams).text.contains(entry))
    let bare = "temp:\n  qartod:\n    gross_range_test:\n      fail_span: [0, 12]\n"
    #expect(try Self.imported(bare).text.contains(entry))
    let single = #"{"qartod": {"gross_range_test": {"fail_span": [0, 12], "suspect_span": null}}}"#
    let found = try Self.imported(
      single,
      map: ["_stream": "temperature"],
      units: ["_stream": "degree_C"]
    )
    #expect(found.text.contains(entry), "\(found.text)")
  }

  @Test("reads what a netCDF file says of its flags")
  func attributes() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("flags.nc")
    let writer = try NetCDFWriter(path: path, format: .classic)
    try writer.defineDimension("time", length: 2)
    try writer.defineVariable("temp_qc", type: .byte, dimensions: ["time"])
    for (name, text) in [
      ("ioos_qc_module", "qartod"), ("ioos_qc_test", "gross_range_test"),
      ("ioos_qc_config", #"{"fail_span": [0, 12], "suspect_span": null}"#),
      ("ioos_qc_target", "sea_water_temperature"),
    ] {
      try writer.putAttribute(name, .text(text), of: "temp_qc")
    }
    try writer.close()
    let found = try QualityImport(
      path: path,
      options: QualityImport.Options(units: ["sea_water_temperature": "degree_C"])
    )
    #expect(
      found.text.contains(
        "  - gross_range: {variable: temperature, fail: [0, 12], units: \"degree_C\"}\n"
      ),
      "\(found.text)"
    )
    #expect(found.leftOut == [])
  }

  @Test("carries tests of places, windows and seasons over with what they mean there")
  func parameters() throws {
    let found = try Self.imported(
      """
      temp:
        qartod:
          location_test: {range_max: 3000}
          location_bounds_test: {shape: [-60, 20, -80, 50], flag_area: inside}
          attenuated_signal_test: {suspect_threshold: 0.1, fail_threshold: 0.01, min_obs: 3,
                                   test_period: 3600, check_type: range}
          climatology_test:
            config:
              - {tspan: [12, 2], period: month, vspan: [5, 12], zspan: [10, 0]}
              - {tspan: [2021-01-01, 2020-01-01], vspan: [8, 16]}
        argo:
          speed_test: {suspect_threshold: 1, fail_threshold: 3}
      area:
        qartod:
          location_bounds_test: {shape: [[170, -10], [-170, -10], [-170, 10], [170, 10], [170, -10]]}
      """
    )
    #expect(found.leftOut == [])
    for line in [
      "location: {maximum_displacement: 3000 m, distance: haversine, unknown_displacement: suspect}",
      "area: {box: [-80, 20, -60, 50], fail: inside}",
      "attenuated_signal: {variable: temperature, suspect: 0.1, fail: 0.01, statistic: range,"
        + " window: 3600 s, minimum_count: 3, units: \"degree_C\"}",
      "climatology: {variable: temperature, members: [{months: [12, 2], depth: [0 m, 10 m],"
        + " suspect: [5, 12]}, {from: \"2020-01-01\", through: \"2021-01-01\", suspect: [8, 16]}],"
        + " units: \"degree_C\"}",
      "impossible_speed: {suspect: 1 m s-1, fail: 3 m s-1}",
      "area: {polygon: [[170, -10], [-170, -10], [-170, 10], [170, 10]]}",
    ] {
      #expect(found.text.contains("  - \(line)\n"), "\(found.text)")
    }
    #expect(found.testCount == 6)
    #expect(found.notes.count == 2, "\(found.notes)")
    #expect(try Self.pipeline(found.text).validate.count == 6)
  }

  @Test("guesses neither a unit nor a variable")
  func noGuess() throws {
    let text = "temp: {qartod: {gross_range_test: {fail_span: [0, 12]}}}"
    let noUnit = try Self.imported(text, units: [:])
    #expect(noUnit.testCount == 0)
    #expect(
      noUnit.leftOut.map(\.description) == [
        "config.yaml:1:17: temp: qartod.gross_range_test: its numbers have no unit; say it with"
          + " --units temp=UNIT"
      ]
    )
    #expect(noUnit.text.contains("# left out: line 1: temp: qartod.gross_range_test: its numbers"))
    let noVariable = try Self.imported(text, map: [:])
    #expect(noVariable.leftOut[0].message.contains("--map temp=VARIABLE"))
    // A CF standard name says which variable it is.
    let named = try Self.imported(
      "sea_water_temperature: {qartod: {gross_range_test: {fail_span: [0, 12]}}}",
      map: [:],
      units: ["sea_water_temperature": "K"]
    )
    #expect(named.text.contains("variable: temperature, fail: [0, 12], units: \"K\""))
  }

  @Test(
    "names what cannot be carried over, and its line",
    arguments: [
      ("qartod: {no_such_test: {a: 1}}", "qartod.no_such_test: ioos_qc 3.0.0 has no such test"),
      ("qartot: {spike_test: {}}", "temp: ioos_qc 3.0.0 has no module 'qartot'"),
      ("qartod: {syntax_test: {nchar: 3}}", "messages are judged before they are observations"),
      ("qartod: {spike_test: {suspect_threshold: two}}", "expected a finite number"),
      ("qartod: {spike_test: {}}", "spike: expected 'suspect', 'fail' or both"),
      ("qartod: {gross_range_test: {fail_span: [1]}}", "fail_span: expected two numbers"),
      ("qartod: {gross_range_test: {suspect_span: [1, 2]}}", "'fail_span' is missing"),
      ("qartod: {gross_range_test: {fail_span: [1, 1]}}", "fail: expected [low, high]"),
      ("qartod: {gross_range_test: 5}", "expected parameters, found the number 5"),
      (
        "qartod: {gross_range_test: {fail_span: [0, 1], suspect_span: [0, 2]}}",
        "expected a span within that of 'fail'"
      ),
      ("qartod: {spike_test: {fail_threshold: 2, method: median}}", "unknown word 'median'"),
    ]
  )
  func leftOut(tests: String, reason: String) throws {
    let found = try Self.imported("temp:\n  \(tests)\n")
    #expect(found.testCount == 0)
    try #require(!found.leftOut.isEmpty)
    #expect(found.leftOut.contains { $0.message.contains(reason) }, "\(found.leftOut)")
    #expect(found.leftOut.allSatisfy { $0.line == 2 })
    #expect(!found.text.contains("validate:"))
  }

  @Test("leaves out the tests of a context that has a window or a region")
  func limits() throws {
    let found = try Self.imported(
      """
      contexts:
        - window: {starting: 2020-01-01T00:00:00Z, ending: 2020-04-01T00:00:00Z}
          streams: {temp: {qartod: {gross_range_test: {fail_span: [0, 12]}}}}
        - region: {geometry: {type: Polygon, coordinates: []}}
          streams: {temp: {qartod: {spike_test: {fail_threshold: 2}}}}
        - streams: {temp: {qartod: {spike_test: {fail_threshold: 3}}}}
      """
    )
    #expect(found.testCount == 1)
    #expect(found.leftOut.map(\.line) == [2, 4])
    #expect(found.text.contains("fail: 3"))
  }

  @Test("carries a test over without a parameter that the other program passes over")
  func unknownParameter() throws {
    let found = try Self.imported("temp: {qartod: {spike_test: {fail_threshold: 2, fial: 3}}}")
    #expect(found.testCount == 1)
    #expect(found.leftOut.map(\.message) == ["temp: qartod.spike_test: unknown parameter 'fial'"])
  }

  @Test("notes where a threshold means something else here")
  func notes() throws {
    let found = try Self.imported(
      "temp: {qartod: {spike_test: {suspect_threshold: 0, fail_threshold: 2}}}"
    )
    #expect(found.leftOut == [])
    #expect(found.notes.map(\.message).joined().contains("0 means none there"))
    #expect(found.text.contains("- spike: {variable: temperature, fail: 2"))
    let aggregate = try Self.imported("temp: {qartod: {aggregate: {}}}")
    #expect(aggregate.leftOut == [])
    #expect(aggregate.notes.map(\.message).joined().contains("always taken together"))
    let above = try Self.imported(
      "temp: {qartod: {spike_test: {suspect_threshold: 5, fail_threshold: 2}}}"
    )
    #expect(above.text.contains("- spike: {variable: temperature, fail: 2"))
  }

  @Test(
    "refuses what is no configuration",
    arguments: ["", "[1, 2]", "a: [", "word", "{}", "contexts: 5"]
  )
  func refused(text: String) {
    #expect(throws: PipelineFileError.self) { try Self.imported(text) }
  }

  @Test("writes hostile names as comments of one line")
  func hostile() throws {
    let found = try Self.imported(#"{"te\nvalidate:\n  - x": {"qartod": {"spike_test": {}}}}"#)
    #expect(found.testCount == 0)
    #expect(found.text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") }, "\(found.text)")
  }

  @Test("carries over the tests of CoTeDe that mean the same")
  func coTeDe() throws {
    let found = try Self.imported(
      """
      {"revision": "0.21", "common": {"valid_datetime": null},
       "variables": {"sea_water_temperature": {
         "global_range": {"minval": -2.5, "maxval": 40}, "spike": {"threshold": 6}}}}
      """,
      map: [:],
      units: [:]
    )
    #expect(
      found.text.contains(
        """
          - impossible_date:
          - gross_range: {variable: temperature, fail: [-2.5, 40], units: "degree_Celsius"}
        """
      ),
      "\(found.text)"
    )
    #expect(found.leftOut.map(\.message).joined().contains("takes the magnitude of the spike"))
    #expect(try Self.pipeline(found.text).validate.count == 2)
  }
}
