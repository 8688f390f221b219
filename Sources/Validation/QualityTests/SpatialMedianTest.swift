internal import KernelTypes
public import ObservationModel

/// Flags vectors of a high frequency radar that differ from those around them.
///
/// The neighbours of a vector are those of the same map whose range differs by no more than
/// `range` and whose bearing by no more than `angle`, itself included. With `m` the median of
/// their velocities, of an even number the mean of the middle two, it is suspect when
/// `|v - m| > suspectAbove` and fails when `|v - m| > failAbove`. Vectors without range or bearing
/// are not evaluated and are no neighbours.
///
/// - SeeAlso: IOOS, *Manual for Real-Time Quality Control of High Frequency Radar Surface Current
///   Data*, test 10 (205), spatial median: a range of 2.1 cells and an angle of 10° with 30 cm s-1
///   are usual; they belong to the site.
public struct SpatialMedianTest: QualityTest, Equatable {
  public static var name: String { "spatial_median" }
  public static var flagStandardName: String { "neighbor_test_quality_flag" }
  public static var summary: String { "radar vectors that differ from those around them" }
  public static var source: String { "QARTOD high frequency radar manual, spatial median" }
  public static var parameters: [TestParameter] {
    [
      .suspectDifference, .failDifference,
      TestParameter(
        "range",
        .measure(unit: "m"),
        isRequired: true,
        "neighbours are no farther apart along the beam, such as 2.1 range cells"
      ),
      TestParameter(
        "angle",
        .measure(unit: "degree", range: 0...180),
        isRequired: true,
        "neighbours are no farther apart in bearing"
      ),
    ]
  }

  public let suspectAbove: Double
  public let failAbove: Double
  public let rangeMeters: Double
  public let angleDegrees: Double

  /// - Precondition: `0 <= suspectAbove <= failAbove`.
  public init(
    suspectAbove: Double,
    failAbove: Double,
    rangeMeters: Double,
    angleDegrees: Double
  ) {
    precondition(0 <= suspectAbove && suspectAbove <= failAbove)
    self.suspectAbove = suspectAbove
    self.failAbove = failAbove
    self.rangeMeters = rangeMeters
    self.angleDegrees = angleDegrees
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let thresholds = try arguments.thresholds()
    self.init(
      suspectAbove: thresholds.suspect,
      failAbove: thresholds.fail,
      rangeMeters: try arguments.required("range"),
      angleDegrees: try arguments.required("angle")
    )
  }

  public var reach: Reach { .feature }
  public var otherQuantities: [Quantity] {
    Quantity.all(named: ["radial_range", "radial_bearing"])
  }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard let ranges = batch.doubles(of: "radial_range", in: range),
      var bearings = batch.doubles(of: "radial_bearing", in: range)
    else { return }
    // Within half a turn of north, so that two differ by less than a turn.
    for i in bearings.indices { bearings[i] = bearings[i].remainder(dividingBy: 360) }
    let values = batch.doubles(ofColumn: column, in: range)
    var neighbours: [Double] = []
    for feature in batch.features(in: range) {
      let all = batch.features[feature].observations
      let vectors = (all.lowerBound - range.lowerBound)..<(all.upperBound - range.lowerBound)
      let known = vectors.filter {
        !values[$0].isNaN && ranges[$0].isFinite && bearings[$0].isFinite
      }
      // Cells at one range are many: in the order of their bearings a few are looked at.
      let ordered = known.sorted {
        (ranges[$0], bearings[$0], $0) < (ranges[$1], bearings[$1], $1)
      }
      let arcs = Self.arcs(of: ordered, ranges)
      var first = 0
      for (number, arc) in arcs.enumerated() {
        let distance = ranges[ordered[arc.lowerBound]]
        while distance - ranges[ordered[arcs[first].lowerBound]] > rangeMeters { first += 1 }
        var end = number + 1
        while end < arcs.count, ranges[ordered[arcs[end].lowerBound]] - distance <= rangeMeters {
          end += 1
        }
        for i in arc.map({ ordered[$0] }) {
          neighbours.removeAll(keepingCapacity: true)
          for near in arcs[first..<end] {
            append(to: &neighbours, from: ordered[near], around: bearings[i], bearings, values)
          }
          flags[i] = gradeAbove(
            (values[i] - Self.median(&neighbours)).magnitude,
            suspectAbove: suspectAbove,
            failAbove: failAbove
          )
        }
      }
    }
  }

  /// The runs of vectors at the same range.
  private static func arcs(of ordered: [Int], _ ranges: [Double]) -> [Range<Int>] {
    var arcs: [Range<Int>] = []
    var start = 0
    for k in ordered.indices.dropFirst() where ranges[ordered[k]] != ranges[ordered[start]] {
      arcs.append(start..<k)
      start = k
    }
    if !ordered.isEmpty { arcs.append(start..<ordered.count) }
    return arcs
  }

  /// Adds the velocities of an arc whose bearings are near to `bearing`, on either side of south.
  private func append(
    to neighbours: inout [Double],
    from arc: ArraySlice<Int>,
    around bearing: Double,
    _ bearings: [Double],
    _ values: [Double]
  ) {
    for turn in [-360.0, 0, 360] {
      // A little wider than the angle, which alone decides.
      let low = bearing + turn - angleDegrees - 1e-6
      let high = bearing + turn + angleDegrees + 1e-6
      var (start, end) = (arc.startIndex, arc.endIndex)
      while start < end {
        let middle = (start + end) / 2
        if bearings[arc[middle]] < low { start = middle + 1 } else { end = middle }
      }
      var k = start
      while k < arc.endIndex, bearings[arc[k]] <= high {
        let angle = (bearings[arc[k]] - bearing).magnitude
        let isNear =
          turn == 0 ? angle <= min(angleDegrees, 180) : angle > 180 && 360 - angle <= angleDegrees
        if isNear { neighbours.append(values[arc[k]]) }
        k += 1
      }
    }
  }

  /// - Precondition: `values` is not empty.
  private static func median(_ values: inout [Double]) -> Double {
    values.sort()
    let middle = values.count / 2
    return values.count % 2 == 1
      ? values[middle] : values[middle - 1] / 2 + values[middle] / 2
  }
}
