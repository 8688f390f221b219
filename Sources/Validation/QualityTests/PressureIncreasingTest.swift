internal import KernelTypes
public import ObservationModel

/// Judges levels at which a profile goes back instead of on.
///
/// The vertical coordinate is pressure or depth. Levels without it are 9 and are passed over. The
/// verdict is that of the level: it holds for all that was measured there.
///
/// - SeeAlso: Argo quality control manual, test 8.
public struct PressureIncreasingTest: QualityTest, Equatable {
  /// The ways to tell what is a reversal.
  public enum Form: String, Sendable, CaseIterable {
    /// From the middle of the profile upwards and downwards, from the deepest level upwards in
    /// near-surface profiles; a level fails when it lies `reversal` or more on the wrong side of the
    /// last one that did not (manual of 2024; Coriolis real-time chain, 6.5).
    case argo2024 = "argo_2024"
    /// From the top; a level fails when it is not deeper than all before it: repeated levels but for
    /// the first, and a reversal until it is made good (manual up to 3.9).
    case classic
    /// A level is suspect when the step to it has not the direction of the mean step
    /// (`ioos_qc.argo.pressure_increasing_test`). Going on after a reversal passes.
    case neighbours
  }

  public static var name: String { "pressure_increasing" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "levels at which a profile goes back instead of on" }
  public static var source: String { "Argo quality control manual, test 8" }
  public static var argoTestNumber: Int? { 8 }
  public static var subject: TestSubject { .observation }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "form",
        .word(Form.allCases.map(\.rawValue)),
        "`argo_2024` (unless given): from the middle of the profile, small reversals allowed;"
          + " `classic`: from the top, none allowed; `neighbours`: only against the level before"
      ),
      TestParameter(
        "reversal",
        .measure(unit: "dbar"),
        "from this on a reversal fails in `argo_2024`; 20 dbar unless given"
      ),
    ]
  }

  public let form: Form
  public let reversalDecibar: Double

  public init(form: Form = .argo2024, reversalDecibar: Double = 20) {
    self.form = form
    self.reversalDecibar = reversalDecibar
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    let form = arguments.text("form").flatMap { Form(rawValue: $0) } ?? .argo2024
    if form != .argo2024, arguments.number("reversal") != nil {
      throw TestConfigurationError("expected only with the form 'argo_2024'", parameter: "reversal")
    }
    self.init(form: form, reversalDecibar: arguments.number("reversal") ?? 20)
  }

  public var reach: Reach { .feature }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.markLevels(range, as: GradeCode.notEvaluated, into: &flags)
    guard batch.hasLevels else { return }
    let levels = batch.vertical
    var present: [Int] = []
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      present.removeAll(keepingCapacity: true)
      for i in feature.observations where !levels[i].isNaN { present.append(i) }
      for i in present { flags[i - range.lowerBound] = GradeCode.pass }
      guard present.count > 1 else { continue }
      func fail(_ i: Int) { flags[i - range.lowerBound] = GradeCode.fail }
      switch form {
      case .argo2024:
        let isNearSurface = feature.profile?.isNearSurface ?? false
        let start = isNearSurface ? present.count - 1 : present.count / 2 - 1
        var last = levels[present[start]]
        for i in present[..<start].reversed() {
          if levels[i] >= last + reversalDecibar { fail(i) } else { last = levels[i] }
        }
        last = levels[present[start]]
        for i in present[(start + 1)...] {
          if levels[i] <= last - reversalDecibar { fail(i) } else { last = levels[i] }
        }
      case .classic:
        var deepest = levels[present[0]]
        for i in present.dropFirst() {
          if levels[i] <= deepest { fail(i) } else { deepest = levels[i] }
        }
      case .neighbours:
        // The mean of the steps has the sign of their sum: what lies between the two ends.
        let way = levels[present[present.count - 1]] - levels[present[0]]
        for (before, i) in zip(present, present.dropFirst()) {
          let step = levels[i] - levels[before]
          let isOnward = way < 0 ? step < 0 : step > 0
          if !isOnward { flags[i - range.lowerBound] = GradeCode.suspect }
        }
      }
    }
  }
}
