import ObservationModel
import Validation

extension QualityCall {
  /// Runs a test of the catalogue by its own name, `sverdrup.NAME`, with its own parameters in
  /// canonical units, on one column of a batch.
  ///
  /// Inputs are `values`, an object of lists by quantity of which the first is judged, and what
  /// there is of `tinp`, `lon`, `lat`, `levels` and `ends`, the ends of the features. Parameters
  /// besides those of the test are `feature_type`, `vertical` and `platforms`.
  func catalogueTest(named name: String) throws(QualityCallError) -> [Int] {
    guard let type = QualityTestCatalogue.test(named: name) else {
      throw QualityCallError("there is no test '\(name)'")
    }
    var arguments = TestArguments()
    for parameter in type.parameters {
      guard isGiven(parameter.name), let value = parameters[parameter.name] else { continue }
      arguments.values[parameter.name] = try Self.argument(
        parameter.kind,
        value,
        parameter.name
      )
    }
    let known = Set(type.parameters.map(\.name) + ["feature_type", "vertical", "platforms"])
    for key in parameters.keys.sorted() where !known.contains(key) {
      throw QualityCallError("\(name) has no parameter '\(key)'")
    }
    let test: any QualityTest
    do throws(TestConfigurationError) {
      test = try type.init(arguments)
    } catch {
      throw QualityCallError(error.message, error.parameter)
    }
    let batch = try batch()
    return test.flags(for: batch, column: 0).map { Int($0.rawValue) }
  }

  private func batch() throws(QualityCallError) -> ObservationBatch {
    guard case .object(let series)? = inputs["values"], !series.isEmpty else {
      throw QualityCallError("expected an object of lists", "values")
    }
    var columns: [ObservationColumn] = []
    for member in series {
      guard let quantity = Quantity.named(member.key), case .list(let items) = member.value else {
        throw QualityCallError("expected lists by quantity, found '\(member.key)'", "values")
      }
      let values = try items.map { item throws(QualityCallError) in
        try Self.double(item, member.key) ?? .nan
      }
      columns.append(
        ObservationColumn(
          quantity: quantity,
          variableName: member.key,
          values: .double(values)
        )
      )
    }
    let count = columns[0].count
    let ends = inputs["ends"] == nil ? [count] : try values("ends").map { Int($0) }
    let platforms = inputs["platforms"] == nil ? [] : try list("platforms")
    let features = ends.indices.map { k in
      var platform = "P"
      if k < platforms.count, case .text(let text) = platforms[k] { platform = text }
      let start = k == 0 ? 0 : ends[k - 1]
      return Feature(platform: platform, identifier: "\(k)", observations: start..<ends[k])
    }
    let kind = try text("vertical", else: "pressure")
    let verticalKind = inputs["levels"] == nil ? nil : VerticalKind(rawValue: kind)
    let featureType = FeatureType(rawValue: try text("feature_type", else: "timeSeries"))
    guard let featureType, ends.last == count else {
      throw QualityCallError("expected a feature type, and features that end with the values")
    }
    do {
      return try ObservationBatch(
        network: "conformance",
        featureType: featureType,
        features: features,
        times: inputs["tinp"] == nil
          ? [Double](repeating: 0, count: count)
          : try times().map(Clock.calendar.seconds),
        latitudes: inputs["lat"] == nil
          ? [Double](repeating: 0, count: count) : try values("lat"),
        longitudes: inputs["lon"] == nil
          ? [Double](repeating: 0, count: count) : try values("lon"),
        vertical: verticalKind == nil ? [] : try values("levels"),
        verticalKind: verticalKind,
        columns: columns
      )
    } catch let error as QualityCallError {
      throw error
    } catch {
      throw QualityCallError("\(error)")
    }
  }

  private static func argument(
    _ kind: TestParameter.Kind,
    _ value: JSONValue,
    _ name: String
  ) throws(QualityCallError) -> TestArgument {
    func number(_ value: JSONValue) throws(QualityCallError) -> Double {
      guard let number = try double(value, name) else {
        throw QualityCallError("expected a number", name)
      }
      return number
    }
    func integer(_ value: JSONValue) throws(QualityCallError) -> Int {
      guard case .integer(let number) = value else {
        throw QualityCallError("expected a whole number", name)
      }
      return number
    }
    func items() throws(QualityCallError) -> [JSONValue] {
      guard case .list(let items) = value else { throw QualityCallError("expected a list", name) }
      return items
    }
    func text(_ value: JSONValue) throws(QualityCallError) -> String {
      guard case .text(let text) = value else { throw QualityCallError("expected a text", name) }
      return text
    }
    switch kind {
    case .span, .measureSpan: return .span(try span(value, name))
    case .openSpan:
      let ends = try items()
      guard ends.count == 2 else { throw QualityCallError("expected two bounds", name) }
      return .openSpan(try double(ends[0], name), try double(ends[1], name))
    case .integer: return .integer(try integer(value))
    case .integerSpan, .integers:
      return .integers(try items().map { item throws(QualityCallError) in try integer(item) })
    case .numbers:
      return .numbers(try items().map { item throws(QualityCallError) in try number(item) })
    case .word: return .word(try text(value))
    case .text: return .text(try text(value))
    case .texts:
      return .texts(try items().map { item throws(QualityCallError) in try text(item) })
    case .flag: return .flag(value == .boolean(true))
    case .instant:
      guard let time = try instant(value, name) else {
        throw QualityCallError("expected an instant", name)
      }
      return .number(Clock.calendar.seconds(time))
    case .quantity:
      guard let quantity = Quantity.named(try text(value)) else {
        throw QualityCallError("expected a quantity", name)
      }
      return .quantity(quantity)
    case .polygon:
      var numbers: [Double] = []
      for corner in try items() {
        guard case .list(let pair) = corner, pair.count == 2 else {
          throw QualityCallError("expected [longitude, latitude]", name)
        }
        numbers += [try number(pair[0]), try number(pair[1])]
      }
      return .points(numbers)
    case .sections(let parameters):
      var sections: [[String: TestArgument]] = []
      for item in try items() {
        var section: [String: TestArgument] = [:]
        for parameter in parameters {
          guard let value = item[parameter.name], value != .null else { continue }
          section[parameter.name] = try argument(parameter.kind, value, parameter.name)
        }
        sections.append(section)
      }
      return .sections(sections)
    case .file: throw QualityCallError("tests that need a file are not called here", name)
    default: return .number(try number(value))
    }
  }
}
