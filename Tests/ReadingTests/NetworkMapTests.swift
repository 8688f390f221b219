import Foundation
import Reading
import Testing

@Suite("Network maps")
struct NetworkMapTests {
  static let minimal = """
    network: buoys
    title: Buoys of a test
    domain: sea
    reference: none
    detect: {variables: [time], dimensions: [time]}
    flags: {variable: "*_qc", scheme: qartod}
    quantities:
      - {quantity: sea_surface_temperature, variable: sst}

    """

  @Test("the embedded ones are valid, and each is on the reference page")
  func embedded() throws {
    let page = try String(
      contentsOfFile: FixtureFiles.package + "/Sources/Sverdrup/Sverdrup.docc/Networks.md",
      encoding: .utf8
    )
    let catalogue = try NetworkCatalogue()
    #expect(catalogue.maps.count >= 10)
    for map in catalogue.maps { #expect(page.contains("| <doc:\(map.name)> |"), "\(map.name)") }
  }

  @Test("a map of the user is decoded, and replaces an embedded one of its name")
  func userMap() throws {
    let map = try NetworkMap(yaml: Self.minimal, path: "buoys.yaml")
    #expect(map.name == "buoys")
    let catalogue = try NetworkCatalogue(userMaps: [map])
    #expect(catalogue.map(named: "buoys") != nil)
    let replacing = try NetworkMap(
      yaml: Self.minimal.replacingOccurrences(of: "network: buoys", with: "network: argo"),
      path: "argo.yaml"
    )
    #expect(try NetworkCatalogue(userMaps: [replacing]).map(named: "argo")?.title == map.title)
  }

  @Test(
    "a fault in a map is told, never passed over",
    arguments: [
      ("network: buoys\n", "", "network"),
      ("quantity: sea_surface_temperature", "quantity: sea_surface_temprature", "temprature"),
      ("scheme: qartod", "scheme: qartot", "qartot"),
      ("domain: sea", "domain: see", "see"),
      ("title:", "titel:", "titel"),
      ("dimensions: [time]", "dimension: [time]", "dimension"),
      ("quantities:", "quantities: 3 #", "YAML"),
      ("detect: {", "detect: [", "YAML"),
    ]
  )
  func faults(text: String, replacement: String, word: String) throws {
    let yaml = Self.minimal.replacingOccurrences(of: text, with: replacement)
    #expect(yaml != Self.minimal)
    let error = #expect(throws: ReadingError.self) {
      _ = try NetworkMap(yaml: yaml, path: "buoys.yaml")
    }
    #expect(error?.kind == .badMap)
    #expect(error?.path.hasPrefix("buoys.yaml") ?? false)
    #expect(error?.detail.contains(word) ?? false, "\(error?.detail ?? "")")
  }

  @Test("an empty map and a list are faults")
  func notAMap() {
    for yaml in ["", "- a\n- b\n", "just text"] {
      #expect(throws: ReadingError.self) { _ = try NetworkMap(yaml: yaml, path: "x.yaml") }
    }
  }
}
