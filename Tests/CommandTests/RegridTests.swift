import Foundation
import Testing

@Suite("sverdrup regrid")
struct RegridTests {
  @Test("says what is wrong with a grid, a method or a file, by its exit code")
  func refusals() throws {
    let directory = try Command.Directory()
    let output = directory.url.appendingPathComponent("out.nc").path
    func run(_ source: String, _ like: String, _ method: String) throws -> Command.Result {
      try Command.run(
        "regrid",
        source,
        "--like",
        like,
        "--method",
        method,
        "--output",
        output
      )
    }
    let text = "Fixtures/archive/buoys/20240621_SVD-YS3.nc"
    #expect(try run("nowhere.nc", "r360x180", "bilinear").code == 66)
    #expect(try run(text, "r360x180", "bilinear").code == 65)
    #expect(try run(text, "r360x180", "best").code == 64)
    // Observations along a track lie on no grid.
    let track = try run(InspectTests.saildrone, "r360x180", "bilinear")
    #expect(track.code == 65)
    #expect(track.errors.contains("latitude"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
