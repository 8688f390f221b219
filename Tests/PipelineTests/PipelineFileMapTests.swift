import ObservationModel
import Pipeline
import Resampling
import Testing

private let interpolationMap = """
  {variable: temperature, method: optimal_interpolation, length: {zonal: 300 km, meridional: 1.5e5 m}, \
  signal: 1.5 kelvin, noise: 0.5 degree_C, covariance: matern, correlation: 0.25, neighbours: 20, \
  minimum: 3, reach: 2.5, background: 288.15 K}
  """

@Suite("Pipeline file: maps")
struct PipelineFileMapTests {
  static func pipeline(_ map: String) -> String {
    faultlessPipeline.replacing(
      "statistics: [count, mean, standard_deviation]}",
      with: "statistics: [count], map: \(map)}"
    )
  }

  func maps(_ text: String) throws -> [PipelineFile.MapEntry] {
    try PipelineFile(yaml: Self.pipeline(text), path: "p.yaml").summarise.maps
  }

  @Test("optimal interpolation is what each key says, in the unit of the variable")
  func interpolation() throws {
    let map = try #require(try maps(interpolationMap).first)
    #expect(map.variable.name == "temperature")
    #expect(map.mapping.noiseVariance == 0.25 && map.mapping.errorCorrelation == 0.25)
    guard case .optimalInterpolation(let method, let background) = map.mapping.method else {
      Issue.record("another method")
      return
    }
    #expect(method.covariance.form == .matern && method.covariance.variance == 2.25)
    #expect(method.covariance.zonalMeters == 300_000)
    #expect(method.covariance.meridionalMeters == 150_000)
    #expect(method.neighbours == 20 && method.minimum == 3 && method.reach == 2.5)
    guard case .constant(let value) = background else {
      Issue.record("another background")
      return
    }
    #expect(abs(value - 15) < 1e-12)
  }

  @Test("what may be left out has the values that the documentation states")
  func defaults() throws {
    let map = try maps(
      "{variable: salinity, method: optimal_interpolation, length: 100 km, signal: 0.5, noise: 0.1}"
    )
    let expected = FieldMapping(
      method: .optimalInterpolation(
        OptimalInterpolation(
          covariance: Covariance(
            form: .gaussian,
            variance: 0.25,
            zonalMeters: 100_000,
            meridionalMeters: 100_000
          ),
          neighbours: 32,
          minimum: 1,
          reach: 3
        ),
        .zonal
      ),
      noiseVariance: 0.1 * 0.1
    )
    #expect(map.map(\.mapping) == [expected])
  }

  @Test("Barnes takes a length for each pass, and a list maps several variables")
  func barnes() throws {
    let found = try maps(
      "[\(interpolationMap), {variable: salinity, method: barnes, length: [892 km, 446 km]}]"
    )
    #expect(found.map(\.variable.name) == ["temperature", "salinity"])
    #expect(found[1].mapping.method == .barnes(Barnes(lengthsMeters: [892_000, 446_000])))
  }

  @Test("every key that is misspelt or of another kind is refused, and those needed if missing")
  func mutations() throws {
    let texts = [
      interpolationMap, "{variable: temperature, method: barnes, length: [892 km, 446 km]}",
    ]
    for text in texts {
      let yaml = Self.pipeline(text)
      #expect(problems(of: yaml) == [])
      let keys = ConfigurationKeys(yaml)
      let mine = keys.keys.filter { $0.path.contains("map") }
      #expect(mine.count >= 3)
      for key in mine {
        let misspelt = problems(of: keys.replacing(key.nameRange, with: key.name + "x"))
        #expect(misspelt.contains { $0.line == key.line }, "\(key.name)x")
        for other in [" true", " [[]]", " 5 furlongs of nothing", " -3"] {
          let found = problems(of: keys.replacing(key.valueRange, with: other))
          #expect(found.contains { $0.line == key.line }, "\(key.name):\(other)")
        }
        let without = problems(of: keys.replacing(key.wholeRange, with: ""))
        let isNeeded = [
          "variable", "method", "length", "signal", "noise", "zonal", "meridional",
        ].contains(key.name)
        #expect(without.isEmpty != isNeeded, "without \(key.name): \(without)")
      }
    }
  }

  @Test(
    "says what is wrong",
    arguments: [
      ("{variable: temperature, method: barnes, length: 3000 km}", "2000 km"),
      (
        "{variable: temperature, method: barnes, length: 100 km, signal: 1 K}",
        "unknown key 'signal'"
      ),
      ("{variable: pressure, method: barnes, length: 100 km}", "unknown word 'pressure'"),
      (
        "[{variable: salinity, method: barnes, length: 1 km}, {variable: salinity, method: barnes,"
          + " length: 2 km}]", "already"
      ),
      (
        interpolationMap.replacing("minimum: 3", with: "minimum: 21"),
        "no more than the 20 neighbours"
      ),
      (interpolationMap.replacing("neighbours: 20", with: "neighbours: 501"), "1 to 500"),
      (interpolationMap.replacing("neighbours: 20", with: "neighbours: 2.5"), "whole number"),
      (interpolationMap.replacing("noise: 0.5", with: "noise: 0"), "more than 0"),
      (interpolationMap.replacing("signal: 1.5 kelvin", with: "signal: 1.5 m"), "does not convert"),
      (interpolationMap.replacing("288.15 K", with: "zonel"), "mean, zonal"),
      (interpolationMap.replacing("matern", with: "maternal"), "unknown word"),
      (interpolationMap.replacing("correlation: 0.25", with: "correlation: 1.25"), "0.0 to 1.0"),
    ]
  )
  func faults(map: String, word: String) {
    let found = problems(of: Self.pipeline(map))
    #expect(found.contains { $0.message.contains(word) }, "\(found)")
  }

  @Test("a product's form changes with every key, the decoding's with none")
  func forms() throws {
    func file(_ map: String) throws -> PipelineFile {
      try PipelineFile(yaml: Self.pipeline(map), path: "p.yaml")
    }
    let base = try file(interpolationMap)
    for (from, to) in [
      ("zonal: 300", "zonal: 301"), ("1.5e5", "1.6e5"), ("1.5 kelvin", "1.6 kelvin"),
      ("0.5 degree_C", "0.6 K"), ("matern", "exponential"), ("0.25", "0.5"), ("20", "21"),
      ("minimum: 3", "minimum: 4"), ("reach: 2.5", "reach: 3"), ("288.15 K", "mean"),
      ("variable: temperature", "variable: wind_speed_10m"),
    ] {
      var text = interpolationMap.replacing(from, with: to, maxReplacements: 1)
      if to.hasSuffix("10m") {
        text = text.replacing("1.5 kelvin", with: "1.5 m s-1")
          .replacing("0.5 degree_C", with: "0.5 m s-1").replacing("288.15 K", with: "mean")
      }
      let other = try file(text)
      #expect(other.canonicalForm != base.canonicalForm, "\(to)")
      #expect(other.productForm(ofTemplate: 0) != base.productForm(ofTemplate: 0), "\(to)")
      #expect(other.decodingForm(ofEntry: 0) == base.decodingForm(ofEntry: 0), "\(to)")
    }
    let respelt = interpolationMap.replacing("1.5e5 m", with: "150 km")
      .replacing("1.5 kelvin", with: "1.50 degC")
    #expect(try file(respelt).canonicalForm == base.canonicalForm)
  }
}
