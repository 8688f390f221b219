import Foundation
import Testing

@Suite("sverdrup summarise")
struct SummariseTests {
  @Test(
    "asks for one task, and for words that it knows",
    arguments: [
      [], ["--time", "month", "--climatology", "month"], ["--time", "monthly"],
      ["--time", "5 hours"], ["--time", "month", "--years", "2000"],
      ["--climatology", "month", "--years", "2000-1990"], ["--climatology", "year"],
      ["--time", "month", "--statistics", "mean,mode"],
      ["--time", "month", "--statistics", "mean,mean"],
      ["--time", "month", "--percentile", "101"], ["--time", "month", "--minimum-coverage", "1.1"],
      ["--time", "day", "--of", "month"], ["--time", "month", "--deflate", "10"],
      ["--time", "month", "--heatwaves"], ["--heatwaves", "--statistics", "mean"],
      ["--harmonics", "7"], ["--time", "month", "--threads", "0"],
    ]
  )
  func usage(words: [String]) throws {
    let result = try Command.run(["summarise", "a.nc", "--output", "b.nc"] + words)
    #expect(result.code == 64, "\(words)")
    #expect(!result.errors.isEmpty)
  }

  @Test("says which file is not there, or has no fields, and writes nothing")
  func inputs() throws {
    let directory = try Command.Directory()
    let output = directory.url.appendingPathComponent("out.nc").path
    let none = try Command.run("summarise", "none.nc", "--time", "month", "--output", output)
    #expect(none.code == 66)
    #expect(none.errors.contains("none.nc"))
    let track = try Command.run(
      ["summarise", InspectTests.saildrone, "--time", "month", "--output", output]
    )
    #expect(track.code == 65)
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
