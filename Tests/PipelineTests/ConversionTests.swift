import Foundation
import ObservationModel
import Pipeline
import Testing

@Suite("Conversions between quantities")
struct ConversionTests {
  /// Noon at 0° E on 2024-03-20; the sun is up there and down at 180°.
  static let noon = 1_710_936_000.0

  private func column(_ name: String, _ values: [Double], height: Double? = nil) throws
    -> ObservationColumn
  {
    ObservationColumn(
      quantity: try #require(Quantity.named(name)),
      variableName: name,
      values: .double(values),
      heightMeters: height
    )
  }

  /// What a conversion makes of values at 0° N and 0° E by day.
  private func convert(
    _ from: String,
    _ to: String,
    _ method: Conversion.Method,
    _ values: [Double],
    beside others: [ObservationColumn] = [],
    longitudes: [Double]? = nil,
    latitudes: [Double]? = nil,
    vertical: [Double] = [],
    kind: VerticalKind? = nil,
    offset: Double? = nil,
    depth: Double? = nil
  ) throws -> (values: [Double], reasons: [String?]) {
    let conversion = Conversion(
      from: try #require(Quantity.named(from)),
      to: try #require(Quantity.named(to)),
      method: method,
      offset: offset,
      depthMeters: depth
    )
    let source = try column(from, values)
    let batch = try ObservationBatch(
      network: "test",
      featureType: .trajectory,
      features: [Feature(platform: "x", identifier: "", observations: 0..<values.count)],
      times: values.map { _ in Self.noon },
      latitudes: latitudes ?? values.map { _ in 0 },
      longitudes: longitudes ?? values.map { _ in 0 },
      vertical: vertical,
      verticalKind: kind,
      columns: [source]
    )
    let result = conversion.applied(
      to: ProductColumn(source),
      of: batch,
      beside: CompanionValues(others)
    )
    #expect(result.quantity.name == to)
    return (result.values, values.indices.map { result.obstacle(at: $0) })
  }

  @Test("a bias of single sensor error statistics is taken off, and no bias is no value")
  func sensorBias() throws {
    let result = try convert(
      "sea_surface_skin_temperature",
      "sea_surface_temperature",
      .sensorBias,
      [20, 21, .nan],
      beside: [column("sses_bias", [-0.25, .nan, 0.5])]
    )
    #expect(result.values[0] == 20.25)
    #expect(result.reasons == [nil, "no_sses_bias", nil])
  }

  @Test("the cool skin of Donlon et al. (2002) depends on the wind, and not on a calm day")
  func donlon() throws {
    let result = try convert(
      "sea_surface_skin_temperature",
      "sea_surface_subskin_temperature",
      .donlon2002,
      [20, 20, 20, 20],
      beside: [column("wind_speed_10m", [7.4, 3, 3, .nan])],
      longitudes: [0, 0, 179, 179]
    )
    #expect(abs(result.values[0] - (20 + 0.14 + 0.30 * exp(-2))) < 1e-12)
    #expect(abs(result.values[2] - (20 + 0.14 + 0.30 * exp(-3 / 3.7))) < 1e-12)
    #expect(result.reasons == [nil, "warm_layer", nil, "no_wind"])
  }

  @Test("a mixed sea has one temperature by night and in wind; the wind is brought to 10 m")
  func wellMixed() throws {
    // ln(10 / 1.52e-4) / ln(4 / 1.52e-4) = 1.0900: 5.6 m/s at 4 m are 6.1 m/s at 10 m.
    let result = try convert(
      "sea_surface_subskin_temperature",
      "sea_surface_foundation_temperature",
      .wellMixed,
      [20, 20, 20, 20],
      beside: [column("wind_speed", [5.6, 5.4, 0, .nan], height: 4)],
      longitudes: [0, 0, 179, 179]
    )
    #expect(result.values == [20, 20, 20, 20])
    #expect(result.reasons == [nil, "warm_layer", nil, nil])
  }

  @Test("a fixed offset and an upper layer")
  func fixed() throws {
    let skin = try convert(
      "sea_surface_skin_temperature",
      "sea_surface_subskin_temperature",
      .coolSkin,
      [20],
      offset: 0.25
    )
    #expect(skin.values == [20.25])
    let upper = try convert(
      "temperature",
      "sea_surface_temperature",
      .upperLayer,
      [20, 19, 18],
      vertical: [5, 5.5, .nan],
      kind: .depth,
      depth: 5
    )
    #expect(upper.reasons == [nil, "below_upper_layer", "no_depth"])
  }

  @Test("seawater by TEOS-10: check values of the toolbox gsw 3.6.23")
  func seawater() throws {
    // gsw.CT_from_t(35 * 35.16504 / 35, 10, 1000) and the way back.
    let conservative = try convert(
      "temperature",
      "conservative_temperature",
      .teos10,
      [10, 10],
      beside: [column("salinity", [35, .nan])],
      vertical: [1000, 1000],
      kind: .pressure
    )
    #expect(abs(conservative.values[0] - GSW.conservative) < 1e-9)
    #expect(conservative.reasons == [nil, "no_salinity"])
    let back = try convert(
      "conservative_temperature",
      "temperature",
      .teos10,
      [GSW.conservative],
      beside: [column("salinity", [35])],
      vertical: [1000],
      kind: .pressure
    )
    #expect(abs(back.values[0] - 10) < 1e-9)
    // Of the reference ocean, and in the middle of the Baltic (58° N, 20° E).
    let absolute = try convert(
      "salinity",
      "absolute_salinity",
      .teos10,
      [35, 7],
      longitudes: [0, 20],
      latitudes: [0, 58]
    )
    #expect(abs(absolute.values[0] - 35.16504) < 1e-12)
    #expect(abs(absolute.values[1] - (7 * (35.16504 - 0.087) / 35 + 0.087)) < 1e-12)
    let practical = try convert(
      "absolute_salinity",
      "salinity",
      .teos10,
      absolute.values,
      longitudes: [0, 20],
      latitudes: [0, 58]
    )
    #expect(abs(practical.values[0] - 35) < 1e-12 && abs(practical.values[1] - 7) < 1e-12)
  }

  /// Recorded from gsw 3.6.23.
  private enum GSW {
    static let conservative = 9.869016881732007
  }
}

@Suite("Pipeline file: conversions")
struct ConversionDecodingTests {
  private func yaml(
    _ entry: String,
    variables: String = "[sea_surface_skin_temperature]"
  ) -> String {
    """
    pipeline: p
    read:
      - network: ghrsst-l2p
        files: "*.nc"
        variables: \(variables)
        convert: \(entry)
    resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: day}
    write: [{netcdf: "{year}{month}{day}.nc"}]
    """
  }

  private static let bias =
    "{from: sea_surface_skin_temperature, to: sea_surface_temperature, with: sses_bias}"

  @Test("conversions follow each other, and the entry contributes what comes out")
  func chain() throws {
    let steps = """
      [{from: sea_surface_skin_temperature, to: sea_surface_subskin_temperature, \
      with: cool_skin, offset: 0.17 K}, {from: sea_surface_subskin_temperature, \
      to: sea_surface_foundation_temperature, with: well_mixed}]
      """
    let file = try PipelineFile(yaml: yaml(steps), path: "p.yaml", networks: knownNetworks)
    #expect(file.read[0].products.map(\.name) == ["sea_surface_foundation_temperature"])
    #expect(file.read[0].conversions.map(\.offset) == [0.17, nil])
    #expect(file.read[0].companions.map(\.name) == ["wind_speed_10m", "wind_speed"])
    // What is converted decides the decoding; the same in other words does not.
    let millikelvin = try PipelineFile(
      yaml: yaml(steps.replacingOccurrences(of: "0.17 K", with: "170 mK")),
      path: "p.yaml",
      networks: knownNetworks
    )
    #expect(millikelvin.decodingForm(ofEntry: 0) == file.decodingForm(ofEntry: 0))
    let plain = try PipelineFile(yaml: yaml(Self.bias), path: "p.yaml", networks: knownNetworks)
    #expect(plain.decodingForm(ofEntry: 0) != file.decodingForm(ofEntry: 0))
    #expect(plain.canonicalForm != file.canonicalForm)
  }

  @Test(
    "what may not be mixed is refused, with what would be needed",
    arguments: [
      ("{from: salinity, to: sea_surface_temperature, with: sses_bias}", "mean different things"),
      (
        "{from: sea_surface_skin_temperature, to: sea_surface_subskin_temperature, with: well_mixed}",
        "cool_skin or donlon_2002 do"
      ),
      (
        "{from: sea_surface_subskin_temperature, to: sea_surface_temperature, with: sses_bias}",
        "is not there"
      ),
      (
        "{from: sea_surface_skin_temperature, to: sea_surface_subskin_temperature, with: cool_skin}",
        "needs 'offset'"
      ),
      (
        "{from: sea_surface_skin_temperature, to: sea_surface_temperature, with: sses_bias, offset: 1 K}",
        "does not take it"
      ),
      (
        "{from: sea_surface_skin_temperature, to: sea_surface_subskin_temperature, with: cool_skin, offset: 0 K}",
        "more than 0"
      ),
      ("[]", "one item at least"),
      ("sses_bias", "expected a mapping"),
    ]
  )
  func refused(entry: String, word: String) {
    let found = problems(of: yaml(entry))
    #expect(found.contains { $0.message.contains(word) }, "\(found.map(\.message))")
  }

  @Test("one observation does not count under its old name and its new one")
  func twice() {
    let found = problems(
      of: yaml(
        Self.bias,
        variables: "[sea_surface_skin_temperature, sea_surface_temperature]"
      )
    )
    #expect(found.contains { $0.message.contains("must not count twice") })
  }

  @Test("every key of a conversion is checked")
  func keys() {
    let whole = yaml(
      "{from: sea_surface_skin_temperature, to: sea_surface_subskin_temperature, "
        + "with: cool_skin, offset: 0.17 K}"
    )
    #expect(problems(of: whole) == [])
    let keys = ConfigurationKeys(whole)
    let ours = keys.keys.filter { $0.path.contains("convert") }
    #expect(ours.map(\.name) == ["from", "to", "with", "offset"])
    for key in ours {
      #expect(!problems(of: keys.replacing(key.wholeRange, with: "")).isEmpty, "\(key.name)")
      #expect(!problems(of: keys.replacing(key.nameRange, with: "frm")).isEmpty, "\(key.name)")
      #expect(!problems(of: keys.replacing(key.valueRange, with: " [3]")).isEmpty, "\(key.name)")
    }
  }

  @Test("winds of two profiles are two winds")
  func windProfiles() {
    let two = """
      pipeline: p
      read:
        - {network: ascat-l2, files: "*.nc", variables: [wind_speed], wind: {height: 10 m, profile: neutral_log}}
        - {network: ioos-station, files: "*.nc", variables: [wind_speed], wind: {height: 10 m, profile: coare}}
      resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: day}
      write: [{netcdf: "{year}{month}{day}.nc"}]
      """
    #expect(problems(of: two).contains { $0.message.contains("different winds") })
    #expect(problems(of: two.replacingOccurrences(of: "neutral_log", with: "coare")) == [])
  }
}
