import Foundation
import Testing

@Suite("The manifest")
struct ManifestTests {
  /// The arrows that the design allows: what each target may import.
  static let allowed: [String: Set<String>] = [
    "CPULevel": [],
    "KernelTypes": [],
    "CLanes": [],
    "KernelsV1": ["CLanes", "KernelTypes"],
    "KernelsV3": ["CLanes", "KernelTypes"],
    "KernelsV4": ["CLanes", "KernelTypes"],
    "Kernels": ["CPULevel", "KernelTypes", "KernelsV1", "KernelsV3", "KernelsV4"],
    "ObservationModel": [],
    "Seawater": ["KernelTypes", "Kernels"],
    "Conventions": ["CUDUnits", "KernelTypes", "Kernels", "ObservationModel"],
    "NetCDFFile": ["CHDF5", "CNetCDF", "CDeflate", "KernelTypes", "Kernels"],
    "Reading": [
      "Conventions", "KernelTypes", "Kernels", "NetCDFFile", "ObservationModel", "Yams",
    ],
    "Validation": ["KernelTypes", "Kernels", "ObservationModel", "Seawater"],
    "Resampling": ["KernelTypes", "Kernels", "ObservationModel"],
    "Summary": ["KernelTypes", "Kernels", "ObservationModel", "Resampling"],
    "Writing": ["Conventions", "NetCDFFile", "ObservationModel", "Summary"],
    "Ledger": ["GRDB", "ObservationModel"],
    "Pipeline": [
      "Conventions", "Crypto", "KernelTypes", "Kernels", "Ledger", "NetCDFFile", "ObservationModel",
      "Reading",
      "Resampling", "Seawater", "Subprocess", "Summary", "SystemPackage", "Validation", "Writing",
      "Yams",
    ],
    "Reporting": ["CPNG", "Conventions", "Ledger", "ObservationModel", "Summary"],
    "Sverdrup": [
      "Conventions", "Kernels", "Ledger", "NetCDFFile", "ObservationModel", "Pipeline", "Reading",
      "Resampling", "Seawater", "Summary", "Validation", "Writing",
    ],
    "SverdrupCommand": ["ArgumentParser", "Reporting", "Sverdrup"],
    "FixtureSeaState": [],
    "FixtureArchive": ["ArgumentParser", "Crypto", "FixtureSeaState", "NetCDFFile"],
    "FixtureReferencePages": [
      "ArgumentParser", "Conventions", "ObservationModel", "Pipeline", "Reading", "Validation",
    ],
  ]

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The targets of the manifest with what they depend on, tests and system libraries left out.
  static func targets() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: root.appendingPathComponent("Package.swift"),
      encoding: .utf8
    )
    var targets: [String: Set<String>] = [:]
    for block in text.components(separatedBy: "arget(").dropFirst() {
      let list = block.components(separatedBy: "dependencies: [").dropFirst().first ?? ""
      let packages: Set = [
        "GRDB.swift", "swift-crypto", "swift-argument-parser", "swift-subprocess",
        "swift-system",
      ]
      let dependencies = Set(quoted(list.components(separatedBy: "]").first ?? ""))
        .subtracting(packages)
      if block.contains("name: $0.name,") {
        // The builds of the kernels for each level.
        for name in ["KernelsV3", "KernelsV4"] { targets[name] = dependencies }
      } else if let name = quoted(block).first, allowed[name] != nil || !isOfTests(block) {
        targets[name] = dependencies
      }
    }
    return targets
  }

  /// True of targets that test the others.
  static func isOfTests(_ block: String) -> Bool {
    let words = quoted(block)
    return words[0].hasSuffix("Tests") || words.contains { $0.hasPrefix("Tests/") }
  }

  static func quoted(_ text: String) -> [String] {
    text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  @Test("has no arrow between targets that the design does not allow")
  func arrows() throws {
    let targets = try Self.targets()
    #expect(targets.count >= 15)
    for (name, dependencies) in targets where name != "\\(module)Tests" {
      let allowed = try #require(Self.allowed[name], "the design has no target \(name)")
      #expect(dependencies.subtracting(allowed).isEmpty, "\(name)")
    }
  }

  @Test("no source file imports a target that its own may not")
  func imports() throws {
    let sources = Self.root.appendingPathComponent("Sources")
    for (name, allowed) in Self.allowed {
      let directory = sources.appendingPathComponent(name)
      guard let files = FileManager.default.enumerator(atPath: directory.path) else { continue }
      for case let file as String in files where file.hasSuffix(".swift") {
        let text = try String(
          contentsOf: directory.appendingPathComponent(file),
          encoding: .utf8
        )
        for line in text.split(separator: "\n") where line.contains("import ") {
          let words = line.split(separator: " ")
          guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
            words[..<place].allSatisfy({
              ["public", "internal", "package", "@_exported"].contains($0)
            })
          else { continue }
          let module = String(words[place + 1])
          if Self.allowed[module] != nil {
            #expect(allowed.contains(module), "\(name)/\(file) imports \(module)")
          }
        }
      }
    }
  }
}
