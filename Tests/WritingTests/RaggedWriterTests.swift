import NetCDFFile
import ObservationModel
import Testing
import Writing

@Suite("Contiguous ragged arrays")
struct RaggedWriterTests {
  private func text(_ variable: Variable?, _ name: String) -> String? {
    guard case .text(let text) = variable?.attribute(name)?.content else { return nil }
    return text
  }

  @Test("lay profiles end to end, and tell time and place once a profile")
  func profiles() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/profiles.nc"
    let batch = try SampleObservations.profiles()
    let writer = try RaggedWriter(path: path, outline: SampleObservations.outline(of: batch))
    var adding = writer
    try adding.add(batch)
    let counts = try adding.finish()
    #expect(counts.written == 4 && counts.features == 2 && counts.unlocated == 0)
    let file = try NetCDFFile(path: path)
    func values(_ name: String) throws -> StoredValues {
      try file.read(#require(file.variable(name), "\(name)"))
    }
    #expect(try values("row_size") == .int([3, 1]))
    #expect(try values("profile") == .string(["1", "2"]))
    #expect(try values("platform") == .string(["2990001"]))
    #expect(try values("platform_index") == .int([0, 0]))
    #expect(try values("time") == .double([0, 86_400]))
    #expect(try values("latitude") == .double([30, 31]))
    #expect(try values("pressure") == .double([5, 10, 20, 7]))
    guard case .float(let temperatures) = try values("ctd_TEMP") else {
      Issue.record("not Float")
      return
    }
    #expect(temperatures[0] == 20.5 && temperatures[1].isNaN && temperatures[3] == 21)
    // A missing value is missing whatever its provider says of it.
    #expect(try values("ctd_TEMP_qc") == .byte([1, 9, 4, 2]))
    #expect(text(file.variable("row_size"), "sample_dimension") == "obs")
    #expect(text(file.variable("platform_index"), "instance_dimension") == "platform_number")
    #expect(text(file.variable("profile"), "cf_role") == "profile_id")
    #expect(text(file.variable("platform"), "cf_role") == "trajectory_id")
    #expect(text(file.variable("ctd_TEMP"), "units") == "degree_Celsius")
    #expect(text(file.variable("ctd_TEMP"), "source_variable") == "ctd/TEMP")
    #expect(text(file.variable("ctd_TEMP"), "ancillary_variables") == "ctd_TEMP_qc")
    #expect(file.root.attributes.contains { $0.content == .text("trajectoryProfile") })
    #expect(file.root.attributes.contains { $0.name == "institution" })
  }

  @Test("give no variable the name of another, nor one that differs by case alone")
  func names() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/names.nc"
    let batch = try SampleObservations.profiles()
    var outline = SampleObservations.outline(of: batch)
    // The vertical coordinate is called pressure.
    outline.columns[0].source = "PRESSURE"
    var writer = try RaggedWriter(path: path, outline: outline)
    try writer.add(batch)
    _ = try writer.finish()
    let file = try NetCDFFile(path: path)
    #expect(file.variable("PRESSURE") == nil)
    #expect(text(file.variable("PRESSURE_2"), "source_variable") == "PRESSURE")
  }

  @Test(
    "leave out and count observations without a place, and tell the others of a trajectory each"
  )
  func trajectory() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/trajectory.nc"
    let batch = try SampleObservations.trajectory()
    let outline = SampleObservations.outline(of: batch, hasFlags: false)
    var writer = try RaggedWriter(path: path, outline: outline)
    try writer.add(batch)
    let counts = try writer.finish()
    #expect(counts.written == 2 && counts.unlocated == 1)
    let file = try NetCDFFile(path: path)
    #expect(try file.read(#require(file.variable("row_size"))) == .int([2]))
    #expect(try file.read(#require(file.variable("time"))) == .double([1, 3.25]))
    #expect(try file.read(#require(file.variable("longitude"))) == .double([125, 125.25]))
    #expect(file.variable("ctd_TEMP_qc") == nil)
    #expect(text(file.variable("trajectory"), "cf_role") == "trajectory_id")
  }

  @Test("hold several batches one behind the other")
  func batches() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/batches.nc"
    let outline = SampleObservations.outline(of: try SampleObservations.profiles())
    var writer = try RaggedWriter(path: path, outline: outline)
    for _ in 0..<3 { try writer.add(try SampleObservations.profiles()) }
    #expect(try writer.finish().written == 12)
    let file = try NetCDFFile(path: path)
    #expect(try file.read(#require(file.variable("row_size"))) == .int([3, 1, 3, 1, 3, 1]))
    #expect(try file.read(#require(file.variable("platform"))) == .string(["2990001"]))
  }

  @Test("without observations are files without rows")
  func empty() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/empty.nc"
    let outline = SampleObservations.outline(of: try SampleObservations.profiles())
    let writer = try RaggedWriter(path: path, outline: outline)
    #expect(try writer.finish().written == 0)
    let file = try NetCDFFile(path: path)
    #expect(file.variable("ctd_TEMP")?.count == 0)
  }

  @Test("leave nothing behind when they are not finished")
  func unfinished() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/never.nc"
    let batch = try SampleObservations.profiles()
    var writer = try RaggedWriter(path: path, outline: SampleObservations.outline(of: batch))
    try writer.add(batch)
    #expect(directory.names.isEmpty)
  }
}
