import Foundation
import Pipeline
import Reading
import Testing
import Validation

/// Every key of every pipeline and suite that we hand out, spoilt in every way, one at a time.
@Suite("A configuration with one fault")
struct ConfigurationMutationTests {
  /// A file, and what tells its faults.
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let isSuite: Bool

    var testDescription: String { name }

    func problems(_ text: String) -> [PipelineFileProblem] {
      do {
        if isSuite {
          _ = try QualitySuite(yaml: text, path: name)
        } else {
          _ = try PipelineFile(
            yaml: text,
            path: name,
            networks: Self.networks,
            root: ConfigurationMutationTests.root.path
          )
        }
        return []
      } catch {
        return error.problems
      }
    }

    static let networks = (try? NetworkCatalogue().maps.map(\.name)) ?? []
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let files: [File] = {
    let folder = root.appendingPathComponent("Pipelines")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let pipelines = names.sorted().compactMap { name -> File? in
      let path = folder.appendingPathComponent(name).path
      guard name.hasSuffix(".yaml"), let text = try? String(contentsOfFile: path, encoding: .utf8),
        text.contains("\npipeline:")
      else { return nil }
      return File(name: path, text: text, isSuite: false)
    }
    let suites = QualitySuite.names.compactMap { name in
      QualitySuite.text(of: name).map { File(name: "suite \(name)", text: $0, isSuite: true) }
    }
    return pipelines + suites
      + [File(name: "every key of summarise", text: everyKeyOfSummarise, isSuite: false)]
  }()

  @Test("is refused at its line, with the nearest word", arguments: files)
  func misspelt(file: File) {
    #expect(file.problems(file.text) == [])
    let keys = ConfigurationKeys(file.text)
    #expect(keys.keys.count > 3)
    for key in keys.keys where !Self.isFree(key) {
      var slip = key.name
      slip.insert("x", at: slip.index(after: slip.startIndex))
      let found = file.problems(keys.replacing(key.nameRange, with: slip))
      #expect(
        found.contains {
          // Ranges of depth are keys of numbers and units, not words.
          $0.line == key.line && ($0.suggestion == key.name || key.path.last == "max_gap")
        },
        "\(file.name):\(key.line): \(slip): \(found)"
      )
    }
  }

  @Test("of a kind that does not belong there is refused at its line", arguments: files)
  func wrongKind(file: File) {
    let keys = ConfigurationKeys(file.text)
    for key in keys.keys {
      let spoilt = keys.replacing(key.valueRange, with: " {no_such_key: {a: [b]}}")
      let found = file.problems(spoilt)
      #expect(
        found.contains { $0.line == key.line },
        "\(file.name):\(key.line): \(key.name): \(found)"
      )
    }
  }

  @Test("that lacks a key is refused, unless the key may be left out", arguments: files)
  func missing(file: File) {
    let keys = ConfigurationKeys(file.text)
    for key in keys.keys where !Self.isFree(key) {
      let found = file.problems(keys.replacing(key.wholeRange, with: ""))
      if found.isEmpty {
        #expect(
          Self.mayBeLeftOut(key),
          "\(file.name):\(key.line): nobody notices that \(key.name) is gone"
        )
      } else {
        #expect(found.allSatisfy { $0.line >= 1 }, "\(found)")
      }
    }
  }

  @Test(
    "in a unit that does not convert, or that nobody knows, is refused at its line",
    arguments: files
  )
  func wrongUnit(file: File) {
    let keys = ConfigurationKeys(file.text)
    for key in keys.keys {
      let value = String(keys.text[key.valueRange])
      var spoilt: [String] = []
      if key.name == "units" { spoilt = [" furlong kg", " degre_Celsius"] }
      if let unit = Self.unit(of: value) {
        spoilt = [value.replacing(unit, with: "kg K-7"), value.replacing(unit, with: "metrs")]
      }
      for other in spoilt {
        let found = file.problems(keys.replacing(key.valueRange, with: other))
        #expect(
          found.contains { $0.line == key.line },
          "\(file.name):\(key.line): \(key.name):\(other): \(found)"
        )
      }
    }
  }

  /// The unit of a number with its unit, such as ` 3 hours`; nil of anything else.
  static func unit(of value: String) -> String? {
    guard let match = value.firstMatch(of: /^ -?[0-9.]+ ([A-Za-z][A-Za-z0-9 -]*)$/) else {
      return nil
    }
    return String(match.1)
  }

  /// Attributes of products are named as one likes.
  static func isFree(_ key: ConfigurationKeys.Key) -> Bool { key.path.contains("metadata") }

  /// Keys that the documentation says may be left out.
  static func mayBeLeftOut(_ key: ConfigurationKeys.Key) -> Bool {
    let ofFiles: Set = [
      "title", "summary", "metadata", "network_maps", "validate", "summarise", "use", "statistics",
      "vertical", "method", "max_gap", "extrapolate", "networks", "override", "without", "local",
      "convert", "error", "map",
    ]
    let ofErrors: Set = ["random", "correlated", "length", "time", "systematic", "footprint"]
    let ofMaps: Set = [
      "correlation", "covariance", "neighbours", "minimum", "reach", "background",
    ]
    let ofSummaries: Set = ["ddof", "lattices", "offset", "quality_levels", "memory"]
    guard let test = key.path.last(where: { QualityTestCatalogue.test(named: $0) != nil }),
      let type = QualityTestCatalogue.test(named: test)
    else {
      // The tests of `local` are named one by one.
      return ofFiles.contains(key.name) || ofSummaries.contains(key.name)
        || key.path.last == "error" && ofErrors.contains(key.name)
        || key.path.last == "map" && ofMaps.contains(key.name)
        || ["local", "lattices"].contains(key.path.last)
    }
    if key.name == "networks" { return true }
    if key.name == "variable" { return type.subject == .observation }
    return Self.parameters(type.parameters).contains { $0.name == key.name && !$0.isRequired }
  }

  static func parameters(_ parameters: [TestParameter]) -> [TestParameter] {
    parameters.flatMap { parameter -> [TestParameter] in
      if case .sections(let inner) = parameter.kind { return [parameter] + Self.parameters(inner) }
      return [parameter]
    }
  }
}
