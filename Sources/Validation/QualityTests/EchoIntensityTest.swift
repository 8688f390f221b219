internal import KernelTypes
public import ObservationModel

/// Fails the cells of a current profile from where the echo jumps: beyond it the beams have met
/// the surface, the bottom or another obstacle.
///
/// A cell is sound when in at least three of four beams `|e[k] - e[k-1]| <= failAbove`, with `e`
/// the echo intensity in counts and `k` the number of the cell counted from the instrument. The
/// first cell beyond the near part of the profile that is not sound fails, and with it all cells
/// farther away. Cells in which fewer than three beams have an echo to compare are not evaluated.
///
/// The levels of a profile are taken in their order, as profilers write them: the nearest first.
///
/// - SeeAlso: IMOS Toolbox, `imosEchoIntensityVelocitySetQC`, whose threshold is 30 counts and
///   whose near part is half of the cells.
public struct EchoIntensityTest: QualityTest, Equatable {
  public static var name: String { "echo_intensity" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "cells of a current profile from where the echo of the beams jumps"
  }
  public static var source: String { "IMOS Toolbox, imosEchoIntensityVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "fail",
        .number(0...Double.greatestFiniteMagnitude),
        "the largest step of the echo from cell to cell, in counts; 30 unless given"
      ),
      TestParameter(
        "near_part",
        .number(0...1),
        "the part of the cells, from the instrument on, that always passes; 0.5 unless given"
      ),
    ]
  }

  /// Counts.
  public let failAbove: Double

  /// From 0 to 1.
  public let nearPart: Double

  public init(failAbove: Double = 30, nearPart: Double = 0.5) {
    self.failAbove = failAbove
    self.nearPart = nearPart
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      failAbove: arguments.number("fail") ?? 30,
      nearPart: arguments.number("near_part") ?? 0.5
    )
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] { Quantity.beams(of: "echo_intensity") }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.featureType.isProfileLike,
      let echoes = batch.beams(of: "echo_intensity", in: range)
    else { return }
    for feature in batch.features(in: range) {
      let cells = batch.features[feature].observations
      let near = Int((nearPart * Double(cells.count)).rounded())
      var isBeyond = false
      for cell in cells {
        let i = cell - range.lowerBound
        var known = 0
        var sound = 0
        if cell > cells.lowerBound {
          for beam in echoes {
            let step = (beam[i] - beam[i - 1]).magnitude
            known += step.isNaN ? 0 : 1
            sound += step <= failAbove ? 1 : 0
          }
        }
        let isNear = cell - cells.lowerBound < max(near, 1)
        if !isNear, known >= 3, sound < 3 { isBeyond = true }
        guard flags[i] != GradeCode.missing else { continue }
        if isBeyond {
          flags[i] = GradeCode.fail
        } else if isNear || known >= 3 {
          flags[i] = GradeCode.pass
        }
      }
    }
  }
}
