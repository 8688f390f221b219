import Foundation
import Pipeline
import Testing

/// The bias that a provider states, from the file to the product.
@Suite("Running on temperatures with a bias")
struct SensorBiasRunTests {
  private func means(_ quantity: String, convert: String = "") throws -> [Double] {
    let archive = try BundledArchive()
    try archive.deliver(["ghrsst/2024/" + SwathMethodTests.granule])
    let text = SwathMethodTests().yaml("").replacing(
      "variables: [sea_surface_skin_temperature]",
      with: "variables: [sea_surface_skin_temperature]\(convert)"
    )
    let path = archive.root + "/pipeline.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let options = RunOptions(root: archive.root, jobs: 1, now: 1_800_000_000)
    _ = try PipelineRun(pipelinePath: path, options: options).run()
    return try archive.values("\(quantity)_mean", day: 1)
  }

  @Test("a bias that reading takes off is not taken off again on the way to bulk temperature")
  func once() throws {
    let skin = try means("sea_surface_skin_temperature")
    let bulk = try means(
      "sea_surface_temperature",
      convert: """

            convert: {from: sea_surface_skin_temperature, to: sea_surface_temperature, with: sses_bias}
        """
    )
    #expect(skin.contains { !$0.isNaN })
    #expect(zip(skin, bulk).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
  }
}
