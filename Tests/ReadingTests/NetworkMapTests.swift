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

  @Test("all faults are told at once, each at its own line and column")
  func allFaults() throws {
    let yaml = """
      network: buoys
      title: Buoys of a test
      domain: see
      reference: none
      detect: {variables: [time], dimension: [time]}
      time: {packed: t, units: days}
      vertical: {variable: z, kind: deep}
      flags: {scheme: qartot}
      quantities:
        - {quantity: temprature, variable: sst}
        - {quantity: salinity}

      """
    let error = #expect(throws: ReadingError.self) {
      _ = try NetworkMap(yaml: yaml, path: "b.yaml")
    }
    #expect(error?.path == "b.yaml:3:9")
    let lines = error?.detail.split(separator: "\n").dropFirst().map { $0.prefix { $0 != " " } }
    #expect(
      lines == [
        "b.yaml:5:29:", "b.yaml:6:19:", "b.yaml:7:31:", "b.yaml:8:17:", "b.yaml:10:16:",
        "b.yaml:11:5:",
      ]
    )
    #expect(error?.detail.contains("did you mean temperature?") ?? false)
  }

  @Test("an empty map and a list are faults")
  func notAMap() {
    for yaml in ["", "- a\n- b\n", "just text"] {
      #expect(throws: ReadingError.self) { _ = try NetworkMap(yaml: yaml, path: "x.yaml") }
    }
  }

  @Test("says whether it was tried, what is beside the rules, and that it was when it does not say")
  func remarks() throws {
    let map = try NetworkMap(yaml: Self.minimal, path: "buoys.yaml")
    #expect(map.isTriedOnRealFiles)
    #expect(map.notes == [])
    let untried = try NetworkMap(
      yaml: Self.minimal + "tried_on_real_files: false\nnotes: [no currents, no waves]\n",
      path: "buoys.yaml"
    )
    #expect(!untried.isTriedOnRealFiles)
    #expect(untried.notes == ["no currents", "no waves"])
    let error = #expect(throws: ReadingError.self) {
      _ = try NetworkMap(yaml: Self.minimal + "tried_on_real_files: maybe\n", path: "buoys.yaml")
    }
    #expect(error?.detail.contains("true or false") ?? false)
  }
}

@Suite("Maps of a directory")
struct MapDirectoryTests {
  /// A directory of one's own with some files in it.
  static func directory(_ files: [String: String]) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: url.appendingPathComponent(name))
    }
    return url
  }

  @Test("are known beside the embedded ones; other files are passed over")
  func known() throws {
    let url = try Self.directory(["a.yaml": NetworkMapTests.minimal, "notes.txt": "no map"])
    defer { try? FileManager.default.removeItem(at: url) }
    let catalogue = try NetworkCatalogue(directory: url.path)
    #expect(catalogue.map(named: "buoys")?.title == "Buoys of a test")
    #expect(catalogue.map(named: "argo") != nil)
    #expect(try NetworkCatalogue(directory: nil).map(named: "buoys") == nil)
  }

  @Test("are those files that call themselves network maps; foreign YAML is passed over")
  func foreign() throws {
    let url = try Self.directory([
      "a.yaml": NetworkMapTests.minimal, "compose.yaml": "services:\n  db: {image: x}\n",
      "pipeline.yaml": "pipeline: p\nread:\n  - network: argo\n", "odd.yml": "a: [\n",
    ])
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(try NetworkCatalogue(directory: url.path).map(named: "buoys") != nil)
  }

  @Test("are named by their file, too; what is neither gets the nearest name")
  func choosing() throws {
    let url = try Self.directory(["mine.yaml": NetworkMapTests.minimal])
    defer { try? FileManager.default.removeItem(at: url) }
    let (catalogue, map) = try NetworkCatalogue().choosing(url.path + "/mine.yaml")
    #expect(map.name == "buoys")
    #expect(catalogue.map(named: "buoys") != nil)
    #expect(try NetworkCatalogue().choosing("argo").map.name == "argo")
    let error = #expect(throws: ReadingError.self) {
      _ = try NetworkCatalogue().choosing("seaglidr")
    }
    #expect(error?.kind == .unknownNetwork)
    #expect(error?.detail.contains("did you mean seaglider?") ?? false)
    #expect(error?.detail.contains("--maps") ?? false)
  }

  @Test("with a fault, twice, or not there are told")
  func faults() throws {
    let missing = #expect(throws: ReadingError.self) {
      _ = try NetworkCatalogue(directory: "/no/such/directory")
    }
    #expect(missing?.kind == .noSuchFile)
    let url = try Self.directory([
      "a.yaml": NetworkMapTests.minimal, "b.yml": NetworkMapTests.minimal,
    ])
    defer { try? FileManager.default.removeItem(at: url) }
    let twice = #expect(throws: ReadingError.self) {
      _ = try NetworkCatalogue(directory: url.path)
    }
    #expect(twice?.kind == .badMap)
    #expect(twice?.path.hasSuffix("b.yml") ?? false)
    let faulty = try Self.directory(["c.yaml": "network: [\n"])
    defer { try? FileManager.default.removeItem(at: faulty) }
    let fault = #expect(throws: ReadingError.self) {
      _ = try NetworkCatalogue(directory: faulty.path)
    }
    #expect(fault?.path.contains("c.yaml") ?? false)
  }

  @Test("maps have neither anchors nor aliases, and no more than a mebibyte or 64 levels")
  func hostileText() {
    var bomb = NetworkMapTests.minimal + "notes:\n  - &a0 [x, x]\n"
    for i in 1...30 {
      bomb += "  - &a\(i) [" + [String](repeating: "*a\(i - 1)", count: 9).joined(separator: ",")
      bomb += "]\n"
    }
    for (yaml, word) in [
      (bomb + "? *a30\n: y\n", "aliases"),
      (NetworkMapTests.minimal + "notes: [&a x, *a]\n", "aliases"),
      (NetworkMapTests.minimal + "# " + String(repeating: "x", count: 1 << 20), "bytes"),
      (
        NetworkMapTests.minimal + "notes: " + String(repeating: "[", count: 80)
          + String(repeating: "]", count: 80), "levels"
      ),
    ] {
      let error = #expect(throws: ReadingError.self) {
        _ = try NetworkMap(yaml: yaml, path: "buoys.yaml")
      }
      #expect(error?.kind == .badMap)
      #expect(error?.detail.contains(word) ?? false)
    }
  }
}
