import KernelTypes
import Kernels

extension QualityCall {
  func densityInversion() throws(QualityCallError) -> [Int] {
    try expect(["inp", "zinp"], ["suspect_threshold", "fail_threshold"])
    let limits = InversionLimits(
      suspectBelow: try number("suspect_threshold") ?? -.infinity,
      failBelow: try number("fail_threshold") ?? -.infinity
    )
    let (densities, depths) = (try values("inp"), try values("zinp"))
    try Self.expectSameLengths(densities.count, depths.count)
    // The test of the pipeline computes densities; here they are given, so its kernel is called.
    var flags = [UInt8](repeating: GradeCode.notEvaluated, count: densities.count)
    var view = flags.mutableSpan
    gradeDensityInversion(densities.span, depths: depths.span, limits: limits, into: &view)
    return flags.map { Int($0) }
  }
}
