import Foundation
import Testing

@Suite("sverdrup explain")
struct ExplainTests {
  static let profile = "Fixtures/archive/argo"

  /// The first file of floats in the archive.
  static func floatFile() throws -> String {
    let directory = Command.root.appendingPathComponent(profile)
    let names = try #require(FileManager.default.enumerator(atPath: directory.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix("_prof.nc") }.sorted()
    return "\(profile)/\(try #require(names.first))"
  }

  @Test("lists the tests of each variable with thresholds, units and sources")
  func lists() throws {
    let result = try Command.run("explain", try Self.floatFile(), "--suite", "argo-realtime")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("temperature (TEMP), degree_Celsius"))
    #expect(result.output.contains("fail: -2.5 to 40 degree_Celsius"))
    #expect(result.output.contains("Argo quality control manual, test 6"))
  }

  @Test("tells of one observation what each test found")
  func observation() throws {
    let result = try Command.run(
      "explain",
      try Self.floatFile(),
      "--pipeline",
      "Pipelines/yellow-sea-daily.yaml",
      "--observation",
      "0",
      "--json"
    )
    #expect(result.code == 0, "\(result.errors)")
    let object = try InspectTests.object(result.output)
    let observations = try #require(object["observations"] as? [[String: Any]])
    #expect(observations.count == 2)
    let tests = try #require(observations.first?["tests"] as? [String: String])
    #expect(tests["gross_range"] == "pass")
    #expect(tests["spike"] == "not_evaluated")
  }

  @Test("wants to be told which tests, and says the nearest suite")
  func usage() throws {
    let file = try Self.floatFile()
    #expect(try Command.run("explain", file).code == 64)
    let slip = try Command.run("explain", file, "--suite", "argo-realtme")
    #expect(slip.code == 64 && slip.errors.contains("did you mean 'argo-realtime'?"))
    let far = try Command.run(
      "explain",
      file,
      "--suite",
      "argo-realtime",
      "--observation",
      "99999999"
    )
    #expect(far.code == 64 && far.errors.contains("has no observation 99999999"))
    let other = try Command.run(
      "explain",
      "Fixtures/archive/none.nc",
      "--suite",
      "argo-realtime"
    )
    #expect(other.code == 66)
  }
}
