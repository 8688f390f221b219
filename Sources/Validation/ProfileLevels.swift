internal import KernelTypes
internal import ObservationModel
internal import Seawater

/// What tests of profiles ask of a batch.
extension ObservationBatch {
  /// True where features are profiles with a pressure or a depth at each level.
  var hasLevels: Bool {
    featureType.isProfileLike && (verticalKind == .pressure || verticalKind == .depth)
  }

  /// The values of a column with NaN where there is nothing to compare with: where the value or
  /// the vertical coordinate is missing, or an earlier test failed either.
  func usableValues(ofColumn column: Int, in range: Range<Int>) -> [Double] {
    var values = doubles(ofColumn: column, in: range)
    values.clear(where: columns[column].quality.fail, in: range)
    if !vertical.isEmpty {
      let levels = vertical.extracting(range)
      var view = values.mutableSpan
      let count = view.count
      precondition(levels.count == count)
      for i in 0..<count { view[i] = levels[i].isNaN ? .nan : view[i] }
    }
    if let number = pressureColumn, number != column {
      values.clear(where: columns[number].quality.fail, in: range)
    }
    return values
  }

  /// The usable values of the quantity called `name`, NaN throughout when the batch has none.
  func usableValues(of name: String, in range: Range<Int>) -> [Double] {
    columns.firstIndex { $0.quantity.name == name }
      .map { usableValues(ofColumn: $0, in: range) }
      ?? [Double](repeating: .nan, count: range.count)
  }

  /// The column with the pressures of the levels, where the batch has them as values too.
  var pressureColumn: Int? { columns.firstIndex { $0.quantity.name == "pressure" } }

  /// Gives every level of a range that has a vertical coordinate `code`, and the others 9.
  func markLevels(_ range: Range<Int>, as code: UInt8, into flags: inout MutableSpan<UInt8>) {
    let levels = vertical
    for i in range {
      flags[i - range.lowerBound] =
        levels.isEmpty ? GradeCode.notEvaluated : levels[i].isNaN ? GradeCode.missing : code
    }
  }

  /// Metres below the surface at a level.
  func depthMeters(at i: Int) -> Double {
    verticalKind == .pressure
      ? Seawater.depthMeters(pressureDecibar: vertical[i], latitudeDegrees: latitudes[i])
      : vertical[i]
  }
}

extension [Double] {
  /// Makes values NaN where a test has failed them.
  ///
  /// - Parameters:
  ///   - failed: Bits of tests, for a whole column.
  ///   - range: The part of the column that the values are of.
  fileprivate mutating func clear(where failed: [UInt32], in range: Range<Int>) {
    let bits = failed.span.extracting(range)
    var view = mutableSpan
    let count = view.count
    precondition(bits.count == count)
    for i in 0..<count { view[i] = bits[i] != 0 ? .nan : view[i] }
  }
}

extension MutableSpan<UInt8> {
  /// Overwrites the codes of `range` that are not missing.
  mutating func grade(_ range: Range<Int>, as code: UInt8) {
    for i in range where self[i] != GradeCode.missing { self[i] = code }
  }
}

extension Range<Int> {
  /// The same range counted from another start.
  func relative(to start: Int) -> Range<Int> { (lowerBound - start)..<(upperBound - start) }
}

/// Thresholds that change at a level of the water column.
struct LevelThresholds: Sendable, Equatable {
  let shallow: Double
  let deep: Double

  /// From this pressure or depth on, itself included, `deep` holds.
  let deepFrom: Double

  init(shallow: Double, deep: Double, deepFrom: Double) {
    (self.shallow, self.deep, self.deepFrom) = (shallow, deep, deepFrom)
  }

  static let parameters = [
    TestParameter(
      "shallow",
      .difference,
      isRequired: true,
      "above this a value at a shallow level fails"
    ),
    TestParameter(
      "deep",
      .difference,
      isRequired: true,
      "above this a value at a deep level fails"
    ),
    TestParameter(
      "deep_from",
      .measure(unit: "dbar"),
      "where deep levels begin, themselves included; 500 dbar unless given"
    ),
  ]

  init(_ arguments: TestArguments) throws(TestConfigurationError) {
    self.init(
      shallow: try arguments.required("shallow"),
      deep: try arguments.required("deep"),
      deepFrom: arguments.number("deep_from") ?? 500
    )
  }

  /// Fails the levels of `range` whose distance from both neighbours is above the threshold.
  ///
  /// Ends of a profile and levels beside one that is missing or failed are not evaluated.
  func judge(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>,
    distance: (_ above: Double, _ value: Double, _ below: Double) -> Double
  ) {
    batch.mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let wide = max(range.lowerBound - 1, 0)..<min(range.upperBound + 1, batch.count)
    let values = batch.usableValues(ofColumn: column, in: wide)
    let levels = batch.vertical
    for k in batch.features(in: range) {
      let feature = batch.features[k].observations
      let first = max(range.lowerBound, feature.lowerBound + 1)
      let end = min(range.upperBound, feature.upperBound - 1)
      guard first < end else { continue }
      let part = (first..<end).relative(to: wide.lowerBound)
      let own = values.span.extracting(part)
      let above = values.span.extracting((part.lowerBound - 1)..<(part.upperBound - 1))
      let below = values.span.extracting((part.lowerBound + 1)..<(part.upperBound + 1))
      let depths = levels.extracting(first..<end)
      let place = first - range.lowerBound
      for i in 0..<part.count {
        let d = distance(above[i], own[i], below[i])
        let threshold = depths[i] < deepFrom ? shallow : deep
        let code = d > threshold ? GradeCode.fail : GradeCode.pass
        flags[place + i] = d.isNaN ? flags[place + i] : code
      }
    }
  }
}

extension ObservationBatch {
  /// Grades values by their data mode: raw ones suspect, adjusted ones pass, others not evaluated.
  func gradeRaw(column: Int, range: Range<Int>, into flags: inout MutableSpan<UInt8>) {
    mark(column: column, range: range, as: GradeCode.notEvaluated, into: &flags)
    let variableName = columns[column].variableName
    for k in features(in: range) {
      let feature = features[k]
      let part = feature.observations.clamped(to: range).relative(to: range.lowerBound)
      switch feature.profile?.dataMode(of: variableName) {
      case "R": flags.grade(part, as: GradeCode.suspect)
      case "A", "D": flags.grade(part, as: GradeCode.pass)
      default: break
      }
    }
  }
}
