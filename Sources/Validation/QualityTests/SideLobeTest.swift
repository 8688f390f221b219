internal import KernelTypes
internal import Kernels
public import ObservationModel
internal import Seawater

/// Fails the cells of a current profile that the side lobes spoil.
///
/// A part of each beam leaves the transducer straight towards the surface, or the bottom, and is
/// back when the slanted main lobe still measures cells that are nearer. With `h` the distance of
/// that boundary and `a` the angle of the beams, only cells nearer than
/// `h cos a - bins * binSize` pass.
///
/// Cells have the depth that the batch gives them, reckoned from `instrumentDepth`. Where the file
/// has the pressure at the instrument, its depth, and with it that of the cells, follows the tide
/// (TEOS-10).
///
/// - SeeAlso: IMOS Toolbox, `imosSideLobeVelocitySetQC`: half a bin.
public struct SideLobeTest: QualityTest, Equatable {
  public static var name: String { "side_lobe" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String {
    "cells of a current profile too near to the surface or the bottom"
  }
  public static var source: String { "IMOS Toolbox, imosSideLobeVelocitySetQC" }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "beam_angle",
        .measure(unit: "degree", range: 0...89),
        isRequired: true,
        "the angle of the beams with the axis of the instrument, such as 20 degree"
      ),
      TestParameter(
        "bin_size",
        .measure(unit: "m"),
        isRequired: true,
        "the height of a cell"
      ),
      TestParameter(
        "instrument_depth",
        .measure(unit: "m"),
        isRequired: true,
        "the depth of the instrument that the depths of the cells are reckoned from"
      ),
      TestParameter(
        "water_depth",
        .measure(unit: "m"),
        "for an instrument that looks down: the depth of the bottom"
      ),
      TestParameter(
        "bins",
        .number(0...1000),
        "so many cells more are left out; 0.5 unless given"
      ),
    ]
  }

  public let beamAngleDegrees: Double
  public let binSizeMeters: Double
  public let instrumentDepthMeters: Double

  /// Nil for an instrument that looks up.
  public let waterDepthMeters: Double?
  public let bins: Double

  public init(
    beamAngleDegrees: Double,
    binSizeMeters: Double,
    instrumentDepthMeters: Double,
    waterDepthMeters: Double? = nil,
    bins: Double = 0.5
  ) {
    self.beamAngleDegrees = beamAngleDegrees
    self.binSizeMeters = binSizeMeters
    self.instrumentDepthMeters = instrumentDepthMeters
    self.waterDepthMeters = waterDepthMeters
    self.bins = bins
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      beamAngleDegrees: try arguments.required("beam_angle"),
      binSizeMeters: try arguments.required("bin_size"),
      instrumentDepthMeters: try arguments.required("instrument_depth"),
      waterDepthMeters: arguments.number("water_depth"),
      bins: arguments.number("bins") ?? 0.5
    )
    if let waterDepthMeters, waterDepthMeters <= instrumentDepthMeters {
      throw TestConfigurationError(
        "expected more than 'instrument_depth'",
        parameter: "water_depth"
      )
    }
  }

  public var reach: Reach { .itself }
  public var otherQuantities: [Quantity] { Quantity.all(named: ["pressure"]) }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.verticalKind == .depth else { return }
    let depths = batch.vertical.extracting(range)
    let latitudes = batch.latitudes.extracting(range)
    let pressures = batch.doubles(of: "pressure", in: range)
    let cosine = sineCosine(degrees: beamAngleDegrees).cosine
    for i in 0..<flags.count where flags[i] != GradeCode.missing {
      var instrument = instrumentDepthMeters
      if let pressures, !pressures[i].isNaN, !latitudes[i].isNaN {
        instrument = depthMeters(pressureDecibar: pressures[i], latitudeDegrees: latitudes[i])
      }
      // How far the cell is from the instrument, towards the boundary.
      let distance =
        waterDepthMeters == nil
        ? instrumentDepthMeters - depths[i] : depths[i] - instrumentDepthMeters
      let boundary = waterDepthMeters.map { $0 - instrument } ?? instrument
      guard boundary > 0, !distance.isNaN else { continue }
      let clear = boundary * cosine - bins * binSizeMeters
      flags[i] = distance < clear ? GradeCode.pass : GradeCode.fail
    }
  }
}
