internal import Resampling

extension PipelineFileDecoder {
  func resample(
    _ node: PipelineFileNode,
    read: [PipelineFile.ReadEntry]?
  ) -> PipelineFile.ResampleStage? {
    let stage = section(
      node,
      name: "'resample'",
      keys: ["horizontal", "vertical", "time"],
      required: ["horizontal", "time"]
    )
    guard let stage else { return nil }
    let grid = stage["horizontal"].flatMap { horizontal($0) }
    let method = stage["horizontal"].flatMap { horizontalMethod($0, on: grid) }
    let levels = stage["vertical"].map { vertical($0, read: read) }
    let timeStep = stage["time"].flatMap { self.timeStep($0) }
    guard let grid, let method, let timeStep else { return nil }
    // Faulty levels have been reported; the others parts are still good to check outputs by.
    return PipelineFile.ResampleStage(
      grid: grid,
      method: method,
      levels: levels ?? nil,
      timeStep: timeStep
    )
  }
}
