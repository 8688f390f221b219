internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// What Argo files tell of the quality of each profile: the tests that ran and those that found
/// something, and how much of each variable is good.
///
/// - SeeAlso: Argo user's manual, reference tables 2a and 11.
struct ArgoProfileQuality {
  private var performed: [String] = []
  private var failed: [String] = []

  /// For each column a letter for each profile.
  private var letters: [[String]]

  private let columns: [QualityVariables]

  /// Nil where flags are not those of Argo or no features are told.
  init?(_ layout: RaggedLayoutOfFile) {
    columns = layout.columns.compactMap(\.quality)
    letters = [[String]](repeating: [], count: columns.count)
    guard layout.hasFeatures, columns.first?.quality.encoding.name == "argo" else { return nil }
  }

  private static let performedName = "argo_tests_performed"
  private static let failedName = "argo_tests_failed"
  static let names: Set = [performedName, failedName]

  private var definitions: [(name: String, longName: String, reference: String)] {
    [
      (
        Self.performedName,
        "hexadecimal sum of 2 to the number of each Argo test that was performed",
        "Argo user's manual, reference table 11"
      ),
      (
        Self.failedName,
        "hexadecimal sum of 2 to the number of each Argo test that a value did not pass",
        "Argo user's manual, reference table 11"
      ),
    ]
      + columns.map {
        (
          $0.profile, "share of the levels of \($0.column) that are good, A all to F none",
          "Argo user's manual, reference table 2a"
        )
      }
  }

  func define(in writer: NetCDFWriter) throws(NetCDFError) {
    for (name, longName, reference) in definitions {
      try writer.defineVariable(name, type: .string, dimensions: ["feature"], chunks: [1024])
      try writer.putAttribute("long_name", .text(longName), of: name)
      try writer.putAttribute("references", .text(reference), of: name)
    }
  }

  /// Takes the observations `rows` of a batch as one profile.
  mutating func add(_ batch: borrowing ObservationBatch, _ rows: [Int]) {
    var (performed, failed): (Set<Int>, Set<Int>) = ([], [])
    for (number, (column, variables)) in zip(batch.columns, columns).enumerated() {
      for test in variables.testGroups.flatMap(\.tests) {
        guard let argo = test.argoNumber else { continue }
        for i in rows {
          let flag = column.quality.flag(ofTest: test.number, at: i)
          if flag != .notEvaluated { performed.insert(argo) }
          if flag == .suspect || flag == .fail { failed.insert(argo) }
        }
      }
      let letter = ArgoQualityControl.profileLetter(
        ofCodes: rows.lazy.map { Int(column.verdict(at: $0).rawValue) }
      )
      letters[number].append(String(letter))
    }
    self.performed.append(ArgoQualityControl.history(ofTests: performed))
    self.failed.append(ArgoQualityControl.history(ofTests: failed))
  }

  func write(to writer: NetCDFWriter, region: Region) throws(NetCDFError) {
    try writer.write(.string(performed), to: Self.performedName, region: region)
    try writer.write(.string(failed), to: Self.failedName, region: region)
    for (column, letters) in zip(columns, letters) {
      try writer.write(.string(letters), to: column.profile, region: region)
    }
  }
}
