import Foundation
import ObservationModel
import Pipeline
import Testing

@Suite("Pipeline file: loading")
struct PipelineFileLoadingTests {
  @Test("a file is read from disk, a byte order mark and the line ends of Windows forgiven")
  func load() throws {
    let folder = try TemporaryFolder()
    try folder.write(faultlessPipeline, to: "p.yaml")
    let windows = "\u{FEFF}" + faultlessPipeline.replacing("\n", with: "\r\n")
    try folder.write(windows, to: "w.yaml")
    let file = try PipelineFile.load(path: folder.file("p.yaml"), networks: knownNetworks)
    #expect(file.name == "argo-monthly")
    #expect(
      try PipelineFile.load(path: folder.file("w.yaml")).canonicalForm == file.canonicalForm
    )
  }

  @Test("what cannot be opened is told as that")
  func missing() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.file("pipe.yaml")
    mkfifo(pipe, 0o600)
    for path in [folder.file("absent.yaml"), folder.path, pipe] {
      let error = #expect(throws: PipelineFileError.self) { _ = try PipelineFile.load(path: path) }
      #expect(error?.isMissing == true)
      #expect(error?.description.hasPrefix(path + ": ") == true)
    }
  }

  @Test("bytes that are not UTF-8 are told with their place")
  func notUTF8() throws {
    let folder = try TemporaryFolder()
    var bytes = Data("pipeline: a\ntitle: é".utf8)
    bytes.append(0xFF)
    try bytes.write(to: URL(fileURLWithPath: folder.file("p.yaml")))
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: folder.file("p.yaml"))
    }
    #expect(error?.problems.first?.line == 2 && error?.problems.first?.column == 9)
    #expect(error?.isMissing == false)
  }

  @Test("an included file gives attributes, and the pipeline's own replace them in their place")
  func include() throws {
    let folder = try TemporaryFolder()
    try folder.write("institution: Site\nlicense: CC-BY-4.0\nversion: 3\n", to: "site.yaml")
    let yaml = faultlessPipeline.replacing(
      "metadata:\n",
      with: "metadata:\n  creator_name: A\n  include: site.yaml\n"
    )
    try folder.write(yaml, to: "p.yaml")
    let file = try PipelineFile.load(path: folder.file("p.yaml"))
    #expect(
      file.metadata.map(\.name)
        == ["institution", "license", "version", "creator_name", "keywords"]
    )
    #expect(file.metadata[0].value == .text("Example Institute"))
    #expect(file.metadata[2].value == .integers([3]))
  }

  @Test("faults of an included file carry its name and come after those of the pipeline file")
  func includedFaults() throws {
    let folder = try TemporaryFolder()
    try folder.write("a-b: x\ninclude: other.yaml\nc: {d: e}\n", to: "site.yaml")
    let yaml = faultlessPipeline.replacing("metadata:\n", with: "metadata:\n  include: site.yaml\n")
      .replacing("time: month", with: "time: monthly")
    try folder.write(yaml, to: "p.yaml")
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: folder.file("p.yaml"))
    }
    let site = folder.file("site.yaml")
    #expect(error?.problems.map(\.file) == [folder.file("p.yaml"), site, site, site])
    #expect(error?.problems.map(\.line) == [26, 1, 2, 3])
    #expect(error?.problems.map(\.column) == [9, 1, 1, 4])
  }

  @Test(
    "an include that is missing, a folder or empty is told where it is asked for",
    arguments: [("absent.yaml", "cannot be opened"), ("folder", "expected a regular file")]
  )
  func badIncludes(name: String, word: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("folder"),
      withIntermediateDirectories: true
    )
    let yaml = faultlessPipeline.replacing("metadata:\n", with: "metadata:\n  include: \(name)\n")
    try folder.write(yaml, to: "p.yaml")
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: folder.file("p.yaml"))
    }
    #expect(error?.problems.count == 1 && error?.isMissing == false)
    let text = error?.description ?? ""
    #expect(text.hasPrefix("\(folder.file("p.yaml")):5:12: include: \(folder.file(name)): "))
    #expect(text.contains(word))
  }

  @Test(
    "an included file that is empty, a list or no YAML is told at its own line",
    arguments: [("", 1), ("- a\n", 1), ("a: b\nc: \"d\n", 2), ("a: b\na: c\n", 2)]
  )
  func badIncludedFiles(content: String, line: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(content, to: "site.yaml")
    let yaml = faultlessPipeline.replacing(
      "metadata:\n",
      with: "metadata:\n  include: site.yaml\n"
    )
    try folder.write(yaml, to: "p.yaml")
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: folder.file("p.yaml"))
    }
    #expect(error?.problems.map(\.file) == [folder.file("site.yaml")])
    #expect(error?.problems.map(\.line) == [line])
  }

  @Test("an included file that is not UTF-8 is told at its own line")
  func includedBytes() throws {
    let folder = try TemporaryFolder()
    try Data([0x61, 0x3A, 0x20, 0x62, 0x0A, 0xC3, 0x28]).write(
      to: URL(fileURLWithPath: folder.file("site.yaml"))
    )
    let yaml = faultlessPipeline.replacing(
      "metadata:\n",
      with: "metadata:\n  include: site.yaml\n"
    )
    try folder.write(yaml, to: "p.yaml")
    let error = #expect(throws: PipelineFileError.self) {
      _ = try PipelineFile.load(path: folder.file("p.yaml"))
    }
    #expect(error?.problems.map(\.file) == [folder.file("site.yaml")])
    #expect(error?.problems.map(\.line) == [2] && error?.problems.map(\.column) == [1])
  }
}
