import KernelTypes
import Kernels
import ObservationModel
import Validation

extension QualityCall {
  func densityInversion() throws(QualityCallError) -> [Int] {
    try expect(["inp", "zinp"], ["suspect_threshold", "fail_threshold"])
    let suspect = try number("suspect_threshold") ?? -.infinity
    let fail = try number("fail_threshold") ?? -.infinity
    let (densities, depths) = (try values("inp"), try values("zinp"))
    try Self.expectSameLengths(densities.count, depths.count)
    guard suspect <= 0, fail <= 0 else {
      // A density that does not increase enough is no inversion, and only the kernel knows of it.
      let limits = InversionLimits(suspectBelow: suspect, failBelow: fail)
      var flags = [UInt8](repeating: GradeCode.notEvaluated, count: densities.count)
      var view = flags.mutableSpan
      gradeDensityInversion(densities.span, depths: depths.span, limits: limits, into: &view)
      return flags.map { Int($0) }
    }
    return try Self.flags(
      DensityInversionTest(suspectAbove: min(-suspect, -fail), failAbove: -fail),
      densities,
      .profile,
      vertical: depths,
      verticalKind: .depth,
      quantity: Quantity.ofVariable(
        "density",
        standardName: "sea_water_density",
        longName: "sea water density",
        units: "kg m-3"
      )
    )
  }
}
