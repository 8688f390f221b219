internal import KernelTypes
internal import ObservationModel
internal import Seawater

extension ObservationBatch {
  /// The values of a column over `range` in Double; NaN where missing.
  func doubles(ofColumn column: Int, in range: Range<Int>) -> [Double] {
    columns[column].values.doubles(in: range)
  }

  /// The values of the quantity called `name` over `range`; nil when the batch has none.
  func doubles(of name: String, in range: Range<Int>) -> [Double]? {
    columns.firstIndex { $0.quantity.name == name }.map { doubles(ofColumn: $0, in: range) }
  }

  /// The pressures of the levels of `range` in dbar, from depths or heights where a file has these;
  /// NaN where unknown.
  func pressures(in range: Range<Int>) -> [Double] {
    let (vertical, latitudes) = (vertical, latitudes)
    switch verticalKind {
    case .pressure: return range.map { vertical[$0] }
    case .depth:
      return range.map {
        pressureDecibar(depthMeters: vertical[$0], latitudeDegrees: latitudes[$0])
      }
    case .height:
      return range.map {
        pressureDecibar(depthMeters: -vertical[$0], latitudeDegrees: latitudes[$0])
      }
    case nil: return [Double](repeating: .nan, count: range.count)
    }
  }

  /// The values over `range` of the quantities called `<name>_1` to `<name>_4`, beam by beam; nil
  /// when the batch does not have all four.
  func beams(of name: String, in range: Range<Int>) -> [[Double]]? {
    let beams = (1...4).compactMap { doubles(of: "\(name)_\($0)", in: range) }
    return beams.count == 4 ? beams : nil
  }
}

extension Quantity {
  /// The entries of the vocabulary called `names`.
  static func all(named names: [String]) -> [Quantity] { names.compactMap { named($0) } }

  /// The four beams of a current profiler.
  static func beams(of name: String) -> [Quantity] {
    all(named: (1...4).map { "\(name)_\($0)" })
  }
}

/// The code for a number that is graded against upper limits, the limits themselves passing; not
/// evaluated where it is NaN.
@inline(__always)
func gradeAbove(_ value: Double, suspectAbove: Double, failAbove: Double) -> UInt8 {
  value.isNaN
    ? GradeCode.notEvaluated
    : value > failAbove
      ? GradeCode.fail : value > suspectAbove ? GradeCode.suspect : GradeCode.pass
}

extension TestArguments {
  /// The climatology of a file.
  func field(_ name: String) -> ClimatologyField? {
    if case .field(let field)? = resource(name) { field } else { nil }
  }

  /// Thresholds `suspect` and `fail` as `thresholds()` has them; with neither, `fail` is that of
  /// the source of the test.
  func thresholds(failUnlessGiven fail: Double) throws(TestConfigurationError) -> (
    suspect: Double, fail: Double
  ) {
    self["suspect"] == nil && self["fail"] == nil ? (fail, fail) : try thresholds()
  }
}
