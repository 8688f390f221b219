internal import KernelTypes
public import ObservationModel

/// Gives values of sensors on a grey list the verdict that the list has for them.
///
/// An entry is for a platform, a parameter and the time from its first day to the end of its last,
/// or on while it is open. Its code is one of Argo reference table 2: 2 is probably good, 3 suspect,
/// 4 fails, 1 passes; of several entries the highest code counts, and other codes say nothing here.
/// An entry that fails `PRES` fails all that was measured at the level. The parameter of a column is
/// the name of its variable, whatever its case and without `_ADJUSTED`. Observations without a time
/// are not evaluated.
///
/// - SeeAlso: Argo quality control manual, test 15.
public struct GreyListTest: QualityTest, Equatable {
  public static var name: String { "grey_list" }
  public static var flagStandardName: String { "quality_flag" }
  public static var summary: String { "values of sensors that are known to be faulty" }
  public static var source: String { "Argo quality control manual, test 15" }
  public static var argoTestNumber: Int? { 15 }
  public static var parameters: [TestParameter] {
    [
      TestParameter(
        "file",
        .file(.greyList),
        isRequired: true,
        "the list, in the columns of `ar_greylist.txt`"
      )
    ]
  }

  private let entries: [String: [GreyList.Entry]]

  public init(_ list: GreyList) {
    entries = Dictionary(grouping: list.entries, by: \.platform)
  }

  public init(_ arguments: TestArguments) throws(TestConfigurationError) {
    guard case .greyList(let list)? = arguments.resource("file") else {
      throw TestConfigurationError("the key 'file' is missing")
    }
    self.init(list)
  }

  public var reach: Reach { .itself }

  public func evaluate(
    _ batch: borrowing ObservationBatch,
    column: Int,
    range: Range<Int>,
    into flags: inout MutableSpan<UInt8>
  ) {
    batch.mark(column: column, range: range, as: GradeCode.pass, into: &flags)
    let times = batch.times
    for i in range where times[i].isNaN && flags[i - range.lowerBound] != GradeCode.missing {
      flags[i - range.lowerBound] = GradeCode.notEvaluated
    }
    let parameter = Self.parameter(of: batch.columns[column].variableName)
    for k in batch.features(in: range) {
      let feature = batch.features[k]
      guard let listed = entries[feature.platform] else { continue }
      for entry in listed {
        let isOwn = entry.parameter == parameter
        guard isOwn || (entry.parameter == "PRES" && entry.code == 4),
          let rank = Self.ranks.firstIndex(of: Self.code(entry.code))
        else { continue }
        for i in feature.observations.clamped(to: range)
        where times[i] >= entry.start && times[i] < entry.end {
          let old = flags[i - range.lowerBound]
          guard let oldRank = Self.ranks.firstIndex(of: old), rank > oldRank else { continue }
          flags[i - range.lowerBound] = Self.code(entry.code)
        }
      }
    }
  }

  /// From the best to the worst.
  private static let ranks = [
    GradeCode.pass, GradeCode.probablyGood, GradeCode.suspect, GradeCode.fail,
  ]

  private static func code(_ argo: Int) -> UInt8 {
    switch argo {
    case 1: GradeCode.pass
    case 2: GradeCode.probablyGood
    case 3: GradeCode.suspect
    case 4: GradeCode.fail
    default: GradeCode.notEvaluated
    }
  }

  private static func parameter(of variableName: String) -> String {
    let name = variableName.uppercased()
    return name.hasSuffix("_ADJUSTED") ? String(name.dropLast(9)) : name
  }
}
